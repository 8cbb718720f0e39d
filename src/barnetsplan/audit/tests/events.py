"""Events for the tests of the log, and the powers of somebody who can write past the triggers."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from barnetsplan.audit.models import AuditEvent, SealedEvent
from barnetsplan.audit.record import Event, record
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.facts import Actor

AT = datetime(2026, 9, 7, 8, tzinfo=UTC)
NURSE = Actor(kind=ActorKind.STAFF, person=UUID(int=1), party=UUID(int=2), role="bvc_nurse", assignment=UUID(int=3))
CHILD = UUID(int=4)


def happened(minutes: int, *, act: str = "child:open") -> UUID:
    """Something that happened so many minutes after eight."""
    return record(Event(act=act, at=AT + timedelta(minutes=minutes), actor=NURSE, child=CHILD, thing=CHILD))


def event_at(position: int) -> AuditEvent:
    """The event in a place."""
    return AuditEvent.objects.get(pk=SealedEvent.objects.get(position=position).event)
