"""What a unit owns and has been given around one child, fetched once; the parts of the child's page read from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q

from barnetsplan.cases.facts import CASE
from barnetsplan.cases.models import Case
from barnetsplan.cases.queries import newest_case_of, rests_on_struck
from barnetsplan.consent.queries import RowState, requests_of, row_states
from barnetsplan.coordination.queries import functions_of
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import MeetingState, QuestionState, Relation, TermKind
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.models import Meeting
from barnetsplan.people.models import Child
from barnetsplan.plans.facts import PLAN
from barnetsplan.plans.models import Plan
from barnetsplan.plans.queries import newest_plan_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide, permitted_acts
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.records.kinds import Concern, Contribution, Feedback, OwnWords
from barnetsplan.records.queries import OpenEntry, open_visible, visible_to

_KINDS = (Concern.KIND, Feedback.KIND, OwnWords.KIND, Contribution.KIND)


@dataclass(frozen=True, slots=True)
class Around:
    """One unit and one child: the unit's functions, what it sees, and the containers that it may know of.

    ``case`` is the unit's own; ``plan`` is there only for one who may open it. ``may`` holds every act that the
    facts of the child, the case, the plan and the next meeting permit. ``facts`` are those of the child alone, and
    ``readable`` are the questions and calls, by their entries, that the unit may still read. ``is_struck`` says that
    the case rests on what stood on the wrong child.
    """

    facts: Facts
    readable: frozenset[UUID]
    party: UUID
    child: Child
    at: datetime
    functions: frozenset[TermKind]
    seen: tuple[OpenEntry, ...]
    case: Case | None
    plan: Plan | None
    questions: tuple[Question, ...]
    meetings: tuple[Meeting, ...]
    consents: tuple[RowState, ...]
    may: frozenset[str]
    is_struck: bool = False

    @property
    def today(self) -> date:
        """The day it is in Sweden."""
        return local_date(self.at)

    @property
    def steered_case(self) -> Case | None:
        """The case on whose pages the unit works: its own, or as samverkansansvarig the plan's."""
        coordinates = TermKind.COORDINATOR in self.functions
        return self.case or (self.plan.case if self.plan and coordinates else None)

    @property
    def next_meeting(self) -> Meeting | None:
        """The meeting that is called and not yet held."""
        return next((meeting for meeting in self.meetings if meeting.state == MeetingState.CALLED), None)

    @property
    def asked(self) -> tuple[Question, ...]:
        """The questions that the unit has asked."""
        own = self.case.pk if self.case else None
        return tuple(question for question in self.questions if question.case_id == own)

    @property
    def asked_of_us(self) -> tuple[Question, ...]:
        """The questions that the unit has been asked."""
        return tuple(question for question in self.questions if question.to_id == self.party)

    def permits(self, act: Act, *more: Relation, state: str = "") -> bool:
        """Whether the table permits an act to one who also stands in these relations to the thing itself."""
        relations = self.facts.relations | frozenset(more)
        return bool(decide(act, replace(self.facts, relations=relations, state=state)))

    def may_open_question(self, question: Question) -> bool:
        """Whether a question to the unit may be opened; one whose yes is gone may not."""
        asked = (Relation.ASKED,) if question.entry in self.readable else ()
        return self.permits(Act.QUESTION_ANSWER, *asked, state=question.state)

    def may_open_meeting(self, meeting: Meeting) -> bool:
        """Whether a meeting may be opened; one whose call may not be read any more only by the BBA."""
        called = (Relation.ASKED,) if meeting.invitation in self.readable else ()
        return self.permits(Act.MEETING_OPEN, *called)

    def of_kind(self, kind: str) -> tuple[OpenEntry, ...]:
        """What the unit sees of one kind."""
        return tuple(entry for entry in self.seen if entry.kind == kind)


def around(actor: Actor, child: Child, at: datetime) -> Around:
    """Fetch it all; the gate has decided before that the unit may open the child."""
    mine = actor.party_id
    functions = functions_of(mine, child=child.pk, at=at)
    case = newest_case_of(child.pk, unit=mine)
    plan, of_plan = _plan(actor, child, at)
    meetings = _meetings(mine, child.pk, case)
    questions = _questions(mine, child.pk, case)
    found = Around(
        facts=CHILD.facts(actor, child, at),
        readable=_readable(mine, questions, meetings, at),
        party=mine,
        child=child,
        at=at,
        functions=functions,
        seen=open_visible(mine, child=child, at=at, kinds=_KINDS),
        case=case,
        plan=plan,
        questions=questions,
        meetings=meetings,
        consents=_consents(child, case, at),
        may=frozenset(),
    )
    return replace(
        found, may=of_plan | _of_case(actor, found) | _of_meeting(actor, found), is_struck=_rests_on_struck(found)
    )


def _rests_on_struck(found: Around) -> bool:
    """Whether the unit's case rests on what stood on the wrong child; asked only when its concern is not to be seen."""
    case = found.case
    if case is None or case.concern in {entry.id for entry in found.seen}:
        return False
    return rests_on_struck(case)


def _plan(actor: Actor, child: Child, at: datetime) -> tuple[Plan | None, frozenset[str]]:
    plan = newest_plan_of(child.pk)
    if plan is None:
        return None, frozenset()
    acts = permitted_acts(PLAN.facts(actor, plan, at))
    return (plan, acts) if Act.PLAN_OPEN in acts else (None, frozenset())


def _of_case(actor: Actor, found: Around) -> frozenset[str]:
    case = found.steered_case
    return permitted_acts(CASE.facts(actor, case, found.at)) if case else frozenset()


def _of_meeting(actor: Actor, found: Around) -> frozenset[str]:
    meeting = found.next_meeting
    return permitted_acts(MEETING.facts(actor, meeting, found.at)) if meeting else frozenset()


def _questions(party: UUID, child: UUID, case: Case | None) -> tuple[Question, ...]:
    to_us = Q(to=party, case__child=child, state__in=[QuestionState.SENT, QuestionState.ANSWERED])
    ours = Q(case=case) if case else Q(pk__in=[])
    rows = Question.objects.filter(to_us | ours).select_related("to__unit", "to__person__key", "case__unit")
    return tuple(rows.order_by("asked_at", "pk"))


def _meetings(party: UUID, child: UUID, case: Case | None) -> tuple[Meeting, ...]:
    called = Q(invitees__party=party)
    ours = Q(case=case) if case else Q(pk__in=[])
    rows = Meeting.objects.filter(called | ours, case__child=child).select_related("case__child", "plan")
    counted = rows.annotate(
        called=Count("invitees", distinct=True),
        replied=Count("invitees", filter=~Q(invitees__reply=""), distinct=True),
    )
    return tuple(counted.order_by("-starts_at", "pk"))


def _readable(party: UUID, questions: Iterable[Question], meetings: Iterable[Meeting], at: datetime) -> frozenset[UUID]:
    entries = [*(question.entry for question in questions), *(meeting.invitation for meeting in meetings)]
    rows = visible_to(party, at=at).filter(pk__in=entries)
    return frozenset(rows.values_list("pk", flat=True)) if entries else frozenset()


def _consents(child: Child, case: Case | None, at: datetime) -> tuple[RowState, ...]:
    if case is None:
        return ()
    requests = [request.pk for request in requests_of(child.pk, container=case.pk)]
    return row_states(child, at=at, requests=requests) if requests else ()
