"""Three short questions after a meeting: the same page for the family and for professionals, each in its own dress."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.how import tell_how
from barnetsplan.meetings.how_cards import how_card
from barnetsplan.meetings.how_forms import HowForm
from barnetsplan.policy.acts import Act

_PAGE = ["GET", "HEAD", "POST"]


@declare(Act.MEETING_TELL_HOW)
@require_http_methods(_PAGE)
def how(request: ActorRequest, key: UUID) -> HttpResponse:
    """How the meeting was for a professional; the one who led it may hand the screen to the family."""
    return _ask(request, key, Act.MEETING_TELL_HOW, back="meeting", base="ui/staff.html")


@declare(Act.MEETING_TELL_HOW_AS_FAMILY)
@require_http_methods(_PAGE)
def how_as_family(request: ActorRequest, key: UUID) -> HttpResponse:
    """How the meeting was for a guardian or the child."""
    return _ask(request, key, Act.MEETING_TELL_HOW_AS_FAMILY, back="family_meeting", base="ui/family.html")


def _ask(request: ActorRequest, key: UUID, act: Act, *, back: str, base: str) -> HttpResponse:
    opened = gate.open_page(request, act, MEETING, key, card=how_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    party = card.asked(request.POST.get("vem", "") or request.GET.get("vem", ""))
    form = HowForm(request.POST or None, who=card.kind_of(party))
    if form.is_valid():
        written = gate.write(
            request,
            act,
            MEETING,
            key,
            do=lambda found: tell_how(meeting=found, party=party, answers=form.answers, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tack. Svaret är räknat, utan namn."))
            return redirect(back, key)
        form.say(None, refusals.words(written.result))
    handed = next((name for each, name in card.in_room if each == party), "")
    context = {"card": card, "form": form, "handed": handed, "party": party, "base": base, "back": back}
    return render(request, "meetings/how.html", context)
