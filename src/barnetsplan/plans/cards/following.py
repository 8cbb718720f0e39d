"""What the asker may know of a question: whose answer is missing, and the state of every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.plans import words
from barnetsplan.plans.cards.shown import Tagged
from barnetsplan.plans.words import Words
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current

_LAYER: Mapping[Layer, Words] = {
    Layer.TELL: _("Berätta vad vi har sett"),
    Layer.TALK: _("Prata om"),
    Layer.MAP: _("Läsa samverkanskartan"),
    Layer.BACKGROUND: _("Läsa bakgrund om"),
}
_ANSWER: Mapping[Answer | None, Words] = {
    None: _("Har inte svarat"),
    Answer.YES: _("Har sagt ja"),
    Answer.NO: _("Har sagt nej"),
    Answer.WITHDRAWN: _("Har tagit tillbaka sitt ja"),
}
_OPEN = frozenset({ConsentState.ASKED, ConsentState.PARTLY_GIVEN})


@dataclass(frozen=True, slots=True)
class Giver:
    """A person whose answer is needed, and whether something still waits for them."""

    name: str
    missing: bool


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the question: a service, a layer and an area; with what each giver has said."""

    service: str
    layer: Words
    area: str
    state: Tagged
    answers: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One row of consent: who may let whom read what."""

    discloser: str
    recipient: str
    layer: Words
    area: str
    state: Tagged


@dataclass(frozen=True, slots=True)
class FollowCard:
    """A question as its asker follows it."""

    key: UUID
    case: UUID | None
    child: UUID
    child_name: str
    asked_by: str
    asked_at: datetime
    last_day: date
    withdrawn_at: datetime | None
    givers: tuple[Giver, ...]
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    is_open: bool
    all_yes: bool
    may_call: bool
    may_withdraw: bool
    entries: tuple[UUID, ...] = ()


def follow_card(actor: Actor, request: ConsentRequest, at: datetime) -> FollowCard:
    """The question with its answers; nothing written about the child is opened here."""
    rows = row_states(request.child, at=at, requests=[request.pk])
    units = unit_names({party for row in rows for party in (row.service, row.discloser, row.recipient)})
    people = names_of({giver for row in rows for giver in row.givers})
    asked = any(row.state in _OPEN for row in rows)
    return FollowCard(
        key=request.pk,
        case=request.container,
        child=request.child_id,
        child_name=name_of(request.child.person),
        asked_by=request.asked_by.name,
        asked_at=request.asked_at,
        last_day=last_day_before(request.valid_until),
        withdrawn_at=request.withdrawn_at,
        givers=_givers(rows, people),
        parts=_parts(rows, units, people),
        lines=tuple(_line(row, units) for row in rows),
        is_open=asked,
        all_yes=all(row.is_active for row in rows),
        may_call=any(row.layer is Layer.MAP and row.is_active for row in rows),
        may_withdraw=request.withdrawn_at is None and at < request.valid_until and request.asked_by_id == actor.party,
    )


def _givers(rows: Sequence[RowState], people: Mapping[UUID, str]) -> tuple[Giver, ...]:
    everyone = {giver for row in rows for giver in row.givers}
    givers = [Giver(people[giver], any(giver not in row.newest for row in rows)) for giver in everyone]
    return tuple(sorted(givers, key=lambda giver: (not giver.missing, giver.name)))


def _parts(rows: Sequence[RowState], units: Mapping[UUID, str], people: Mapping[UUID, str]) -> tuple[Part, ...]:
    """The rows of one service, layer and area are answered together, so the first tells of them all."""
    first: dict[tuple[str, int, int], RowState] = {}
    areas = ["", *(area.key for area in current().areas)]
    for row in rows:
        first.setdefault((units[row.service], list(Layer).index(row.layer), areas.index(row.area)), row)
    return tuple(_part(row, units, people) for _, row in sorted(first.items(), key=lambda item: item[0]))


def _part(row: RowState, units: Mapping[UUID, str], people: Mapping[UUID, str]) -> Part:
    said = sorted((people[giver], _ANSWER[row.newest.get(giver)]) for giver in row.givers)
    return Part(units[row.service], _LAYER[row.layer], _area(row), _tag(row), tuple(said))


def _line(row: RowState, units: Mapping[UUID, str]) -> Line:
    return Line(units[row.discloser], units[row.recipient], _LAYER[row.layer], _area(row), _tag(row))


def _area(row: RowState) -> str:
    return current().area(row.area).in_sentence if row.area else ""


def _tag(row: RowState) -> Tagged:
    return Tagged(words.CONSENT[row.state], words.CONSENT_KIND[row.state])
