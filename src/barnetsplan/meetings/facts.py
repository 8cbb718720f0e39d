"""A meeting as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release
from barnetsplan.statements import Statement, an_id


def find_meeting(key: UUID) -> Meeting | None:
    """A meeting by id, with its case, plan, child and key, and its pulse: read first, so that no change is missed."""
    return _MEETING.first(meeting=key)


_MEETING = Statement(
    lambda: Meeting.objects.select_related(
        "case__child__person__key", "case__unit__domain", "plan__custodian", "pulse"
    ).filter(pk=an_id("meeting")),
)


def _relations(actor: Actor, meeting: Meeting, at: datetime) -> frozenset[Relation]:
    """Called is whoever was called and may still read the call: a yes taken back closes the meeting at once."""
    if actor.party is None or not Invitee.objects.filter(meeting=meeting, party=actor.party).exists():
        return frozenset()
    released = Release.objects.filter(entry=meeting.invitation, recipient=actor.party)
    asked = released.filter(live_release(at)).exists()
    return frozenset({Relation.ASKED if asked else Relation.ONCE_READ})


MEETING = thing_of_child(
    find=find_meeting,
    child=lambda meeting: meeting.case.child,
    relations=_relations,
    state=lambda meeting: meeting.state,
)
