"""Making a local account of an invitation: the code on the paper, then a password, then an app or a passkey."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import refusals
from barnetsplan.access.origin import address_of
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import agents
from barnetsplan.credentials import actions, cards, passkeys, queries, totp, waiting
from barnetsplan.credentials.attempts import may_try, trying
from barnetsplan.credentials.forms import AppForm, InvitationForm, PasskeyForm
from barnetsplan.domain.decisions import Reason, Refused

_PAGE = require_http_methods(["GET", "HEAD", "POST"])


@_PAGE
def invited(request: ActorRequest) -> HttpResponse:
    """The code on the paper."""
    form = InvitationForm(request.POST or None)
    if form.is_valid():
        found = None
        if may_try(trying("", address_of(request)), at=request.at):
            found = queries.invitation_by(form.cleaned_data["code"], at=request.at)
        if found is not None:
            waiting.open_up(request.session, found, at=request.at)
            return redirect("local_app")
        form.say("code", refusals.words(Refused(Reason.INVITATION_OVER)))
    return render(request, "credentials/invited.html", {"form": form})


@_PAGE
def app(request: ActorRequest) -> HttpResponse:
    """A password, and an app in the telephone."""
    opened = waiting.opened(request.session, at=request.at)
    if opened is None or not queries.is_open(opened.invitation, at=request.at):
        return redirect("local_invited")
    form = AppForm(request.POST or None)
    if form.is_valid():
        step = totp.step_of(opened.secret, form.cleaned_data["code"].replace(" ", ""), at=request.at)
        if step is not None:
            return _set_up(
                request, opened, actions.Chosen(form.cleaned_data["password"], secret=opened.secret, step=step)
            )
        form.say("code", _("Koden stämmer inte. Kontrollera att telefonens klocka går rätt, och skriv nästa kod."))
    return render(request, "credentials/app.html", {"form": form, "card": cards.app_card(opened.secret)})


@_PAGE
def passkey(request: ActorRequest) -> HttpResponse:
    """A password, and a passkey."""
    opened = waiting.opened(request.session, at=request.at)
    if opened is None or not queries.is_open(opened.invitation, at=request.at):
        return redirect("local_invited")
    form = PasskeyForm(request.POST or None)
    if form.is_valid():
        made = made_of(request, form.cleaned_data["passkey"])
        if made is not None:
            device = agents.words(request.META.get("HTTP_USER_AGENT", ""))
            return _set_up(request, opened, actions.Chosen(form.cleaned_data["password"], passkey=made, device=device))
        form.say(None, no_key())
    return render(request, "credentials/passkey.html", {"form": form})


def no_key() -> str:
    """Why no key was made, as far as we can know."""
    return _("Det blev ingen nyckel. Försök igen, eller välj en app i telefonen i stället.")


def made_of(request: ActorRequest, answer: str) -> passkeys.Made | None:
    """The key that the browser made, when it was asked for it here."""
    state, said = waiting.take_asked(request.session, at=request.at), passkeys.read(answer)
    return passkeys.made(state, said) if state and said else None


@require_POST
def ask(request: ActorRequest) -> HttpResponse:
    """What the browser is asked for a new key of an account that is being made."""
    opened = waiting.opened(request.session, at=request.at)
    if opened is None:
        return JsonResponse({}, status=403)
    asked = passkeys.to_make(account=opened.account, name=_("Barnets plan"), existing=())
    waiting.keep_asked(request.session, asked, at=request.at)
    return JsonResponse({"ask": asked.options})


def _set_up(request: ActorRequest, opened: waiting.Opened, chosen: actions.Chosen) -> HttpResponse:
    made = actions.set_up(invitation=opened.invitation, chosen=chosen, at=request.at)
    if isinstance(made, Refused):
        waiting.close(request.session)
        return redirect("local_invited")
    waiting.close(request.session)
    return render(request, "credentials/codes.html", {"card": made, "is_new": True})
