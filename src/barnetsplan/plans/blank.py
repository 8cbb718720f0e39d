"""The question to one giver as an empty paper, for the day when the net is down: to read, to tick and to sign.

What is printed are the very words that the giver would read here. The answer is written in afterwards as one that came
on paper, with the scanned paper beside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import givers_of
from barnetsplan.consent.texts import Shown, shown_of
from barnetsplan.coordination.requests import REQUEST
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.plans.cards.questions import AskedService, services_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


@dataclass(frozen=True, slots=True)
class BlankCard:
    """One giver's questions, and nothing that anybody has answered."""

    child_name: str
    giver_name: str
    is_child: bool
    shown: Shown
    services: tuple[AskedService, ...]
    entries: tuple[UUID, ...] = ()


def blank_card(_actor: Actor, request: ConsentRequest, _at: datetime, *, giver: UUID | None) -> BlankCard:
    """The questions to the giver that is named, else to the first by name."""
    child, roles = request.child, givers_of(request)
    names = names_of(roles)
    one = giver if giver is not None and giver in roles else min(roles, key=lambda person: names[person])
    shown = shown_of(request, giver=one, key=child.person.key)
    return BlankCard(
        child_name=name_of(child.person),
        giver_name=names[one],
        is_child=one == child.pk,
        shown=shown,
        services=services_of(shown.questions, to_child=one == child.pk),
    )


@declare(Act.CONSENT_PRINT)
@require_safe
def consent_blank(request: ActorRequest, key: UUID) -> HttpResponse:
    """The empty paper as a PDF; ``?vem=`` says whose, ``?text=stor`` asks for large letters."""
    card = partial(blank_card, giver=_uuid(request.GET.get("vem")))
    opened = gate.open_page(request, Act.CONSENT_PRINT, REQUEST, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    large = pdf.is_large(request.GET.get("text"))
    return pdf.attached(pdf.made(blank(opened.card, large=large), at=request.at), "application/pdf", "svar.pdf")


def blank(card: BlankCard, *, large: bool = False) -> Document:
    """The paper in reading order: what it is, each question with its answers and what a no means, and the lines."""
    shown = card.shown
    return Document(
        title=_("Får de här läsa?"),
        language=shown.language,
        lead=(
            Part("facts", rows=((_("Barn"), card.child_name), (_("Svaret är från"), card.giver_name))),
            *texts(
                _("%(unit)s frågar. Läs i lugn och ro. Kryssa i det du vill svara, och skriv under i slutet.")
                % {"unit": shown.asker},
                _("Svara bara för dig själv. Vill du inte svara på något, så lämna det tomt. Då delas det inte."),
            ),
        ),
        sections=(
            *(Section(service.name, tuple(_service(card, service))) for service in card.services),
            Section(_("Innan du skriver under"), tuple(_before(shown))),
            Section(
                _("Underskrift"),
                (Part("lines", items=(_("Namn"), _("Dag"), _("Papperet togs emot av, och vilken dag"))),),
            ),
        ),
        footer=_("Frågan som den lyder i version %(versions)s") % {"versions": ", ".join(_versions(shown))},
        large=large,
    )


def _service(card: BlankCard, service: AskedService) -> Iterator[Part]:
    yield Part("strong", service.main.question)
    yield Part("choices", items=(_("Ja"), _("Nej")))
    yield from texts(service.main.explanation)
    asked = [service.main, *([service.background] if service.background else [])]
    if service.background is not None:
        yield Part("strong", service.background.question)
        yield from texts(
            service.background.explanation,
            _("Kryssa i det som får läsas. Det gäller bara om svaret ovan är ja."),
        )
    areas = [area.label for each in asked for area in each.areas]
    if areas:
        yield Part("choices", items=areas)
    yield Part("facts", rows=_readers(card.shown, service))
    yield Part("heading", _("Vad händer om jag säger nej?") if card.is_child else _("Vad händer om vi säger nej?"))
    yield from texts(*dict.fromkeys(each.if_no for each in asked))


def _readers(shown: Shown, service: AskedService) -> Sequence[tuple[str, str]]:
    """Who reads, and whose words they are: as the rows of the full table say."""
    from_whom = dict.fromkeys(row.discloser for row in shown.table if row.recipient == service.name)
    return (
        (_("Den som får läsa"), service.name),
        *(((_("Det som kommer från"), ", ".join(from_whom)),) if from_whom else ()),
    )


def _before(shown: Shown) -> Iterator[Part]:
    last_day = _("Ett ja gäller till och med %(day)s, om du inte tar tillbaka det innan.")
    yield from texts(
        shown.change_text,
        shown.law_text,
        last_day % {"day": day_words(shown.last_day)},
        _("Du får ett kvitto på ditt svar. Ingen annan i familjen ser vad du har svarat."),
    )


def _versions(shown: Shown) -> list[str]:
    return sorted({question.text_version for question in shown.questions})


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None
