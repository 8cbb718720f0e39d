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
from barnetsplan.family.cards.contacts import ContactLine
from barnetsplan.family.cards.head import Head
from barnetsplan.family.cards.parts import Happening, Said
from barnetsplan.family.cards.plan import PlanCard, SeenBySomebody, ThePlan
from barnetsplan.family.templatetags.family import status_words
from barnetsplan.policy.acts import Act
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


@declare(Act.FAMILY_PLAN_SAVE)
@require_safe
def plan_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The plan as a PDF; ``?text=stor`` asks for large letters. Before there is a plan, the page tells what happens."""
    opened = gate.open_page(request, Act.FAMILY_PLAN_SAVE, CHILD, key, card=queries.plan_card)
    if isinstance(opened, HttpResponse):
        return opened
    if opened.card.plan is None:
        return redirect("family_plan", key)
    large = request.GET.get("text") == "stor"
    document = printed(opened.card, opened.card.plan, for_whom=request.actor.name, on=request.at, large=large)
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "plan.pdf")


def printed(card: PlanCard, plan: ThePlan, *, for_whom: str, on: datetime, large: bool = False) -> Document:
    """What the page shows of the plan, in the page's order: the child's own words first (interface.md, Pages)."""
    return Document(
        title=_title(card.head),
        language=get_language() or "sv",
        lead=texts(_state(plan)),
        sections=tuple(_sections(card, plan)),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": for_whom},
        copy_for=for_whom,
        large=large,
    )


def _title(head: Head) -> str:
    if head.is_self:
        return _("Min plan")
    if head.unborn:
        return _("Planen för barnet")
    whose = head.name if head.ends_in_s else f"{head.name}s"
    return _("%(whose)s plan") % {"whose": whose}


def _state(plan: ThePlan) -> str:
    if plan.ended:
        return _("Planen är avslutad. Här står det som var bestämt och vad det gav.")
    if plan.follow_up_on is None:
        return ""
    return _("Vi ses igen %(day)s och ser hur det har gått.") % {"day": day_words(plan.follow_up_on)}


def _sections(card: PlanCard, plan: ThePlan) -> Iterator[Section]:
    if plan.child_words:
        yield Section(_("Mina egna ord") if card.head.is_self else _("Barnets egna ord"), _quotes(plan.child_words))
    if plan.goals:
        yield Section(_("Så vill vi att det ska bli"), tuple(_goals(plan)))
    heading = _("Det här har hänt") if plan.ended else _("Det här händer")
    yield Section(heading, tuple(part for line in plan.happenings for part in _happening(line)))
    if plan.family_words:
        yield Section(_("Våra ord"), _quotes(plan.family_words))
    if plan.dissents:
        closing = texts(_("Man får tycka olika. Det står kvar här, och hjälpen kan börja ändå."))
        yield Section(_("Vi tycker olika"), (*_quotes(plan.dissents), *closing))
    if card.contacts:
        heading = _("Hit kan du ringa") if card.head.alone else _("Hit kan ni ringa")
        yield Section(heading, (Part("facts", rows=tuple(map(_contact, card.contacts))),))
    for concern in card.concerns:
        yield Section(_("Det %(who)s har sett") % {"who": concern.who}, tuple(_concern(concern)))


def _quotes(words: tuple[Said, ...]) -> tuple[Part, ...]:
    return tuple(part for said in words for part in _quote(said))


def _quote(said: Said) -> Iterator[Part]:
    if said.about:
        yield Part("text", _("Om: %(what)s") % {"what": said.about})
    yield Part("quote", said.text, who=f"{said.who}, {day_words(said.on_day)}")


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


def _contact(line: ContactLine) -> tuple[str, str]:
    person = f"{line.name}, {line.role}" if line.name and line.role else line.name
    return line.service, ", ".join(filter(None, (person, *line.holds, line.phone)))


def _concern(concern: SeenBySomebody) -> Iterator[Part]:
    yield from texts(day_words(concern.written_at))
    rows = (
        (_("Det som har märkts"), concern.seen),
        (_("Det som fungerar"), concern.works),
        (_("Det barnet säger"), concern.child_says),
        (_("Det som har prövats"), concern.tried),
    )
    yield Part("facts", rows=tuple((name, words) for name, words in rows if words))
