"""A receipt as its giver reads it, and the list of one's own receipts."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from barnetsplan.consent.receipts import FoundReceipt, Receipt, ReceiptLine, receipt, receipts_about
from barnetsplan.domain.periods import STOCKHOLM, last_day_before
from barnetsplan.domain.vocabulary import Answer, ConsentWay, Layer
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import in_sentence
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


@dataclass(frozen=True, slots=True)
class SaidLine:
    """One question with the answer that was given."""

    service: str
    question: str
    answer: str
    areas: str
    if_no: str
    if_withdrawn: str


@dataclass(frozen=True, slots=True)
class ReceiptCard:
    """The whole receipt; it shows no entry, and nobody else's answer."""

    head: Head
    key: UUID
    request: UUID
    receipt: Receipt
    lines: tuple[SaidLine, ...]
    way: str
    last_day: date

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def receipt_card(actor: Actor, found: FoundReceipt, _at: datetime) -> ReceiptCard:
    """What the reader said in one breath, as it was shown and as it was kept."""
    made, to_child = receipt(found), actor.person == found.child.pk
    return ReceiptCard(
        head=head_of(found.child, actor),
        key=found.id,
        request=found.request.pk,
        receipt=made,
        lines=tuple(
            SaidLine(
                service=one.question.service_name,
                question=one.question.child_question if to_child else one.question.question,
                answer=one.answer.value,
                areas=in_sentence(one.areas) if one.question.layer == Layer.BACKGROUND else "",
                if_no=one.question.if_no,
                if_withdrawn=one.question.if_withdrawn,
            )
            for one in made.answers
        ),
        way=current().consent_way(made.way.value).label,
        last_day=last_day_before(made.valid_until),
    )


@dataclass(frozen=True, slots=True)
class ReceiptsCard:
    """The reader's own receipts, newest first."""

    head: Head
    lines: tuple[ReceiptLine, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def receipts_card(actor: Actor, child: Child, _at: datetime) -> ReceiptsCard:
    """Every receipt of the reader about a child."""
    return ReceiptsCard(head_of(child, actor), receipts_about(child.pk, giver=actor.person_id))


def _answer_words() -> dict[str, str]:
    return {
        Answer.YES.value: _("Du sa ja."),
        Answer.NO.value: _("Du sa nej."),
        Answer.WITHDRAWN.value: _("Du tog tillbaka ditt ja. Det delas inte längre."),
    }


def printed(card: ReceiptCard, *, for_whom: str, large: bool = False) -> Document:
    """The same receipt for the PDF, in the same order and with the same words, marked with whose it is."""
    made = card.receipt
    return Document(
        title=_("Kvitto på ditt svar"),
        language=made.shown.language,
        sections=tuple(Section(line.service, _line_parts(line)) for line in card.lines),
        closing=texts(made.shown.law_text, made.shown.change_text),
        facts=_facts(card),
        footer=_("Kvittot är bara ditt. Det visar vad du själv har svarat."),
        copy_for=for_whom,
        large=large,
    )


def _line_parts(line: SaidLine) -> tuple[Part, ...]:
    answer = _answer_words()[line.answer] + (f" {line.areas[:1].upper()}{line.areas[1:]}." if line.areas else "")
    after = (
        f"{_('Om du ändrar dig:')} {line.if_withdrawn}"
        if line.answer == Answer.YES
        else f"{_('Det betyder:')} {line.if_no}"
    )
    return (Part("text", line.question), Part("strong", answer), Part("text", after))


def _facts(card: ReceiptCard) -> tuple[tuple[str, str], ...]:
    made = card.receipt
    heard = made.way is not ConsentWay.IN_PRODUCT and made.heard_on is not None
    return (
        (_("Vem som svarade"), made.giver_name),
        (_("När"), _moment_words(made.given_at)),
        (_("Hur"), f"{card.way}: {made.heard_by}, {day_words(made.heard_on)}" if heard else card.way),
        (_("Vem som frågade"), made.asker_name),
        (_("Ett ja gäller till och med"), day_words(card.last_day)),
        (_("Kvittots nummer"), str(card.key)),
        (_("Textens fingeravtryck (SHA-256)"), made.shown_hash),
    )


def _moment_words(at: datetime) -> str:
    return date_format(at.astimezone(STOCKHOLM), "j F Y \\k\\l. H.i")
