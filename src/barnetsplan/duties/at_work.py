"""What social services do at their desk: open whom to ring in an emergency, and record an open investigation."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.duties import actions, cards
from barnetsplan.duties.beginning import begin
from barnetsplan.duties.facts import INVESTIGATION, OPENED
from barnetsplan.duties.forms import EmergencyForm, InvestigationForm
from barnetsplan.organisations.queries import units_near
from barnetsplan.policy.acts import Act
from barnetsplan.practice.load import current

_WRITE = ["GET", "HEAD", "POST"]
_FIELDS = {Reason.UNKNOWN_CHILD: "number", Reason.OWN_FAMILY: "number", Reason.REASON_TOO_SHORT: "reason"}


@declare(Act.EMERGENCY_BEGIN)
@require_http_methods(_WRITE)
def emergency(request: ActorRequest) -> HttpResponse:
    """Open whom to ring around a child, when it cannot wait."""
    refused = gate.enter(request, Act.EMERGENCY_BEGIN)
    if refused is not None:
        return refused
    form = EmergencyForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        wanted = actions.Emergency(said["number"], said["reason"], form.entry_id)
        made = begin(
            request,
            Act.EMERGENCY_BEGIN,
            lambda: actions.open_in_emergency(emergency=wanted, by=request.actor, at=request.at),
        )
        if not isinstance(made, Refused):
            return redirect("emergency_opened", made.pk)
        refusals.say(form, made, field=_FIELDS.get(made.reason))
    return render(request, "duties/emergency.html", {"form": form, "hours": current().reading.emergency_hours})


@declare(Act.EMERGENCY_OPEN)
@require_safe
def emergency_opened(request: ActorRequest, key: UUID) -> HttpResponse:
    """Whom to ring; for some hours."""
    opened = gate.open_page(request, Act.EMERGENCY_OPEN, OPENED, key, card=cards.opened_card)
    if isinstance(opened, HttpResponse):
        return opened
    return render(request, "duties/emergency_opened.html", {"card": opened.card})


@declare(Act.INVESTIGATION_NOTE)
@require_http_methods(_WRITE)
def investigations(request: ActorRequest) -> HttpResponse:
    """The own unit's open investigations, and a new one."""
    refused = gate.enter(request, Act.INVESTIGATION_NOTE)
    if refused is not None:
        return refused
    near = units_near(request.actor.party_id)
    form = InvestigationForm(request.POST or None, units=near, today=local_date(request.at))
    if form.is_valid():
        said = form.cleaned_data
        made = begin(
            request,
            Act.INVESTIGATION_NOTE,
            lambda: actions.note_investigation(
                number=said["number"], opened_on=said["opened_on"], asked=form.units, by=request.actor, at=request.at
            ),
        )
        if not isinstance(made, Refused):
            messages.success(request, _("Utredningen är antecknad."))
            return redirect("investigations")
        refusals.say(form, made, field=_FIELDS.get(made.reason))
    rows = cards.investigations_of(request.actor, request.at)
    gate.record_list(request, Act.INVESTIGATION_NOTE)
    return render(request, "duties/investigations.html", {"form": form, "rows": rows})


@declare(Act.INVESTIGATION_END)
@require_POST
def investigation_end(request: ActorRequest, key: UUID) -> HttpResponse:
    """Record that an investigation is over."""
    written = gate.write(
        request,
        Act.INVESTIGATION_END,
        INVESTIGATION,
        key,
        do=lambda found: actions.end_noted_investigation(investigation=found, at=request.at),
    )
    if isinstance(written, HttpResponse):
        return written
    messages.success(request, _("Klart. Utredningen är avslutad här."))
    return redirect("investigations")
