"""Reading meetings: who is called, whose paper it is, and what of it is over."""

from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.meetings.models import BoardLine, Invitee, Meeting
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import agreed_units
from barnetsplan.records.kinds import Action
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release


def open_meeting_of(case: UUID) -> UUID | None:
    """The meeting of a case that is called and not over, if any; there is never more than one."""
    return Meeting.objects.filter(case=case, state=MeetingState.CALLED).values_list("pk", flat=True).first()


def next_meeting_of(party: UUID, *, at: datetime) -> datetime | None:
    """When the next meeting is to which a party is called; nothing else of it (law.md IDN-30)."""
    called = Invitee.objects.filter(party=party, meeting__state=MeetingState.CALLED, meeting__starts_at__gt=at)
    return called.order_by("meeting__starts_at").values_list("meeting__starts_at", flat=True).first()


def called_units(meeting: Meeting, *, at: datetime) -> tuple[Unit, ...]:
    """The services that are called and may still read the call, by name: these can be named on the board."""
    called = Invitee.objects.filter(meeting=meeting, party__unit__isnull=False).values("party")
    reading = Release.objects.filter(live_release(at), entry=meeting.invitation, recipient__in=called)
    units = Unit.objects.filter(pk__in=reading.values("recipient"))
    return tuple(units.select_related("domain__organisation").order_by("name"))


def plan_readers(meeting: Meeting, *, at: datetime) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
    """Who will read what is written on the board: the family and the custodian first, then the circle.

    The same as ``plans.releasing`` releases to: custodian, child and adults with standing, then the agreed services.
    """
    child, custodian = meeting.case.child, meeting.plan.custodian_id
    born = () if child.born_on is None else (child.pk,)
    first = (*born, *family_of(child, at=at), custodian)
    return first, tuple(sorted(agreed_units(meeting.case, at=at) - {custodian}))


def ended_by(key: UUID, unit: UUID) -> Meeting | None:
    """A meeting that is over, for the unit that led it: a form sent twice goes where the first one went."""
    row = Meeting.objects.select_related("plan").filter(pk=key, state=MeetingState.FINISHED).first()
    return row if row is not None and unit in {row.chair_id, row.plan.custodian_id} else None


def somebody_outside(meeting: Meeting, *, at: datetime) -> tuple[str, ...]:
    """Who is to do something on the board but takes part no longer: a yes was taken back, or custody ended."""
    doing = BoardLine.objects.filter(meeting=meeting, kind=Action.KIND, responsible__isnull=False)
    parties = set(doing.values_list("responsible", flat=True))
    inside = {*(unit.pk for unit in called_units(meeting, at=at)), *family_of(meeting.case.child, at=at)}
    inside |= {meeting.plan.custodian_id, *agreed_units(meeting.case, at=at)}
    outside = parties - inside
    units = dict(Unit.objects.filter(pk__in=outside).values_list("pk", "name"))
    return tuple(sorted(units.get(party, "") for party in outside))
