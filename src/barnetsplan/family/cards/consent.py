"""A request as one giver meets it: the questions exactly as they are hashed, and the giver's own answers.

*Source:* architecture.md rule 11. Of what other givers have said, only whether a part holds now reaches this file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import Part, RowState, leading, row_states
from barnetsplan.consent.receipts import ReceiptLine, receipts_of
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.texts import ShownRow, shown_of
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import in_sentence
from barnetsplan.family.cards.waiting import is_open
from barnetsplan.plans.cards.questions import Asked, AskedService, services_of
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class OwnAnswer:
    """What the giver has said about one service, and what holds now."""

    main: str
    areas: str
    main_holds: bool
    areas_held: str
    waits: bool


@dataclass(frozen=True, slots=True)
class OwnService:
    """What is asked about one service, and the own answer."""

    asked: AskedService
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
    services: tuple[OwnService, ...]
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
    own, holds = own_parts(rows, me), parts_that_hold(rows, me)
    shown = shown_of(request, giver=me, key=child.person.key)
    return ConsentCard(
        head=head_of(child, actor),
        request=request.pk,
        asker=shown.asker,
        last_day=shown.last_day,
        services=tuple(_services(services_of(shown.questions, to_child=me == child.pk), own, holds)),
        table=_table(shown.table),
        law_text=shown.law_text,
        change_text=shown.change_text,
        answered=bool(own),
        is_open=is_open(request, at) and any(row.state not in CLOSED for row in rows),
        receipts=receipts_of(request, giver=me),
    )


def own_parts(rows: Iterable[RowState], person: UUID) -> Mapping[Part, Answer]:
    """One giver's newest answers; nobody else's leave this function."""
    mine = leading([row for row in rows if person in row.givers])
    return {row.part: row.newest[person] for row in mine if person in row.newest}


def parts_that_hold(rows: Iterable[RowState], person: UUID) -> frozenset[Part]:
    """The parts on which something may be disclosed now: every row that leads the giver's own answer is active."""
    states: dict[Part, bool] = {}
    for row in leading([row for row in rows if person in row.givers]):
        states[row.part] = states.get(row.part, True) and row.is_active
    return frozenset(part for part, holds in states.items() if holds)


def _services(
    services: Iterable[AskedService], own: Mapping[Part, Answer], holds: frozenset[Part]
) -> Iterable[OwnService]:
    return (OwnService(service, _own(service, own, holds)) for service in services)


def _own(service: AskedService, own: Mapping[Part, Answer], holds: frozenset[Part]) -> OwnAnswer | None:
    main = _parts(service, service.main)
    if main[0] not in own:
        return None
    extra = _parts(service, service.background) if service.background else ()
    yes = [part for part in (*main, *extra) if own.get(part) is Answer.YES]
    return OwnAnswer(
        main=own[main[0]].value,
        areas=in_sentence({area for _, _, area in set(extra) & set(yes)}),
        main_holds=all(part in holds for part in main),
        areas_held=in_sentence({part[2] for part in extra if part in yes and part in holds}),
        waits=any(part not in holds for part in yes),
    )


def _parts(service: AskedService, asked: Asked) -> tuple[Part, ...]:
    return tuple((service.service, asked.layer, area) for area in asked.part_areas)


def _table(shown: Iterable[ShownRow]) -> tuple[TableRow, ...]:
    """Every row that the answer is about, from whom to whom; areas of one pair together."""
    grouped: dict[tuple[str, str, str], set[str]] = {}
    for row in shown:
        grouped.setdefault((row.discloser, row.recipient, row.layer), set()).add(row.area)
    return tuple(TableRow(*key, in_sentence(areas)) for key, areas in grouped.items())
