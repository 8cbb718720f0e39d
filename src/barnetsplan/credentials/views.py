"""Signing in with a local account: by passkey, or by password and code (ADR 0020)."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access.origin import address_of
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts.entering import proceed
from barnetsplan.accounts.signing import record_sign_in
from barnetsplan.credentials import devices, passkeys, proving, waiting
from barnetsplan.credentials.forms import SignInForm
from barnetsplan.domain.vocabulary import SignInKind


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: ActorRequest) -> HttpResponse:
    """Both ways on one page; whatever was wrong, one sentence says it."""
    form = SignInForm(request.POST or None)
    if form.is_valid():
        proved = proving.by_password(_tried(request, form), at=request.at)
        if proved is not None:
            return _go_on(request, proved)
        form.say(None, _wrong())
    return render(request, "credentials/sign_in.html", {"form": form})


def _tried(request: ActorRequest, form: SignInForm) -> proving.Tried:
    said = form.cleaned_data
    device = devices.device_of(request.COOKIES)
    return proving.Tried(said["name"], said["password"], said["code"], address_of(request), device)


def _wrong() -> str:
    return _(
        "Det gick inte att logga in. Kontrollera kontonamn, lösenord och kod. Vänta på nästa kod i appen, för en kod "
        "går bara att använda en gång. Efter flera försök behöver du vänta en kvart."
    )


@require_POST
def ask_passkey(request: ActorRequest) -> HttpResponse:
    """What the browser's key is asked; the same for everybody."""
    asked = passkeys.to_prove()
    waiting.keep_asked(request.session, asked, at=request.at)
    return JsonResponse({"ask": asked.options})


@require_POST
def passkey(request: ActorRequest) -> HttpResponse:
    """What the browser's key answered."""
    state = waiting.take_asked(request.session, at=request.at)
    proved = proving.by_passkey(state, request.POST.get("passkey", ""), at=request.at) if state else None
    if proved is not None:
        return _go_on(request, proved)
    words = _("Nyckeln gick inte att använda här. Försök en gång till, eller logga in med lösenord och kod.")
    return render(request, "credentials/sign_in.html", {"form": SignInForm(), "key_words": words})


def _go_on(request: ActorRequest, proved: proving.Proved) -> HttpResponse:
    made = record_sign_in(
        person=proved.person, kind=SignInKind.LOCAL, way=proved.way, level=proved.level, at=request.at
    )
    response = proceed(request, made, units=proved.units)
    devices.remember(response, account=proved.account, generation=proved.generation)
    return response
