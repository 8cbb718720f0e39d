"""Everything that the plan page reads, in as few queries as it takes (issue: at most 14 with the log event)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, UUIDField, Value, When

from barnetsplan.consent.models import ConsentRow
from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import Layer, TermKind, VersionState
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_names, live, name_of, names_of
from barnetsplan.plans.models import Plan, Seat, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.records.kinds import Action, Contribution, MeetingNote, PaperPlan, PlanAnswer
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import OpenEntry, live_release, open_visible
from barnetsplan.statements import Statement, a_moment, an_id, some_ids

#: The id of nothing.
_NONE = UUID(int=0)
_KINDS = MAP_KINDS | {Contribution.KIND, PlanAnswer.KIND, MeetingNote.KIND, PaperPlan.KIND}


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

    open_areas: frozenset[str]
    closed_areas: frozenset[str]
    map_until: datetime | None


@dataclass(frozen=True, slots=True)
class InCircle:
    """How a service stands to the plan: whether it reads the map, until when, and the newest question about it."""

    reads: bool
    until: datetime | None
    request: UUID | None


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
    circle: Mapping[UUID, InCircle]
    shared: Shared
    by_id: Mapping[UUID, OpenEntry]
    by_kind: Mapping[str, Sequence[OpenEntry]]

    @property
    def holds(self) -> bool:
        """Whether the reader holds the plan together, and so may know what others have answered."""
        return self.is_bba or self.functions.get(TermKind.COORDINATOR) == self.actor.party

    @property
    def is_bba(self) -> bool:
        """Whether the reader is Barnens bästa-ansvarig: the unit holds the function, and the role may."""
        return self.functions.get(TermKind.BBA) == self.actor.party and self.actor.may_hold_bba

    @property
    def known_versions(self) -> tuple[VersionRead, ...]:
        """A version is known to who sees something in it; the one with the family, to those who hold the plan."""
        holds, by_id = self.holds, self.by_id
        may = (version for version in self.versions if holds or not version.is_with_family)
        return tuple(version for version in may if any(item in by_id for item in version.items))

    def items_of(self, version: VersionRead | None) -> tuple[OpenEntry, ...]:
        """What is seen of a version, in its order."""
        found = map(self.by_id.get, version.items) if version else ()
        return tuple(entry for entry in found if entry is not None)

    def of_kind(self, kind: str) -> tuple[OpenEntry, ...]:
        """What is seen of one kind, oldest first."""
        return tuple(self.by_kind.get(kind, ()))

    def name(self, party: UUID | None) -> str:
        """A unit's or a person's name; empty for nobody."""
        return self.names.get(party, "") if party else ""


def read_plan(actor: Actor, plan: Plan, at: datetime) -> Reading:
    """Read a plan for one unit: six queries, whatever stands in it."""
    seen = open_visible(actor.party_id, child=plan.child, at=at, kinds=_KINDS)
    versions = _versions(plan)
    family = family_names(plan.child, at=at)
    child = {plan.child_id: name_of(plan.child.person)}
    named = {p for entry in seen for p in (entry.voice, entry.responsible) if p}
    by_id = {entry.id: entry for entry in seen}
    around = _around(plan, named, first_action(by_id, versions), at)
    names = {**around.names, **family, **child}
    # An earlier guardian's words stay in the plan: only then is there another name to open.
    strangers = {entry.voice for entry in seen} - names.keys()
    names |= names_of(strangers) if strangers else {}
    return Reading(
        plan=plan,
        actor=actor,
        at=at,
        seen=seen,
        versions=versions,
        family=family,
        names=names,
        functions=around.functions,
        circle=around.circle,
        shared=_shared(actor.party_id, plan.child_id, at),
        by_id=by_id,
        by_kind=_by_kind(seen),
    )


def _by_kind(seen: Collection[OpenEntry]) -> Mapping[str, Sequence[OpenEntry]]:
    kinds: dict[str, list[OpenEntry]] = {}
    for entry in seen:
        kinds.setdefault(entry.kind, []).append(entry)
    return kinds


@dataclass(frozen=True, slots=True)
class _Around:
    """Names of the units around the plan, which of them hold the functions, and how the others stand to it."""

    names: dict[UUID, str]
    functions: dict[TermKind, UUID]
    circle: dict[UUID, InCircle]


def first_action(seen: Mapping[UUID, OpenEntry], versions: Sequence[VersionRead]) -> UUID | None:
    """The one action of the published version by which it is told who reads the map: the map is the same for all."""
    newest = (item for version in reversed(versions) if version.published_at for item in version.items)
    return next((item for item in newest if (entry := seen.get(item)) and entry.kind == Action.KIND), None)


def _around(plan: Plan, named: Collection[UUID], action: UUID | None, at: datetime) -> _Around:
    around = _Around({}, {}, {})
    ids = {"child": plan.child_id, "case": plan.case_id, "custodian": plan.custodian_id, "plan": plan.pk}
    for pk, name, request, reads, until, *holds in _UNITS.rows(named=named, action=action or _NONE, at=at, **ids):
        around.names[pk] = name
        around.functions.update({kind: pk for kind, held_here in zip(TermKind, holds, strict=True) if held_here})
        if request or reads:
            around.circle[pk] = InCircle(reads, until, request)
    return around


def _units_around() -> "QuerySet[Unit, tuple[Any, ...]]":
    """Those that are named, the custodian, who holds a function, and whom the family has been asked about."""
    held = Term.objects.filter(live(a_moment("at")), child=an_id("child"))
    flags = {kind.value: Exists(held.filter(kind=kind, unit=OuterRef("pk"))) for kind in TermKind}
    asked = ConsentRow.objects.filter(request__container=an_id("case"))
    named = Q(party__id__in=some_ids("named")) | Q(pk=an_id("custodian"))
    rows = Unit.objects.filter(named | Q(pk__in=held.values("unit")) | Q(pk__in=asked.values("service")))
    newest = asked.filter(layer=Layer.MAP, service=OuterRef("pk"), **_stands(a_moment("at"))).order_by(
        "-request__asked_at"
    )
    read = Release.objects.filter(live_release(a_moment("at")), recipient=OuterRef("pk"), entry=an_id("action"))
    seated = Seat.objects.filter(live(a_moment("at")), plan=an_id("plan"), unit=OuterRef("pk"))
    rows = rows.annotate(
        asked=Subquery(newest.values("request")[:1], output_field=UUIDField()),
        reads=Case(When(Exists(seated), then=Exists(read)), default=False),
        reads_until=Subquery(read.order_by(F("valid_until").desc(nulls_first=True)).values("valid_until")[:1]),
        **flags,
    )
    return rows.values_list("pk", "name", "asked", "reads", "reads_until", *flags)


def _stands(at: datetime) -> dict[str, Any]:
    """Of questions: not taken back, not past, and not put anew."""
    return {"request__withdrawn_at": None, "request__valid_until__gt": at, "superseded_at": None}


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


def _shared(party: UUID, child: UUID, at: datetime) -> Shared:
    """What is released to the own unit; what it once was given it may know to be closed."""
    lines = [_Released._make(row) for row in _RELEASES.rows(party=party, child=child, at=at)]
    return Shared(
        open_areas=frozenset(line.area for line in lines if line.area and line.open),
        closed_areas=frozenset(line.area for line in lines if line.area and not line.open),
        map_until=max((line.until for line in lines if line.on_map and line.until), default=None),
    )


class _Released(NamedTuple):
    """What of one kind was released to the unit: of the map, or background of one area."""

    on_map: bool
    area: str
    open: int
    until: datetime | None


def _released(party: UUID, child: UUID, at: datetime) -> "QuerySet[Release, tuple[Any, ...]]":
    """Counted by what was received: what is closed can no longer be read as an entry."""
    holds = live_release(at)
    # The recipient stands in both tables: named in both, the database reads the unit's own rows alone (ADR 0012).
    lines = Release.objects.filter(recipient=party, received__recipient=party, received__child=child).annotate(
        on_map=Case(When(received__kind__in=sorted(MAP_KINDS), then=True), default=False),
        area=Case(When(received__kind=Contribution.KIND, then="received__area"), default=Value("")),
    )
    counted = lines.values("on_map", "area").annotate(
        open=Count("pk", filter=holds),
        until=Max("valid_until", filter=holds),
    )
    return counted.order_by().values_list(*_Released._fields)


_RELEASES = Statement(lambda: _released(an_id("party"), an_id("child"), a_moment("at")))


def answered(version: UUID) -> frozenset[UUID]:
    """Who has answered a version, also to those who held the plan together before."""
    rows = Entry.objects.filter(kind=PlanAnswer.KIND, container=version)
    return frozenset(rows.values_list("owner", flat=True))
