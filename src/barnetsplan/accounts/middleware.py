"""Give every request its actor."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from barnetsplan.accounts.session import actor_of


class ActorMiddleware:
    """Read from the session who acts; a static file or a page without a session costs no query."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor."""
        request.actor = actor_of(request.session, at=request.at)  # type: ignore[attr-defined]
        return self.get_response(request)
