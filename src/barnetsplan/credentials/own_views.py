"""One's own ways of signing in: what there is, one key more, one less, another password, new codes on paper."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import agents
from barnetsplan.credentials import actions, passkeys, queries, waiting
from barnetsplan.credentials.forms import AddPasskeyForm, NewPasswordForm
from barnetsplan.credentials.setup_views import made_of, no_key
from barnetsplan.domain.decisions import Refused
from barnetsplan.policy.acts import Act

T = TypeVar("T")


@declare(Act.PROOFS_OPEN)
@require_safe
def own(request: ActorRequest) -> HttpResponse:
    """What there is."""
    refused = gate.enter(request, Act.PROOFS_OPEN)
    if refused is not None:
        return refused
    card = queries.own_account(request.actor, at=request.at)
    gate.record_list(request, Act.PROOFS_OPEN)
    return render(request, "credentials/own.html", {"card": card})


@declare(Act.PROOFS_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: ActorRequest) -> HttpResponse:
    """One key more."""
    mine = _mine(request)
    if isinstance(mine, HttpResponse):
        return mine
    form = AddPasskeyForm(request.POST or None)
    if form.is_valid():
        made = made_of(request, form.cleaned_data["passkey"])
        if made is None:
            form.say(None, no_key())
        else:
            device = agents.words(request.META.get("HTTP_USER_AGENT", ""))
            kept = _change(
                request, lambda: actions.add_passkey(account=mine.id, made=made, device=device, at=request.at)
            )
            if not isinstance(kept, Refused):
                messages.success(request, _("Nyckeln är tillagd."))
                return redirect("proofs")
            form.say(None, refusals.words(kept))
    return render(request, "credentials/add.html", {"form": form})


@declare(Act.PROOFS_CHANGE)
@require_POST
def ask(request: ActorRequest) -> HttpResponse:
    """What the browser is asked for one key more."""
    mine = _mine(request)
    if isinstance(mine, HttpResponse):
        return mine
    existing = queries.credentials_of(mine.id, at=request.at)
    asked = passkeys.to_make(account=mine.id, name=mine.name, existing=existing)
    waiting.keep_asked(request.session, asked, at=request.at)
    return JsonResponse({"ask": asked.options})


@declare(Act.PROOFS_CHANGE)
@require_POST
def remove(request: ActorRequest, key: UUID) -> HttpResponse:
    """One key less."""
    mine = _mine(request)
    if isinstance(mine, HttpResponse):
        return mine
    removed = _change(request, lambda: actions.remove_passkey(account=mine.id, passkey=key, at=request.at))
    if isinstance(removed, Refused):
        messages.warning(request, refusals.words(removed))
    else:
        messages.success(request, _("Nyckeln är borttagen. Den öppnar ingenting längre."))
    return redirect("proofs")


@declare(Act.PROOFS_CHANGE)
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: ActorRequest) -> HttpResponse:
    """Another password."""
    mine = _mine(request)
    if isinstance(mine, HttpResponse):
        return mine
    form = NewPasswordForm(request.POST or None)
    if form.is_valid():
        chosen = form.cleaned_data["password"]
        _change(request, lambda: actions.change_password(account=mine.id, password=chosen, at=request.at))
        messages.success(request, _("Lösenordet är bytt."))
        return redirect("proofs")
    return render(request, "credentials/password.html", {"form": form})


@declare(Act.PROOFS_CHANGE)
@require_POST
def codes(request: ActorRequest) -> HttpResponse:
    """New codes on paper."""
    mine = _mine(request)
    if isinstance(mine, HttpResponse):
        return mine
    made = _change(request, lambda: actions.new_recovery_codes(account=mine.id, at=request.at))
    card = actions.SetUp(mine.id, mine.name, made)
    return render(request, "credentials/codes.html", {"card": card, "is_new": False})


def _mine(request: ActorRequest) -> queries.OwnAccount | HttpResponse:
    refused = gate.enter(request, Act.PROOFS_CHANGE)
    if refused is not None:
        return refused
    mine = queries.own_account(request.actor, at=request.at)
    return redirect("proofs") if mine is None else mine


def _change(request: ActorRequest, do: Callable[[], T]) -> T:
    """Do it, and record it in the same transaction."""
    with transaction.atomic():
        done = do()
        if isinstance(done, Refused):
            transaction.set_rollback(True)
        else:
            gate.record_write(request, Act.PROOFS_CHANGE, child=None, thing=None)
    return done
