"""The pages about what a unit has written: each declares its act, opens through the gate, and shows one card."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.coordination.queries import functions_of
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Refused
from barnetsplan.keeping import actions, queries
from barnetsplan.keeping.facts import STRUCK, WRITING
from barnetsplan.keeping.forms import KeepingForm, LiftForm, OpeningForm, ReasonForm
from barnetsplan.keeping.received import RECEIVED, received_card, received_in
from barnetsplan.policy.acts import Act
from barnetsplan.records.kinds import Concern

_READ = require_http_methods(["GET", "HEAD"])


@declare(Act.WRITINGS_LIST)
@_READ
def writings(request: ActorRequest, key: UUID) -> HttpResponse:
    """Everything that the own unit has written about a child, and who reads it."""
    card = partial(queries.writings_card, seen_by=request.GET.get("ser", ""))
    opened = gate.open_page(request, Act.WRITINGS_LIST, CHILD, key, card=card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "keeping/writings.html", {"card": opened.card})


@declare(Act.WRITING_OPEN)
@_READ
def writing(request: ActorRequest, key: UUID) -> HttpResponse:
    """One text, and what can be decided about it."""
    opened = gate.open_page(request, Act.WRITING_OPEN, WRITING, key, card=queries.writing_card)
    if isinstance(opened, HttpResponse):
        return opened
    return _page(request, opened)


def _page(request: ActorRequest, opened: Any, **bound: Any) -> HttpResponse:
    forms = {"keeping": KeepingForm(card=opened.card.keeping), "reason": ReasonForm(prefix="stryk"), **bound}
    return render(request, "keeping/writing.html", {"card": opened.card, "may": opened.may, **forms})


@declare(Act.WRITING_KEEP)
@require_POST
def keep(request: ActorRequest, key: UUID) -> HttpResponse:
    """Keep a text from guardians, from this moment."""
    opened = gate.open_page(request, Act.WRITING_KEEP, WRITING, key, card=queries.writing_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = KeepingForm(request.POST, card=opened.card.keeping)
    if form.is_valid() and not form.kept:
        form.say(None, _("Välj vem som inte ska läsa."))
    if not form.is_valid():
        return _page(request, opened, keeping=form)
    done = _("Klart. Texten visas inte längre för den du valde.")
    return _decide(
        request,
        Act.WRITING_KEEP,
        key,
        lambda entry: actions.keep(entry=entry, kept=form.kept, by=request.actor, at=request.at),
        done,
    )


@declare(Act.WRITING_LIFT)
@require_POST
def lift(request: ActorRequest, key: UUID) -> HttpResponse:
    """Let a guardian read again; an act of its own, with its own reason."""
    opened = gate.open_page(request, Act.WRITING_LIFT, WRITING, key, card=queries.writing_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _page(request, opened, lifting=form)
    said = form.cleaned_data
    return _decide(
        request,
        Act.WRITING_LIFT,
        key,
        lambda entry: actions.lift(
            entry=entry, guardian=said["guardian"], reason=said["reason"], by=request.actor, at=request.at
        ),
        _("Klart. Beslutet att inte visa texten är hävt."),
    )


def _decide(request: ActorRequest, act: Act, key: UUID, do: Callable[[Any], Any], done: str) -> HttpResponse:
    written = gate.write(request, act, WRITING, key, do=do)
    if isinstance(written, HttpResponse):
        return written
    if isinstance(written.result, Refused):
        messages.warning(request, refusals.words(written.result))
    else:
        messages.success(request, done)
    return redirect("writing", key)


@declare(Act.WRITING_STRIKE)
@require_POST
def strike(request: ActorRequest, key: UUID) -> HttpResponse:
    """Strike a text that stands on the wrong child."""
    opened = gate.open_page(request, Act.WRITING_STRIKE, WRITING, key, card=queries.writing_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = ReasonForm(request.POST, prefix="stryk")
    if not form.is_valid():
        return _page(request, opened, reason=form)
    reason = form.cleaned_data["reason"]
    written = gate.write(
        request,
        Act.WRITING_STRIKE,
        WRITING,
        key,
        do=lambda entry: actions.strike(entry=entry, reason=reason, by=request.actor, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    messages.success(request, _("Texten är struken. Ingen ser den längre. De som hade öppnat den får veta det."))
    child = opened.card.child
    if not functions_of(request.actor.party_id, child=child, at=request.at):
        return redirect("children")
    if getattr(written.result, "kind", "") == Concern.KIND:
        messages.info(request, _("Bygger ert ärende bara på texten: avsluta det."))
    return redirect("child", child)


@declare(Act.RECEIVED_LIST)
@_READ
def received_list(request: ActorRequest) -> HttpResponse:
    """What the units of the own domain received on a basis that has been withdrawn; for their registrar."""
    refused = gate.enter(request, Act.RECEIVED_LIST)
    if refused is not None:
        return refused
    gate.record_list(request, Act.RECEIVED_LIST)
    return render(request, "keeping/received_list.html", {"received": received_in(request.actor, at=request.at)})


@declare(Act.RECEIVED_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def received(request: ActorRequest, key: UUID) -> HttpResponse:
    """What was received, marked with the end of its basis; its words for an hour, on a reason."""
    opened = gate.open_page(request, Act.RECEIVED_OPEN, RECEIVED, key, card=received_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = OpeningForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        written = gate.write(
            request,
            Act.RECEIVED_OPEN,
            RECEIVED,
            key,
            do=lambda found: actions.open_received(disclosure=found, reason=reason, by=request.actor, at=request.at),
        )
        return written if isinstance(written, HttpResponse) else redirect("received", key)
    return render(request, "keeping/received.html", {"card": opened.card, "form": form})


@declare(Act.STRUCK_LIST)
@_READ
def struck_list(request: ActorRequest) -> HttpResponse:
    """What has been struck of the own unit's texts; for its registrar."""
    refused = gate.enter(request, Act.STRUCK_LIST)
    if refused is not None:
        return refused
    gate.record_list(request, Act.STRUCK_LIST)
    return render(request, "keeping/struck_list.html", {"struck": queries.struck_in(request.actor.domain)})


@declare(Act.STRUCK_OPEN)
@_READ
def struck(request: ActorRequest, key: UUID) -> HttpResponse:
    """One struck text, whole, with why and by whom."""
    opened = gate.open_page(request, Act.STRUCK_OPEN, STRUCK, key, card=queries.struck_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "keeping/struck.html", {"card": opened.card})
