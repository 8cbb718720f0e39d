"""The professionals' desk: what waits, the children of the unit, and the child's page."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act
from barnetsplan.ui import pdf
from barnetsplan.work import actions
from barnetsplan.work.child import child_page
from barnetsplan.work.children import children_list
from barnetsplan.work.desk import desk_card
from barnetsplan.work.facts import NOTICE
from barnetsplan.work.written import printed, written_card


@declare(Act.DESK_OPEN)
@require_safe
def desk(request: ActorRequest) -> HttpResponse:
    """What waits for the unit, and for whom the unit waits."""
    refused = gate.enter(request, Act.DESK_OPEN)
    if refused is not None:
        return refused
    card = desk_card(request.actor, at=request.at, number=_page_number(request.GET.get("sida", "")))
    gate.record_list(request, Act.DESK_OPEN)
    return render(request, "work/desk.html", {"card": card})


def _page_number(text: str) -> int:
    """The page that an address names; anything else is the first."""
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


@declare(Act.CHILDREN_LIST)
@require_safe
def children(request: ActorRequest) -> HttpResponse:
    """The children around whom the unit is."""
    refused = gate.enter(request, Act.CHILDREN_LIST)
    if refused is not None:
        return refused
    rows = children_list(request.actor, at=request.at)
    gate.record_list(request, Act.CHILDREN_LIST)
    return render(request, "work/children.html", {"rows": rows, "unit": request.actor.unit_name})


@declare(Act.CHILD_OPEN)
@require_safe
def child(request: ActorRequest, key: UUID) -> HttpResponse:
    """One child: where the work stands, and what the unit can do next."""
    opened = gate.open_page(request, Act.CHILD_OPEN, CHILD, key, card=child_page)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "work/child.html", {"card": opened.card})


@declare(Act.CHILD_OPEN)
@require_safe
def own_texts(request: ActorRequest, key: UUID) -> HttpResponse:
    """What the reader has written about one child, as text to copy into the own record."""
    opened = gate.open_page(request, Act.CHILD_OPEN, CHILD, key, card=written_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "work/written.html", {"card": opened.card})


@declare(Act.CHILD_OPEN)
@require_safe
def own_texts_pdf(request: ActorRequest, key: UUID) -> HttpResponse:
    """The same as a file."""
    opened = gate.open_page(request, Act.CHILD_OPEN, CHILD, key, card=written_card)
    if isinstance(opened, HttpResponse):
        return opened
    document = printed(opened.card, for_whom=request.actor, on=request.at)
    return pdf.attached(pdf.made(document, at=request.at), "application/pdf", "skrivet.pdf")


@declare(Act.NOTICE_DONE)
@require_POST
def notice_done(request: ActorRequest, key: UUID) -> HttpResponse:
    """End a notice by hand, and go back to the desk."""
    written = gate.write(
        request,
        Act.NOTICE_DONE,
        NOTICE,
        key,
        do=lambda notice: actions.end_by_hand(notice=notice, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("Klart. Det väntar inte längre."))
    return redirect("desk")
