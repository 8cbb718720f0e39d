"""Everything that the plan page reads, in as few queries as it takes (issue: at most 14 with the log event)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, QuerySet, Value, When

from barnetsplan.consent.models import ConsentRow
from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import TermKind, VersionState
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_names, live, name_of, names_of
from barnetsplan.plans.models import Plan, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.records.kinds import Contribution, MeetingNote, PlanAnswer
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import OpenEntry, live_release, open_visible
from barnetsplan.statements import Statement, a_moment, an_id, some_ids

_KINDS = MAP_KINDS | {Contribution.KIND, PlanAnswer.KIND, MeetingNote.KIND}


@dataclass(frozen=True, slots=True)
class VersionRead:
    """A version with the ids of what stands in it, in order."""

    id: UUID
    number: int
    state: VersionState
    made_at: datetime
    published_at: datetime | None
    follow_up_on: date
    family_reads_until: date
    items: tuple[UUID, ...]

    @property
    def is_with_family(self) -> bool:
        """Whether the family is reading it, before the circle does."""
        return self.state is VersionState.WITH_FAMILY


@dataclass(frozen=True, slots=True)
class Shared:
    """What is released to one unit about the child: background areas open and closed, the map, and until when."""

    open_areas: frozenset[str] = frozenset()
    closed_areas: frozenset[str] = frozenset()
    reads_map: bool = False
    map_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one unit may know of a plan at a moment."""

    plan: Plan
    actor: Actor
    at: datetime
    seen: tuple[OpenEntry, ...]
    versions: tuple[VersionRead, ...]
    family: Mapping[UUID, str]
    names: Mapping[UUID, str]
    functions: Mapping[TermKind, UUID]
    shared_with: Mapping[UUID, Shared]

    @property
    def holds(self) -> bool:
        """Whether the reader holds the plan together, and so may know what others have answered."""
        return self.is_bba or self.functions.get(TermKind.COORDINATOR) == self.actor.party

    @property
    def is_bba(self) -> bool:
        """Whether the reader is Barnens bästa-ansvarig: the unit holds the function, and the role may."""
        return self.functions.get(TermKind.BBA) == self.actor.party and self.actor.may_hold_bba

    @property
    def shared(self) -> Shared:
        """What is released to the reader's own unit."""
        return self.shared_with.get(self.actor.party_id, Shared())

    def of_kind(self, kind: str) -> tuple[OpenEntry, ...]:
        """What is seen of one kind, oldest first."""
        return tuple(entry for entry in self.seen if entry.kind == kind)

    def name(self, party: UUID | None) -> str:
        """A unit's or a person's name; empty for nobody."""
        return self.names.get(party, "") if party else ""


def read_plan(actor: Actor, plan: Plan, at: datetime) -> Reading:
    """Read a plan for one unit: five queries, whatever stands in it."""
    seen = open_visible(actor.party_id, child=plan.child, at=at, kinds=_KINDS)
    family = family_names(plan.child, at=at)
    child = {plan.child_id: name_of(plan.child.person)}
    units, functions = _units(plan, {p for entry in seen for p in (entry.voice, entry.responsible) if p}, at)
    names = {**units, **family, **child}
    # An earlier guardian's words stay in the plan: only then is there another name to open.
    strangers = {entry.voice for entry in seen} - names.keys()
    names |= names_of(strangers) if strangers else {}
    shared_with = _shared_with(actor.party_id, plan.child_id, functions, at)
    # Nor is a unit that reads on another ground than the family's yes among those who were asked.
    others = shared_with.keys() - names.keys()
    names |= _units(plan, others, at)[0] if others else {}
    return Reading(
        plan=plan,
        actor=actor,
        at=at,
        seen=seen,
        versions=_versions(plan),
        family=family,
        names=names,
        functions=functions,
        shared_with=shared_with,
    )


def _units(plan: Plan, named: Collection[UUID], at: datetime) -> tuple[dict[UUID, str], dict[TermKind, UUID]]:
    """Names of the units around the plan, and which of them hold the functions."""
    names: dict[UUID, str] = {}
    functions: dict[TermKind, UUID] = {}
    rows = _UNITS.rows(named=named, child=plan.child_id, case=plan.case_id, custodian=plan.custodian_id, at=at)
    for pk, name, *holds in rows:
        names[pk] = name
        functions |= {kind: pk for kind, held_here in zip(TermKind, holds, strict=True) if held_here}
    return names, functions


def _units_around() -> "QuerySet[Unit, tuple[Any, ...]]":
    """Those that are named, the custodian, who holds a function, and whom the family has been asked about."""
    held = Term.objects.filter(live(a_moment("at")), child=an_id("child"))
    flags = {kind.value: Exists(held.filter(kind=kind, unit=OuterRef("pk"))) for kind in TermKind}
    asked = ConsentRow.objects.filter(request__container=an_id("case")).values("service")
    named = Q(party__id__in=some_ids("named")) | Q(pk=an_id("custodian"))
    rows = Unit.objects.filter(named | Q(pk__in=held.values("unit")) | Q(pk__in=asked))
    return rows.annotate(**flags).values_list("pk", "name", *flags)


_UNITS = Statement(_units_around)


def _versions(plan: Plan) -> tuple[VersionRead, ...]:
    items: dict[tuple[UUID, int, str, datetime, datetime | None, date, date], list[UUID]] = {}
    for *version, entry in _ITEMS.rows(plan=plan.pk):
        items.setdefault((*version,), []).append(entry)
    return tuple(
        VersionRead(pk, number, VersionState(state), made, published, follow_up, until, tuple(entries))
        for (pk, number, state, made, published, follow_up, until), entries in items.items()
    )


_VERSION = ("id", "number", "state", "made_at", "published_at", "follow_up_on", "family_reads_until")
_ITEMS = Statement(
    lambda: (
        VersionItem.objects.filter(version__plan=an_id("plan"))
        .order_by("version__number", "position")
        .values_list(*(f"version__{column}" for column in _VERSION), "entry")
    ),
)


class _Released(NamedTuple):
    """What of one kind is released to one unit: of the map, or background of one area."""

    recipient: UUID
    on_map: bool
    area: str
    open: int
    until: datetime | None


def _shared_with(
    party: UUID,
    child: UUID,
    functions: Mapping[TermKind, UUID],
    at: datetime,
) -> Mapping[UUID, Shared]:
    """What is released to each unit, for who holds the plan together; to anyone else, what is to the own unit.

    What a unit once was given it may know to be closed.
    """
    if party in functions.values():
        rows = _TO_UNITS.rows(child=child, at=at)
    else:
        rows = _TO_UNIT.rows(party=party, child=child, at=at)
    lines: dict[UUID, list[_Released]] = {}
    for row in map(_Released._make, rows):
        lines.setdefault(row.recipient, []).append(row)
    return {unit: _shared(of_unit) for unit, of_unit in lines.items()}


def _shared(lines: Sequence[_Released]) -> Shared:
    on_map = [line for line in lines if line.on_map and line.open]
    return Shared(
        open_areas=frozenset(line.area for line in lines if line.area and line.open),
        closed_areas=frozenset(line.area for line in lines if line.area and not line.open),
        reads_map=bool(on_map),
        map_until=max((line.until for line in on_map if line.until), default=None),
    )


def _releases(child: UUID, at: datetime) -> "QuerySet[Release, tuple[Any, ...]]":
    holds = live_release(at)
    lines = Release.objects.filter(received__child=child, recipient__unit__isnull=False).annotate(
        on_map=Case(When(received__kind__in=sorted(MAP_KINDS), then=True), default=False),
        area=Case(When(received__kind=Contribution.KIND, then="received__area"), default=Value("")),
    )
    counted = lines.values("recipient", "on_map", "area").annotate(
        open=Count("pk", filter=holds),
        until=Max("valid_until", filter=holds),
    )
    return counted.order_by().values_list(*_Released._fields)


_TO_UNITS = Statement(lambda: _releases(an_id("child"), a_moment("at")))
_TO_UNIT = Statement(lambda: _releases(an_id("child"), a_moment("at")).filter(recipient=an_id("party")))


def answered(version: UUID) -> frozenset[UUID]:
    """Who has answered a version, also to those who held the plan together before."""
    rows = Entry.objects.filter(kind=PlanAnswer.KIND, container=version)
    return frozenset(rows.values_list("owner", flat=True))
