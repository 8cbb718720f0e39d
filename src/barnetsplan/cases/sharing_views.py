"""The page before the asking page: does the family need to be asked?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.facts import CASE
from barnetsplan.cases.sharing import decide_sharing, sharing_card
from barnetsplan.cases.sharing_forms import ServicesForm, answers
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act


@declare(Act.SHARING_DECIDE)
@require_http_methods(["GET", "HEAD", "POST"])
def sharing(request: ActorRequest, key: UUID) -> HttpResponse:
    """Tick the services, then answer one small question about each."""
    opened = gate.open_page(request, Act.SHARING_DECIDE, CASE, key, card=sharing_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ServicesForm(request.POST or None, services=opened.card.services)
    step = request.POST.get("step", "")
    if not step or not form.is_valid():
        return render(request, "cases/sharing.html", {"card": opened.card, "form": form, "may": opened.may})
    asked = answers(request.POST if step == "decide" else None, form.chosen)
    if step == "decide" and asked.is_valid():
        written = gate.write(
            request,
            Act.SHARING_DECIDE,
            CASE,
            key,
            do=lambda case: decide_sharing(
                case=case, token=form.entry_id, answers=asked.given, by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("sharing", key)
        refusals.say(form, written.result)
    page = {"card": opened.card, "form": form, "asked": asked, "readers": [request.actor.unit_name]}
    return render(request, "cases/sharing_answers.html", page)
