"""A request as one giver meets it: the questions exactly as they are hashed, and the giver's own answers.

*Source:* architecture.md rule 11. Of what other givers have said, only whether a part holds now reaches this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import Part, RowState, row_states
from barnetsplan.consent.receipts import ReceiptLine, receipts_of
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.texts import AskedQuestion, ShownRow, shown_of
from barnetsplan.domain.vocabulary import Answer, Layer
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import area_label, in_sentence
from barnetsplan.family.cards.waiting import is_open
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class AreaChoice:
    """One area that may be opened besides."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as this reader reads it."""

    layer: str
    question: str
    explanation: str
    if_no: str
    if_withdrawn: str
    areas: tuple[AreaChoice, ...]

    @property
    def part_areas(self) -> tuple[str, ...]:
        """The areas by which the question's rows are answered."""
        return tuple(area.key for area in self.areas) or ("",)


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the giver has said about one service, and what holds now."""

    main: str
    areas: str
    main_holds: bool
    areas_held: str
    waits: bool


@dataclass(frozen=True, slots=True)
class AskedService:
    """All that is asked about one service: the question itself, the background below it, and the own answer."""

    service: UUID
    name: str
    main: Asked
    background: Asked | None
    own: OwnAnswer | None


@dataclass(frozen=True, slots=True)
class TableRow:
    """Who may show whom what: one row of the full table."""

    discloser: str
    recipient: str
    layer: str
    areas: str


@dataclass(frozen=True, slots=True)
class ConsentCard:
    """The whole page; it shows questions and the own answers, and no entry."""

    head: Head
    request: UUID
    asker: str
    last_day: date
    services: tuple[AskedService, ...]
    table: tuple[TableRow, ...]
    law_text: str
    change_text: str
    answered: bool
    is_open: bool
    receipts: tuple[ReceiptLine, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def consent_card(actor: Actor, request: ConsentRequest, at: datetime) -> ConsentCard:
    """The questions, and the reader's own answers."""
    child, me = request.child, actor.person_id
    rows = [row for row in row_states(child, at=at, requests=[request.pk]) if me in row.givers]
    own, holds = own_parts(rows, me), parts_that_hold(rows)
    shown = shown_of(request, giver=me, key=child.person.key)
    return ConsentCard(
        head=head_of(child, actor),
        request=request.pk,
        asker=shown.asker,
        last_day=shown.last_day,
        services=tuple(_services(shown.questions, own, holds, to_child=me == child.pk)),
        table=_table(shown.table),
        law_text=shown.law_text,
        change_text=shown.change_text,
        answered=bool(own),
        is_open=is_open(request, at) and any(row.state not in CLOSED for row in rows),
        receipts=receipts_of(request, giver=me),
    )


def own_parts(rows: Iterable[RowState], person: UUID) -> Mapping[Part, Answer]:
    """One giver's newest answers; nobody else's leave this function."""
    return {row.part: row.newest[person] for row in rows if row.is_main and person in row.newest}


def parts_that_hold(rows: Iterable[RowState]) -> frozenset[Part]:
    """The parts on which something may be disclosed now: every row between the service and the asker is active."""
    states: dict[Part, bool] = {}
    for row in rows:
        if row.is_main:
            states[row.part] = states.get(row.part, True) and row.is_active
    return frozenset(part for part, holds in states.items() if holds)


def asked(question: AskedQuestion, *, to_child: bool) -> Asked:
    """A question in the words for this reader: a young person reads the question to the child."""
    return Asked(
        layer=question.layer,
        question=question.child_question if to_child else question.question,
        explanation=question.explanation,
        if_no=question.if_no,
        if_withdrawn=question.if_withdrawn,
        areas=tuple(AreaChoice(key, area_label(key)) for key in question.areas),
    )


def _services(
    questions: Iterable[AskedQuestion],
    own: Mapping[Part, Answer],
    holds: frozenset[Part],
    *,
    to_child: bool,
) -> Iterable[AskedService]:
    """One block per question; background is laid under the map of the same service, or stands alone without one."""
    listed = list(questions)
    background = {q.service: q for q in listed if q.layer == Layer.BACKGROUND}
    mapped = {q.service for q in listed if q.layer == Layer.MAP}
    for question in listed:
        if question.layer == Layer.BACKGROUND and question.service in mapped:
            continue
        below = background.get(question.service) if question.layer == Layer.MAP else None
        yield AskedService(
            service=question.service,
            name=question.service_name,
            main=asked(question, to_child=to_child),
            background=asked(below, to_child=to_child) if below else None,
            own=_own(question, below, own, holds),
        )


def _own(
    question: AskedQuestion,
    below: AskedQuestion | None,
    own: Mapping[Part, Answer],
    holds: frozenset[Part],
) -> OwnAnswer | None:
    main = _parts(question)
    if main[0] not in own:
        return None
    extra = _parts(below) if below else ()
    yes = [part for part in (*main, *extra) if own.get(part) is Answer.YES]
    return OwnAnswer(
        main=own[main[0]].value,
        areas=in_sentence({area for _, _, area in extra if (question.service, Layer.BACKGROUND.value, area) in yes}),
        main_holds=all(part in holds for part in main),
        areas_held=in_sentence({part[2] for part in extra if part in yes and part in holds}),
        waits=any(part not in holds for part in yes),
    )


def _parts(question: AskedQuestion) -> tuple[Part, ...]:
    return tuple((question.service, question.layer, area) for area in question.areas or ("",))


def _table(shown: Iterable[ShownRow]) -> tuple[TableRow, ...]:
    """Every row that the answer is about, from whom to whom; areas of one pair together."""
    grouped: dict[tuple[str, str, str], set[str]] = {}
    for row in shown:
        grouped.setdefault((row.discloser, row.recipient, row.layer), set()).add(row.area)
    return tuple(TableRow(*key, in_sentence(areas)) for key, areas in grouped.items())
