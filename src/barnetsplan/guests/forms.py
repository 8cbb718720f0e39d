"""Inviting a guest."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.child_view_form import AsksChild
from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.practice.parts import Area
from barnetsplan.ui import forms
from barnetsplan.ui.marks import Data, as_data

QUESTION, PLAN = "question", "plan"
_OFFERED_DAYS = 60


class InviteForm(AsksChild):
    """Who, from where, to what, and until when."""

    organisation = forms.Line(
        label=_("Verksamhet"),
        help_text=_("Som den heter, till exempel en mottagning eller en förening."),
        max_length=120,
    )
    sector = forms.FromList(label=_("Vad för slags verksamhet är det?"))
    name = forms.Line(label=_("Vem bjuder du in?"), help_text=_("För- och efternamn. En person."), max_length=120)
    number = forms.IdentityNumberLine(
        label=_("Personens personnummer"),
        help_text=_("Personen loggar in med sin e-legitimation. Tolv siffror, till exempel 19800412-9812."),
    )
    thing = forms.OneOf(
        label=_("Vad ska gästen få göra?"),
        choices=[(QUESTION, _("Svara på en fråga")), (PLAN, _("Läsa planen och berätta om sin egen insats"))],
    )
    areas = forms.SomeOf(label=_("Vilka områden gäller frågan?"), required=False)
    text = forms.TextArea(
        label=_("Din fråga"),
        help_text=_("Fråga bara om det som behövs. Gästen läser det här när familjen har sagt ja."),
        rows=4,
        required=False,
    )
    last_day = forms.Day(label=_("Gäller till och med"))
    field_order = (
        *("token", "organisation", "sector", "name", "number", "thing", "areas", "text", "last_day"),
        *("child_heard", "child_view"),
    )

    def __init__(
        self, *args: Any, areas: Sequence[Area], sectors: Sequence[tuple[str, str]], today: date, **kwargs: Any
    ) -> None:
        """The areas of the case, the county's kinds of services, and two months to begin from."""
        super().__init__(*args, **kwargs)
        self.fields["areas"].choices = [(area.key, as_data(area.label)) for area in areas]  # type: ignore[attr-defined]
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            ("", _("Välj det som passar bäst")),
            *((key, Data(label)) for key, label in sectors),
        ]
        self.initial.setdefault("last_day", today + timedelta(days=_OFFERED_DAYS))

    def clean_number(self) -> IdentityNumber | str:
        """A right number of a person."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", _("Det är inte ett rätt nummer. Kontrollera siffrorna."))
            return text
        return number

    def clean(self) -> dict[str, Any]:
        """A question asks something, about something."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("thing") == QUESTION:
            if not said.get("areas"):
                self.say("areas", _("Välj minst ett område."))
            if not said.get("text"):
                self.say("text", _("Skriv vad du vill fråga."))
        return said

    @property
    def asked_areas(self) -> list[str]:
        """The areas of the question; none when the guest is invited to the plan."""
        return self.cleaned_data["areas"] if self.cleaned_data["thing"] == QUESTION else []
