"""Playing the third step of the model: the circle, the meeting, the plan, its follow-up and its end."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.utils.formats import date_format

from barnetsplan.cases.facts import CASE
from barnetsplan.demo import script
from barnetsplan.demo.stage import Stage, known, weekday
from barnetsplan.domain.periods import STOCKHOLM, local_date
from barnetsplan.domain.vocabulary import ActionStatus, ActorKind, InvitationReply, PlanReply
from barnetsplan.handover.actions import answer_offer, offer_coordination
from barnetsplan.handover.facts import OFFER
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting, reply_to_call
from barnetsplan.meetings.board import NewLine, lines_of, remove_line, write_line
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.models import Meeting
from barnetsplan.plans.actions import Ending, answer_version, end_plan, publish, report_action
from barnetsplan.plans.circle import ask_for_circle
from barnetsplan.plans.facts import ACTION, PLAN, VERSION
from barnetsplan.policy.acts import Act
from barnetsplan.practice.load import current
from barnetsplan.records import kinds


def ask_circle(stage: Stage, step: script.AskCircle) -> None:
    """Ask the family who may take part."""
    request = stage.write(
        step,
        Act.CONSENT_ASK,
        CASE,
        stage.case,
        lambda case: ask_for_circle(
            case=case,
            token=uuid4(),
            services={stage.unit(invited.unit): invited.areas for invited in step.services},
            last_day=None,
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )
    stage.requests["map"] = request.pk


def call(stage: Stage, step: script.Call) -> None:
    """Call a meeting; a day that falls on a weekend is the Friday before."""
    day = weekday(local_date(stage.clock) + timedelta(days=step.starts_in))
    starts = datetime.combine(day, time.fromisoformat(step.clock), tzinfo=STOCKHOLM)
    payload = kinds.Invitation(
        when=f"{date_format(starts, 'l j F Y')} kl. {starts:%H.%M}",
        question=step.question,
        where=step.where,
        child_takes_part=current().participation(step.child_takes_part).label if step.child_takes_part else "",
    )
    meeting = stage.write(
        step,
        Act.MEETING_CALL,
        CASE,
        stage.case,
        lambda case: call_meeting(
            Call(
                case=case,
                meeting_id=uuid4(),
                payload=payload,
                starts_at=starts,
                units=[stage.unit(code) for code in step.units],
                by=stage.actor(step.by),
                at=stage.clock,
            ),
        ),
    )
    stage.meeting, stage.plan = meeting.pk, meeting.plan_id


def reply(stage: Stage, step: script.Reply) -> None:
    """One of the invited answers."""
    actor = stage.actor(step.by)
    act = Act.MEETING_REPLY if actor.kind is ActorKind.STAFF else Act.MEETING_REPLY_AS_FAMILY
    said = InvitationReply.COMING if step.coming else InvitationReply.NOT_COMING
    stage.write(
        step,
        act,
        MEETING,
        stage.meeting,
        lambda meeting: reply_to_call(meeting=meeting, party=actor.party_id, reply=said, at=stage.clock),
    )


def board(stage: Stage, step: script.Board) -> None:
    """Write the plan in the meeting, line by line."""
    for key in step.remove:
        _remove(stage, step, known(_on_board(stage, key)))
    for line in _lines(stage, step):
        _write(stage, step, line)
        stage.clock += timedelta(minutes=1)


def _write(stage: Stage, step: script.Board, line: NewLine) -> None:
    stage.write(
        step,
        Act.MEETING_LEAD,
        MEETING,
        stage.meeting,
        lambda meeting: write_line(meeting=meeting, line=line, by=stage.actor(step.by), at=stage.clock),
    )


def _remove(stage: Stage, step: script.Board, line: UUID) -> None:
    def do(meeting: Meeting) -> UUID:
        remove_line(meeting=meeting, line=line)
        return line

    stage.write(step, Act.MEETING_LEAD, MEETING, stage.meeting, do)


def _lines(stage: Stage, step: script.Board) -> Iterator[NewLine]:
    for goal in step.goals:
        yield NewLine(id=_new(stage, goal.key), payload=kinds.Goal(text=goal.text), area=goal.area)
    for action in step.actions:
        yield NewLine(
            id=_new(stage, action.key),
            payload=kinds.Action(
                text=action.text,
                when=action.when,
                support=action.support,
                person=action.person,
                follow_up=action.follow_up,
                to_family=action.to_family,
            ),
            area=action.area,
            responsible=stage.unit(action.unit),
            about=_on_board(stage, action.goal),
            due_on=local_date(stage.clock) + timedelta(days=action.due_in),
        )
    for contact in step.contacts:
        unit, role = stage.units[contact.unit], current().role(stage.actor(contact.name).role)
        payload = kinds.Contact(name=contact.name, role=role.family_label, phone=unit.phone)
        yield NewLine(id=uuid4(), payload=payload, responsible=unit.pk)
    for words in step.words:
        yield NewLine(id=uuid4(), payload=kinds.OwnWords(text=words.text), voice=stage.party(words.voice))
    for dissent in step.dissents:
        yield NewLine(
            id=uuid4(),
            payload=kinds.Dissent(text=dissent.text),
            voice=stage.party(dissent.voice),
            about=_on_board(stage, dissent.about),
        )


def _new(stage: Stage, key: str) -> UUID:
    stage.lines[key] = uuid4()
    return stage.lines[key]


def _on_board(stage: Stage, key: str) -> UUID | None:
    """The line on this meeting's board that is what an earlier meeting wrote, or that was written just now."""
    if not key:
        return None
    wanted = stage.lines[key]
    meeting = Meeting.objects.select_related("case").get(pk=known(stage.meeting))
    return next(line.id for line in lines_of(meeting) if wanted in {line.id, line.carries})


def finish(stage: Stage, step: script.Finish) -> None:
    """End the meeting with a version that goes to the family."""
    absent = {stage.party(name) for name in step.absent}
    version = stage.write(
        step,
        Act.MEETING_FINISH,
        MEETING,
        stage.meeting,
        lambda meeting: finish_meeting(
            Finish(
                meeting=meeting,
                version_id=uuid4(),
                came={party: party not in absent for party in meeting.invitees.values_list("party", flat=True)},
                follow_up_on=weekday(local_date(stage.clock) + timedelta(days=step.follow_up_in)),
                note=step.note,
                by=stage.actor(step.by),
                at=stage.clock,
            ),
        ),
    )
    stage.version = version.pk


def answer_plan(stage: Stage, step: script.AnswerPlan) -> None:
    """Somebody in the family says what they think."""
    stage.write(
        step,
        Act.PLAN_ANSWER,
        VERSION,
        stage.version,
        lambda version: answer_version(
            version=version,
            reply=PlanReply(step.reply),
            text=step.text,
            entry_id=uuid4(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def publish_plan(stage: Stage, step: script.Publish) -> None:
    """The version goes to the circle."""
    stage.write(
        step,
        Act.PLAN_PUBLISH,
        PLAN,
        stage.plan,
        lambda plan: publish(
            version=plan.versions.get(pk=known(stage.version)), by=stage.actor(step.by), at=stage.clock
        ),
    )


def report(stage: Stage, step: script.Report) -> None:
    """A service reports its action."""
    stage.write(
        step,
        Act.ACTION_REPORT,
        ACTION,
        stage.lines.get(step.action),
        lambda action: report_action(
            action=action,
            status=ActionStatus(step.status),
            text=step.text,
            entry_id=uuid4(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def offer(stage: Stage, step: script.Offer) -> None:
    """Another service is asked to hold the plan together."""
    made = stage.write(
        step,
        Act.COORDINATION_OFFER,
        PLAN,
        stage.plan,
        lambda plan: offer_coordination(
            plan=plan, offer_id=uuid4(), to=stage.unit(step.to), by=stage.actor(step.by), at=stage.clock
        ),
    )
    stage.offer = made.pk


def answer_the_offer(stage: Stage, step: script.AnswerOffer) -> None:
    """It answers."""
    stage.write(
        step,
        Act.COORDINATION_ANSWER,
        OFFER,
        stage.offer,
        lambda offered: answer_offer(offer=offered, accept=step.accept, by=stage.actor(step.by), at=stage.clock),
    )


def end(stage: Stage, step: script.End) -> None:
    """The plan ends with what it gave."""
    ending = Ending(
        outcomes=[(uuid4(), stage.lines[outcome.goal], outcome.text) for outcome in step.outcomes],
        words=[(uuid4(), stage.party(words.voice), words.text) for words in step.words],
    )
    stage.write(
        step,
        Act.PLAN_END,
        PLAN,
        stage.plan,
        lambda plan: end_plan(plan=plan, ending=ending, by=stage.actor(step.by), at=stage.clock),
    )
