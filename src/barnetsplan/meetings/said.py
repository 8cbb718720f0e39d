"""What of the gathering the room may see: what everybody who is there may read; the rest is put aside (rule 3)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

from barnetsplan.meetings.board import Line
from barnetsplan.meetings.lines import Area, Names, area_of
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.queries import OpenEntry, readers_of

Readers = Mapping[UUID, frozenset[UUID]]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one voice said in one area; the child's own words are marked."""

    who: str
    is_child: bool
    works: str
    challenging: str
    would_help: str


@dataclass(frozen=True, slots=True)
class SaidInArea:
    """The voices of one area, the child's first."""

    area: Area | None
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands aside in one area: whose words they are, and who in the room may not read them."""

    area: Area | None
    who: str
    not_for: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sorted:
    """What may be shown to everybody who is there, and for the rest the parties that may not read it."""

    shown: tuple[OpenEntry, ...]
    aside: Mapping[UUID, frozenset[UUID]]
    entries: Mapping[UUID, OpenEntry]


def who_is_there(meeting: Meeting, invitees: Collection[Invitee], *, able: Collection[UUID]) -> frozenset[UUID]:
    """Who is checked in and may still be there; before anybody is, everybody called but the child."""
    there = {row.party_id for row in invitees if row.came}
    called = there or {row.party_id for row in invitees} - {meeting.case.child_id}
    return frozenset(called & set(able))


def readers_on(lines: Iterable[Line], said: Iterable[OpenEntry], *, at: datetime) -> Readers:
    """Who reads what may stand on the board, asked once."""
    return readers_of({*(line.carries for line in lines if line.carries), *(entry.id for entry in said)}, at=at)


def sort_out(said: Collection[OpenEntry], readers: Readers, *, there: Collection[UUID]) -> Sorted:
    """Sort the voices that the reader may read into those for everybody who is there, and those put aside."""
    lacking = {
        entry.id: frozenset(there) - {*readers.get(entry.id, frozenset()), entry.owner, entry.voice} for entry in said
    }
    return Sorted(
        shown=tuple(entry for entry in said if not lacking[entry.id]),
        aside={entry: who for entry, who in lacking.items() if who},
        entries={entry.id: entry for entry in said},
    )


def not_for_all(
    lines: Iterable[Line], readers: Readers, *, there: Collection[UUID], may_take_part: Collection[UUID]
) -> frozenset[UUID]:
    """The carried lines that somebody who is there may not read; a service that the family has agreed to may."""
    carried = {line.id: line.carries for line in lines if line.carries}
    asking = set(there) - set(may_take_part)
    return frozenset(line for line, entry in carried.items() if not asking <= readers.get(entry, frozenset()))


def in_areas(said: Iterable[OpenEntry], child: UUID, names: Names) -> tuple[SaidInArea, ...]:
    """The voices by area, in the wheel's order, the child first."""
    by_area: dict[str, list[OpenEntry]] = {}
    for entry in said:
        by_area.setdefault(entry.area, []).append(entry)
    order = [area.key for area in current().areas]
    return tuple(
        SaidInArea(
            area_of(key),
            tuple(_voice(entry, child, names) for entry in sorted(by_area[key], key=lambda each: each.voice != child)),
        )
        for key in sorted(by_area, key=lambda key: order.index(key) if key in order else len(order))
    )


def _voice(entry: OpenEntry, child: UUID, names: Names) -> Voice:
    said = cast("Contribution", entry.payload)
    return Voice(names.of(entry.voice), entry.voice == child, said.works, said.challenging, said.would_help)


def put_aside(found: Sorted, names: Names) -> tuple[Aside, ...]:
    """What the chair is told: whose words stand aside in which area, and for whom."""
    return tuple(
        Aside(
            area_of(found.entries[entry].area),
            names.of(found.entries[entry].voice),
            tuple(sorted(names.of(party) for party in who)),
        )
        for entry, who in found.aside.items()
    )
