"""Giving a code to a young person without an e-identification, who sits here (law.md IDN-30)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.accounts.codes import give_code
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True)
class GivingCard:
    """Whose code it is, and for how long it is good; no entry stands on the page."""

    child: UUID
    name: str
    minutes: int
    until: datetime

    @property
    def entries(self) -> tuple[UUID, ...]:
        """None."""
        return ()


def giving_card(_actor: Actor, child: Child, at: datetime) -> GivingCard:
    """The child by name, for the one who is to be sure that it is the right one."""
    minutes = current().signing_in.code_valid
    return GivingCard(child.pk, name_of(child.person), minutes, at + timedelta(minutes=minutes))


@declare(Act.CODE_GIVE)
@require_http_methods(["GET", "HEAD", "POST"])
def code_give(request: ActorRequest, key: UUID) -> HttpResponse:
    """Ask for a code; it is shown once, on the page that answers, and is kept nowhere."""
    opened = gate.open_page(request, Act.CODE_GIVE, CHILD, key, card=giving_card)
    if isinstance(opened, HttpResponse):
        return opened
    page: dict[str, object] = {"card": opened.card}
    if request.method == "POST":
        written = gate.write(
            request, Act.CODE_GIVE, CHILD, key, do=lambda child: give_code(child=child, by=request.actor, at=request.at)
        )
        if isinstance(written, HttpResponse):
            return written
        refused = isinstance(written.result, Refused)
        page["words" if refused else "code"] = (
            refusals.words(written.result) if isinstance(written.result, Refused) else written.result
        )
    return render(request, "work/code_give.html", page)
