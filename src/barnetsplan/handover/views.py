"""Asking a service to hold the plan together, and answering (model.md 4.3)."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.handover import actions, queries
from barnetsplan.handover.cards import offer_card, offering_card
from barnetsplan.handover.facts import OFFER
from barnetsplan.handover.forms import AnswerForm, OfferingForm
from barnetsplan.plans.facts import PLAN
from barnetsplan.policy.acts import Act

_PAGE = ["GET", "HEAD", "POST"]


@declare(Act.COORDINATION_OFFER)
@require_http_methods(_PAGE)
def coordination_offer(request: ActorRequest, key: UUID) -> HttpResponse:
    """Ask a service in the circle to hold the plan together."""
    opened = gate.open_page(request, Act.COORDINATION_OFFER, PLAN, key, card=offering_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = OfferingForm(request.POST or None, card=opened.card)
    if form.is_valid():
        written = gate.write(
            request,
            Act.COORDINATION_OFFER,
            PLAN,
            key,
            do=lambda plan: actions.offer_coordination(
                plan=plan, offer_id=form.entry_id, to=form.unit, by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("plan", key)
        refusals.say(form, written.result)
    return render(request, "handover/offering.html", {"card": opened.card, "form": form})


@declare(Act.COORDINATION_ANSWER)
@require_http_methods(_PAGE)
def offer(request: ActorRequest, key: UUID) -> HttpResponse:
    """Read what is asked, and say yes or no; a yes passes the function on in the same moment."""
    opened = gate.open_page(request, Act.COORDINATION_ANSWER, OFFER, key, card=offer_card)
    if isinstance(opened, HttpResponse):
        return _where_it_went(request, key) or opened
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request,
            Act.COORDINATION_ANSWER,
            OFFER,
            key,
            do=lambda found: actions.answer_offer(
                offer=found, accept=form.cleaned_data["answer"] == "yes", by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return _where_it_went(request, key) or written
        if not isinstance(written.result, Refused):
            return redirect("plan", opened.card.plan)
        form.say(None, refusals.words(written.result))
    return render(request, "handover/offer.html", {"card": opened.card, "form": form})


def _where_it_went(request: ActorRequest, key: UUID) -> HttpResponse | None:
    """An offer that is answered leads to the plan; the page there decides for itself what it shows."""
    plan = queries.answered_plan(key, request.actor.party) if request.actor.party else None
    return redirect("plan", plan) if plan else None
