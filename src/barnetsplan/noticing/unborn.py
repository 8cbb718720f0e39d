"""Noticing for a child who is not born yet: about the one who carries it, who alone answers, reads and decides.

*Source:* model.md 7.3 point 7; architecture.md 2, ``Child``; law.md 0.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from barnetsplan.access import gate, refusals
from barnetsplan.access.declare import declare
from barnetsplan.access.request import ActorRequest
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.domain.periods import local_date
from barnetsplan.noticing.expecting import Expecting, write_concern_unborn
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Concern
from barnetsplan.ui import forms

#: The longest that anybody can be pregnant from the day it is noticed, with room.
_LONGEST = timedelta(days=310)
#: A child may be late.
_LATE = timedelta(days=21)


class UnbornForm(forms.Form):
    """Who is pregnant, when the child is expected, and what has been seen."""

    number = forms.IdentityNumberLine(label=_("Personnummer för den som är gravid"))
    name = forms.Line(label=_("Namn på den som är gravid"))
    expected_on = forms.Day(label=_("Beräknad födelse"))
    seen = forms.TextArea(
        label=_("Vad har du sett eller hört?"),
        help_text=_("Med egna ord. Skriv det du själv har sett, inte vad det kan bero på."),
    )
    works = forms.TextArea(label=_("Vad fungerar?"), required=False, rows=3)
    tried = forms.TextArea(label=_("Vad har ni provat, och hur gick det?"), required=False, rows=3)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """The day decides what can be expected."""
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_number(self) -> IdentityNumber | str:
        """A right number; whose it is only the action can find."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", gettext("Numret stämmer inte. Skriv tolv siffror och kontrollera dem."))
            return text
        return number

    def clean_expected_on(self) -> date:
        """A day on which a child can be expected."""
        day: date = self.cleaned_data["expected_on"]
        if not self.today - _LATE <= day <= self.today + _LONGEST:
            self.say("expected_on", gettext("Kontrollera dagen. Den ligger för långt bort."))
        return day


@declare(Act.UNBORN_NOTICE)
@require_http_methods(["GET", "HEAD", "POST"])
def notice_unborn(request: ActorRequest) -> HttpResponse:
    """Write what one has noticed about a child who is expected."""
    refused = gate.enter(request, Act.UNBORN_NOTICE)
    if refused is not None:
        return refused
    form = UnbornForm(request.POST or None, today=local_date(request.at))
    if form.is_valid():
        written = _write(request, form)
        if not isinstance(written, Refused):
            return redirect("concern", written)
        refusals.say(form, written)
    return render(request, "noticing/unborn.html", {"form": form, "readers": [request.actor.unit_name]})


def _write(request: ActorRequest, form: UnbornForm) -> UUID | Refused:
    try:
        with transaction.atomic():
            entry = write_concern_unborn(_expecting(form, request.actor, request.at))
            if isinstance(entry, Refused):
                return entry
            gate.record_write(request, Act.UNBORN_NOTICE, child=entry.child_id, thing=entry.pk)
    except Taken:
        taken = Refused(Reason.ID_TAKEN)
        gate.record_refusal(request, Act.UNBORN_NOTICE, taken)
        return taken
    return entry.pk


def _expecting(form: UnbornForm, by: Actor, at: datetime) -> Expecting:
    said = form.cleaned_data
    return Expecting(
        entry_id=form.entry_id,
        number=said["number"],
        name=said["name"],
        expected_on=said["expected_on"],
        payload=Concern(
            seen=said["seen"], child_says=gettext("Barnet är inte fött än."), works=said["works"], tried=said["tried"]
        ),
        by=by,
        at=at,
    )
