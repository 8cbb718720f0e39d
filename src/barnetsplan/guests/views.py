"""The pages about guests, and the one page that a guest has."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.facts import CASE
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.guests import actions, queries
from barnetsplan.guests.facts import GUEST
from barnetsplan.guests.forms import InviteForm
from barnetsplan.policy.acts import Act

#: Beside which field a refusal stands.
_FIELD_OF = {Reason.GUEST_TOO_LONG: "last_day", Reason.GUEST_OF_FAMILY: "number", Reason.WRONG_STATE: "thing"}


@declare(Act.GUESTS_LIST)
@require_safe
def guests(request: ActorRequest, key: UUID) -> HttpResponse:
    """The guests of a case."""
    opened = gate.open_page(request, Act.GUESTS_LIST, CASE, key, card=queries.guests_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "guests/guests.html", {"card": opened.card, "may": opened.may})


@declare(Act.GUEST_INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActorRequest, key: UUID) -> HttpResponse:
    """Invite somebody outside the system to one question or one plan."""
    opened = gate.open_page(request, Act.GUEST_INVITE, CASE, key, card=queries.invite_card)
    if isinstance(opened, HttpResponse):
        return opened
    card, today = opened.card, local_date(request.at)
    is_born = card.child.born_on is not None
    form = InviteForm(request.POST or None, areas=card.areas, sectors=card.sectors, today=today, is_born=is_born)
    if form.is_valid():
        written = gate.write(request, Act.GUEST_INVITE, CASE, key, do=partial(_invite, request, form))
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Familjen har fått frågan. Gästen ser ingenting innan alla har sagt ja."))
            return redirect("guests", key)
        form.say(_FIELD_OF.get(written.result.reason), refusals.words(written.result))
        if written.result.reason is Reason.ID_TAKEN:
            form.renew()
    audience = (card.own_unit, _("gästen, när familjen har sagt ja"))
    return render(request, "guests/invite.html", {"card": card, "form": form, "audience": audience})


def _invite(request: ActorRequest, form: InviteForm, case: Any) -> Any:
    said = form.cleaned_data
    return actions.invite(
        actions.NewGuest(
            case=case,
            token=form.entry_id,
            organisation=said["organisation"],
            sector=said["sector"],
            name=said["name"],
            number=said["number"],
            last_day=said["last_day"],
            areas=form.asked_areas,
            text=said["text"],
            child_view=form.view_of_child,
            by=request.actor,
            at=request.at,
        )
    )


@declare(Act.GUEST_END)
@require_POST
def end(request: ActorRequest, key: UUID) -> HttpResponse:
    """End an invitation now."""
    written = gate.write(
        request,
        Act.GUEST_END,
        GUEST,
        key,
        do=lambda guest: actions.end(guest=guest, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
        return redirect("desk")
    messages.success(request, _("Avslutat. Gästen kan inte läsa något längre."))
    return redirect("guests", written.result.case_id)


@declare(Act.GUEST_HOME)
@require_safe
def home(request: ActorRequest) -> HttpResponse:
    """The one thing that a guest is invited to."""
    refused = gate.enter(request, Act.GUEST_HOME)
    if refused is not None:
        return refused
    card = queries.home_card(request.actor, at=request.at)
    gate.record_list(request, Act.GUEST_HOME)
    return render(request, "guests/home.html", {"card": card})
