"""The file of one meeting, the feed of all, and the page on which somebody turns the feed on or off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseNotFound
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from barnetsplan import context
from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.meetings import feeds
from barnetsplan.meetings.calendar import Slot, as_feed, as_file
from barnetsplan.meetings.facts import MEETING
from barnetsplan.meetings.models import Meeting
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import NOBODY, Actor

_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, slots=True)
class SlotCard:
    """One meeting in somebody's calendar."""

    slot: Slot
    entries: tuple[UUID, ...]


def _slot_card(actor: Actor, meeting: Meeting, _at: datetime) -> SlotCard:
    return SlotCard(feeds.slot_of(meeting, actor.party_id), (meeting.invitation,))


@declare(Act.MEETING_OPEN)
@require_safe
def calendar_file(request: ActorRequest, key: UUID) -> HttpResponse:
    """The meeting as a calendar takes it, for a service that is called."""
    opened = gate.open_page(request, Act.MEETING_OPEN, MEETING, key, card=_slot_card)
    return opened if isinstance(opened, HttpResponse) else _file(as_file(opened.card.slot))


@declare(Act.MEETING_REPLY_AS_FAMILY)
@require_safe
def family_calendar_file(request: ActorRequest, key: UUID) -> HttpResponse:
    """The same for the family."""
    opened = gate.open_page(request, Act.MEETING_REPLY_AS_FAMILY, MEETING, key, card=_slot_card)
    return opened if isinstance(opened, HttpResponse) else _file(as_file(opened.card.slot))


def _file(content: bytes) -> HttpResponse:
    return HttpResponse(content, content_type=_TYPE, headers={"Content-Disposition": 'attachment; filename="mote.ics"'})


@declare(Act.CALENDAR_KEEP)
@require_http_methods(["GET", "HEAD", "POST"])
def calendar(request: ActorRequest) -> HttpResponse:
    """Whether the own calendar may ask; its address is shown when it is turned on, and never again."""
    refused = gate.enter(request, Act.CALENDAR_KEEP)
    if refused is not None:
        return refused
    address = ""
    if request.POST.get("do") == "pa":
        token = feeds.begin_feed(by=request.actor, at=request.at)
        address = request.build_absolute_uri(reverse("calendar_feed", args=[token]))
    elif request.method == "POST":
        feeds.end_feed(by=request.actor, at=request.at)
        messages.success(request, _("Kalendern är avstängd. Adressen fungerar inte längre."))
        return redirect("calendar")
    on = feeds.has_feed(request.actor)
    return render(
        request,
        "meetings/calendar.html",
        {"on": on, "address": address, "actor_is_family": not request.actor.assignment},
    )


@require_safe
def feed(request: ActorRequest, token: str) -> HttpResponse:
    """What a calendar gets that knows the address: times and nothing else; every other address answers alike."""
    found = feeds.find_feed(token)
    if found is None:
        return HttpResponseNotFound()
    with context.acting(person=found.person_id, party=found.party_id, at=request.at):
        actor = feeds.actor_of_feed(found, at=request.at)
        if actor is NOBODY:
            return HttpResponseNotFound()
        request.actor = actor
        slots = feeds.slots_of(actor, at=request.at)
        gate.record_list(request, Act.CALENDAR_KEEP)
    return HttpResponse(as_feed(slots), content_type=_TYPE)
