"""A question to a family member: what is asked, the own answer so far, and who may read it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import QuestionState
from barnetsplan.family.cards.head import Head, head_of, reads_as
from barnetsplan.family.cards.readers import Readers, family_besides, named
from barnetsplan.gathering.models import Question
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Columns, Reader
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.kinds import Question as QuestionText
from barnetsplan.records.queries import open_visible, readers_of


@dataclass(frozen=True, slots=True)
class AskedArea:
    """One area of the question: what it is about, something to think with, and what has been answered."""

    key: str
    label: str
    definition: str
    prompts: tuple[str, ...]
    works: str = ""
    challenging: str = ""
    would_help: str = ""


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """The whole page."""

    head: Head
    asker: str
    text: str
    due_on: date | None
    areas: tuple[AskedArea, ...]
    columns: Columns
    answered: bool
    readers: Readers
    reads_now: tuple[UUID, ...]
    entries: tuple[UUID, ...]


def question_card(actor: Actor, question: Question, at: datetime) -> QuestionCard:
    """The question and the reader's own answers to it; nobody else's."""
    child = question.case.child
    entries = open_visible(
        actor.party_id,
        child=child,
        at=at,
        kinds=[QuestionText.KIND, Contribution.KIND],
        containers=[question.case_id, question.pk],
    )
    asked = next((e for e in entries if e.id == question.entry), None)
    own = {e.area: e for e in entries if e.container == question.pk and e.owner == actor.party_id}
    reader = reads_as(actor, child)
    answers = {area: e.payload for area, e in own.items() if isinstance(e.payload, Contribution)}
    readers = named([question.case.unit_id], family_besides(actor, child, at), actor=actor, child=child)
    reading = {party for parties in readers_of([e.id for e in own.values()], at=at).values() for party in parties}
    return QuestionCard(
        head=head_of(child, actor),
        asker=readers.always[0].name,
        text=asked.payload.text if asked and isinstance(asked.payload, QuestionText) else "",
        due_on=question.due_on,
        areas=tuple(_area(key, answers.get(key), reader) for key in question.areas),
        columns=current().columns_for(reader),
        answered=question.state == QuestionState.ANSWERED,
        readers=readers,
        reads_now=tuple(one.party for one in readers.choice if one.party in reading),
        entries=(*((asked.id,) if asked else ()), *(e.id for e in own.values())),
    )


def _area(key: str, answer: Contribution | None, reader: Reader) -> AskedArea:
    area = current().area(key)
    return AskedArea(
        key=key,
        label=area.label,
        definition=area.definition_for(reader),
        prompts=area.prompts_for(reader),
        works=answer.works if answer else "",
        challenging=answer.challenging if answer else "",
        would_help=answer.would_help if answer else "",
    )
