"""The quiet page: a guardian says that the child may be harmed if the other guardian reads (law.md FAM-06).

It is reached by one link, is named like any other page, keeps no draft, and shows nothing afterwards: whoever looks
over the shoulder, or signs in as the one who wrote, finds no sign of it. Nothing changes for the other guardian.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.guarding import NewPause, begin_pause
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import PauseSaidAs
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.safety_form import SafetyForm
from barnetsplan.family.views import show
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_names
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class SafetyCard:
    """Which other guardians there are, by name; the page shows no entry and nothing of what was said before."""

    head: Head
    others: tuple[tuple[UUID, str], ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def safety_card(actor: Actor, child: Child, at: datetime) -> SafetyCard:
    """The other guardians of the child."""
    names = family_names(child, at=at)
    return SafetyCard(head_of(child, actor), tuple((who, name) for who, name in names.items() if who != actor.person))


@declare(Act.FAMILY_PAUSE)
@require_http_methods(["GET", "HEAD", "POST"])
def safety(request: ActorRequest, key: UUID) -> HttpResponse:
    """Say it, in two taps; no reason is asked for."""
    opened = gate.open_page(request, Act.FAMILY_PAUSE, CHILD, key, card=safety_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = SafetyForm(request.POST or None, others=opened.card.others)
    if opened.card.others and form.is_valid():
        written = gate.write(
            request,
            Act.FAMILY_PAUSE,
            CHILD,
            key,
            do=lambda child: begin_pause(
                NewPause(
                    id=form.entry_id,
                    child=child,
                    about=form.person,
                    reason=form.cleaned_data["reason"],
                    said_as=PauseSaidAs.GUARDIAN,
                    by=request.actor,
                    at=request.at,
                ),
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tack. Vi har tagit emot det."))
            return redirect("family_access", key)
        refusals.say(form, written.result)
    return show(request, "safety", opened.card, place="family_access", form=form)
