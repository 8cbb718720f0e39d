"""The short way, on one page: from a telephone call to a called meeting."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.meetings.short_cards import short_card
from barnetsplan.meetings.short_forms import ShortForm
from barnetsplan.meetings.short_way import ShortCall, call_at_once
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.policy.acts import Act

_TOO_FAR = _("Ett möte är redan kallat, eller så har ärendet kommit längre. Kalla från barnets sida.")


@declare(Act.SHORT_CALL)
@require_http_methods(["GET", "HEAD", "POST"])
def short_call(request: ActorRequest, key: UUID) -> HttpResponse:
    """Call a meeting at once on what has been noticed, with the yes of everybody who must answer."""
    opened = gate.open_page(request, Act.SHORT_CALL, CONCERN, key, card=short_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    form = ShortForm(request.POST or None, request.FILES or None, card=card, at=request.at)
    if not card.too_late and form.is_valid():
        outcome = _call(request, key, form)
        if isinstance(outcome, HttpResponse):
            return outcome
        form.say(None, _TOO_FAR if outcome.reason is Reason.WRONG_STATE else refusals.words(outcome))
    return render(request, "meetings/short.html", {"card": card, "form": form})


def _call(request: ActorRequest, key: UUID, form: ShortForm) -> HttpResponse | Refused:
    yeses = form.said_yes
    written = gate.write(
        request,
        Act.SHORT_CALL,
        CONCERN,
        key,
        do=lambda concern: call_at_once(
            ShortCall(
                concern=concern,
                token=form.entry_id,
                payload=form.invitation(),
                starts_at=form.starts_at,
                services=form.units,
                yeses=yeses,
                child_view=form.view_of_child,
                by=request.actor,
                at=request.at,
            ),
        ),
    )
    if isinstance(written, HttpResponse):
        return written
    return written.result if isinstance(written.result, Refused) else redirect("meeting", written.result.pk)
