"""What the asker may know of a question: whose answer is missing, how answers came, and the state of every row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.child_view import ShownChildView, child_view_of
from barnetsplan.consent.actions import missing_givers
from barnetsplan.consent.models import ConsentAnswer, ConsentReminder, ConsentRequest
from barnetsplan.consent.queries import RowState, givers_of, row_states, who_must_answer
from barnetsplan.consent.states import CLOSED, WAITING
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.periods import last_day_before, local_date
from barnetsplan.domain.vocabulary import Answer, ConsentState, ConsentWay, GiverRole, Layer
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
_ROLE: Mapping[GiverRole, Words] = {
    GiverRole.GUARDIAN: _("vårdnadshavare"),
    GiverRole.CARRIES: _("gravid"),
    GiverRole.CHILD: _("barnet"),
    GiverRole.SUBJECT: _("vuxen som det handlar om"),
}
_STOOD_FOR = _("Ett beslut gäller i stället för svaret")


@dataclass(frozen=True, slots=True)
class Giver:
    """A person whose answer is needed: whether something waits for them, and how they answered last.

    Who has no page of their own here answers ``by_word``, or on paper.
    """

    key: UUID
    name: str
    role: Words
    missing: bool
    way: str
    on_day: date | None
    paper: UUID | None
    by_word: bool


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
    """A question as its asker follows it; ``ask_again`` is where the same is asked anew, when it holds no more."""

    key: UUID
    case: UUID | None
    child: UUID
    child_name: str
    asked_by: str
    asked_at: datetime
    last_day: date
    withdrawn_at: datetime | None
    givers: tuple[Giver, ...]
    must_answer_now: tuple[str, ...]
    parts: tuple[Part, ...]
    lines: tuple[Line, ...]
    is_open: bool
    is_over: bool
    all_yes: bool
    may_call: bool
    may_withdraw: bool
    may_remind: bool
    may_record: bool
    reminded_at: datetime | None
    somebody_is_missing: bool
    ask_again: str
    child_view: ShownChildView | None

    @property
    def entries(self) -> tuple[UUID, ...]:
        """What the asker wrote of the child's view."""
        return (self.child_view.entry,) if self.child_view else ()


def follow_card(actor: Actor, request: ConsentRequest, at: datetime) -> FollowCard:
    """The question with its answers, and what the asker wrote of the child's view of it."""
    rows = row_states(request.child, at=at, requests=[request.pk])
    roles = givers_of(request)
    units = unit_names({party for row in rows for party in (row.service, row.discloser, row.recipient)})
    people = names_of(roles)
    missing = missing_givers(rows)
    live = request.withdrawn_at is None and request.asked_by_id == actor.party
    reminder = ConsentReminder.objects.filter(request=request).first()
    is_over = all(row.state in CLOSED for row in rows)
    wrong = any(row.state is ConsentState.INVALIDATED for row in rows) and request.withdrawn_at is None
    return FollowCard(
        key=request.pk,
        case=request.container,
        child=request.child_id,
        child_name=name_of(request.child.person),
        asked_by=request.asked_by.name,
        asked_at=request.asked_at,
        last_day=last_day_before(request.valid_until),
        withdrawn_at=request.withdrawn_at,
        must_answer_now=_names(who_must_answer(request.child, at=at)) if wrong else (),
        givers=_givers(request, rows, people, roles),
        parts=_parts(rows, units, people),
        lines=tuple(_line(row, units) for row in rows),
        is_open=any(row.state in WAITING for row in rows),
        is_over=is_over,
        all_yes=all(row.is_active for row in rows),
        may_call=any(row.layer is Layer.MAP and row.is_active for row in rows),
        may_withdraw=live and not is_over,
        may_remind=live and reminder is None and bool(missing),
        somebody_is_missing=bool(missing),
        may_record=live and not is_over,
        reminded_at=reminder.reminded_at if reminder else None,
        ask_again=_ask_again(request, rows),
        child_view=child_view_of(request.pk, actor, request.child, at=at),
    )


def _names(people: Sequence[UUID]) -> tuple[str, ...]:
    return tuple(sorted(names_of(people).values()))


def role_words(role: GiverRole) -> Words:
    """In which capacity somebody answers, in words."""
    return _ROLE[role]


def _ask_again(request: ConsentRequest, rows: Sequence[RowState]) -> str:
    """Where the same can be asked anew: about the circle, of a service, or of the concern that was to be told."""
    if request.container is None or not any(row.state in CLOSED or row.state in _REFUSED for row in rows):
        return ""
    return reverse(_PAGES[Layer(rows[0].layer)], args=[request.container])


_REFUSED = frozenset({ConsentState.DECLINED, ConsentState.WITHDRAWN})
_PAGES: Mapping[Layer, str] = {
    Layer.TELL: "concern",
    Layer.TALK: "ask_service",
    Layer.MAP: "consent_ask",
    Layer.BACKGROUND: "consent_ask",
}


def _givers(
    request: ConsentRequest, rows: Sequence[RowState], people: Mapping[UUID, str], roles: Mapping[UUID, GiverRole]
) -> tuple[Giver, ...]:
    said = ConsentAnswer.objects.filter(row__request=request).order_by("answered_at", "number")
    newest = {answer.giver_id: answer for answer in said}
    missing = missing_givers(rows)
    ways = {way.key: way.label for way in current().consent.ways}
    givers = (_giver(person, people[person], role, newest.get(person), ways, missing) for person, role in roles.items())
    return tuple(sorted(givers, key=lambda giver: (not giver.missing, giver.name)))


def _giver(
    person: UUID,
    name: str,
    role: GiverRole,
    answer: ConsentAnswer | None,
    ways: Mapping[str, str],
    missing: frozenset[UUID],
) -> Giver:
    heard = answer is not None and answer.way != ConsentWay.IN_PRODUCT
    return Giver(
        key=person,
        name=name,
        role=_ROLE[role],
        missing=person in missing,
        way=ways[answer.way] if answer else "",
        on_day=(answer.heard_on if heard else local_date(answer.answered_at)) if answer else None,
        paper=answer.paper_id if answer else None,
        by_word=role is GiverRole.SUBJECT,
    )


def _parts(rows: Sequence[RowState], units: Mapping[UUID, str], people: Mapping[UUID, str]) -> tuple[Part, ...]:
    """The rows of one service, layer and area are answered together; the main one tells of them all."""
    first: dict[tuple[str, int, int], RowState] = {}
    areas = ["", *(area.key for area in current().areas)]
    for row in sorted(rows, key=lambda row: not row.is_main):
        first.setdefault((units[row.service], list(Layer).index(row.layer), areas.index(row.area)), row)
    return tuple(_part(row, units, people) for _, row in sorted(first.items(), key=lambda item: item[0]))


def _part(row: RowState, units: Mapping[UUID, str], people: Mapping[UUID, str]) -> Part:
    said = sorted((people[giver], _said(row, giver)) for giver in row.givers)
    return Part(units[row.service], _LAYER[row.layer], _area(row), _tag(row), tuple(said))


def _said(row: RowState, giver: UUID) -> Words:
    return _STOOD_FOR if giver in row.stood_for else _ANSWER[row.newest.get(giver)]


def _line(row: RowState, units: Mapping[UUID, str]) -> Line:
    return Line(units[row.discloser], units[row.recipient], _LAYER[row.layer], _area(row), _tag(row))


def _area(row: RowState) -> str:
    return current().area(row.area).in_sentence if row.area else ""


def _tag(row: RowState) -> Tagged:
    return Tagged(words.CONSENT[row.state], words.CONSENT_KIND[row.state])
