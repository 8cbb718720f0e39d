"""What the unit can do next around a child: one row per act that is permitted, in the order of the model."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.domain.vocabulary import CaseState, PlanState, QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.plans.queries import version_with_family
from barnetsplan.policy.acts import Act
from barnetsplan.records.kinds import Concern, Contribution, OwnWords
from barnetsplan.work.around import Around
from barnetsplan.work.words import Mark

#: From so many days before its date a follow-up is to be called.
_CALL_FROM = timedelta(days=21)
#: What belongs to the second step; the wheel goes on being read.
_OF_GATHERING = frozenset(
    {Act.FAMILY_ASK, Act.CHILD_WORDS_WRITE, Act.SERVICE_ASK, Act.VOICE_WRITE, Act.ANALYSIS_WRITE},
)


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing to do: its page, where it stands, and whether the model puts it next.

    ``is_done`` is for what has been begun or is not needed now; ``is_choice`` for what may well be left out;
    ``is_earlier`` for what belongs to a step that is over.
    """

    act: Act
    label: str
    opens: str
    key: UUID
    mark: Mark | None = None
    is_done: bool = False
    is_choice: bool = False
    is_next: bool = False
    is_earlier: bool = False


def next_things(around: Around) -> tuple[Todo, ...]:
    """All that the unit may do now, with the first that is neither done nor a choice marked as next."""
    case = around.steered_case
    if case is None:
        return ()
    things = [
        thing
        for thing in (*_struck(around, case.pk), *_gathering(around, case.pk), *_collaborating(around, case.pk))
        if thing.act in around.may
    ]
    first = next((thing for thing in things if not thing.is_done and not thing.is_choice), None)
    gathered = _is_gathered(around)
    return tuple(
        replace(thing, is_next=thing is first, is_earlier=gathered and thing.act in _OF_GATHERING) for thing in things
    )


def _struck(around: Around, case: UUID) -> Iterable[Todo]:
    if around.is_struck:
        label = _("Avsluta ärendet: det gällde ett annat barn")
        others = around.of_kind(Concern.KIND)
        yield Todo(Act.CASE_CLOSE_STRUCK, label, "case_close_struck", case, is_choice=bool(others))


def _is_gathered(around: Around) -> bool:
    return around.case is None or around.case.state != CaseState.GATHERING


def _gathering(around: Around, case: UUID) -> Iterable[Todo]:
    gathered = _is_gathered(around)
    people = [question for question in around.asked if not hasattr(question.to, "unit")]
    services = [question for question in around.asked if hasattr(question.to, "unit")]
    voices = {entry.voice for kind in (Contribution.KIND, OwnWords.KIND) for entry in around.of_kind(kind)}
    heard, said = around.child.pk in voices, around.party in voices
    return (
        Todo(Act.FAMILY_ASK, _("Fråga familjen"), "ask_family", case, _answers(people), gathered or bool(people)),
        Todo(
            Act.CHILD_WORDS_WRITE, _("Skriv barnets egna ord"), "child_words", case, _written(heard), gathered or heard
        ),
        Todo(Act.SERVICE_ASK, _("Fråga en verksamhet"), "ask_service", case, _answers(services), is_choice=True),
        Todo(Act.VOICE_WRITE, _("Skriv vad ni själva ser"), "own_voice", case, _written(said), gathered or said),
        Todo(Act.WHEEL_OPEN, _("Se rösterna i hjulet"), "wheel", case, is_choice=True),
        Todo(Act.ANALYSIS_WRITE, _("Skriv analysen"), "analysis", case, _written(gathered), gathered),
        Todo(Act.PAPER_PLAN_ENTER, _("Skriv en plan utan möte, eller från papper"), "plan_paper", case, is_choice=True),
    )


def _collaborating(around: Around, case: UUID) -> Iterable[Todo]:
    asked = any(row.purpose != "talk" for row in around.consents)
    yield Todo(Act.CONSENT_ASK, _("Fråga om samtycke"), "consent_ask", case, is_done=asked)
    meeting, plan = around.next_meeting, around.plan
    label = _("Kalla till uppföljning") if plan and plan.state == PlanState.LIVE else _("Kalla till möte")
    yield Todo(Act.MEETING_CALL, label, "meeting_call", case, is_done=meeting is not None or not _is_time(around))
    if meeting is not None:
        yield Todo(Act.MEETING_LEAD, _("Öppna mötets blad"), "meeting_lead", meeting.pk)
    if plan is not None:
        with_family = version_with_family(plan)
        mark = Mark(_("Familjen läser"), "wait") if with_family else None
        yield Todo(Act.PLAN_OPEN, _("Öppna planen"), "plan", plan.pk, mark)
        if plan.state == PlanState.LIVE and not with_family:
            yield Todo(Act.PLAN_FOLLOW_UP, _("Följ upp planen"), "plan_follow_up", plan.pk, is_choice=True)
        yield Todo(Act.COORDINATION_OFFER, _("Lämna över samordningen"), "coordination_offer", plan.pk, is_choice=True)


def _is_time(around: Around) -> bool:
    """Whether a meeting is to be called: before the plan has begun, or near its follow-up."""
    plan = around.plan
    if plan is None or plan.state != PlanState.LIVE or plan.follow_up_on is None:
        return plan is None or not around.meetings
    return plan.follow_up_on - _CALL_FROM <= around.today


def _answers(questions: Iterable[Question]) -> Mark | None:
    states = [question.state for question in questions if question.state != QuestionState.TAKEN_BACK]
    if not states:
        return None
    answered = states.count(QuestionState.ANSWERED)
    words = _("%(answered)d av %(asked)d har svarat") % {"answered": answered, "asked": len(states)}
    return Mark(words, "now" if answered == len(states) else "wait")


def _written(is_done: bool) -> Mark | None:  # noqa: FBT001
    return Mark(_("Skrivet"), "now") if is_done else None
