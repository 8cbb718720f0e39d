"""The pages that open a case and choose its areas."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases import actions, queries
from barnetsplan.cases.facts import CASE
from barnetsplan.cases.forms import AreasForm
from barnetsplan.domain.decisions import Refused
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.policy.acts import Act


@declare(Act.CASE_START)
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: ActorRequest, key: UUID) -> HttpResponse:
    """Open a case on a concern, with the areas that are taken up."""
    opened = gate.open_page(request, Act.CASE_START, CONCERN, key, card=queries.start_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    if card.is_ours:
        return redirect("child", card.child.id)
    form = AreasForm(request.POST or None)
    if not card.is_others and form.is_valid():
        written = gate.write(
            request,
            Act.CASE_START,
            CONCERN,
            key,
            do=lambda concern: actions.start_case(
                case_id=form.entry_id,
                concern=concern,
                areas=form.cleaned_data["areas"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("child", card.child.id)
        refusals.say(form, written.result)
    return render(request, "cases/start.html", {"card": card, "form": form})


@declare(Act.AREAS_CHOOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def choose_areas(request: ActorRequest, key: UUID) -> HttpResponse:
    """Change which areas of the wheel are taken up."""
    opened = gate.open_page(request, Act.AREAS_CHOOSE, CASE, key, card=queries.areas_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    form = AreasForm(request.POST or None, chosen=card.areas)
    if form.is_valid():
        written = gate.write(
            request,
            Act.AREAS_CHOOSE,
            CASE,
            key,
            do=lambda case: actions.choose_areas(case=case, areas=form.cleaned_data["areas"]),
        )
        return written if isinstance(written, HttpResponse) else redirect("child", card.child.id)
    return render(request, "cases/areas.html", {"card": card, "form": form})
