"""Reading the log, for one purpose: to show the log itself; no rule depends on it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from barnetsplan.audit.models import AuditEvent
from barnetsplan.statements import Statement, an_id


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


def reads_about_child(
    child: UUID,
    *,
    acts: Sequence[str],
    most: int,
    not_by: UUID | None = None,
) -> Iterator[LoggedRead]:
    """Permitted events of these acts about a child, newest first; those of one party can be left out.

    The caller shows a person only those whose entries are visible to that person (architecture.md rule 3).
    """
    if not_by is None:
        rows = _reads(tuple(acts), most, by_all=True).rows(child=child)
    else:
        rows = _reads(tuple(acts), most, by_all=False).rows(child=child, not_by=not_by)
    for key, at, act, person, party, canonical in rows:
        told = json.loads(bytes(canonical))
        yield LoggedRead(
            id=key,
            at=at,
            act=act,
            person=person,
            party=party,
            role=told["role"],
            entries=frozenset(map(UUID, told["entries"])),
        )


@cache
def _reads(acts: tuple[str, ...], most: int, *, by_all: bool) -> Statement[tuple[Any, ...]]:
    def query() -> "QuerySet[AuditEvent, tuple[Any, ...]]":
        rows = AuditEvent.objects.filter(child=an_id("child"), permitted=True, act__in=acts)
        rows = rows if by_all else rows.exclude(party=an_id("not_by"))
        return rows.order_by("-at", "-pk").values_list("pk", "at", "act", "person", "party", "canonical")[:most]

    return Statement(query)
