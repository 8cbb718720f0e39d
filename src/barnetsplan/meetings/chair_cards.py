"""What the chair alone sees: who is there, what stands aside and for whom, and what to think of in each part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.meetings.board_cards import Live, PartLine, agenda_of, areas_of, card_of, read_board
from barnetsplan.meetings.lines import Area, area_of
from barnetsplan.meetings.models import Meeting
from barnetsplan.meetings.said import Aside, put_aside
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True)
class AreaPoint:
    """A point about one area: who must leave the room before what stands aside there can be taken up."""

    area: Area
    must_leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChairPart:
    """A part of the agenda for the one who leads it."""

    part: PartLine
    chair_text: str
    points: tuple[AreaPoint, ...]


@dataclass(frozen=True, slots=True)
class ChairCard:
    """The chair's own page."""

    id: UUID
    child: UUID
    child_name: str
    case: UUID
    starts_at: datetime
    parts: tuple[ChairPart, ...]
    aside: tuple[Aside, ...]
    held_back: bool
    called: tuple[tuple[UUID, str], ...]
    there: tuple[UUID, ...]
    coming: tuple[UUID, ...]
    not_coming: tuple[str, ...]
    spoke_for_child: UUID | None
    is_born: bool
    provisional_text: str
    entries: tuple[UUID, ...]
    live: Live


def chair_card(actor: Actor, meeting: Meeting, at: datetime) -> ChairCard:
    """The card of the chair's own page, from what the chair may read.

    *Source:* architecture.md 2 (``Board``); interface.md rule 14.
    """
    read = read_board(actor, meeting, at)
    board = card_of(meeting, read)
    aside = put_aside(read.said, read.names)
    practice = current()
    points = _points(meeting, aside)
    return ChairCard(
        id=meeting.pk,
        child=board.child,
        child_name=board.child_name,
        case=board.case,
        starts_at=meeting.starts_at,
        parts=tuple(
            ChairPart(line, part.chair_text, points if part.carries_areas else ())
            for line, part in zip(agenda_of(meeting), practice.agenda, strict=True)
        ),
        aside=aside,
        held_back=bool(read.held_back),
        called=board.called,
        there=board.there,
        coming=board.coming,
        not_coming=tuple(read.names.of(row.party_id) for row in read.invitees if row.reply == "not_coming"),
        spoke_for_child=meeting.spoke_for_child_id,
        is_born=board.is_born,
        provisional_text=practice.provisional_text if any(part.provisional for part in practice.agenda) else "",
        entries=board.entries,
        live=board.live,
    )


def _points(meeting: Meeting, aside: tuple[Aside, ...]) -> tuple[AreaPoint, ...]:
    """The areas that are taken up, each with those who may not hear all that stands there."""
    points = []
    for key, _label in areas_of(meeting.case):
        area = area_of(key)
        if area is not None:
            leaving = {name for each in aside if each.area == area for name in each.not_for}
            points.append(AreaPoint(area, tuple(sorted(leaving))))
    return tuple(points)
