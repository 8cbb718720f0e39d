"""Reading the log: to show the log itself, to review it, and to count how many children somebody opens.

No rule depends on it but that last one, which stops reading by the hundred (law.md 5, abuse case 17).
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, Q, QuerySet, Subquery

from barnetsplan.audit.models import AuditEvent
from barnetsplan.statements import Statement, a_moment, an_id

#: The acts of the compartment, which no page of the log shows.
_COMPARTMENT = "harm:"
#: How many events are fetched at a time, after the first.
_AT_A_TIME = 1000
#: An id as it is written -> the id; the same entries are read again and again.
_known_id = lru_cache(maxsize=4096)(UUID)
#: The party of nobody.
_NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class LoggedRead:
    """One permitted event about a child, as far as the log knows it."""

    id: UUID
    at: datetime
    act: str
    person: UUID | None
    party: UUID | None
    role: str
    rule: str
    entries: frozenset[UUID]


def reads_about_child(
    child: UUID,
    *,
    acts: Sequence[str],
    first: int = _AT_A_TIME,
    most: int | None = None,
    not_by: UUID | None = None,
) -> Iterator[LoggedRead]:
    """Permitted events of these acts about a child, newest first, as far back as one asks; of all but one party.

    ``first`` is how many are fetched to begin with. How many lie between says nothing: the caller shows a person only
    those whose entries are visible to that person (architecture.md rule 3), and goes on until it has what it wants.
    """
    return islice(_all_reads(child, tuple(acts), min(first, most or first), not_by or _NOBODY), most)


def _all_reads(child: UUID, acts: tuple[str, ...], first: int, not_by: UUID) -> Iterator[LoggedRead]:
    found = _newest(acts, first).rows(child=child, not_by=not_by)
    while found:
        yield from map(_read, found)
        last = found[-1]
        found = _before(acts).rows(child=child, not_by=not_by, at=last[1], key=last[0])


def _read(row: tuple[Any, ...]) -> LoggedRead:
    key, at, act, person, party, canonical = row
    told = json.loads(bytes(canonical))
    return LoggedRead(
        id=key,
        at=at,
        act=act,
        person=person,
        party=party,
        role=told["role"],
        rule=told["code"],
        entries=frozenset(map(_known_id, told["entries"])),
    )


def _reads(acts: tuple[str, ...]) -> "QuerySet[AuditEvent]":
    rows = AuditEvent.objects.filter(child=an_id("child"), permitted=True, act__in=acts)
    return rows.exclude(party=an_id("not_by")).order_by("-at", "-pk")


def _columns(rows: "QuerySet[AuditEvent]", most: int) -> "QuerySet[AuditEvent, tuple[Any, ...]]":
    return rows.values_list("pk", "at", "act", "person", "party", "canonical")[:most]


@cache
def _newest(acts: tuple[str, ...], most: int) -> Statement[tuple[Any, ...]]:
    return Statement(lambda: _columns(_reads(acts), most))


@cache
def _before(acts: tuple[str, ...]) -> Statement[tuple[Any, ...]]:
    before = Q(at__lt=a_moment("at")) | Q(at=a_moment("at"), pk__lt=an_id("key"))
    return Statement(lambda: _columns(_reads(acts).filter(before), _AT_A_TIME))


@dataclass(frozen=True, slots=True)
class Announced:
    """An event that tells the family of something done at another moment, with the codes that came with it."""

    at: datetime
    more: Mapping[str, str]


def announced(child: UUID, *, act: str) -> tuple[Announced, ...]:
    """Events of one act that were written to be told, newest first."""
    rows = AuditEvent.objects.filter(child=child, permitted=True, act=act).order_by("-at", "-pk")
    return tuple(
        Announced(at, json.loads(bytes(canonical))["more"]) for at, canonical in rows.values_list("at", "canonical")
    )


def _of_children(person: Any, since: Any) -> "QuerySet[AuditEvent]":
    return AuditEvent.objects.filter(person=person, at__gt=since, permitted=True, child__isnull=False)


def children_opened(person: Any, *, since: Any) -> Subquery:
    """How many different children somebody has opened since a moment, for a query about something else."""
    counted = _of_children(person, since).order_by().values("person").annotate(many=Count("child", distinct=True))
    return Subquery(counted.values("many"))


def has_opened(person: Any, child: Any, *, since: Any) -> Exists:
    """Whether somebody has opened a child since a moment, for a query about something else."""
    return Exists(_of_children(person, since).filter(child=child))


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One event as the log knows it, for those who review the log."""

    id: UUID
    at: datetime
    act: str
    permitted: bool
    code: str
    kind: str
    person: UUID
    party: UUID
    child: UUID | None
    thing: UUID | None
    entries: frozenset[UUID]


def events_between(
    begins: datetime, ends: datetime, *, person: UUID | None = None, child: UUID | None = None
) -> Iterator[LoggedEvent]:
    """Every event of somebody signed in, permitted or refused, in a half-open period, oldest first.

    The compartment of reporting is not among them: nobody reviews it (OSL 40:7 g; law.md ORO-04).
    """
    rows = AuditEvent.objects.filter(at__gte=begins, at__lt=ends, person__isnull=False, party__isnull=False)
    rows = rows.exclude(act__startswith=_COMPARTMENT)
    rows = rows if person is None else rows.filter(person=person)
    rows = rows if child is None else rows.filter(child=child)
    columns = ("pk", "at", "act", "permitted", "person", "party", "child", "thing", "canonical")
    for key, at, act, permitted, who, party, about, thing, canonical in rows.order_by("at", "pk").values_list(*columns):
        told = json.loads(bytes(canonical))
        yield LoggedEvent(
            id=key,
            at=at,
            act=act,
            permitted=permitted,
            code=told["code"],
            kind=told["kind"],
            person=who,
            party=party,
            child=about,
            thing=thing,
            entries=frozenset(map(UUID, told["entries"])),
        )
