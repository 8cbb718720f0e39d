"""Calling a meeting, answering the call, and finishing it with a version of the plan (model.md 6)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.models import Case
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Ground, InvitationReply, MeetingState
from barnetsplan.meetings.board import carried_over, items_of
from barnetsplan.meetings.models import BoardLine, Invitee, Meeting
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import family_of
from barnetsplan.plans.actions import NewVersion, make_version, open_plan
from barnetsplan.plans.circle import agreed_units, map_rows_to
from barnetsplan.plans.models import Plan, Version
from barnetsplan.plans.releasing import release_to_family
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Invitation, MeetingNote
from barnetsplan.records.models import Entry


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


@transaction.atomic
def call_meeting(call: Call) -> Meeting | Refused:
    """Call the family and the services that the family has agreed to; nobody else can be called.

    *Source:* model.md 2.2 (after consent), 4.2 point 6; OSL 12:2.
    """
    lock_child(call.case.child_id)
    earlier = Meeting.objects.filter(pk=call.meeting_id, case=call.case).first()
    if earlier is not None:
        return earlier
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
    if isinstance(told, Refused):
        return told
    _tell_invited(call, meeting)
    carried_over(meeting, by=call.by, at=call.at)
    return meeting


def _invitation(call: Call, plan: Plan) -> Entry:
    return write_entry(
        NewEntry(
            payload=call.payload,
            child=call.case.child_id,
            owner=plan.pk,
            author=call.by.person_id,
            voice=call.by.party_id,
            container=call.meeting_id,
            at=call.at,
        ),
    )


def _disclose_invitation(call: Call, plan: Plan, entry: Entry) -> Refused | None:
    shown = release_to_family(plan, [entry], by=call.by, at=call.at)
    if isinstance(shown, Refused):
        return shown
    rows = row_states(call.case.child, at=call.at)
    for unit in set(call.units) - {plan.custodian_id}:
        told = disclose(
            Disclose(
                child=call.case.child,
                discloser=plan.custodian_id,
                entries=[entry],
                recipients=[unit],
                ground=Ground.CONSENT_12_2,
                consent=map_rows_to(unit, rows, discloser=plan.custodian_id),
                by=call.by,
                at=call.at,
            ),
        )
        if isinstance(told, Refused):
            return told
    return None


def _tell_invited(call: Call, meeting: Meeting) -> None:
    family = family_of(call.case.child, at=call.at)
    units = set(call.units) | {call.case.unit_id}
    Invitee.objects.bulk_create(Invitee(meeting=meeting, party_id=party) for party in (*family, *sorted(units)))
    for party in (*family, *sorted(units - {call.by.party_id})):
        tell(
            party=party,
            child=call.case.child_id,
            kind=NoticeKind.INVITED,
            thing=meeting.pk,
            about=call.by.party_id,
            due_on=call.starts_at.date(),
            at=call.at,
        )


def reply_to_call(*, meeting: Meeting, party: UUID, reply: InvitationReply, at: datetime) -> Invitee | Refused:
    """Say whether one comes; the answer may be changed until the meeting is finished."""
    invitee = Invitee.objects.filter(meeting=meeting, party=party).first()
    if invitee is None or meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    invitee.reply, invitee.replied_at = reply, at
    invitee.save(update_fields=["reply", "replied_at"])
    done(thing=meeting.pk, kind=NoticeKind.INVITED, party=party, at=at)
    return invitee


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


@transaction.atomic
def finish_meeting(finish: Finish) -> Version | Refused:
    """Turn the board into entries and one version that goes to the family first; the board is then empty.

    *Source:* architecture.md 2 (``Board``), 5.3; model.md 6.1.
    """
    meeting = finish.meeting
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
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
            by=finish.by,
            at=finish.at,
        ),
    )
    if isinstance(version, Refused):
        return version
    noted = _note(finish)
    if isinstance(noted, Refused):
        return noted
    for party, came in finish.came.items():
        Invitee.objects.filter(meeting=meeting, party=party).update(came=came)
    meeting.state, meeting.finished_at, meeting.version = MeetingState.FINISHED, finish.at, version.pk
    meeting.save(update_fields=["state", "finished_at", "version"])
    BoardLine.objects.filter(meeting=meeting).delete()
    done(thing=meeting.pk, kind=NoticeKind.INVITED, at=finish.at)
    return version


def _note(finish: Finish) -> Refused | None:
    """What was noted goes to the family and the custodian, not to the circle."""
    if not finish.note:
        return None
    plan = finish.meeting.plan
    note = write_entry(
        NewEntry(
            payload=MeetingNote(text=finish.note),
            child=plan.child_id,
            owner=plan.pk,
            author=finish.by.person_id,
            voice=finish.by.party_id,
            container=finish.meeting.pk,
            at=finish.at,
        ),
    )
    return release_to_family(plan, [note], by=finish.by, at=finish.at)
