"""Give every request its actor, and tell the database who asks."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from barnetsplan import context
from barnetsplan.accounts.session import actor_of, claimed_by
from barnetsplan.domain.vocabulary import BEYOND_THE_UNIT
from barnetsplan.policy.facts import NOBODY


class ActorMiddleware:
    """Read from the session who acts; a static file or a page without a session costs no query.

    On PostgreSQL everything further in is one transaction, which carries the claim of the session until it is found
    not to hold any longer (ADR 0012). An answer that failed has changed nothing.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set the actor."""
        claimed = claimed_by(request.session)
        if claimed is None:
            request.actor = NOBODY  # type: ignore[attr-defined]
            return self.get_response(request)
        person, party = claimed
        with context.acting(person=person, party=party, at=request.at):  # type: ignore[attr-defined]
            actor = actor_of(request.session, at=request.at)  # type: ignore[attr-defined]
            duties = actor.duties & BEYOND_THE_UNIT
            if actor is NOBODY:
                # It had an assignment or an account that is no longer there (law.md FAM-03, ASVS 7.4.2).
                request.session.flush()
            if duties or (actor.person, actor.party) != claimed:
                context.acts_for(actor.party, person=actor.person, duties=duties)
            request.actor = actor  # type: ignore[attr-defined]
            response = self.get_response(request)
            if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                context.fail()
        return response
