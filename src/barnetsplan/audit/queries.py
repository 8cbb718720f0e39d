"""Reading the log: to show the log itself, to review it, and to count how many children somebody opens.

No rule depends on it but that last one, which stops reading by the hundred (law.md 5, abuse case 17).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, QuerySet, Subquery

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


def _of_children(person: Any, since: Any) -> "QuerySet[AuditEvent]":
    return AuditEvent.objects.filter(person=person, at__gt=since, permitted=True, child__isnull=False)


def children_opened(person: Any, *, since: Any) -> Subquery:
    """How many different children somebody has opened since a moment, for a query about something else."""
    counted = _of_children(person, since).order_by().values("person").annotate(many=Count("child", distinct=True))
    return Subquery(counted.values("many"))


def has_opened(person: Any, child: Any, *, since: Any) -> Exists:
    """Whether somebody has opened a child since a moment, for a query about something else."""
    return Exists(_of_children(person, since).filter(child=child))
