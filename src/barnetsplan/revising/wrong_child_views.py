"""The page on which a case is closed because what it rested on stood on the wrong child."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.cases.facts import CASE
from barnetsplan.cases.models import Case
from barnetsplan.cases.queries import rests_on_struck
from barnetsplan.domain.decisions import Refused
from barnetsplan.people.queries import ChildCard, child_card
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.revising.wrong_child import close_struck
from barnetsplan.ui import forms


class ClosingForm(forms.Form):
    """Why the case is closed."""

    reason = forms.TextArea(
        label=gettext_lazy("Varför avslutas ärendet?"),
        help_text=gettext_lazy("Skriv inget om det andra barnet. Bara er registrator läser det."),
        rows=3,
    )


@dataclass(frozen=True, slots=True)
class ClosingCard:
    """The child on whose page the case stands, and whether what it rests on was struck."""

    key: UUID
    child: ChildCard
    is_struck: bool

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written about the child stands here."""
        return ()


def closing_card(_actor: Actor, case: Case, at: datetime) -> ClosingCard:
    """The page of a case."""
    return ClosingCard(case.pk, child_card(case.child, at=at), rests_on_struck(case))


@declare(Act.CASE_CLOSE_STRUCK)
@require_http_methods(["GET", "HEAD", "POST"])
def close(request: ActorRequest, key: UUID) -> HttpResponse:
    """Close a case that rests on a struck text."""
    opened = gate.open_page(request, Act.CASE_CLOSE_STRUCK, CASE, key, card=closing_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        written = gate.write(
            request,
            Act.CASE_CLOSE_STRUCK,
            CASE,
            key,
            do=lambda case: close_struck(case=case, reason=reason, by=request.actor, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Ärendet är avslutat. Det som väntade på svar är taget tillbaka."))
            return redirect("children")
        refusals.say(form, written.result)
    return render(request, "revising/wrong_child.html", {"card": opened.card, "form": form})
