"""The plan's versions as one reader sees them: which one to show, and what stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from barnetsplan.domain.vocabulary import PlanState, VersionState
from barnetsplan.plans.models import Version, VersionItem
from barnetsplan.records.kinds import Action, Contact, Goal
from barnetsplan.records.queries import OpenEntry
from barnetsplan.statements import Statement, an_id, some_ids

_OF_PLAN = frozenset({Goal.KIND, Action.KIND, Contact.KIND})


@dataclass(frozen=True, slots=True)
class FoundVersion:
    """A version with the ids of its items, in order."""

    id: UUID
    plan: UUID
    number: int
    published: bool
    ended: bool
    follow_up_on: date
    made_at: datetime
    items: tuple[UUID, ...]

    def of_kind(self, visible: Iterable[OpenEntry], *kinds: str) -> tuple[OpenEntry, ...]:
        """The visible items of these kinds, in the version's order."""
        by_id = {entry.id: entry for entry in visible}
        items = [by_id[item] for item in self.items if item in by_id]
        return tuple(entry for entry in items if not kinds or entry.kind in kinds)


def newest_version(visible: Iterable[OpenEntry]) -> FoundVersion | None:
    """The version to show: the newest published, or before there is one, the one that the family is reading.

    Found through what is visible alone: a plan of which nothing is visible does not exist for the reader.
    """
    plans = {entry.container for entry in visible if entry.kind in _OF_PLAN and entry.container}
    if not plans:
        return None
    items: dict[_Row, list[UUID]] = {}
    for *version, entry in _ITEMS_OF_PLANS.rows(plans=plans):
        items.setdefault(_Row._make(version), []).append(entry)
    return _of_row(newest := max(items, key=_rank), items[newest]) if items else None


class _Row(NamedTuple):
    """A version with what is asked of its plan."""

    id: UUID
    plan: UUID
    number: int
    state: str
    follow_up_on: date
    made_at: datetime
    state_of_plan: str
    plan_opened_at: datetime


_COLUMNS = ("id", "plan", "number", "state", "follow_up_on", "made_at", "plan__state", "plan__opened_at")
_ITEMS_OF_PLANS = Statement(
    lambda: (
        VersionItem.objects.filter(version__plan__party__id__in=some_ids("plans"))
        .order_by("position")
        .values_list(*(f"version__{column}" for column in _COLUMNS), "entry")
    ),
)


def _rank(version: _Row) -> tuple[bool, datetime, bool, int]:
    published = version.state == VersionState.PUBLISHED
    return version.state_of_plan != PlanState.ENDED, version.plan_opened_at, published, version.number


def _of_row(version: _Row, items: Iterable[UUID]) -> FoundVersion:
    return FoundVersion(
        id=version.id,
        plan=version.plan,
        number=version.number,
        published=version.state == VersionState.PUBLISHED,
        ended=version.state_of_plan == PlanState.ENDED,
        follow_up_on=version.follow_up_on,
        made_at=version.made_at,
        items=tuple(items),
    )


def found(version: Version) -> FoundVersion:
    """A version with its items; one query."""
    return _as_found(version, (entry for (entry,) in _ITEMS.rows(version=version.pk)))


def _as_found(version: Version, items: Iterable[UUID]) -> FoundVersion:
    return FoundVersion(
        id=version.pk,
        plan=version.plan_id,
        number=version.number,
        published=version.state == VersionState.PUBLISHED,
        ended=version.plan.state == PlanState.ENDED,
        follow_up_on=version.follow_up_on,
        made_at=version.made_at,
        items=tuple(items),
    )


_ITEMS = Statement(
    lambda: VersionItem.objects.filter(version=an_id("version")).order_by("position").values_list("entry"),
)
