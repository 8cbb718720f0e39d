"""The way to a proof of who one is, with nothing typed lost (law.md 4.4)."""

from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from barnetsplan.access import typed
from barnetsplan.access.request import ActorRequest
from barnetsplan.access.sessions import take_ended

#: A form that is posted with this is shown again, filled in, and nothing is written.
LOOK: Final = "visa-forst"
_READING: Final = frozenset({"GET", "HEAD"})


def lead_to_proof(request: ActorRequest) -> HttpResponse:
    """Send the reader to prove again who they are; what they had posted is kept, sealed, in their session."""
    typed.forget(request)
    if request.method == "POST":
        typed.keep(request)
    return HttpResponseRedirect(f"{reverse('prove_again')}?{urlencode({'vidare': request.get_full_path()})}")


def lead_to_sign_in(request: ActorRequest, *, keeps: bool) -> HttpResponse:
    """Send whoever is not signed in to the sign-in; one whose session has ended is told so first, and led back.

    What they had posted is kept where the session ended by itself. The answer is the same whether it was (ADR 0028).
    """
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
    waits = typed.is_waiting(request.session)
    if key is None or not (waits or request.session.session_key is None):
        return HttpResponseRedirect(reverse("sign_in"))
    if request.method == "POST" and keeps:
        typed.keep_late(request, dict(request.session.items()) if waits else take_ended(key))
    way = urlencode({"vidare": request.get_full_path()}) if request.method in _READING else ""
    return HttpResponseRedirect(f"{reverse('session_ended')}?{way}")


def is_look(request: ActorRequest) -> bool:
    """Whether the reader wants to look at what they had filled in before it is sent."""
    return LOOK in request.POST
