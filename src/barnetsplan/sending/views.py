"""The page on which one chooses how to be told: the same for a family and for a professional, each in its own dress."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.acts import Act
from barnetsplan.practice.load import current
from barnetsplan.sending import actions, queries
from barnetsplan.sending.channels import available
from barnetsplan.sending.forms import ADDRESS_FORMS, ChooseForm, CodeForm
from barnetsplan.sending.kinds import Capacity, Channel, MessageKind
from barnetsplan.sending.texts import render as rendered


@dataclass(frozen=True, slots=True)
class _Place:
    """One way to be reached: the address if there is one, and the form that is to be filled in next."""

    channel: str
    address: queries.AddressCard | None
    form: Any


@declare(Act.MESSAGES_CHOOSE)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActorRequest) -> HttpResponse:
    """Choose channel, language, how often and the safe hours."""
    refused = gate.enter(request, Act.MESSAGES_CHOOSE)
    if refused is not None:
        return refused
    form = _choose_form(request, _card(request), request.POST or None)
    if form.is_valid():
        with transaction.atomic():
            actions.choose(
                person=request.actor.person_id, capacity=_capacity(request), choice=form.choice, at=request.at
            )
            gate.record_write(request, Act.MESSAGES_CHOOSE, child=None, thing=None)
        messages.success(request, _("Sparat."))
        return redirect("messages")
    return _page(request, chosen=form)


@declare(Act.MESSAGES_CHOOSE)
@require_POST
def address(request: ActorRequest, channel: str) -> HttpResponse:
    """Say where one is reached; a code goes there."""
    thanks = _("Vi har skickat en kod. Skriv den här.")
    return _take(request, channel, _Step(ADDRESS_FORMS.__getitem__, "text", actions.ask_for_code, thanks))


@declare(Act.MESSAGES_CHOOSE)
@require_POST
def code(request: ActorRequest, channel: str) -> HttpResponse:
    """Prove the address by its code."""
    thanks = _("Klart. Nu kan vi nå dig där.")
    return _take(request, channel, _Step(lambda _channel: CodeForm, "code", actions.confirm, thanks))


@dataclass(frozen=True, slots=True)
class _Step:
    """One of the two steps to an address: its form, what is typed, what is done with it, and what is said then."""

    form: Callable[[Channel], Callable[..., Any]]
    field: str
    do: Callable[..., Any]
    thanks: str


def _take(request: ActorRequest, channel: str, step: _Step) -> HttpResponse:
    refused = gate.enter(request, Act.MESSAGES_CHOOSE)
    if refused is not None:
        return refused
    if channel not in available():
        return _page(request)
    filled = step.form(Channel(channel))(request.POST, prefix=channel)
    if filled.is_valid():
        typed = {"channel": Channel(channel), step.field: filled.cleaned_data[step.field]}
        result = _done(request, lambda who: step.do(**typed, **who))
        if not isinstance(result, Refused):
            messages.success(request, step.thanks)
            return redirect("messages")
        refusals.say(filled, result, field=step.field)
    return _page(request, place=channel, form=filled)


@declare(Act.MESSAGES_CHOOSE)
@require_POST
def forget(request: ActorRequest, channel: str) -> HttpResponse:
    """Be reached there no more."""
    refused = gate.enter(request, Act.MESSAGES_CHOOSE)
    if refused is not None:
        return refused
    if channel not in ADDRESS_FORMS:
        return _page(request)
    _done(request, lambda who: actions.forget(channel=Channel(channel), **who))
    messages.success(request, _("Borttaget. Vi skickar inget mer dit."))
    return redirect("messages")


def _done(request: ActorRequest, do: Any) -> Any:
    """Do it for the one who asks, and record it. A refusal is kept, because a wrong code counts."""
    with transaction.atomic():
        result = do({"person": request.actor.person_id, "capacity": _capacity(request), "at": request.at})
        if not isinstance(result, Refused):
            gate.record_write(request, Act.MESSAGES_CHOOSE, child=None, thing=None)
    return result


def _capacity(request: ActorRequest) -> Capacity:
    return Capacity.STAFF if request.actor.kind is ActorKind.STAFF else Capacity.FAMILY


def _card(request: ActorRequest) -> queries.ChooseCard:
    return queries.choose_card(request.actor.person_id, capacity=_capacity(request))


def _choose_form(request: ActorRequest, card: queries.ChooseCard, data: Any) -> ChooseForm:
    for_family = card.capacity == Capacity.FAMILY
    return ChooseForm(
        data, initial=dict(card.preference), channels=available(), for_family=for_family, marked=card.marked
    )


def _page(
    request: ActorRequest, *, chosen: ChooseForm | None = None, place: str = "", form: Any = None
) -> HttpResponse:
    """The whole page, with the form that came back in its place; one event for what it shows."""
    card = _card(request)
    gate.record_list(request, Act.MESSAGES_CHOOSE)
    shown = {
        "card": card,
        "form": chosen or _choose_form(request, card, None),
        "places": tuple(_place(card, channel, form if channel == place else None) for channel in available()),
        "example": rendered(MessageKind.NEWS, language=str(card.preference["language"])).text,
        "minutes": current().messages.code_minutes,
    }
    return render(request, f"sending/{card.capacity}.html", shown)


def _place(card: queries.ChooseCard, channel: Channel, sent: Any) -> _Place:
    held = card.address(channel)
    waits = held is not None and held.waits_for_code
    # A code for an address that does not wait for one has no box to stand beside.
    if sent is not None and (waits or not isinstance(sent, CodeForm)):
        return _Place(channel, held, sent)
    return _Place(channel, held, (CodeForm if waits else ADDRESS_FORMS[channel])(prefix=channel))
