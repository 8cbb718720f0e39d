"""What a young person can do who has come by a code: say how it is and that they want to talk, and see when to meet.

Somebody else may be holding the telephone (law.md A9), so nothing that was written before stands here, no name of
anybody, and no place. What is written is the child's own giving, to those who hold the functions around the child and
to the unit that gave the code; that it came by a code is kept with it. *Source:* law.md IDN-30, IDN-32.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.family import actions
from barnetsplan.family.code_form import CodeForm
from barnetsplan.meetings.queries import next_meeting_of
from barnetsplan.people.models import Child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class CodeCard:
    """When the next meeting is; not where, not with whom, and nothing else."""

    child: UUID
    next_meeting: datetime | None

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def code_card(_actor: Actor, child: Child, at: datetime) -> CodeCard:
    """The one day that the page shows."""
    return CodeCard(child.pk, next_meeting_of(child.pk, at=at))


@declare(Act.CODE_OPEN)
@require_safe
def code_home(request: ActorRequest) -> HttpResponse:
    """The one page of somebody who has come by a code."""
    refused = gate.open_page(request, Act.CODE_OPEN, CHILD, _own(request), card=code_card)
    if isinstance(refused, HttpResponse):
        return refused
    return render(request, "family/code.html", {"card": refused.card, "form": CodeForm()})


@declare(Act.CODE_WRITE)
@require_http_methods(["POST"])
def code_write(request: ActorRequest) -> HttpResponse:
    """Say how it is, and that one wants to talk."""
    key = _own(request)
    opened = gate.open_page(request, Act.CODE_WRITE, CHILD, key, card=code_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = CodeForm(request.POST)
    if form.is_valid():
        written = gate.write(
            request,
            Act.CODE_WRITE,
            CHILD,
            key,
            do=lambda child: actions.write_by_code(
                child=child, text=form.said, entry_id=form.entry_id, by=request.actor, at=request.at
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tack för att du berättade. En vuxen läser det och hör av sig."))
            return redirect("code_home")
        refusals.say(form, written.result)
    return render(request, "family/code.html", {"card": opened.card, "form": form})


def _own(request: ActorRequest) -> UUID:
    return request.actor.person or UUID(int=0)
