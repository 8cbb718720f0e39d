"""The moment of the request, the declared act, and the headers that every answer carries."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.middleware.csrf import CsrfViewMiddleware
from django.template import loader
from django.utils import timezone

from barnetsplan.access.declare import declared_act, is_public
from barnetsplan.audit.record import record
from barnetsplan.domain.protection import Protection

#: What an open page says when it reads itself anew and nobody has touched it since the last time.
UNATTENDED: Final = "X-Unattended"
_SHOWS_NOTHING = frozenset({HTTPStatus.FOUND, HTTPStatus.SEE_OTHER, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})


class UndeclaredView(Exception):
    """A view declares no act and stands in no public list; in development this stops it."""


class MomentMiddleware:
    """Read the clock once per request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request its moment."""
        request.at = timezone.now()  # type: ignore[attr-defined]
        request.opened_by_post = []  # type: ignore[attr-defined]
        request.protection = Protection.NONE  # type: ignore[attr-defined]
        return self.get_response(request)


class WatchedSessionMiddleware(SessionMiddleware):
    """Django's own; but a page that asks by itself, with nobody at it, does not keep its session alive (law.md 4.4)."""

    def process_request(self, request: HttpRequest) -> None:
        """Begin with the session, and say whether somebody is there. Who lies about it only ends the own session."""
        super().process_request(request)
        if request.method in {"GET", "HEAD"} and UNATTENDED in request.headers:
            request.session.is_unattended = True  # type: ignore[attr-defined]


class ShownAgainMiddleware:
    """Record what a posted page showed: without this, a form with a fault would be a way to read unseen."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Record before anything is handed out; an answer that leads elsewhere, or refuses, showed nothing."""
        response = self.get_response(request)
        if response.status_code not in _SHOWS_NOTHING:
            for event in request.opened_by_post:  # type: ignore[attr-defined]
                record(event)
        return response


class DeclaredActMiddleware:
    """Answer 404 for a view that declares no act, before it runs (architecture.md rule 2)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; the work is done in ``process_view``."""
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Any,
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Let a declared or public view run; nothing else."""
        if declared_act(view) is not None or is_public(view):
            return None
        if settings.DEBUG:
            raise UndeclaredView(f"{view.__module__}.{view.__qualname__} declares no act: use @declare(Act.…).")
        return HttpResponseNotFound(loader.render_to_string("404.html", request=request))


class HeadersMiddleware:
    """The headers that keep pages to themselves (law.md 4.4); CSP is set by django-csp."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; every page is personal unless it is a static file, which WhiteNoise answers before."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response


class CsrfMiddleware(CsrfViewMiddleware):
    """Django's check, for pages that tell nobody where they were.

    Under ``Referrer-Policy: no-referrer`` a browser posts our own forms with ``Origin: null``. Whether such a post is
    from here stands in ``Sec-Fetch-Site``, which no page can set; a browser too old to send it is held by the token
    and the cookie alone.
    """

    def _origin_verified(self, request: HttpRequest) -> bool:
        if request.META.get("HTTP_ORIGIN") == "null":
            site: str = request.META.get("HTTP_SEC_FETCH_SITE", "same-origin")
            return site == "same-origin"
        verified: bool = super()._origin_verified(request)  # type: ignore[misc]  # the stubs leave it out
        return verified
