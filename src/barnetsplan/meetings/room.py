"""The room: who is there, how far the agenda has come, and who speaks for the child (model.md 6)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.pulse import beat
from barnetsplan.practice.load import current


def check_in(*, meeting: Meeting, there: Collection[UUID], spoke_for_child: UUID | None) -> Meeting | Refused:
    """Note who is in the room or on the screen now, and who speaks for the child; changed as people come and go.

    What stands on the board is what everybody who is there may see.
    """
    called = set(Invitee.objects.filter(meeting=meeting).values_list("party", flat=True))
    if not called.issuperset(there) or (spoke_for_child is not None and spoke_for_child not in called):
        return Refused(Reason.NOT_FOUND)
    Invitee.objects.filter(meeting=meeting, party__in=there).update(came=True)
    Invitee.objects.filter(meeting=meeting).exclude(party__in=there).update(came=False)
    meeting.spoke_for_child_id = spoke_for_child
    meeting.save(update_fields=["spoke_for_child"])
    beat(meeting)
    return meeting


def go_to_part(*, meeting: Meeting, part: str, at: datetime) -> Meeting | Refused:
    """Say which part of the agenda the meeting has come to."""
    if part not in {each.key for each in current().agenda}:
        return Refused(Reason.NOT_FOUND)
    meeting.part, meeting.part_since = part, at
    meeting.save(update_fields=["part", "part_since"])
    beat(meeting)
    return meeting


def is_under_way(meeting: Meeting) -> bool:
    """Whether the meeting is called and not over."""
    return meeting.state == MeetingState.CALLED
