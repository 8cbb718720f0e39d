"""A meeting as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.policy.facts import Actor


def find_meeting(key: UUID) -> Meeting | None:
    """A meeting by id, with its case, plan, child and key."""
    rows = Meeting.objects.select_related("case__child__person__key", "case__unit__domain", "plan__custodian")
    return rows.filter(pk=key).first()


def _relations(actor: Actor, meeting: Meeting, _at: datetime) -> frozenset[Relation]:
    called = Invitee.objects.filter(meeting=meeting, party=actor.party).exists()
    return frozenset({Relation.ASKED}) if called else frozenset()


MEETING = thing_of_child(
    find=find_meeting,
    child=lambda meeting: meeting.case.child,
    relations=_relations,
    state=lambda meeting: meeting.state,
)
