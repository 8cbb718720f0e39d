"""Every write of organisations: loading a county's file, as often as one likes."""

from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from barnetsplan.domain.vocabulary import PartyKind
from barnetsplan.organisations.load import County, read_county
from barnetsplan.organisations.models import LocalFunction, Organisation, Party, ReportingPoint, SecrecyDomain, Unit


@dataclass(frozen=True, slots=True)
class LoadedCounty:
    """How many of each a county's file holds."""

    organisations: int
    domains: int
    units: int


@transaction.atomic
def load_county(path: Path) -> LoadedCounty:
    """Make or update what the file names, by its keys; what is here already keeps its id and nothing is removed.

    *Raises:* ``organisations.load.WrongCounty``, which names the row, before anything is stored.
    """
    county = read_county(path)
    organisations = _organisations(county)
    domains = _domains(county, organisations)
    _units(county, domains)
    for point in county.reporting_points:
        ReportingPoint.objects.update_or_create(
            municipality_code=point.municipality_code,
            defaults={
                "municipality": point.municipality,
                "office_phone": point.office_phone,
                "office_hours": point.office_hours,
                "out_of_hours_phone": point.out_of_hours_phone,
                "address": point.address,
                "invented": point.invented,
            },
        )
    for function in county.local_functions:
        LocalFunction.objects.update_or_create(
            code=function.key,
            defaults={
                "municipality_code": function.municipality_code,
                "name": function.name,
                "about": function.about,
                "source": function.source,
            },
        )
    return LoadedCounty(len(county.organisations), len(county.domains), len(county.units))


def _organisations(county: County) -> dict[str, Organisation]:
    return {
        row.key: Organisation.objects.update_or_create(
            code=row.key,
            defaults={"name": row.name, "kind": row.kind, "municipality_code": row.municipality_code},
        )[0]
        for row in county.organisations
    }


def _domains(county: County, organisations: dict[str, Organisation]) -> dict[str, SecrecyDomain]:
    return {
        row.key: SecrecyDomain.objects.update_or_create(
            code=row.key,
            defaults={
                "organisation": organisations[row.organisation],
                "name": row.name,
                "section": row.section,
                "strength": row.strength,
                "regime": row.regime,
            },
        )[0]
        for row in county.domains
    }


def _units(county: County, domains: dict[str, SecrecyDomain]) -> None:
    here = {unit.code: unit for unit in Unit.objects.all()}
    for row in county.units:
        unit = here.get(row.key) or Unit(party=Party.objects.create(kind=PartyKind.UNIT), code=row.key)
        unit.domain = domains[row.domain]
        unit.name, unit.short_name, unit.sector = row.name, row.short_name, row.sector
        unit.municipality_code, unit.locality, unit.phone = row.municipality_code, row.locality, row.phone
        unit.placeless = row.placeless
        unit.save()
