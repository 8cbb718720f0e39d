"""What the one who reviews the log is shown: what is raised in the own organisation, and what the log says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from barnetsplan import context
from barnetsplan.audit.queries import LoggedEvent, events_between
from barnetsplan.domain.protection import is_by_name
from barnetsplan.duties.kinds import RaisedKind, Weighing
from barnetsplan.duties.models import Raised, Weighed
from barnetsplan.duties.places import place_of
from barnetsplan.duties.words import KINDS, OUTCOMES, SOMETHING, THINGS
from barnetsplan.organisations.queries import organisation_of
from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.sealing import unseal

PER_PAGE = 30
#: More lines than one person reads about one finding.
_MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """One finding on the reviewer's list; the child is not named there."""

    id: UUID
    words: str
    who: str
    unit: str
    how_many: int
    begins: datetime
    done: bool


@dataclass(frozen=True, slots=True)
class RaisedList:
    """The list, what has not been looked at first."""

    rows: tuple[RaisedRow, ...]
    page: Page[Any]


def raised_list(actor: Actor, *, number: str | None) -> RaisedList:
    """What is raised in the reviewer's organisation; nothing about the reviewer's own reading."""
    looked_at = Exists(Weighed.objects.filter(raised=OuterRef("pk")))
    rows = (
        Raised.objects.filter(organisation=organisation_of(actor.party))
        .exclude(person=actor.person)
        .annotate(done=looked_at)
        .select_related("unit")
        .order_by("done", "-raised_at", "-begins", "pk")
    )
    page = Paginator(rows, PER_PAGE).get_page(number)
    here = list(page.object_list)
    names = names_of(row.person_id for row in here)
    return RaisedList(tuple(_raised_row(row, names) for row in here), page)


def _raised_row(row: Raised, names: Mapping[UUID, str]) -> RaisedRow:
    return RaisedRow(
        id=row.pk,
        words=str(KINDS[RaisedKind(row.kind)]),
        who=names.get(row.person_id, ""),
        unit=row.unit.name,
        how_many=row.how_many,
        begins=row.begins,
        done=getattr(row, "done", False),
    )


@dataclass(frozen=True, slots=True)
class EventLine:
    """One line of what somebody did."""

    at: datetime
    what: str
    permitted: bool


@dataclass(frozen=True, slots=True)
class WeighedCard:
    """What the reviewer found."""

    outcome: str
    words: str
    who: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RaisedCard:
    """One finding with what the log says of it, and what came of it."""

    row: RaisedRow
    child: str
    is_protected: bool
    lines: tuple[EventLine, ...]
    more: bool
    weighed: WeighedCard | None

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def raised_card(_actor: Actor, raised: Raised, _at: datetime) -> RaisedCard:
    """One finding; a child whose place is protected is not named (law.md PROT-03)."""
    # A finding ends with its last event, and the log's periods are half-open.
    ends = raised.ends + timedelta(microseconds=1)
    events = list(events_between(raised.begins, ends, person=raised.person_id, child=raised.child_id))
    child, is_protected = _child(raised)
    return RaisedCard(
        row=_raised_row(raised, names_of([raised.person_id])),
        child=child,
        is_protected=is_protected,
        lines=tuple(_line(event) for event in events[:_MOST_LINES]),
        more=len(events) > _MOST_LINES,
        weighed=_weighed(raised),
    )


def _child(raised: Raised) -> tuple[str, bool]:
    """The name of the child, and whether it must not be said."""
    if raised.child_id is None:
        return "", False
    with context.about(raised.child_id, act=Act.LOG_WEIGH.value):
        child = Child.objects.select_related("person__key").get(pk=raised.child_id)
        protected = is_by_name(child.protection)
        return "" if protected else name_of(child.person), protected


def _line(event: LoggedEvent) -> EventLine:
    return EventLine(event.at, str(THINGS.get(event.act.partition(":")[0], SOMETHING)), event.permitted)


def _weighed(raised: Raised) -> WeighedCard | None:
    row = Weighed.objects.select_related("key").filter(raised=raised).first()
    if row is None:
        return None
    words = unseal(row.sealed, key=row.key, place=place_of(row))
    who = names_of([row.weighed_by_id])[row.weighed_by_id]
    return WeighedCard(str(OUTCOMES[Weighing(row.outcome)]), words, who, row.weighed_at)
