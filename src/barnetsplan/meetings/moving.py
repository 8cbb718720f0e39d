"""A meeting that is called: times to choose among, another time, or called off (model.md 6.2)."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import InvitationReply, MeetingState
from barnetsplan.meetings import pulse
from barnetsplan.meetings.actions import Call, call_again, call_meeting, close_meeting, let_services_read
from barnetsplan.meetings.clocks import in_words
from barnetsplan.meetings.models import Invitee, Meeting, ProposedTime, Pulse, SuitsWhom
from barnetsplan.meetings.queries import called_units
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.plans.circle import agreed_units
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import opened


@transaction.atomic
def call_with_times(call: Call, times: Collection[datetime]) -> Meeting | Refused:
    """Call a meeting, and propose further times beside the one of the call; everybody answers on the same page."""
    meeting = call_meeting(call)
    if isinstance(meeting, Meeting) and times:
        _propose(meeting, times)
    return meeting


def _propose(meeting: Meeting, times: Collection[datetime]) -> None:
    ProposedTime.objects.bulk_create(
        [ProposedTime(meeting=meeting, starts_at=each) for each in sorted({meeting.starts_at, *times})],
        ignore_conflicts=True,
    )


@transaction.atomic
def answer_times(
    *, meeting: Meeting, party: UUID, suits: Collection[UUID], rather_at: datetime | None, at: datetime
) -> Invitee | Refused:
    """Say which of the proposed times suit, or another; whoever can come at some time comes.

    *Source:* model.md 6.2.
    """
    invitee = Invitee.objects.filter(meeting=meeting, party=party).first()
    if invitee is None or meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    if rather_at is not None and rather_at <= at:
        return Refused(Reason.ANSWER_LATER_THAN_END)
    times = ProposedTime.objects.filter(meeting=meeting)
    chosen = set(times.filter(pk__in=suits).values_list("pk", flat=True))
    SuitsWhom.objects.filter(time__in=times, party=party).delete()
    SuitsWhom.objects.bulk_create(SuitsWhom(time_id=each, party_id=party) for each in chosen)
    if times.exists():
        invitee.reply = InvitationReply.COMING if chosen else InvitationReply.NOT_COMING
    invitee.rather_at, invitee.replied_at = rather_at, at
    invitee.save(update_fields=["reply", "rather_at", "replied_at"])
    done(thing=meeting.pk, kind=NoticeKind.INVITED, party=party, at=at)
    pulse.beat(meeting)
    return invitee


@transaction.atomic
def move_meeting(*, meeting: Meeting, to: datetime, by: Actor, at: datetime) -> Meeting | Refused:
    """Move a meeting: a new call that replaces the old, to those who may still be called; everybody answers anew.

    Sent twice, it is moved once. Calendars know by ``sequence`` which is the newest (RFC 5545 3.8.7.4).
    """
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    if to <= at:
        return Refused(Reason.ANSWER_LATER_THAN_END)
    suits = _choose(meeting, to)
    if to == meeting.starts_at:
        if suits is not None:
            _tell_settled(meeting, suits, by=by, at=at)
        pulse.beat(meeting)
        return meeting
    before = Entry.objects.get(pk=meeting.invitation)
    old = opened([before], key=meeting.case.child.person.key)[0].payload
    if not isinstance(old, Invitation):
        return Refused(Reason.WRONG_STATE)
    called = set(Invitee.objects.filter(meeting=meeting).values_list("party", flat=True))
    units = set(Unit.objects.filter(pk__in=called).values_list("pk", flat=True))
    call = Call(
        case=meeting.case,
        meeting_id=meeting.pk,
        payload=replace(old, when=in_words(to)),
        starts_at=to,
        units=(units & agreed_units(meeting.case, at=at)) - {meeting.chair_id},
        by=by,
        at=at,
    )
    entry = call_again(call, meeting, before)
    if isinstance(entry, Refused):
        return entry
    meeting.invitation, meeting.starts_at, meeting.changed_at = entry.pk, to, at
    meeting.sequence += 1
    meeting.save(update_fields=["invitation", "starts_at", "changed_at", "sequence"])
    Pulse.objects.filter(meeting=meeting).update(invitation=entry.pk)
    pulse.beat(meeting)
    return meeting


def _choose(meeting: Meeting, to: datetime) -> frozenset[UUID] | None:
    """Ask about times no longer; whom the chosen one suits, or nothing when there was none to choose among."""
    chosen = SuitsWhom.objects.filter(time__meeting=meeting, time__starts_at=to)
    suits = frozenset(chosen.values_list("party", flat=True))
    SuitsWhom.objects.filter(time__meeting=meeting).delete()
    proposed, _each = ProposedTime.objects.filter(meeting=meeting).delete()
    return suits if proposed else None


@transaction.atomic
def call_more(*, meeting: Meeting, units: Collection[UUID], by: Actor, at: datetime) -> Meeting | Refused:
    """Call services too that the family has said yes to since the call; who is called already is left as it is."""
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    called = set(Invitee.objects.filter(meeting=meeting).values_list("party", flat=True))
    new = set(units) - called
    if new - agreed_units(meeting.case, at=at):
        return Refused(Reason.CONSENT_NOT_ACTIVE)
    entry = Entry.objects.get(pk=meeting.invitation)
    told = let_services_read(meeting.plan, entry, new, by=by, at=at)
    if isinstance(told, Refused):
        return told
    Invitee.objects.bulk_create(Invitee(meeting=meeting, party_id=unit) for unit in sorted(new))
    for unit in sorted(new):
        tell(
            party=unit,
            child=meeting.case.child_id,
            kind=NoticeKind.INVITED,
            thing=meeting.pk,
            about=by.party_id,
            due_on=local_date(meeting.starts_at),
            at=at,
        )
    pulse.beat(meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: Actor, at: datetime) -> Meeting | Refused:
    """Call a meeting off before it is held; the calendars take it away, and a new one can be called."""
    lock_child(meeting.case.child_id)
    if meeting.state != MeetingState.CALLED:
        return Refused(Reason.WRONG_STATE)
    meeting.cancelled_at, meeting.changed_at = at, at
    meeting.sequence += 1
    meeting.save(update_fields=["cancelled_at", "changed_at", "sequence"])
    close_meeting(meeting, at=at)
    _tell_off(meeting, by=by, at=at)
    return meeting


def _tell_off(meeting: Meeting, *, by: Actor, at: datetime) -> None:
    """Everybody who was called and may still read the call gets to know; the message itself says only: something new.

    *Source:* law.md NOT-01.
    """
    for party in _who_hears(meeting, by=by, at=at):
        tell(
            party=party,
            child=meeting.case.child_id,
            kind=NoticeKind.MEETING_OFF,
            thing=meeting.pk,
            about=by.party_id,
            at=at,
        )


def _tell_settled(meeting: Meeting, suits: Collection[UUID], *, by: Actor, at: datetime) -> None:
    """The time of the call is the one of those proposed: whom it suits gets to know, and the others answer to it."""
    asked = Invitee.objects.filter(meeting=meeting).exclude(party__in={*suits, meeting.chair_id})
    asked.update(reply="", replied_at=None, rather_at=None)
    done(thing=meeting.pk, kind=NoticeKind.INVITED, at=at)
    for party in _who_hears(meeting, by=by, at=at):
        tell(
            party=party,
            child=meeting.case.child_id,
            kind=NoticeKind.MEETING_SETTLED if party in suits else NoticeKind.INVITED,
            thing=meeting.pk,
            about=by.party_id,
            due_on=local_date(meeting.starts_at),
            at=at,
        )


def _who_hears(meeting: Meeting, *, by: Actor, at: datetime) -> tuple[UUID, ...]:
    """Who was called and may still read the call, and does not do it themselves."""
    rule = current().consent_rule_for(age_of(meeting.case.child, at=at))
    child = {meeting.case.child_id} if rule is not None and "child" in rule.must_give else set()
    units = {unit.pk for unit in called_units(meeting, at=at)} - {by.party_id}
    return (*sorted(child), *family_of(meeting.case.child, at=at), *sorted(units))
