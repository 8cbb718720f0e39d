"""What the compartment shows, to the one who answered and to the registrar of that domain alone."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from barnetsplan import context
from barnetsplan.domain.periods import local_date
from barnetsplan.organisations.queries import ReportingCard, reporting_points
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, name_of, names_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.queries import closed_children
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import open_visible, visible_to
from barnetsplan.reporting.models import HarmAnswer, ReportDecision, ReportFeedback
from barnetsplan.vault.sealing import Place, unseal

#: More rows than one person has to think of.
MOST = 200


def decision_place(row: UUID) -> Place:
    """Where a sealed decision lies."""
    return Place("reporting_reportdecision", "sealed", row)


def feedback_place(row: UUID) -> Place:
    """Where a sealed note of feedback lies."""
    return Place("reporting_reportfeedback", "sealed", row)


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision, opened."""

    reported: bool
    reason: str
    municipality: str
    on: date | None
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class Feedback:
    """What social services have answered, opened."""

    text: str
    on: date | None


@dataclass(frozen=True, slots=True)
class HarmState:
    """Where one employee stands with one concern: not asked, answered no, undecided or decided; theirs alone."""

    concern: UUID
    answer: UUID | None = None
    due: bool = False
    decided: bool = False

    @property
    def undecided(self) -> bool:
        """Whether a decision waits."""
        return self.due and not self.decided


def harm_state(actor: Actor, concern: UUID) -> HarmState:
    """The newest answer of the actor about a concern: one query, never about anybody else's."""
    row = (
        _with_decision(HarmAnswer.objects.filter(person=actor.person, unit=actor.party, concern=concern))
        .order_by("-answered_at")
        .first()
    )
    return HarmState(concern) if row is None else _state(row)


def _with_decision(rows: "QuerySet[HarmAnswer]") -> "QuerySet[HarmAnswer, HarmAnswer]":
    return rows.annotate(decided=Exists(ReportDecision.objects.filter(answer=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class ListedConcern:
    """One concern of the actor's on the list of decisions; ``closed`` when only named persons open the child now."""

    state: HarmState
    child: str
    at: datetime
    closed: bool


@dataclass(frozen=True, slots=True)
class HarmList:
    """The employee's own list: what must be decided, what has not been asked, what is done."""

    undecided: tuple[ListedConcern, ...]
    unasked: tuple[ListedConcern, ...]
    decided: tuple[ListedConcern, ...]


def harm_list(actor: Actor, *, at: datetime) -> HarmList:
    """Every answer of the actor in this unit, and the own concerns to which the question has not been answered.

    *Source:* law.md ORO-02 and abuse case 15: staff who note a concern here and believe that they have reported.
    """
    mine = HarmAnswer.objects.filter(person=actor.person, unit=actor.party)
    rows = list(_with_decision(mine).select_related("child__person__key").order_by("-answered_at")[:MOST])
    newest: dict[UUID, HarmAnswer] = {}
    for row in rows:
        newest.setdefault(row.concern, row)
    closed = closed_children(actor, (row.child_id for row in newest.values()), at)
    listed = [
        ListedConcern(_state(row), _called(row, closed), row.answered_at, row.child_id in closed)
        for row in newest.values()
    ]
    return HarmList(
        undecided=tuple(one for one in listed if one.state.undecided),
        unasked=_unasked(actor, newest.keys(), at),
        decided=tuple(one for one in listed if one.state.decided),
    )


def _state(row: HarmAnswer) -> HarmState:
    return HarmState(row.concern, row.pk, row.due, getattr(row, "decided", False))


def _called(row: "HarmAnswer | Entry", closed: Collection[UUID]) -> str:
    """The child's first name; whom only named persons open has none here (law.md PROT-03)."""
    if row.child_id in closed:
        return gettext("Ett barn med skyddade uppgifter")
    return name_of(row.child.person).partition(" ")[0]


def _own_concerns(actor: Actor, at: datetime) -> "QuerySet[Entry]":
    return visible_to(actor.party_id, at=at).filter(kind=Concern.KIND, author=actor.person, owner=actor.party)


def _unasked(actor: Actor, answered: Collection[UUID], at: datetime) -> tuple[ListedConcern, ...]:
    rows = list(
        _own_concerns(actor, at)
        .exclude(pk__in=answered)
        .select_related("child__person__key")
        .order_by("-written_at")[:MOST]
    )
    closed = closed_children(actor, (row.child_id for row in rows), at)
    return tuple(
        ListedConcern(HarmState(row.pk), _called(row, closed), row.written_at, row.child_id in closed) for row in rows
    )


def how_many_wait(actor: Actor, *, at: datetime) -> int:
    """How many concerns wait for the actor's own decision or answer, for the desk: one query."""
    mine = HarmAnswer.objects.filter(person=actor.person, unit=actor.party)
    undecided = mine.filter(due=True, decision__isnull=True).values("concern")
    unasked = _own_concerns(actor, at).exclude(pk__in=mine.values("concern")).values("pk")
    return Entry.objects.filter(Q(pk__in=undecided) | Q(pk__in=unasked)).count()


def find_answer(key: UUID) -> HarmAnswer | None:
    """An answer by id, with its key; the child is named by the card."""
    return HarmAnswer.objects.select_related("key", "unit").filter(pk=key).first()


def _child(answer: HarmAnswer, at: datetime) -> ChildCard:
    """Whom it is about, for the one who answered and the registrar, whether the unit is around the child or not."""
    with context.about(answer.child_id, act=Act.HARM_OPEN.value):
        return child_card(Child.objects.select_related("person__key").get(pk=answer.child_id), at=at, with_family=True)


@dataclass(frozen=True, slots=True)
class ReportCard:
    """One answer with its decision and what has come back; the reporter's, or the registrar's."""

    id: UUID
    concern: UUID
    child: ChildCard
    who: str
    unit: str
    answered_at: datetime
    is_own: bool
    decision: Decision | None
    feedback: tuple[Feedback, ...]
    points: tuple[ReportingCard, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def report_card(actor: Actor, answer: HarmAnswer, at: datetime) -> ReportCard:
    """The whole of one answer."""
    rows = ReportFeedback.objects.filter(answer=answer).order_by("noted_at", "pk")
    return ReportCard(
        id=answer.pk,
        concern=answer.concern,
        child=_child(answer, at),
        who=names_of([answer.person_id])[answer.person_id],
        unit=answer.unit.name,
        answered_at=answer.answered_at,
        is_own=answer.person_id == actor.person,
        decision=_decision(answer),
        feedback=tuple(_feedback(row, answer) for row in rows),
        points=reporting_points(unit=answer.unit_id),
    )


def _decision(answer: HarmAnswer) -> Decision | None:
    row = ReportDecision.objects.filter(answer=answer).first()
    if row is None:
        return None
    said = json.loads(unseal(row.sealed, key=answer.key, place=decision_place(row.pk)))
    return Decision(said["reported"], said["reason"], said["municipality"], _day(said["on"]), row.decided_at)


def _feedback(row: ReportFeedback, answer: HarmAnswer) -> Feedback:
    said = json.loads(unseal(row.sealed, key=answer.key, place=feedback_place(row.pk)))
    return Feedback(said["text"], _day(said["on"]))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class PrintCard:
    """What the employee can read from, or take to the own form: the own words about the child, and where to report."""

    report: ReportCard
    concern: Concern | None
    family: tuple[str, ...]
    role: str
    phone: str
    today: date

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The text is the employee's own; that it was taken out stands only in the compartment (law.md ORO-04)."""
        return ()


def print_card(actor: Actor, answer: HarmAnswer, at: datetime) -> PrintCard:
    """The text for a report, of what the employee's own unit may read."""
    report = report_card(actor, answer, at)
    with context.about(answer.child_id, act=Act.HARM_OPEN.value):
        child = Child.objects.select_related("person__key").get(pk=answer.child_id)
        seen = open_visible(actor.party_id, child=child, at=at, ids=[answer.concern])
    payload = seen[0].payload if seen else None
    return PrintCard(
        report=report,
        concern=payload if isinstance(payload, Concern) else None,
        family=tuple(name for _, name in report.child.family),
        role=current().role(actor.role).label,
        phone=answer.unit.phone,
        today=local_date(at),
    )


@dataclass(frozen=True, slots=True)
class Registered:
    """One row of the registrar's list."""

    id: UUID
    who: str
    unit: str
    at: datetime
    decided: bool


def registered(domain: UUID) -> tuple[Registered, ...]:
    """Every answer in a domain after which a decision must follow, newest first; the list names no child."""
    rows = _with_decision(HarmAnswer.objects.filter(domain=domain, due=True))
    found = list(rows.select_related("unit").order_by("-answered_at", "pk")[:MOST])
    names = names_of(row.person_id for row in found)
    return tuple(
        Registered(row.pk, names[row.person_id], row.unit.name, row.answered_at, getattr(row, "decided", False))
        for row in found
    )
