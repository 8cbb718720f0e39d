"""The accounts of an organisation, for whoever answers for them: who has one, an invitation, an end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.credentials import actions, cards, queries
from barnetsplan.credentials.facts import COLLEAGUE
from barnetsplan.credentials.forms import InviteForm
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.policy.acts import Act


@declare(Act.LOCAL_LIST)
@require_safe
def accounts(request: ActorRequest) -> HttpResponse:
    """Everybody who works in the organisation, and how they sign in here."""
    refused = gate.enter(request, Act.LOCAL_LIST)
    if refused is not None:
        return refused
    rows = queries.colleagues(request.actor, at=request.at)
    gate.record_list(request, Act.LOCAL_LIST)
    return render(request, "credentials/accounts.html", {"rows": rows})


@declare(Act.LOCAL_INVITE)
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: ActorRequest, key: UUID) -> HttpResponse:
    """Invite a colleague; the code stands on the page that follows, and nowhere else."""
    opened = gate.open_page(request, Act.LOCAL_INVITE, COLLEAGUE, key, card=cards.colleague_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = InviteForm(request.POST or None, today=local_date(request.at), longest=actions.LONGEST_DAYS)
    if form.is_valid():
        written = gate.write(
            request,
            Act.LOCAL_INVITE,
            COLLEAGUE,
            key,
            do=lambda colleague: actions.invite(
                assignment=colleague,
                last_day=form.cleaned_data["last_day"],
                invitation_id=form.entry_id,
                by=request.actor.person_id,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return render(request, "credentials/invitation.html", {"card": opened.card, "made": written.result})
        refusals.say(form, written.result)
    return render(request, "credentials/invite.html", {"card": opened.card, "form": form})


@declare(Act.LOCAL_END)
@require_POST
def end(request: ActorRequest, key: UUID) -> HttpResponse:
    """End a colleague's account; whoever has it is signed out at the next click."""
    written = gate.write(
        request,
        Act.LOCAL_END,
        COLLEAGUE,
        key,
        do=lambda colleague: actions.end_account(assignment=colleague, by=request.actor.person_id, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, _("Kontot är avslutat. Det går inte att logga in med det."))
    return redirect("local_accounts")
