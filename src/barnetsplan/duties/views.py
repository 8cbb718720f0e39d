"""The pages of those who review the log, answer for security, or keep the register (/ansvar/)."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.duties import actions, cards, queries
from barnetsplan.duties.beginning import begin
from barnetsplan.duties.facts import OPENING, RAISED
from barnetsplan.duties.forms import ReplayForm, TellForm, WeighForm
from barnetsplan.duties.kinds import Weighing
from barnetsplan.organisations.queries import units_of_county
from barnetsplan.policy.acts import Act
from barnetsplan.reporting.queries import registered

_WRITE = ["GET", "HEAD", "POST"]


@declare(Act.LOG_REVIEW)
@require_safe
def review(request: ActorRequest) -> HttpResponse:
    """What is raised from the log in the own organisation."""
    refused = gate.enter(request, Act.LOG_REVIEW)
    if refused is not None:
        return refused
    card = queries.raised_list(request.actor, number=request.GET.get("sida"))
    gate.record_list(request, Act.LOG_REVIEW)
    return render(request, "duties/review.html", {"card": card})


@declare(Act.LOG_WEIGH)
@require_http_methods(_WRITE)
def raised(request: ActorRequest, key: UUID) -> HttpResponse:
    """One finding, and what the reviewer makes of it."""
    opened = gate.open_page(request, Act.LOG_WEIGH, RAISED, key, card=queries.raised_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = WeighForm(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request,
            Act.LOG_WEIGH,
            RAISED,
            key,
            do=lambda found: actions.weigh_raised(
                raised=found,
                outcome=Weighing(form.cleaned_data["outcome"]),
                words=form.cleaned_data["words"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Klart. Det är antecknat."))
            return redirect("log_review")
        refusals.say(form, written.result)
    return render(request, "duties/raised.html", {"card": opened.card, "form": form})


@declare(Act.EMERGENCY_LIST)
@require_safe
def emergencies(request: ActorRequest) -> HttpResponse:
    """The emergencies of the own organisation."""
    refused = gate.enter(request, Act.EMERGENCY_LIST)
    if refused is not None:
        return refused
    rows = cards.emergencies(request.actor)
    gate.record_list(request, Act.EMERGENCY_LIST)
    return render(request, "duties/emergencies.html", {"rows": rows})


@declare(Act.EMERGENCY_WEIGH)
@require_http_methods(_WRITE)
def weigh_emergency(request: ActorRequest, key: UUID) -> HttpResponse:
    """One emergency, and whether the family is told."""
    opened = gate.open_page(request, Act.EMERGENCY_WEIGH, OPENING, key, card=cards.emergency_card)
    if isinstance(opened, HttpResponse):
        return opened
    form = TellForm(request.POST or None)
    if form.is_valid():
        written = gate.write(
            request,
            Act.EMERGENCY_WEIGH,
            OPENING,
            key,
            do=lambda opening: actions.weigh_emergency(
                opening=opening,
                tell_family=form.cleaned_data["tell"] == "yes",
                words=form.cleaned_data["words"],
                by=request.actor,
                at=request.at,
            ),
        )
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            messages.success(request, _("Klart. Det är antecknat."))
            return redirect("emergencies")
        refusals.say(form, written.result)
    return render(request, "duties/weigh_emergency.html", {"card": opened.card, "form": form})


@declare(Act.LOG_REPLAY)
@require_http_methods(_WRITE)
def replay(request: ActorRequest) -> HttpResponse:
    """What could a service see of a child on a day; asked with a reason, which is kept."""
    refused = gate.enter(request, Act.LOG_REPLAY)
    if refused is not None:
        return refused
    form = ReplayForm(request.POST or None, units=units_of_county(), today=local_date(request.at))
    card = None
    if form.is_valid():
        said = form.cleaned_data
        wanted = actions.Asked(said["number"], UUID(said["unit"]), said["day"], said["reason"])
        asked = begin(request, Act.LOG_REPLAY, lambda: actions.ask_log(asked=wanted, by=request.actor, at=request.at))
        if isinstance(asked, Refused):
            refusals.say(form, asked, field="number")
        else:
            card = cards.replay_card(asked, at=request.at)
    return render(request, "duties/replay.html", {"form": form, "card": card})


@declare(Act.HARM_REGISTER)
@require_safe
def register(request: ActorRequest) -> HttpResponse:
    """The decisions to report of the registrar's own domain."""
    refused = gate.enter(request, Act.HARM_REGISTER)
    if refused is not None:
        return refused
    domain = request.actor.domain
    rows = registered(domain) if domain else ()
    gate.record_list(request, Act.HARM_REGISTER)
    return render(request, "duties/register.html", {"rows": rows})
