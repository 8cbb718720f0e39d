"""The plan as a document to keep or to print: the map, the same for all who read it; background stays on the page."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.plans.cards.plan import plan_card
from barnetsplan.plans.cards.shown import ActionRow, GoalRows, PlanCard, ReferenceRow, Said, SipCard
from barnetsplan.plans.facts import PLAN
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.ui import pdf
from barnetsplan.ui.pdf import Document, Part, Section, day_words, texts


@declare(Act.PLAN_SAVE)
@require_safe
def plan_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The newest version as a PDF, marked with whose copy it is; ``?text=stor`` asks for large letters."""
    opened = gate.open_page(request, Act.PLAN_SAVE, PLAN, key, card=partial(plan_card, map_alone=True))
    if isinstance(opened, HttpResponse):
        return opened
    large = pdf.is_large(request.GET.get("text"))
    document = printed(opened.card, for_whom=request.actor, on=request.at, large=large)
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "plan.pdf")


def printed(card: PlanCard, *, for_whom: Actor, on: datetime, large: bool = False) -> Document:
    """The plan in reading order: the child's words first, then who does what (interface.md, Pages)."""
    copy_for = f"{for_whom.name}, {for_whom.unit_name}"
    return Document(
        title=_("%(whose)s plan") % {"whose": card.head.whose},
        language=get_language() or "sv",
        lead=(Part("facts", rows=tuple(_head(card))),),
        sections=tuple(_sections(card)),
        closing=texts(_("Bakgrunden står bara i Barnets plan, så att den kan stängas när någon ångrar sig.")),
        footer=_("Utskrift %(day)s för %(who)s") % {"day": day_words(on), "who": copy_for},
        copy_for=copy_for,
        large=large,
    )


def _head(card: PlanCard) -> Iterator[tuple[str, str]]:
    head = card.head
    if head.version and head.valid_from:
        yield (
            _("Version"),
            _("%(number)s, gäller från %(day)s")
            % {
                "number": head.version.number,
                "day": day_words(head.valid_from),
            },
        )
    elif head.version:
        yield _("Version"), _("%(number)s, familjen läser den nu") % {"number": head.version.number}
    if head.ended_at:
        yield _("Avslutad"), day_words(head.ended_at)
    elif head.follow_up_on:
        yield _("Nästa uppföljning"), day_words(head.follow_up_on)
    if head.bba:
        yield _("Barnens bästa-ansvarig"), head.bba
    if head.coordinator:
        yield _("Håller ihop planen"), head.coordinator


def _sections(card: PlanCard) -> Iterator[Section]:
    own = (*card.child_words, *card.family_words)
    yield Section(_("Med egna ord"), tuple(map(_quote, own)) or texts(_("Barnets egna ord saknas.")))
    yield Section(_("Vem gör vad"), tuple(part for goal in card.goals for part in _goal(goal)))
    if card.dissents:
        yield Section(_("Avvikande mening"), tuple(map(_quote, card.dissents)))
    if card.sip:
        yield Section(_("Planen är också en SIP"), tuple(_sip(card.sip)))
    if card.references:
        yield Section(_("Andra planer som finns"), (Part("facts", rows=tuple(map(_reference, card.references))),))
    contacts = tuple(
        (contact.unit, ", ".join(filter(None, (contact.name, contact.role, contact.phone))))
        for contact in card.contacts
    )
    if contacts:
        yield Section(_("Kontaktperson i varje verksamhet"), (Part("facts", rows=contacts),))


def _sip(sip: SipCard) -> Iterator[Part]:
    """In the order of the law: which measures and whose, what others do, and who answers for the whole."""
    for part in sip.parts:
        principal = ", ".join(filter(None, (part.principal, part.unit)))
        yield Part("facts", rows=((_("Insats"), part.text), (_("Ansvarig huvudman"), principal)))
    others = (_("Det andra än kommun och region gör"), sip.others)
    yield Part("facts", rows=(others, (_("Övergripande ansvar"), sip.overall)))


def _reference(row: ReferenceRow) -> tuple[str, str]:
    return row.plan, ", ".join(filter(None, (row.owner, row.contact)))


def _quote(said: Said) -> Part:
    return Part("quote", said.text, who=f"{said.who}, {day_words(said.when)}")


def _goal(goal: GoalRows) -> Iterator[Part]:
    yield Part(
        "heading", _("Mål: %(goal)s") % {"goal": goal.text} if goal.text else _("Det som inte hör till något mål")
    )
    if goal.to_family:
        yield Part("facts", rows=((_("Till familjen"), goal.to_family),))
    for action in goal.actions:
        yield from _action(action)
    for said in (*goal.outcomes, *goal.dissents):
        yield _quote(said)


def _action(action: ActionRow) -> Iterator[Part]:
    rows = (
        (_("Vad"), action.text),
        (_("Till familjen"), action.to_family),
        (_("För vem"), str(action.support)),
        (_("Ansvarig"), ", ".join(filter(None, (action.unit, action.person)))),
        (_("När"), action.when),
        (_("Börjar senast"), day_words(action.due_on) if action.due_on else ""),
        (_("Följs upp"), action.follow_up),
        (_("Läge"), str(action.status.word)),
    )
    yield Part("facts", rows=tuple((name, words) for name, words in rows if words))
    for said in action.dissents:
        yield _quote(said)
