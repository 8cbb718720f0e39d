"""Answering proposed times on one page, settling one of them, moving a meeting and calling it off."""

import re
from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.meetings import moving
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.time_cards import move_card, times_card
from barnetsplan.meetings.time_forms import MoveForm, TimesForm
from barnetsplan.policy.acts import Act

_PAGE = ["GET", "HEAD", "POST"]
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@declare(Act.MEETING_REPLY)
@require_http_methods(_PAGE)
def times(request: ActorRequest, key: UUID) -> HttpResponse:
    """Which times suit the own unit."""
    return _answer(request, key, Act.MEETING_REPLY, back="meeting", base="ui/staff.html")


@declare(Act.MEETING_REPLY_AS_FAMILY)
@require_http_methods(_PAGE)
def times_as_family(request: ActorRequest, key: UUID) -> HttpResponse:
    """Which times suit a guardian or the child."""
    return _answer(request, key, Act.MEETING_REPLY_AS_FAMILY, back="family_meeting", base="ui/family.html")


def _answer(request: ActorRequest, key: UUID, act: Act, *, back: str, base: str) -> HttpResponse:
    opened = gate.open_page(request, act, MEETING, key, card=times_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = TimesForm(request.POST or None, card=opened.card, at=request.at)
    if form.is_valid():
        written = gate.write(
            request,
            act,
            MEETING,
            key,
            do=lambda found: moving.answer_times(
                meeting=found,
                party=request.actor.party_id,
                suits=form.suits_whom,
                rather_at=form.rather_at,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tack. Svaret är sparat."))
            return redirect(back, key)
        form.say(None, refusals.words(written.result))
    context = {"card": opened.card, "form": form, "base": base, "back": back}
    return render(request, "meetings/times.html", context)


@declare(Act.MEETING_LEAD)
@require_http_methods(_PAGE)
def move(request: ActorRequest, key: UUID) -> HttpResponse:
    """Settle one of the proposed times, choose another, or call the meeting off."""
    opened = gate.open_page(request, Act.MEETING_LEAD, MEETING, key, card=move_card)
    if isinstance(opened, HttpResponse):
        return opened
    if request.POST.get("do") == "installt":
        return _cancel(request, key)
    form = MoveForm(request.POST or None, card=opened.card, at=request.at)
    if form.is_valid():
        written = gate.write(
            request,
            Act.MEETING_LEAD,
            MEETING,
            key,
            do=lambda found: moving.move_meeting(meeting=found, to=form.to, by=request.actor, at=request.at),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Tiden är bestämd. Alla som är kallade får veta det."))
            return redirect("meeting", key)
        form.say(None, refusals.words(written.result))
    return render(request, "meetings/move.html", {"card": opened.card, "form": form})


@declare(Act.MEETING_LEAD)
@require_POST
def more(request: ActorRequest, key: UUID) -> HttpResponse:
    """Call a service too that the family has said yes to since the call."""
    units = _units(request.POST.getlist("verksamhet"))
    written = gate.write(
        request,
        Act.MEETING_LEAD,
        MEETING,
        key,
        do=lambda found: moving.call_more(meeting=found, units=units, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    elif units:
        messages.success(request, _("Kallelsen är skickad."))
    return redirect("meeting", key)


def _units(texts: Iterable[str]) -> tuple[UUID, ...]:
    """The services that are named; what is no id names nobody."""
    return tuple(UUID(text) for text in texts if _ID.fullmatch(text))


def _cancel(request: ActorRequest, key: UUID) -> HttpResponse:
    written = gate.write(
        request,
        Act.MEETING_LEAD,
        MEETING,
        key,
        do=lambda found: moving.cancel_meeting(meeting=found, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    messages.success(request, _("Mötet är inställt. Det står på allas sidor. Ring dem som behöver veta det i dag."))
    return redirect("meeting", key)
