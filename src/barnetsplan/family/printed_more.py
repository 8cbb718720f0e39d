"""The call to a meeting and the own words as documents: for the refrigerator door, for who reads on paper."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.things import CHILD
from barnetsplan.family import queries
from barnetsplan.family.cards.meeting import MeetingCard
from barnetsplan.family.cards.words import AreaVoices, WordsCard
from barnetsplan.family.printed_parts import quotes
from barnetsplan.meetings.facts import MEETING
from barnetsplan.policy.acts import Act
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import Document, Part, Section, day_words, is_large, texts


@declare(Act.MEETING_SAVE_AS_FAMILY)
@require_safe
def meeting_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The call as a PDF; ``?text=stor`` asks for large letters."""
    opened = gate.open_page(request, Act.MEETING_SAVE_AS_FAMILY, MEETING, key, card=queries.meeting_card)
    if isinstance(opened, HttpResponse):
        return opened
    document = call(opened.card, for_whom=request.actor.name, on=request.at, large=is_large(request.GET.get("text")))
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "inbjudan.pdf")


def call(card: MeetingCard, *, for_whom: str, on: datetime, large: bool) -> Document:
    """What the page shows of the call, in its order."""
    rows = (
        (_("När"), card.when),
        (_("Var"), card.where),
        (_("Vi ska prata om"), card.question),
        (_("De här är bjudna"), ", ".join(card.called)),
        (_("Så är %(name)s med") % {"name": card.head.name}, card.child_takes_part),
    )
    agenda = Part("list", items=[f"{line.label}. {line.text}" for line in card.agenda])
    state = "" if card.is_open else _("Mötet är inställt.") if card.is_off else _("Mötet har varit.")
    return Document(
        title=_("Inbjudan till möte"),
        language=get_language() or "sv",
        lead=texts(_("%(who)s bjuder in.") % {"who": card.caller}, state),
        sections=(
            Section(_("Mötet"), (Part("facts", rows=tuple((name, words) for name, words in rows if words)),)),
            Section(_("Så går mötet till"), (agenda, *texts(_("Alla får säga paus när de vill.")))),
        ),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": for_whom},
        copy_for=for_whom,
        large=large,
    )


@declare(Act.FAMILY_WORDS_SAVE)
@require_safe
def words_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """What the family has said, as far as the reader may see it, as a PDF; ``?text=stor`` asks for large letters."""
    opened = gate.open_page(request, Act.FAMILY_WORDS_SAVE, CHILD, key, card=queries.words_card)
    if isinstance(opened, HttpResponse):
        return opened
    large = is_large(request.GET.get("text"))
    document = own_words(opened.card, for_whom=request.actor.name, on=request.at, large=large)
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "ord.pdf")


def own_words(card: WordsCard, *, for_whom: str, on: datetime, large: bool) -> Document:
    """Area by area, the child before the others; then the words to the plan."""
    return Document(
        title=_("Mina egna ord") if card.head.is_self else _("Våra ord"),
        language=get_language() or "sv",
        sections=tuple(_sections(card)) or (Section(_("Ord"), texts(_("Inget är skrivet än."))),),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": for_whom},
        copy_for=for_whom,
        large=large,
    )


def _sections(card: WordsCard) -> Iterator[Section]:
    for area in card.areas:
        if area.voices:
            yield Section(area.label, tuple(_voices(area)))
    if card.said:
        yield Section(_("Ord till planen"), quotes(card.said))


def _voices(area: AreaVoices) -> Iterator[Part]:
    for voice in area.voices:
        when = voice.when if isinstance(voice.when, str) else day_words(voice.when)
        yield Part("heading", f"{voice.who}, {when}")
        yield Part("facts", rows=tuple((str(part.heading), part.text) for part in voice.parts if part.text))
