"""The three steps and the follow-up as the spine of the child's page, from what the unit may see (model.md 2.1)."""

from datetime import datetime

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.vocabulary import CaseState, PlanState, QuestionState
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Concern, Contribution
from barnetsplan.ui.cards import Step, StepState
from barnetsplan.ui.templatetags.ui import day as day_words
from barnetsplan.work.around import Around

_DONE, _HERE, _TO_COME = StepState.DONE, StepState.HERE, StepState.TO_COME
#: A step's state and the line under it.
_Place = tuple[StepState, str]


def spine(around: Around) -> tuple[Step, ...]:
    """The steps in the model's own words; a step of which the unit knows nothing has no line."""
    places = (_notice(around), _gather(around), _collaborate(around), _follow_up(around))
    return tuple(
        Step(label=step.short, state=state, sub=sub) for step, (state, sub) in zip(current().steps, places, strict=True)
    )


def _notice(around: Around) -> _Place:
    concerns = around.of_kind(Concern.KIND)
    if not concerns:
        return _DONE, ""
    first = concerns[0]
    unit = unit_names([first.owner])[first.owner]
    sub = format_html('{}, <span translate="no">{}</span>', _day(first.written_at), unit)
    answered = any(entry.container == concern.id for concern in concerns for entry in around.seen)
    moved_on = around.case or around.plan or around.asked_of_us or around.meetings
    is_ours = all(concern.owner == around.party for concern in concerns)
    return (_HERE if is_ours and not answered and not moved_on else _DONE), sub


def _gather(around: Around) -> _Place:
    case = around.case
    if case is not None:
        return (_HERE if case.state == CaseState.GATHERING else _DONE), _voices(around)
    states = {question.state for question in around.asked_of_us}
    if QuestionState.SENT in states:
        return _HERE, _("Ni har en fråga att svara på")
    if states:
        return _DONE, _("Ni har svarat")
    return (_DONE if around.plan else _TO_COME), ""


def _voices(around: Around) -> str:
    voices = len({entry.voice for entry in around.of_kind(Contribution.KIND)})
    areas = len(around.case.areas) if around.case else 0
    heard = ngettext("%(n)d röst", "%(n)d röster", voices) % {"n": voices}
    taken_up = ngettext("%(n)d område", "%(n)d områden", areas) % {"n": areas}
    return f"{heard}, {taken_up}"


def _collaborate(around: Around) -> _Place:
    plan = around.plan
    if plan is not None and plan.state != PlanState.DRAFT:
        is_due = plan.follow_up_on is not None and plan.follow_up_on <= around.today
        going_on = plan.state == PlanState.LIVE
        return (_HERE if going_on and not is_due else _DONE), _("Planen pågår") if going_on else _("Planen är avslutad")
    meeting = around.next_meeting
    if meeting is not None:
        return _HERE, format_html(_("Möte {day}"), day=_day(meeting.starts_at))
    if plan is not None:
        return _HERE, _("Planen skrivs")
    return _without_meeting(around)


def _without_meeting(around: Around) -> _Place:
    places: dict[str, _Place] = {
        CaseState.ANALYSED: (_HERE, _("Samtycke och möte")),
        CaseState.COLLABORATING: (_HERE, _("Planen skrivs")),
        CaseState.CLOSED: (_DONE, _("Ärendet är avslutat")),
        CaseState.HANDED_OVER: (_DONE, _("Ärendet är överlämnat")),
    }
    return places.get(around.case.state if around.case else "", (_TO_COME, ""))


def _follow_up(around: Around) -> _Place:
    plan = around.plan
    if plan is None or plan.follow_up_on is None:
        return _TO_COME, ""
    if plan.state == PlanState.ENDED:
        return _DONE, ""
    return (_HERE if plan.follow_up_on <= around.today else _TO_COME), str(day_words(plan.follow_up_on))


def _day(moment: datetime) -> str:
    return str(day_words(moment, "short"))
