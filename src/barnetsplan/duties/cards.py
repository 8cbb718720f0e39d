"""Emergencies, questions to the log and investigations as pages show them; no entry is opened on any of them."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan import context
from barnetsplan.coordination.models import Investigation, InvestigationAsk
from barnetsplan.coordination.queries import holders
from barnetsplan.duties.models import EmergencyOpening, EmergencyWeighed, Replayed
from barnetsplan.duties.places import place_of
from barnetsplan.duties.words import ENTRIES, SOMETHING
from barnetsplan.organisations.models import Unit
from barnetsplan.organisations.queries import organisation_of
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, involved_units, name_of, names_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.protection.queries import in_lists
from barnetsplan.records.models import Entry
from barnetsplan.records.replay import could_see
from barnetsplan.vault.sealing import unseal

MOST = 100


@dataclass(frozen=True, slots=True)
class ToRing:
    """A unit with its number and, where it holds one, its function."""

    name: str
    phone: str
    holds: bool


@dataclass(frozen=True, slots=True)
class OpenedCard:
    """What an emergency opens: who the child and the guardians are, and whom to ring; nothing that is written."""

    id: UUID
    child: ChildCard
    to_ring: tuple[ToRing, ...]
    valid_until: datetime

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def opened_card(_actor: Actor, opening: EmergencyOpening, at: datetime) -> OpenedCard:
    """Whom to ring: whoever holds a function around the child, else the units around it."""
    with context.about(opening.child_id, act=Act.EMERGENCY_OPEN.value):
        held = set(holders(opening.child_id, at=at).values())
        around = held or involved_units(opening.child_id, at=at)
        child = child_card(_child(opening.child_id), at=at, with_family=True)
    units = Unit.objects.filter(pk__in=around).order_by("name", "pk")
    return OpenedCard(
        id=opening.pk,
        child=child,
        to_ring=tuple(ToRing(unit.name, unit.phone, unit.pk in held) for unit in units),
        valid_until=opening.valid_until,
    )


def _child(key: UUID) -> Child:
    return Child.objects.select_related("person__key").get(pk=key)


def _called(key: UUID, act: Act) -> str:
    """The name of a child whom somebody with a duty asks about, or an officer weighs; named for this alone."""
    with context.about(key, act=act.value):
        return name_of(_child(key).person)


@dataclass(frozen=True, slots=True)
class EmergencyRow:
    """One emergency on the security officer's list."""

    id: UUID
    who: str
    unit: str
    opened_at: datetime
    weighed: bool


def emergencies(actor: Actor) -> tuple[EmergencyRow, ...]:
    """The emergencies of the officer's organisation, newest first; the child is not named there."""
    rows = EmergencyOpening.objects.filter(unit__domain__organisation=organisation_of(actor.party)).exclude(
        person=actor.person
    )
    found = list(rows.select_related("unit", "weighed").order_by("-opened_at", "pk")[:MOST])
    names = names_of(row.person_id for row in found)
    return tuple(
        EmergencyRow(row.pk, names[row.person_id], row.unit.name, row.opened_at, hasattr(row, "weighed"))
        for row in found
    )


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """One emergency with its reason, and what was decided about telling the family."""

    id: UUID
    who: str
    unit: str
    child: str
    reason: str
    opened_at: datetime
    valid_until: datetime
    family_told: bool | None
    words: str

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def emergency_card(_actor: Actor, opening: EmergencyOpening, _at: datetime) -> EmergencyCard:
    """One emergency, opened for the officer."""
    weighed = EmergencyWeighed.objects.filter(opening=opening).first()
    return EmergencyCard(
        id=opening.pk,
        who=names_of([opening.person_id])[opening.person_id],
        unit=opening.unit.name,
        child=_called(opening.child_id, Act.EMERGENCY_WEIGH),
        reason=unseal(opening.sealed_reason, key=opening.key, place=place_of(opening)),
        opened_at=opening.opened_at,
        valid_until=opening.valid_until,
        family_told=None if weighed is None else weighed.family_told,
        words="" if weighed is None else unseal(weighed.sealed, key=opening.key, place=place_of(weighed)),
    )


@dataclass(frozen=True, slots=True)
class SeenLine:
    """How many of one kind of thing a unit could read, with its area; never what stands in them."""

    words: str
    area: str
    how_many: int


@dataclass(frozen=True, slots=True)
class ReplayCard:
    """What a unit could see of a child on a day, as numbers of things."""

    child: str
    unit: str
    day: date
    lines: tuple[SeenLine, ...]


def replay_card(asked: Replayed, *, at: datetime) -> ReplayCard:
    """The answer to a question to the log, computed from the data as they were that day."""
    with context.about(asked.child_id, act=Act.LOG_REPLAY.value):
        lines = seen_lines(could_see(asked.unit_id, child=asked.child_id, day=asked.day, before=at))
    child = _called(asked.child_id, Act.LOG_REPLAY)
    return ReplayCard(child=child, unit=asked.unit.name, day=asked.day, lines=lines)


def seen_lines(entries: frozenset[UUID]) -> tuple[SeenLine, ...]:
    """Entries as kinds and areas, most first."""
    counted = Counter(Entry.objects.filter(pk__in=entries).values_list("kind", "area"))
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return tuple(SeenLine(str(ENTRIES.get(kind, SOMETHING)), _area(area), many) for (kind, area), many in ordered)


def _area(key: str) -> str:
    try:
        return current().area(key).label if key else ""
    except NotInPractice:
        return key


@dataclass(frozen=True, slots=True)
class InvestigationRow:
    """One open investigation of the own unit, and whom it has asked."""

    id: UUID
    child: str
    opened_on: date
    asked: tuple[str, ...]


def investigations_of(actor: Actor, at: datetime) -> tuple[InvestigationRow, ...]:
    """The own unit's open investigations, newest first; none of a child whose list the actor is not on."""
    rows = list(
        Investigation.objects.filter(in_lists(actor, at, child="child"), unit=actor.party, ended_at__isnull=True)
        .select_related("child__person__key")
        .order_by("-recorded_at", "pk")[:MOST]
    )
    asked: dict[UUID, list[str]] = {}
    for key, name in InvestigationAsk.objects.filter(investigation__in=rows).values_list("investigation", "unit__name"):
        asked.setdefault(key, []).append(name)
    return tuple(
        InvestigationRow(row.pk, name_of(row.child.person), row.opened_on, tuple(sorted(asked.get(row.pk, []))))
        for row in rows
    )
