"""Signing in through a provider: away to it, back from it, and out again there."""

import logging
from http import HTTPStatus
from typing import Final

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from barnetsplan import context
from barnetsplan.access.origin import address_of, net_of
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import again
from barnetsplan.accounts.entering import proceed
from barnetsplan.accounts.signing import provider_session
from barnetsplan.identity import actions, attempts, flow, pace, queries, tokens
from barnetsplan.identity.attempts import Attempt
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.keys import public_set
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.reading import Identified
from barnetsplan.identity.ways import providers
from barnetsplan.identity.words import WORDS

_LOG: Final = logging.getLogger("barnetsplan.identity")
_STATUS: Final = {Fault.DOWN: HTTPStatus.SERVICE_UNAVAILABLE, Fault.CROWDED: HTTPStatus.TOO_MANY_REQUESTS}


@require_safe
def start(request: ActorRequest, key: str) -> HttpResponse:
    """Send the browser to a provider. A link leads here, not a form: a form may not lead to another host (CSP)."""
    provider = _provider(key)
    if not request.session.keys() and not pace.may_begin(net_of(address_of(request)), at=request.at):
        return _not_signed_in(request, provider, NotProven(Fault.CROWDED, "too many from one address"))
    is_again = again.is_asked(request.session)
    attempt = attempts.begin(request.session, key, at=request.at)
    message = _("Bekräfta att det är du, i Barnets plan.") if is_again else _("Logga in i Barnets plan.")
    try:
        address = flow.address(
            provider, attempt, back=_back(request, key), message=message, again=is_again, at=request.at
        )
    except NotProven as fault:
        return _not_signed_in(request, provider, fault)
    return redirect(address)


@require_safe
def answer(request: ActorRequest, key: str) -> HttpResponse:
    """Take what the browser brings back, and begin a session for the one whom the provider has proved."""
    provider = _provider(key)
    try:
        attempt = _attempt(request, key)
        given = {name: request.GET.getlist(name) for name in request.GET}
        who = flow.finish(provider, attempt, given, back=_back(request, key), at=request.at)
        return _enter(request, provider, who)
    except NotProven as fault:
        return _not_signed_in(request, provider, fault)


def _attempt(request: ActorRequest, key: str) -> Attempt:
    states = request.GET.getlist("state")
    attempt = attempts.take(request.session, key, states[0], at=request.at) if len(states) == 1 else None
    if attempt is None:
        raise NotProven(Fault.STALE, "no such attempt")
    return attempt


def _enter(request: ActorRequest, provider: Provider, who: Identified) -> HttpResponse:
    with context.job("identify", at=request.at):
        person, units = queries.person_of(who), queries.units_of(who)
        if person is None:
            raise NotProven(Fault.UNKNOWN, "nobody has this name")
        if again.is_asked(request.session) and units is not None and request.actor.party not in units:
            raise NotProven(Fault.OTHER_PERSON, "another commission")
        sign_in = actions.write_down(person=person, who=who, provider=provider, at=request.at)
    session = provider_session(provider.issuer, who.session)
    return proceed(request, sign_in, units=units, provider_session=session)


@csrf_exempt
@require_POST
def signed_out_there(request: ActorRequest, key: str) -> HttpResponse:
    """The provider says that somebody has signed out: end what began there (OpenID Connect Back-Channel Logout)."""
    provider = _provider(key)
    try:
        claims = tokens.check_logout(request.POST.get("logout_token", ""), provider=provider, at=request.at)
    except NotProven as fault:
        _note(provider, fault)
        return JsonResponse({"error": "invalid_request"}, status=HTTPStatus.BAD_REQUEST)
    sid, sub = claims.get("sid"), claims.get("sub")
    with context.job("identify", at=request.at):
        actions.end_sessions(provider, [f"sid:{sid}"] if sid else [f"sub:{sub}"])
    return HttpResponse(status=HTTPStatus.OK)


@require_safe
def left(request: ActorRequest, key: str) -> HttpResponse:
    """Say that one has signed out here, and lead to signing out at the provider too: a link, for the same reason."""
    return render(request, "identity/left.html", {"label": _provider(key).label, "key": key})


@require_safe
def sign_out_there(request: ActorRequest, key: str) -> HttpResponse:
    """Send the browser to sign out at the provider too; where that is not offered, to the start page."""
    provider = _provider(key)
    try:
        address = flow.sign_out_address(provider, back=request.build_absolute_uri(reverse("start")), at=request.at)
    except NotProven as fault:
        _note(provider, fault)
        address = None
    return redirect(address or "start")


@require_safe
def public_keys(request: ActorRequest, key: str) -> HttpResponse:
    """The public halves of our keys, for the provider to read (jwks_uri)."""
    return JsonResponse(public_set(_provider(key).keys))


def _provider(key: str) -> Provider:
    provider = providers().get(key)
    if provider is None:
        raise Http404
    return provider


def _back(request: ActorRequest, key: str) -> str:
    return request.build_absolute_uri(reverse("provider_answer", args=[key]))


def _note(provider: Provider, fault: NotProven) -> None:
    """For the operator: which provider, and which check; never what was in the answer."""
    # The line shows no values, on purpose; these are words of ours and of the operator's file.
    _LOG.warning(f"Sign-in by {provider.key}: {fault}")


def _not_signed_in(request: ActorRequest, provider: Provider, fault: NotProven) -> HttpResponse:
    _note(provider, fault)
    card = {
        "words": WORDS[fault.fault],
        "label": provider.label,
        "is_unknown": fault.fault is Fault.UNKNOWN,
        "is_staff": provider.profile.kind == "employee",
        "is_again": again.is_asked(request.session),
        "start": reverse("provider_start", args=[provider.key]),
    }
    status = _STATUS.get(fault.fault, HTTPStatus.FORBIDDEN)
    return render(request, "identity/not_signed_in.html", card, status=status)
