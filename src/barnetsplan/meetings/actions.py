"""Calling a meeting, answering the call, and finishing it with a version of the plan (model.md 6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.actions import move_case
from barnetsplan.cases.child_view import NewChildView, write_child_view
from barnetsplan.cases.models import Case
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import CaseState, Ground, InvitationReply, MeetingState, PlanState
from barnetsplan.meetings import pulse
from barnetsplan.meetings.board import carried_over, items_of, notes_of
from barnetsplan.meetings.models import BoardLine, Invitee, Meeting
from barnetsplan.meetings.preparing import ask_to_prepare
from barnetsplan.meetings.queries import somebody_outside
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.plans.actions import NewVersion, awaited, make_version, open_plan, publish
from barnetsplan.plans.circle import agreed_units, map_rows_to
from barnetsplan.plans.models import Plan, Version
from barnetsplan.plans.releasing import release_own_actions, release_to_family
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Invitation, MeetingNote
from barnetsplan.records.models import Entry

#: The detail of a refusal: something on the board is to be done by somebody who takes part no longer.
OUTSIDE: Final = "outside"


@dataclass(frozen=True, slots=True)
class Call:
    """What a call to a meeting says, and to which services it goes; the family is always called."""

    case: Case
    meeting_id: UUID
    payload: Invitation
    starts_at: datetime
    units: Collection[UUID]
    by: Actor
    at: datetime
    prepare: Mapping[UUID, str] = field(default_factory=dict)


@transaction.atomic
def call_meeting(call: Call) -> Meeting | Refused:
    """Call the family and the services that the family has agreed to; nobody else can be called.

    *Source:* model.md 2.2 (after consent), 4.2 point 6; OSL 12:2.
    """
    lock_child(call.case.child_id)
    earlier = Meeting.objects.filter(pk=call.meeting_id).first()
    if earlier is not None:
        return earlier if earlier.case_id == call.case.pk else Refused(Reason.WRONG_STATE)
    if call.starts_at <= call.at:
        return Refused(Reason.ANSWER_LATER_THAN_END)
    if Meeting.objects.filter(case=call.case, state=MeetingState.CALLED).exists():
        return Refused(Reason.WRONG_STATE)
    lacking = set(call.units) - agreed_units(call.case, at=call.at) - {call.by.party_id, call.case.unit_id}
    if lacking:
        return Refused(Reason.CONSENT_NOT_ACTIVE, detail=",".join(str(unit) for unit in sorted(lacking)))
    plan = open_plan(case=call.case, at=call.at)
    entry = _invitation(call, plan)
    meeting = Meeting(
        id=call.meeting_id,
        case=call.case,
        plan=plan,
        chair_id=call.by.party_id,
        invitation=entry.pk,
        state=MeetingState.CALLED,
        starts_at=call.starts_at,
        called_at=call.at,
    )
    meeting.save(force_insert=True)
    told = _disclose_invitation(call, plan, entry)
    if told is None:
        told = _ask_to_prepare(call, plan)
    if isinstance(told, Refused):
        return told
    _tell_invited(call, meeting)
    carried_over(meeting, by=call.by, at=call.at)
    # Begun last: else the number would tell how many lines are carried, also those that stand aside (rule 3).
    pulse.begin(meeting)
    return meeting


def _invitation(call: Call, plan: Plan, *, before: Entry | None = None) -> Entry:
    return write_entry(
        NewEntry(
            payload=call.payload,
            child=call.case.child_id,
            owner=plan.pk,
            author=call.by.person_id,
            voice=call.by.party_id,
            container=call.meeting_id,
            supersedes=before,
            at=call.at,
        ),
    )


def call_again(call: Call, meeting: Meeting, before: Entry) -> Entry | Refused:
    """Call anew, in the place of an earlier call, those who may still be called; everybody is to answer again."""
    entry = _invitation(call, meeting.plan, before=before)
    told = _disclose_invitation(call, meeting.plan, entry)
    if isinstance(told, Refused):
        return told
    Invitee.objects.filter(meeting=meeting).update(reply="", replied_at=None, rather_at=None)
    done(thing=meeting.pk, kind=NoticeKind.INVITED, at=call.at)
    done(thing=meeting.pk, kind=NoticeKind.MEETING_SETTLED, at=call.at)
    _tell(call, meeting)
    return entry


def _disclose_invitation(call: Call, plan: Plan, entry: Entry) -> Refused | None:
    shown = release_to_family(plan, [entry], by=call.by, at=call.at)
    if isinstance(shown, Refused):
        return shown
    return let_services_read(plan, entry, set(call.units) | {call.by.party_id}, by=call.by, at=call.at)


def let_services_read(plan: Plan, entry: Entry, units: Collection[UUID], *, by: Actor, at: datetime) -> Refused | None:
    """Let services read a call, each on the family's own row from the custodian to it."""
    rows = row_states(plan.child, at=at)
    for unit in set(units) - {plan.custodian_id}:
        told = disclose(
            Disclose(
                child=plan.child,
                discloser=plan.custodian_id,
                entries=[entry],
                recipients=[unit],
                ground=Ground.CONSENT_12_2,
                consent=map_rows_to(unit, rows, discloser=plan.custodian_id),
                by=by,
                at=at,
            ),
        )
        if isinstance(told, Refused):
            return told
    return None


def _ask_to_prepare(call: Call, plan: Plan) -> Refused | None:
    asked = {party: text for party, text in call.prepare.items() if party in _called(call)}
    return ask_to_prepare(plan=plan, meeting=call.meeting_id, asked=asked, by=call.by, at=call.at)


def _tell_invited(call: Call, meeting: Meeting) -> None:
    Invitee.objects.bulk_create(Invitee(meeting=meeting, party_id=party) for party in _called(call))
    _tell(call, meeting)


def _called(call: Call) -> tuple[UUID, ...]:
    child = call.case.child
    born = () if child.born_on is None else (child.pk,)
    return (*born, *family_of(child, at=call.at), *sorted({*call.units, call.case.unit_id, call.by.party_id}))


def _tell(call: Call, meeting: Meeting) -> None:
    family = family_of(call.case.child, at=call.at)
    units = set(call.units) | {call.case.unit_id}
    for party in (*_child_who_answers(call), *family, *sorted(units - {call.by.party_id})):
        tell(
            party=party,
            child=call.case.child_id,
            kind=NoticeKind.INVITED,
            thing=meeting.pk,
            about=call.by.party_id,
            due_on=local_date(call.starts_at),
            at=call.at,
        )


def _child_who_answers(call: Call) -> tuple[UUID, ...]:
    """The child is always called; a notice goes to one who is old enough to answer for themselves (law.md CON-03)."""
    rule = current().consent_rule_for(age_of(call.case.child, at=call.at))
    return (call.case.child_id,) if rule is not None and "child" in rule.must_give else ()


def reply_to_call(*, meeting: Meeting, party: UUID, reply: InvitationReply, at: datetime) -> Invitee | Refused:
    """Say whether one comes; the answer may be changed until the meeting is finished."""
    invitee = Invitee.objects.filter(meeting=meeting, party=party).first()
    if invitee is None or meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    invitee.reply, invitee.replied_at = reply, at
    invitee.save(update_fields=["reply", "replied_at"])
    pulse.beat(meeting)
    done(thing=meeting.pk, kind=NoticeKind.INVITED, party=party, at=at)
    return invitee


def take_back_invitations(*, child: UUID, person: UUID, at: datetime) -> None:
    """Take one who answers for the child no longer off the list of every meeting to come (law.md FAM-03)."""
    invitees = Invitee.objects.filter(
        meeting__case__child=child, meeting__state=MeetingState.CALLED, party=person, meeting__called_at__lte=at
    )
    pulse.beat_when_uninvited(entries=set(invitees.values_list("meeting__invitation", flat=True)))
    invitees.delete()


@dataclass(frozen=True, slots=True)
class Finish:
    """How a meeting ended: who came, what was noted beside the plan, and when it is followed up."""

    meeting: Meeting
    version_id: UUID
    came: Mapping[UUID, bool]
    follow_up_on: date
    note: str
    by: Actor
    at: datetime
    child_view: NewChildView | None = None


@transaction.atomic
def finish_meeting(finish: Finish) -> Version | Refused:
    """Turn the board into entries and one version that goes to the family first; the board is then empty.

    *Source:* architecture.md 2 (``Board``), 5.3; model.md 6.1.
    """
    meeting = finish.meeting
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    if somebody_outside(meeting, at=finish.at):
        return Refused(Reason.WRONG_STATE, detail=OUTSIDE)
    items = items_of(meeting, by=finish.by, at=finish.at)
    if not items:
        return Refused(Reason.NOTHING_WRITTEN)
    version = make_version(
        NewVersion(
            plan=meeting.plan,
            version_id=finish.version_id,
            meeting=meeting.pk,
            items=items,
            follow_up_on=finish.follow_up_on,
            in_room=[party for party, was_there in finish.came.items() if was_there],
            by=finish.by,
            at=finish.at,
        ),
    )
    if isinstance(version, Refused):
        return version
    noted = _notes(meeting, finish.note, by=finish.by, at=finish.at)
    if isinstance(noted, Refused):
        return noted
    write_child_view(finish.child_view, child=meeting.case.child_id, beside=meeting.pk, by=finish.by, at=finish.at)
    _over(meeting, came=finish.came, version=version.pk, at=finish.at)
    return _hand_out(finish, version, items)


def _hand_out(finish: Finish, version: Version, items: list[Entry]) -> Version | Refused:
    """Everybody gets the plan in the same minute when the whole family is in the room; else each service its own part.

    *Source:* architecture.md 5.3 (all in the room: the same minute; absent: days from the county's file).
    """
    if not current().is_own_space and not awaited(version, at=finish.at):
        return publish(version=version, by=finish.by, at=finish.at)
    given = release_own_actions(version.plan, items, by=finish.by, at=finish.at)
    return version if given is None else given


def _over(meeting: Meeting, *, came: Mapping[UUID, bool], version: UUID | None, at: datetime) -> None:
    """The meeting is over: who came is known, the board is empty, and nobody is waited for."""
    for party, was_there in came.items():
        Invitee.objects.filter(meeting=meeting, party=party).update(came=was_there)
    meeting.state, meeting.finished_at, meeting.version = MeetingState.FINISHED, at, version
    meeting.save(update_fields=["state", "finished_at", "version"])
    pulse.beat(meeting)
    BoardLine.objects.filter(meeting=meeting).delete()
    done(thing=meeting.pk, kind=NoticeKind.INVITED, at=at)
    done(thing=meeting.pk, kind=NoticeKind.MEETING_SETTLED, at=at)


def _notes(meeting: Meeting, text: str, *, by: Actor, at: datetime) -> Refused | None:
    """What was noted, and agreed area by area, goes to the family and the custodian, not to the circle."""
    plan = meeting.plan
    said = [
        *((line.payload, line.area) for line in notes_of(meeting)),
        *([(MeetingNote(text=text), "")] if text else []),
    ]
    notes = [
        write_entry(
            NewEntry(
                payload=payload,
                child=plan.child_id,
                owner=plan.pk,
                author=by.person_id,
                voice=by.party_id,
                area=area,
                container=meeting.pk,
                at=at,
            ),
        )
        for payload, area in said
    ]
    return release_to_family(plan, notes, by=by, at=at) if notes else None


@dataclass(frozen=True, slots=True)
class NoPlan:
    """A meeting that decided not to collaborate: who came, and what was agreed instead, in words to the family."""

    meeting: Meeting
    came: Mapping[UUID, bool]
    note: str
    by: Actor
    at: datetime


@transaction.atomic
def end_without_plan(no: NoPlan) -> Meeting | Refused:
    """End a meeting that said no to collaboration: before any version, the case and the empty plan close with it.

    A plan that has a version is ended on its own page, with what it gave.

    *Source:* model.md 2.2 step 4; what a no leads to stands in no source (practice, ``meeting_decision``).
    """
    meeting = no.meeting
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    if not no.note:
        return Refused(Reason.NOTHING_WRITTEN)
    noted = _notes(meeting, no.note, by=no.by, at=no.at)
    if isinstance(noted, Refused):
        return noted
    _over(meeting, came=no.came, version=None, at=no.at)
    if not Version.objects.filter(plan=meeting.plan).exists():
        meeting.plan.state, meeting.plan.ended_at = PlanState.ENDED, no.at
        meeting.plan.save(update_fields=["state", "ended_at"])
        move_case(case=meeting.case, to=CaseState.CLOSED, at=no.at)
    return meeting


def close_meeting(meeting: Meeting, *, at: datetime) -> None:
    """End a meeting that was not held: nobody came, no version, an empty board."""
    _over(meeting, came={}, version=None, at=at)


@transaction.atomic
def call_off(*, meeting: Meeting, at: datetime) -> Meeting | Refused:
    """Note that a meeting did not take place, so that a new one can be called; its board is emptied."""
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    _over(meeting, came={}, version=None, at=at)
    return meeting
