"""The call to a meeting as a document, for those who read on paper, marked with whose copy it is."""

from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.meetings.cards import MeetingCard, meeting_card
from barnetsplan.meetings.facts import MEETING
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


@declare(Act.MEETING_SAVE)
@require_safe
def meeting_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The call as a PDF; ``?text=stor`` asks for large letters."""
    opened = gate.open_page(request, Act.MEETING_SAVE, MEETING, key, card=meeting_card)
    if isinstance(opened, HttpResponse):
        return opened
    large = pdf.is_large(request.GET.get("text"))
    document = call(opened.card, for_whom=request.actor, on=request.at, large=large)
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "kallelse.pdf")


def call(card: MeetingCard, *, for_whom: Actor, on: datetime, large: bool) -> Document:
    """What the call says: when, where, about what, how the child takes part, and who is called."""
    copy_for, said = f"{for_whom.name}, {for_whom.unit_name}", card.call
    rows = (
        (_("När"), said.when if said else day_words(card.starts_at)),
        (_("Plats"), said.where if said else ""),
        (_("Frågan"), said.question if said else ""),
        (_("Så är barnet med"), said.child_takes_part if said else ""),
        (_("Kallade"), ", ".join(called.name for called in card.called)),
    )
    agenda = Part("list", items=[f"{part.label}. {part.text}" for part in card.agenda])
    return Document(
        title=_("Kallelse till möte om %(name)s") % {"name": card.child_name},
        language=get_language() or "sv",
        lead=texts(_("Mötet är inställt.") if card.is_off else ""),
        sections=(
            Section(_("Mötet"), (Part("facts", rows=tuple((name, words) for name, words in rows if words)),)),
            Section(_("Så går mötet till"), (agenda,)),
        ),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": copy_for},
        copy_for=copy_for,
        large=large,
    )
