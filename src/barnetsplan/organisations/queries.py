"""Reading units, and where concern for harm is reported."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from barnetsplan.domain.vocabulary import WITH_NO_CHILD, Relation
from barnetsplan.organisations.models import ReportingPoint, Unit
from barnetsplan.practice.load import current


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
    """Every unit, by name, for a form that asks which; none of a guest, which is one family's affair."""
    return tuple(_card(unit) for unit in Unit.objects.filter(guest=False).order_by("name", "pk"))


def units_near(unit: UUID) -> tuple[UnitCard, ...]:
    """The units that work with children in the same municipality, and those of the Region, by name; not the unit."""
    code = Unit.objects.filter(pk=unit).values("municipality_code")
    near = Q(municipality_code__in=code) | Q(domain__organisation__kind="region")
    watching = {sector.key for sector in current().sectors if _only_watches(sector.key)}
    rows = Unit.objects.filter(near, guest=False).exclude(pk=unit).exclude(sector__in=watching)
    return tuple(_card(row) for row in rows.order_by("name", "pk"))


def _only_watches(sector: str) -> bool:
    """Whether everybody of a sector has a duty to watch over others' work, and none works with children."""
    roles = current().roles_in(sector)
    return bool(roles) and all(WITH_NO_CHILD & {Relation(duty) for duty in role.duties} for role in roles)


def units_in_sector(sector: str) -> tuple[UnitCard, ...]:
    """Every unit of one sector that is somewhere, by name."""
    rows = Unit.objects.filter(sector=sector, placeless=False, guest=False).order_by("name", "pk")
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
