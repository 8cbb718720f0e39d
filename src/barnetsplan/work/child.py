"""The child's page: the three steps as its spine, and what this unit may see and do; nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.cases.handed import HandedLine, handed_lines
from barnetsplan.consent.queries import RowState
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.vocabulary import ConsentState, Layer, MeetingState, PlanState, QuestionState, TermKind
from barnetsplan.gathering.models import Question
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, age_of, child_card, name_of
from barnetsplan.plans.models import Plan
from barnetsplan.plans.queries import newest_published
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area
from barnetsplan.records.kinds import Concern, Contribution, Feedback, OwnWords
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.cards import Step
from barnetsplan.work.around import Around, around
from barnetsplan.work.spine import spine
from barnetsplan.work.todo import Todo, next_things
from barnetsplan.work.words import Mark, age_words, functions_in_words

_NOWHERE = ""
#: What a unit may do about a child beside the steps.
_BESIDES = (Act.DISCLOSE, Act.CODE_GIVE, Act.CHILD_PROTECT)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer to a concern: which unit has it, and by which day it calls."""

    unit: str
    call_on: date | None


@dataclass(frozen=True, slots=True)
class ConcernLine:
    """A concern that the unit wrote or received."""

    id: UUID
    unit: str
    is_own: bool
    at: datetime
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and where it stands; the way leads to what can be done about it."""

    who: str
    areas: str
    mark: Mark
    due_on: date | None
    opens: str
    key: UUID


@dataclass(frozen=True, slots=True)
class Consented:
    """One question of consent, about one service: who has answered stands on its own page."""

    request: UUID
    service: str
    is_talk: bool
    mark: Mark
    opens: bool


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting that the unit called or is called to."""

    id: UUID
    starts_at: datetime
    is_called: bool
    replied: int
    called: int
    leads: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class Quoted:
    """The child's own words, the newest that the unit may read."""

    entry: UUID
    words: str
    on: datetime


@dataclass(frozen=True, slots=True)
class PlanLine:
    """The plan, for a unit that may open it."""

    id: UUID
    version: int | None
    follow_up_on: date | None
    is_ended: bool


@dataclass(frozen=True, slots=True)
class ChildPage:
    """The child's page for one unit."""

    child: ChildCard
    age: str
    entries: tuple[UUID, ...]
    is_bba: bool
    functions: str
    steps: tuple[Step, ...]
    quote: Quoted | None
    case: UUID | None
    areas: tuple[Area, ...]
    todo: tuple[Todo, ...]
    asked: tuple[Asked, ...]
    asked_of_us: tuple[Asked, ...]
    consents: tuple[Consented, ...]
    concerns: tuple[ConcernLine, ...]
    meetings: tuple[MeetingLine, ...]
    plan: PlanLine | None
    handed_out: tuple[HandedLine, ...]
    handed_in: tuple[HandedLine, ...]
    guests_of: UUID | None
    may: frozenset[str]

    @property
    def first_name(self) -> str:
        """The name that is said."""
        return self.child.name.split(" ")[0]

    @property
    def next_thing(self) -> Todo | None:
        """What the model puts next."""
        return next((thing for thing in self.todo if thing.is_next), None)

    @property
    def other_things(self) -> tuple[Todo, ...]:
        """What the unit may do besides, in this step."""
        return tuple(thing for thing in self.todo if not thing.is_next and not thing.is_earlier)

    @property
    def earlier_things(self) -> tuple[Todo, ...]:
        """What the unit may go back to."""
        return tuple(thing for thing in self.todo if thing.is_earlier and not thing.is_next)


def child_page(actor: Actor, child: Child, at: datetime) -> ChildPage:
    """Everything that the actor's unit owns or has been given around a child."""
    found = around(actor, child, at)
    quote = _quote(found)
    areas = found.case.areas if found.case else ()
    handed_out, handed_in = handed_lines(actor, child.pk, at)
    return ChildPage(
        child=child_card(child, at=at, with_family=bool(found.functions)),
        age=age_words(age_of(child, at=at)),
        entries=_shown(found, quote),
        is_bba=TermKind.BBA in found.functions,
        functions=functions_in_words(found.functions),
        steps=spine(found),
        quote=quote,
        case=found.case.pk if found.case else None,
        areas=tuple(area for area in current().areas if area.key in areas),
        todo=next_things(found),
        asked=tuple(_asked(question, found) for question in found.asked),
        asked_of_us=tuple(_asked_of_us(question, found) for question in found.asked_of_us),
        consents=_consents(found),
        concerns=_concerns(found),
        meetings=_meetings(found),
        plan=_plan(found.plan) if found.plan else None,
        handed_out=handed_out,
        handed_in=handed_in,
        guests_of=_guests_of(found),
        may=found.may | {act.value for act in _BESIDES if found.permits(act)},
    )


def _guests_of(found: Around) -> UUID | None:
    """The case whose guests the unit may look at."""
    case = found.steered_case
    return case.pk if case is not None and Act.GUESTS_LIST in found.may else None


def _quote(found: Around) -> Quoted | None:
    said = [(entry, _words(entry)) for entry in found.seen if entry.voice == found.child.pk]
    newest = next(((entry, words) for entry, words in reversed(said) if words), None)
    return Quoted(newest[0].id, newest[1], newest[0].written_at) if newest else None


def _words(entry: OpenEntry) -> str:
    match entry.payload:
        case OwnWords(text=text):
            return text
        case Contribution(works=works, challenging=challenging, would_help=would_help):
            return would_help or works or challenging
        case _:
            return ""


def _shown(found: Around, quote: Quoted | None) -> tuple[UUID, ...]:
    answers = tuple(entry.id for entry in found.of_kind(Feedback.KIND))
    return (quote.entry, *answers) if quote else answers


def _asked(question: Question, found: Around) -> Asked:
    is_late = question.due_on is not None and question.due_on < found.today
    marks = {
        QuestionState.WAITING: Mark(_("Väntar på familjens ja"), "wait"),
        QuestionState.SENT: Mark(_("Inget svar än"), "late") if is_late else Mark(_("Skickad"), "wait"),
        QuestionState.ANSWERED: Mark(_("Har svarat"), "now"),
        QuestionState.TAKEN_BACK: Mark(_("Tagen tillbaka")),
    }
    unit = getattr(question.to, "unit", None)
    opens, key = _way_of(question, found)
    return Asked(
        who=unit.name if unit else name_of(question.to.person),
        areas=current().in_words(question.areas),
        mark=marks[QuestionState(question.state)],
        due_on=question.due_on if question.state == QuestionState.SENT else None,
        opens=opens,
        key=key,
    )


def _way_of(question: Question, found: Around) -> tuple[str, UUID]:
    """To the answers of the family while they are waited for, to the wheel when there is an answer."""
    state, request = question.state, question.request
    if state == QuestionState.WAITING and request is not None and found.permits(Act.CONSENT_FOLLOW):
        return "consent_follow", request
    if state == QuestionState.ANSWERED and found.permits(Act.WHEEL_OPEN):
        return "wheel", question.case_id
    return _NOWHERE, question.pk


def _asked_of_us(question: Question, found: Around) -> Asked:
    is_open = question.state == QuestionState.SENT
    return Asked(
        who=question.case.unit.name,
        areas=current().in_words(question.areas),
        mark=Mark(_("Väntar på ert svar"), "wait") if is_open else Mark(_("Ni har svarat"), "now"),
        due_on=question.due_on if is_open else None,
        opens="question" if found.may_open_question(question) else _NOWHERE,
        key=question.pk,
    )


def _consents(found: Around) -> tuple[Consented, ...]:
    """One line per request and service, in the order in which they were asked."""
    grouped: dict[tuple[UUID, UUID], list[RowState]] = {}
    for row in found.consents:
        grouped.setdefault((row.request, row.service), []).append(row)
    names = unit_names({service for _request, service in grouped})
    opens = found.permits(Act.CONSENT_FOLLOW)
    return tuple(
        Consented(request, names[service], _is_talk(group), _consent_mark({row.state for row in group}), opens)
        for (request, service), group in grouped.items()
    )


def _is_talk(rows: Iterable[RowState]) -> bool:
    return all(row.layer is Layer.TALK for row in rows)


def _consent_mark(states: set[ConsentState]) -> Mark:
    if states & {ConsentState.ASKED, ConsentState.PARTLY_GIVEN}:
        return Mark(_("Väntar på svar"), "wait")
    if states == {ConsentState.ACTIVE}:
        return Mark(_("Ja"), "now")
    if ConsentState.ACTIVE in states:
        return Mark(_("Ja till en del"), "now")
    words: Mapping[ConsentState, str] = {
        ConsentState.DECLINED: _("Nej"),
        ConsentState.WITHDRAWN: _("Taget tillbaka"),
        ConsentState.EXPIRED: _("Tiden är slut"),
        ConsentState.INVALIDATED: _("Gäller inte längre"),
        ConsentState.SUPERSEDED: _("Ersatt av en ny fråga"),
    }
    return Mark(next(text for state, text in words.items() if state in states))


def _concerns(found: Around) -> tuple[ConcernLine, ...]:
    concerns, answers = found.of_kind(Concern.KIND), found.of_kind(Feedback.KIND)
    names = unit_names({entry.owner for entry in (*concerns, *answers)})
    return tuple(
        ConcernLine(
            id=concern.id,
            unit=names[concern.owner],
            is_own=concern.owner == found.party,
            at=concern.written_at,
            answers=tuple(
                Answered(names[answer.owner], answer.due_on) for answer in answers if answer.container == concern.id
            ),
        )
        for concern in concerns
    )


def _meetings(found: Around) -> tuple[MeetingLine, ...]:
    return tuple(
        MeetingLine(
            id=meeting.pk,
            starts_at=meeting.starts_at,
            is_called=meeting.state == MeetingState.CALLED,
            replied=getattr(meeting, "replied", 0),
            called=getattr(meeting, "called", 0),
            leads=meeting.chair_id == found.party,
            opens=found.may_open_meeting(meeting),
        )
        for meeting in found.meetings
    )


def _plan(plan: Plan) -> PlanLine:
    published = newest_published(plan)
    return PlanLine(
        id=plan.pk,
        version=published.number if published else None,
        follow_up_on=plan.follow_up_on,
        is_ended=plan.state == PlanState.ENDED,
    )
