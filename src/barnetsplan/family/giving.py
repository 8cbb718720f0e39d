"""The page on which one chooses anew who reads one's own words, and what it does."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.family.cards.giving import WORDS, always_readers, giving_card
from barnetsplan.family.cards.head import places
from barnetsplan.family.giving_form import GivingForm
from barnetsplan.keeping.own_words import Giving, give_only_to
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry


@transaction.atomic
def choose_readers(*, entry: Entry, chosen: Collection[UUID], by: Actor, at: datetime) -> Entry | Refused:
    """Let exactly the chosen read one's own words, beside those who asked for them or hold the plan together.

    *Source:* architecture.md rule 12; OSL 10:1; law.md CRC-03: nobody is told.
    """
    thread = tuple(Entry.objects.filter(thread=entry.thread, owner=entry.owner_id, superseded_by__isnull=True))
    readers = {*chosen, *always_readers(entry, at)}
    giving = Giving(child=entry.child, owner=entry.owner_id, by=by, at=at)
    outcome = give_only_to(giving, thread, readers)
    return outcome if isinstance(outcome, Refused) else entry


@declare(Act.WORDS_READERS_CHOOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def readers(request: ActorRequest, key: UUID) -> HttpResponse:
    """Who reads one's own words, and the way to change it."""
    opened = gate.open_page(request, Act.WORDS_READERS_CHOOSE, WORDS, key, card=giving_card)
    if isinstance(opened, HttpResponse):
        return opened
    card = opened.card
    form = GivingForm(request.POST or None, card=card)
    if form.is_valid():
        chosen = form.chosen

        def choose(entry: Any) -> Entry | Refused:
            return choose_readers(entry=entry, chosen=chosen, by=request.actor, at=request.at)

        written = gate.write(request, Act.WORDS_READERS_CHOOSE, WORDS, key, do=choose)
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Klart. Bara de du har kryssat i läser nu."))
            return redirect("family_words", card.head.child)
        refusals.say(form, written.result)
    page = {"card": card, "form": form, "child_nav": places(card.head, "family_words")}
    return render(request, "family/giving.html", page)
