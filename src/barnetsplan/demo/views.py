"""Signing in by choosing a person; exists with the demonstration alone."""

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from barnetsplan import context
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts import again
from barnetsplan.accounts.entering import begin
from barnetsplan.demo import entering, queries


@require_safe
def choose(request: ActorRequest) -> HttpResponse:
    """Show everybody whom one can be."""
    _only_in_the_demonstration()
    with context.job("demo"):
        card = queries.choose_card(at=request.at)
    proves = again.is_asked(request.session) and request.actor.signed_in_by is not None
    own = request.actor.assignment or request.actor.person
    return render(request, "demo/choose.html", {"card": card, "again": request.actor if proves else None, "own": own})


@require_POST
def enter(request: ActorRequest, key: UUID) -> HttpResponse:
    """Begin a session as a professional (key of an assignment) or a private person (key of a person)."""
    _only_in_the_demonstration()
    with context.job("demo"):
        found = entering.chosen(key, at=request.at)
        if found is None:
            raise Http404
        if again.is_asked(request.session) and key in {request.actor.assignment, request.actor.person}:
            return again.take(request, found.sign_in)
        return begin(request, found.opening, found.sign_in)


def _only_in_the_demonstration() -> None:
    if not settings.DEMO:
        raise Http404
