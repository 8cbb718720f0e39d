"""What the pages about protection show: frozen; who is on the list and why, and nothing that is written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.protection import Protection, ProtectionSource
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.models import Listed, Mark
from barnetsplan.protection.queries import (
    colleagues,
    guardians_of,
    is_listed,
    live_marks,
    protected_around,
    reason_place,
)
from barnetsplan.protection.words import KINDS, SOURCES
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import unseal


@dataclass(frozen=True, slots=True)
class ProtectedLine:
    """One protected child: who, how protected, how many are on the list, and whether something waits for a second."""

    id: UUID
    name: str
    protection: str
    listed: int
    waits: bool


def protected_list(actor: Actor, *, at: datetime) -> tuple[ProtectedLine, ...]:
    """The protected children of the officer's organisation; by name, with nothing to sort or search by (PROT-04)."""
    children = [child_card(child, at=at) for child in protected_around(actor, at=at)]
    kinds = dict(protected_around(actor, at=at).values_list("pk", "protection"))
    rows = list(Listed.objects.filter(child__in=kinds, ended_at__isnull=True))
    lines = (
        ProtectedLine(
            id=child.id,
            name=child.name,
            protection=str(KINDS[Protection(kinds[child.id])]),
            listed=len([row for row in rows if row.child_id == child.id and row.confirmed_at]),
            waits=any(row.child_id == child.id and not row.confirmed_at for row in rows),
        )
        for child in children
    )
    return tuple(sorted(lines, key=lambda line: (line.name.casefold(), str(line.id))))


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who can be put on the list."""

    person: UUID
    name: str
    office: str


@dataclass(frozen=True, slots=True)
class ListedLine:
    """Somebody on the list: why, since when, by whom; ``may_confirm`` when the reader can be the second person."""

    id: UUID
    name: str
    reason: str
    asked_by: str
    second: str
    since: datetime
    provisional_until: datetime | None
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark of somebody in the household: whose, which, who set it; and where its lowering stands."""

    id: UUID
    whose: str
    protection: str
    source: str
    set_at: datetime
    reason: str
    asked_to_lower_by: str
    may_confirm: bool


@dataclass(frozen=True, slots=True)
class KeepCard:
    """The officers' page about one child."""

    child: ChildCard
    protection: str
    by_name: bool
    listed: tuple[ListedLine, ...]
    marks: tuple[MarkLine, ...]
    colleagues: tuple[Colleague, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written stands on the page."""
        return ()


def keep_card(actor: Actor, child: Child, at: datetime) -> KeepCard:
    """The list of one child and the marks behind it."""
    rows = list(Listed.objects.filter(child=child, ended_at__isnull=True).order_by("asked_at", "pk"))
    marks = _marks(child, at)
    people = {person for row in rows for person in (row.person_id, row.asked_by_id, row.second_id)}
    names = names_of({*people, *(p for m in marks for p in (m.person_id, m.set_by_id, m.lower_asked_by_id))})
    on_list = is_listed(actor.person_id, child.pk, at=at)
    return KeepCard(
        child=child_card(child, at=at),
        protection=str(KINDS[Protection(child.protection)]),
        by_name=child.protection != Protection.PLACE,
        listed=tuple(_listed_line(row, names, child.person.key, actor, on_list=on_list) for row in rows),
        marks=tuple(_mark_line(mark, names, actor) for mark in marks),
        colleagues=_colleagues(actor, child, {row.person_id for row in rows}, at),
    )


def _marks(child: Child, at: datetime) -> list[Mark]:
    people = (child.pk, *guardians_of(child.pk, at=at))
    rows = Mark.objects.filter(person__in=people, lowered_at__isnull=True).select_related("person__key")
    return list(rows.order_by("set_at", "pk"))


def _listed_line(row: Listed, names: Mapping[UUID, str], key: Key, actor: Actor, *, on_list: bool) -> ListedLine:
    waits = row.confirmed_at is None
    return ListedLine(
        id=row.pk,
        name=names[row.person_id],
        reason=unseal(row.sealed_reason, key=key, place=reason_place(row.pk)),
        asked_by=names[row.asked_by_id],
        second=names[row.second_id] if row.second_id else "",
        since=row.confirmed_at or row.asked_at,
        provisional_until=row.provisional_until if waits else None,
        may_confirm=waits and not on_list and actor.person not in {row.asked_by_id, row.person_id},
    )


def _mark_line(mark: Mark, names: Mapping[UUID, str], actor: Actor) -> MarkLine:
    asked = mark.lower_asked_by_id
    return MarkLine(
        id=mark.pk,
        whose=names[mark.person_id],
        protection=str(KINDS[Protection(mark.protection)]),
        source=names[mark.set_by_id] if mark.set_by_id else str(SOURCES[ProtectionSource(mark.source)]),
        set_at=mark.set_at,
        reason=_reason(mark),
        asked_to_lower_by=names[asked] if asked else "",
        may_confirm=asked is not None and asked != actor.person,
    )


def _reason(mark: Mark) -> str:
    """Why somebody set the mark; the register gives no reason."""
    if mark.sealed_reason is None:
        return ""
    return unseal(mark.sealed_reason, key=mark.person.key, place=reason_place(mark.pk))


def _colleagues(actor: Actor, child: Child, listed: set[UUID], at: datetime) -> tuple[Colleague, ...]:
    found = colleagues(actor, child.pk, at=at)
    names = names_of(found)
    offices = {key: f"{current().role(row.role).label}, {row.unit.name}" for key, row in found.items()}
    lines = (Colleague(key, names[key], offices[key]) for key in found if key not in listed)
    return tuple(sorted(lines, key=lambda line: line.name.casefold()))


@dataclass(frozen=True, slots=True)
class NearCard:
    """The page on which somebody says that a child needs protection."""

    child: ChildCard
    protection: str
    set_here: tuple[str, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written stands on the page."""
        return ()


def near_card(_actor: Actor, child: Child, at: datetime) -> NearCard:
    """The child, and what protects it already."""
    kinds = live_marks(child.pk).values_list("protection", flat=True)
    return NearCard(
        child=child_card(child, at=at),
        protection=child.protection,
        set_here=tuple(str(KINDS[Protection(kind)]) for kind in kinds),
    )


@dataclass(frozen=True, slots=True)
class ReasonCard:
    """The page that asks why one opens; it names the child, whom the reader is listed for."""

    child: ChildCard
    protection: str

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written stands on the page."""
        return ()


def reason_card(_actor: Actor, child: Child, at: datetime) -> ReasonCard:
    """The child, and its protection in words."""
    return ReasonCard(child=child_card(child, at=at), protection=str(KINDS[Protection(child.protection)]))
