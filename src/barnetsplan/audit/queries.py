"""Reading the log, for one purpose: to show the log itself; no rule depends on it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.audit.models import AuditEvent


@dataclass(frozen=True, slots=True)
class LoggedRead:
    """One permitted event about a child, as far as the log knows it."""

    id: UUID
    at: datetime
    act: str
    person: UUID | None
    party: UUID | None
    role: str
    entries: frozenset[UUID]


def reads_about_child(child: UUID, *, acts: Sequence[str], most: int) -> Iterator[LoggedRead]:
    """Permitted events of these acts about a child, newest first.

    The caller shows a person only those whose entries are visible to that person (architecture.md rule 3).
    """
    rows = AuditEvent.objects.filter(child=child, permitted=True, act__in=acts).order_by("-at", "-pk")[:most]
    for row in rows:
        told = json.loads(bytes(row.canonical))
        yield LoggedRead(
            id=row.pk,
            at=row.at,
            act=row.act,
            person=row.person,
            party=row.party,
            role=told["role"],
            entries=frozenset(UUID(entry) for entry in told["entries"]),
        )
