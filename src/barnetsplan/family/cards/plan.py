"""The plan as the family reads it, and, before there is one, what happens now and by whom."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentGiver
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Layer
from barnetsplan.family.cards.beside import Beside, beside
from barnetsplan.family.cards.contacts import ContactLine, asking_units, contact_lines, held_by
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.log import LogLine, line_of, newest_reads, parties_of
from barnetsplan.family.cards.naming import Names
from barnetsplan.family.cards.parts import (
    GoalLine,
    Happening,
    Said,
    goals,
    happenings,
    newest_reports,
    said,
    texts_of,
)
from barnetsplan.family.cards.seen import of_entries
from barnetsplan.family.cards.version import FoundVersion, newest_version
from barnetsplan.family.cards.waiting import (
    CalledMeeting,
    Waiting,
    called_meeting,
    notices_of,
    things_to_answer,
)
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import (
    Action,
    Concern,
    Contact,
    Contribution,
    Dissent,
    FollowUp,
    Goal,
    Invitation,
    OwnWords,
    PaperPlan,
    Question,
)
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.ui.cards import Step, StepState
from barnetsplan.ui.circle import Node

_NEWEST_READS = 3


@dataclass(frozen=True, slots=True)
class SeenBySomebody:
    """What somebody who meets the child has seen, released to the family."""

    who: str
    written_at: datetime
    seen: str
    works: str
    child_says: str
    tried: str


@dataclass(frozen=True, slots=True)
class Before:
    """Where things stand before there is a plan: the steps, and who has them in hand."""

    steps: tuple[Step, ...]
    unit: str
    begun: bool


@dataclass(frozen=True, slots=True)
class ThePlan:
    """What stands in the shown version."""

    key: UUID
    number: int
    published: bool
    ended: bool
    follow_up_on: date | None
    goals: tuple[GoalLine, ...]
    happenings: tuple[Happening, ...]
    child_words: tuple[Said, ...]
    family_words: tuple[Said, ...]
    dissents: tuple[Said, ...]
    nodes: tuple[Node, ...]
    beside: Beside


@dataclass(frozen=True, slots=True)
class PlanCard:
    """The whole page."""

    head: Head
    meeting: CalledMeeting | None
    waits: tuple[Waiting, ...]
    plan: ThePlan | None
    before: Before
    concerns: tuple[SeenBySomebody, ...]
    contacts: tuple[ContactLine, ...]
    reads: tuple[LogLine, ...]
    entries: tuple[UUID, ...] = field(default=())


def plan_card(actor: Actor, child: Child, at: datetime) -> PlanCard:
    """Everything on the page, from what is visible to the reader."""
    visible = open_visible(actor.party_id, child=child, at=at)
    found = newest_version(visible)
    known = () if found else asking_units(actor, child, visible)
    held = held_by(child.pk, at=at, plan=found is not None) if found or known else {}
    seen = of_entries(visible)
    around = {*_parties(visible), *held.values(), *known}
    reads = newest_reads(child.pk, actor, seen, known=around, most=_NEWEST_READS)
    parties = {*around, *parties_of(reads)}
    names = Names(parties, child=child, actor=actor)
    shown = _on_page(visible, found)
    contacts = contact_lines(_of(shown, Contact.KIND), names, held, others=known)
    meeting = called_meeting(visible, actor=actor, at=at)
    return PlanCard(
        head=head_of(child, actor),
        meeting=meeting,
        waits=things_to_answer(notices_of(actor, child), child=child, actor=actor, at=at),
        plan=_the_plan(found, shown, newest_reports(visible), contacts, names, actor, child, at) if found else None,
        before=_before(actor, child, visible, known, names),
        concerns=tuple(_concern(entry, names) for entry in shown if entry.kind == Concern.KIND),
        contacts=contacts,
        reads=tuple(line_of(read, names, seen) for read in reads),
        entries=(*(entry.id for entry in shown), *((meeting.entry,) if meeting else ())),
    )


def _parties(entries: Iterable[OpenEntry]) -> set[UUID | None]:
    return {party for entry in entries for party in (entry.owner, entry.voice, entry.responsible)}


def _of(entries: Iterable[OpenEntry], *kinds: str) -> tuple[OpenEntry, ...]:
    return tuple(entry for entry in entries if entry.kind in kinds)


def _on_page(visible: Iterable[OpenEntry], found: FoundVersion | None) -> tuple[OpenEntry, ...]:
    """The entries that the page shows: concerns, the version's items, reports on them, and words said since."""
    entries = tuple(visible)
    concerns = _of(entries, Concern.KIND)
    if found is None:
        return concerns
    items = found.of_kind(entries)
    actions = {item.id for item in items if item.kind == Action.KIND}
    reports = {entry.id: entry for action, entry in newest_reports(entries).items() if action in actions}.values()
    known = {item.id for item in items}
    since = [
        entry
        for entry in _of(entries, OwnWords.KIND, Dissent.KIND, FollowUp.KIND)
        if entry.id not in known and entry.container == found.plan and _is_new(entry, found)
    ]
    papers = [entry for entry in _of(entries, PaperPlan.KIND) if entry.container == found.plan]
    return (*concerns, *items, *reports, *since, *papers)


def _is_new(entry: OpenEntry, found: FoundVersion) -> bool:
    """Whether it was said beside the meetings, by its owner, or at the end; what an older version held is past.

    How it went is told as soon as somebody has followed the plan up, before the next version is read by all.
    """
    if entry.kind == FollowUp.KIND:
        return entry.written_at >= found.made_at
    return entry.owner != found.plan or (found.ended and entry.written_at > found.made_at)


def _the_plan(
    found: FoundVersion,
    shown: tuple[OpenEntry, ...],
    reports: Mapping[UUID, OpenEntry],
    contacts: tuple[ContactLine, ...],
    names: Names,
    actor: Actor,
    child: Child,
    at: datetime,
) -> ThePlan:
    me, texts = actor.party_id, texts_of(shown)
    words = said(_of(shown, OwnWords.KIND), names, me=me, texts=texts)
    voices = {entry.id: entry.voice for entry in shown}
    lines = goals(_of(shown, Goal.KIND), _of(shown, FollowUp.KIND))
    happens = happenings(_of(shown, Action.KIND), reports, contacts, names, at=at)
    return ThePlan(
        key=found.id,
        number=found.number,
        published=found.published,
        ended=found.ended,
        follow_up_on=_still_to_come(found, at),
        goals=lines,
        happenings=happens,
        child_words=tuple(one for one in words if voices[one.id] == child.pk),
        family_words=tuple(one for one in words if voices[one.id] != child.pk),
        dissents=said(_of(shown, Dissent.KIND), names, me=me, texts=texts),
        nodes=_nodes(shown, contacts, names),
        beside=beside(shown, goals=lines, happenings=happens),
    )


def _still_to_come(found: FoundVersion, at: datetime) -> date | None:
    to_come = not found.ended and found.follow_up_on >= local_date(at)
    return found.follow_up_on if to_come else None


def _nodes(shown: Iterable[OpenEntry], contacts: tuple[ContactLine, ...], names: Names) -> tuple[Node, ...]:
    """Those who help: each service once, with its person, and who holds the plan together."""
    by_unit = {line.unit: line for line in contacts}
    acting = [entry.responsible for entry in shown if entry.kind == Action.KIND and entry.responsible]
    units = [unit for unit in dict.fromkeys([*by_unit, *acting]) if names.is_unit(unit)]
    return tuple(_node(names.unit(unit).title, by_unit.get(unit)) for unit in units)


def _node(title: str, line: ContactLine | None) -> Node:
    role = "" if line is None else (line.holds[0] if line.holds else line.name)
    return Node(name=title, role=role)


def _concern(entry: OpenEntry, names: Names) -> SeenBySomebody:
    payload = entry.payload
    if not isinstance(payload, Concern):
        raise TypeError(entry.kind)
    return SeenBySomebody(
        who=names.unit(entry.owner).short,
        written_at=entry.written_at,
        seen=payload.seen,
        works=payload.works,
        child_says=payload.child_says,
        tried=payload.tried,
    )


def _before(
    actor: Actor,
    child: Child,
    visible: Iterable[OpenEntry],
    known: tuple[UUID, ...],
    names: Names,
) -> Before:
    """The steps, as far as something visible to the reader says; nothing is told of a case as such."""
    kinds = {entry.kind for entry in visible}
    here = "notice" if Concern.KIND in kinds else ""
    if kinds & {Question.KIND, Contribution.KIND} or _asked_about(actor, child, known, Layer.TALK):
        here = "gather"
    if Invitation.KIND in kinds or _asked_about(actor, child, known, Layer.MAP):
        here = "collaborate"
    unit = names.unit(known[0]).name if known else ""
    return Before(steps=_steps(here), unit=unit, begun=bool(here))


def _asked_about(actor: Actor, child: Child, known: tuple[UUID, ...], layer: Layer) -> bool:
    if not known:
        return False
    asked = ConsentGiver.objects.filter(person=actor.person_id, request__child=child.pk)
    return asked.filter(request__purpose=layer.value).exists()


def _steps(here: str) -> tuple[Step, ...]:
    steps = current().steps
    at = next((number for number, step in enumerate(steps) if step.key == here), -1)
    states = (StepState.DONE, StepState.HERE, StepState.TO_COME)
    return tuple(
        Step(step.family_label, states[(number >= at) + (number > at)], sub=step.family_text)
        for number, step in enumerate(steps)
    )
