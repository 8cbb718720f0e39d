"""The plan as the family keeps it: a PDF of what the reader sees, marked with whose copy it is."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.things import CHILD
from barnetsplan.family import queries
from barnetsplan.family.cards.beside import Beside
from barnetsplan.family.cards.parts import Happening
from barnetsplan.family.cards.plan import PlanCard, SeenBySomebody, ThePlan
from barnetsplan.family.easy import can_be_easy, easy
from barnetsplan.family.printed_parts import contact_row, quotes, state_of, title_of
from barnetsplan.family.templatetags.family import status_words
from barnetsplan.policy.acts import Act
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import EASY, Document, Part, Section, day_words, is_large, texts


@declare(Act.FAMILY_PLAN_SAVE)
@require_safe
def plan_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The plan as a PDF; ``?text=stor`` asks for large letters, ``latt`` for easy to read.

    Before there is a plan, the page tells what happens.
    """
    opened = gate.open_page(request, Act.FAMILY_PLAN_SAVE, CHILD, key, card=queries.plan_card)
    if isinstance(opened, HttpResponse):
        return opened
    if opened.card.plan is None:
        return redirect("family_plan", key)
    wanted, plan, who = request.GET.get("text"), opened.card.plan, request.actor.name
    if wanted == EASY and can_be_easy(plan):
        document = easy(opened.card, plan, for_whom=who, on=request.at)
    else:
        document = printed(opened.card, plan, for_whom=who, on=request.at, large=is_large(wanted))
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "plan.pdf")


def printed(card: PlanCard, plan: ThePlan, *, for_whom: str, on: datetime, large: bool = False) -> Document:
    """What the page shows of the plan, in the page's order: the child's own words first (interface.md, Pages)."""
    return Document(
        title=title_of(card.head),
        language=get_language() or "sv",
        lead=texts(state_of(plan)),
        sections=tuple(_sections(card, plan)),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": for_whom},
        copy_for=for_whom,
        large=large,
    )


def _sections(card: PlanCard, plan: ThePlan) -> Iterator[Section]:
    if plan.child_words:
        yield Section(_("Mina egna ord") if card.head.is_self else _("Barnets egna ord"), quotes(plan.child_words))
    if plan.goals:
        yield Section(_("Så vill vi att det ska bli"), tuple(_goals(plan)))
    heading = _("Det här har hänt") if plan.ended else _("Det här händer")
    yield Section(heading, tuple(part for line in plan.happenings for part in _happening(line)))
    yield from _beside(plan.beside)
    if plan.family_words:
        yield Section(_("Våra ord"), quotes(plan.family_words))
    if plan.dissents:
        closing = texts(_("Man får tycka olika. Det står kvar här, och hjälpen kan börja ändå."))
        yield Section(_("Vi tycker olika"), (*quotes(plan.dissents), *closing))
    if card.contacts:
        heading = _("Hit kan du ringa") if card.head.alone else _("Hit kan ni ringa")
        yield Section(heading, (Part("facts", rows=tuple(map(contact_row, card.contacts))),))
    for concern in card.concerns:
        yield Section(_("Det %(who)s har sett") % {"who": concern.who}, tuple(_concern(concern)))


def _beside(beside: Beside) -> Iterator[Section]:
    if beside.words:
        words = tuple((one.word, one.means) for one in beside.words)
        yield Section(_("Ord som kan vara nya"), (Part("facts", rows=words),))
    if beside.sip:
        rows = ((_("Ser till helheten"), beside.sip.overall), (_("Det andra gör"), beside.sip.others))
        yield Section(_("Planen är också en SIP"), (Part("facts", rows=rows),))
    if beside.others:
        others = tuple((one.name, ", ".join(filter(None, (one.owner, one.contact)))) for one in beside.others)
        yield Section(_("Andra planer som finns"), (Part("facts", rows=others),))


def _goals(plan: ThePlan) -> Iterator[Part]:
    for goal in plan.goals:
        yield Part("text", goal.text)
        if goal.went:
            yield Part("text", _("Så gick det: %(how)s") % {"how": goal.went})


def _happening(line: Happening) -> Iterator[Part]:
    rows = (
        (_("Vem"), f"{line.who}, {line.service}" if line.who else line.service),
        (_("När"), line.when),
        (_("Läge"), status_words(line)),
        (_("Senast berättat"), line.report),
        (_("Så ser vi om det hjälper"), line.follow_up),
    )
    yield Part("heading", line.text)
    yield Part("facts", rows=tuple((name, words) for name, words in rows if words))


def _concern(concern: SeenBySomebody) -> Iterator[Part]:
    yield from texts(day_words(concern.written_at))
    rows = (
        (_("Det som har märkts"), concern.seen),
        (_("Det som fungerar"), concern.works),
        (_("Det barnet säger"), concern.child_says),
        (_("Det som har prövats"), concern.tried),
    )
    yield Part("facts", rows=tuple((name, words) for name, words in rows if words))
