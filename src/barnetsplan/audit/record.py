"""The only pen of the log: one event, one INSERT, no lock (ADR 0006)."""

import json
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from barnetsplan.audit.merkle import leaf_hash
from barnetsplan.audit.models import AuditEvent
from barnetsplan.policy.facts import Actor
from barnetsplan.statements import Insert


@dataclass(frozen=True, slots=True)
class Event:
    """What is to be written down: ids and codes only, never a name or a text.

    ``entries`` are the entries that were shown or disclosed; ``more`` holds codes such as ground or recipient.
    """

    act: str
    at: datetime
    actor: Actor
    permitted: bool = True
    code: str = ""
    child: UUID | None = None
    thing: UUID | None = None
    entries: Sequence[UUID] = ()
    more: Mapping[str, str] = field(default_factory=dict)


_EVENTS = Insert(AuditEvent)


def record(event: Event) -> UUID:
    """Append one event to the log and return its id.

    Inside ``atomic`` it commits with the change that it tells of, or not at all (architecture.md rule 6).
    """
    event_id = uuid.uuid4()
    canonical = canonical_bytes(event_id, event)
    _EVENTS.row(
        id=event_id,
        at=event.at,
        act=event.act,
        permitted=event.permitted,
        person=event.actor.person,
        party=event.actor.party,
        child=event.child,
        thing=event.thing,
        canonical=canonical,
        leaf=leaf_hash(canonical),
    )
    return event_id


def canonical_bytes(event_id: UUID, event: Event) -> bytes:
    """The event as the bytes that are hashed: JSON with sorted keys, no spaces, times in UTC."""
    content = {
        "id": str(event_id),
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "act": event.act,
        "permitted": event.permitted,
        "code": event.code,
        "kind": event.actor.kind.value,
        "role": event.actor.role,
        "person": _text(event.actor.person),
        "party": _text(event.actor.party),
        "assignment": _text(event.actor.assignment),
        "child": _text(event.child),
        "thing": _text(event.thing),
        "entries": sorted(str(entry) for entry in event.entries),
        "more": dict(event.more),
    }
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _text(value: UUID | None) -> str | None:
    return None if value is None else str(value)
