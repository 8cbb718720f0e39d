"""The way to a fresh proof of who one is, with nothing typed lost (law.md 4.4)."""

import json
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from barnetsplan.access.request import ActorRequest
from barnetsplan.vault.brief import open_brief, seal_briefly
from barnetsplan.vault.sealing import SealBroken

#: A form that is posted with this is shown again, filled in, and nothing is written.
LOOK: Final = "visa-forst"
_KEPT: Final = "kept"
_READING: Final = frozenset({"GET", "HEAD"})
#: A form that is longer than this is not kept; none of the house is.
_LONGEST: Final = 400_000
_TOKEN: Final = "csrfmiddlewaretoken"  # noqa: S105


@dataclass(frozen=True, slots=True)
class Kept:
    """What was posted, and where to."""

    path: str
    fields: tuple[tuple[str, str], ...]


def lead_to_proof(request: ActorRequest) -> HttpResponse:
    """Send the reader to prove again who they are; what they had posted is kept, sealed, in their session."""
    forget(request)
    if request.method == "POST":
        _keep(request)
    return HttpResponseRedirect(f"{reverse('prove_again')}?{urlencode({'vidare': request.get_full_path()})}")


def lead_to_sign_in(request: ActorRequest) -> HttpResponse:
    """Send whoever is not signed in to the sign-in; one whose session has ended is told so first, and led back."""
    ended = settings.SESSION_COOKIE_NAME in request.COOKIES and request.session.session_key is None
    if not ended:
        return HttpResponseRedirect(reverse("sign_in"))
    way = urlencode({"vidare": request.get_full_path()}) if request.method in _READING else ""
    return HttpResponseRedirect(f"{reverse('session_ended')}?{way}")


def is_look(request: ActorRequest) -> bool:
    """Whether the reader wants to look at what they had filled in before it is sent."""
    return LOOK in request.POST


def _keep(request: ActorRequest) -> None:
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name != _TOKEN]
    plain = json.dumps([request.path, fields])
    if len(plain) <= _LONGEST:
        request.session[_KEPT] = seal_briefly(plain, bound_to=str(request.actor.person_id))


def kept(request: ActorRequest) -> Kept | None:
    """What the reader had posted before they proved again who they are; of nobody else."""
    sealed = request.session.get(_KEPT)
    if sealed is None or request.actor.person is None:
        return None
    try:
        path, fields = json.loads(open_brief(sealed, bound_to=str(request.actor.person)))
    except SealBroken:
        return None
    return Kept(path, tuple((name, value) for name, value in fields))


def forget(request: ActorRequest) -> None:
    """Keep it no longer: it has arrived."""
    request.session.pop(_KEPT, None)
