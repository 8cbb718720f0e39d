"""Reading units, and where concern for harm is reported."""

from dataclasses import dataclass
from uuid import UUID

from barnetsplan.organisations.models import ReportingPoint, Unit


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A unit as a name to choose, and where it is."""

    id: UUID
    name: str
    domain: UUID
    municipality_code: str
    locality: str


def unit_card(unit: UUID) -> UnitCard:
    """One unit; asking for one that does not exist is a broken promise."""
    return _card(Unit.objects.get(pk=unit))


def organisation_of(unit: UUID | None) -> UUID | None:
    """The organisation that a unit belongs to; nothing for what is no unit."""
    return Unit.objects.filter(pk=unit).values_list("domain__organisation", flat=True).first()


def units_of_county() -> tuple[UnitCard, ...]:
    """Every unit, by name, for a form that asks which."""
    return tuple(_card(unit) for unit in Unit.objects.order_by("name", "pk"))


def units_in_sector(sector: str) -> tuple[UnitCard, ...]:
    """Every unit of one sector that is somewhere, by name."""
    rows = Unit.objects.filter(sector=sector, placeless=False).order_by("name", "pk")
    return tuple(_card(unit) for unit in rows)


def placeless_beside(unit: UUID) -> Unit | None:
    """The unit without a place that stands beside a unit, in its own domain and of its own kind, if there is one."""
    beside = Unit.objects.filter(pk=unit).values("domain", "sector")[:1]
    for one in beside:
        return Unit.objects.filter(placeless=True, **one).select_related("domain").first()
    return None


def _card(unit: Unit) -> UnitCard:
    return UnitCard(
        id=unit.pk,
        name=unit.name,
        domain=unit.domain_id,
        municipality_code=unit.municipality_code,
        locality=unit.locality,
    )


@dataclass(frozen=True, slots=True)
class ReportingCard:
    """Where one municipality takes in a report that a child may be coming to harm."""

    code: str
    municipality: str
    office_phone: str
    office_hours: str
    out_of_hours_phone: str
    address: str
    invented: bool
    own: bool


def reporting_points(*, unit: UUID | None = None) -> tuple[ReportingCard, ...]:
    """Every municipality by name, that of the given unit first.

    *Source:* SoL 19:1; law.md ORO-01.
    """
    own = Unit.objects.filter(pk=unit).values_list("municipality_code", flat=True).first() if unit else None
    points = [
        ReportingCard(
            code=row.municipality_code,
            municipality=row.municipality,
            office_phone=row.office_phone,
            office_hours=row.office_hours,
            out_of_hours_phone=row.out_of_hours_phone,
            address=row.address,
            invented=row.invented,
            own=row.municipality_code == own,
        )
        for row in ReportingPoint.objects.order_by("municipality")
    ]
    return tuple(sorted(points, key=lambda point: not point.own))
