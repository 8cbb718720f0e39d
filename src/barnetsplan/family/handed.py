"""The page of one disclosure for somebody in the family: told of it, or handed it oneself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.disclosing import note_read, promise
from barnetsplan.cases.facts import DISCLOSURE
from barnetsplan.family.cards.told import handed_card
from barnetsplan.family.views import show
from barnetsplan.policy.acts import Act


@declare(Act.DISCLOSURE_OPEN_AS_FAMILY)
@require_http_methods(["GET", "HEAD", "POST"])
def handed(request: ActorRequest, key: UUID) -> HttpResponse:
    """Read it; promise first, where a reservation asks for it; say that one has read it."""
    opened = gate.open_page(request, Act.DISCLOSURE_OPEN_AS_FAMILY, DISCLOSURE, key, card=handed_card)
    if isinstance(opened, HttpResponse):
        return opened
    if request.method == "POST":
        waits = bool(opened.card.promise)
        written = gate.write(
            request,
            Act.DISCLOSURE_OPEN_AS_FAMILY,
            DISCLOSURE,
            key,
            do=lambda disclosure: (
                promise(child=disclosure.child, by=request.actor, at=request.at)
                if waits
                else note_read(disclosure=disclosure, by=request.actor, at=request.at)
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        return redirect("family_handed", key) if waits else redirect("family_plan", opened.card.head.child)
    return show(request, "handed", opened.card, place="family_access")
