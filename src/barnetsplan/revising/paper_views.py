"""The page on which a running paper plan is entered."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.child_view import not_heard
from barnetsplan.cases.facts import CASE
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act
from barnetsplan.revising import actions
from barnetsplan.revising.cards import paper_card
from barnetsplan.revising.paper_form import PaperForm
from barnetsplan.revising.views import asked_for, rows_in, say


@declare(Act.PAPER_PLAN_ENTER)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: ActorRequest, key: UUID) -> HttpResponse:
    """Enter a plan that runs on paper as version 1; then the family is asked anew who may read it."""
    opened = gate.open_page(request, Act.PAPER_PLAN_ENTER, CASE, key, card=paper_card)
    if isinstance(opened, HttpResponse):
        return opened
    more = asked_for(request)
    if more is not None:
        form = PaperForm(card=opened.card, more=more, initial=request.POST.dict())
        return render(request, "revising/paper.html", {"card": opened.card, "form": form})
    form = PaperForm(request.POST or None, request.FILES or None, card=opened.card, more=rows_in(request))
    if form.is_valid():
        written = gate.write(
            request,
            Act.PAPER_PLAN_ENTER,
            CASE,
            key,
            do=lambda case: actions.enter_paper_plan(_on_paper(request, case, form)),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(
                request, _("Planen är inskriven, och familjen läser den först. Fråga nu vilka som får vara med.")
            )
            return redirect("sharing", key)
        say(form, written.result)
    return render(request, "revising/paper.html", {"card": opened.card, "form": form})


def _on_paper(request: ActorRequest, case: Any, form: PaperForm) -> actions.OnPaper:
    found = form.cleaned_data
    return actions.OnPaper(
        case=case,
        token=form.entry_id,
        sheet=form.sheet(),
        made_on=found["made_on"],
        paper=form.scanned,
        shows=found["shows"],
        follow_up_on=found["follow_up_on"],
        by=request.actor,
        at=request.at,
        child_view=not_heard(found.get("why_no_words", "")),
    )
