"""What those with a duty write, and what is asked in an emergency."""

from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.duties.kinds import Weighing
from barnetsplan.duties.words import OUTCOMES
from barnetsplan.organisations.queries import UnitCard
from barnetsplan.ui import forms
from barnetsplan.ui.marks import Data, as_data

_NOT_BEEN = _("Dagen har inte varit än.")


class _OfChild(forms.Form):
    """A form that names a child by the exact number; a sentence when it is no number (law.md SRCH-01)."""

    number = forms.IdentityNumberLine(label=_("Barnets personnummer"))

    def clean_number(self) -> IdentityNumber | str:
        """A right number; whose it is only the action can find."""
        text: str = self.cleaned_data["number"]
        number = parse(text)
        if isinstance(number, WrongNumber):
            self.say("number", _("Det är inte ett rätt nummer. Kontrollera siffrorna."))
            return text
        return number


class WeighForm(forms.Form):
    """What the reviewer found."""

    outcome = forms.OneOf(label=_("Vad kom du fram till?"), choices=[(each.value, OUTCOMES[each]) for each in Weighing])
    words = forms.TextArea(label=_("Hur vet du det?"), rows=3)


class EmergencyForm(_OfChild):
    """A child, and why it cannot wait."""

    reason = forms.TextArea(
        label=_("Vad är faran, och varför kan det inte vänta?"),
        help_text=_("Minst tio ord. Den säkerhetsansvariga läser det i dag."),
        rows=4,
    )


class TellForm(forms.Form):
    """Whether the family is told of an emergency."""

    tell = forms.OneOf(
        label=_("Ska familjen få veta det?"),
        choices=[("yes", _("Ja, det står då i familjens logg")), ("no", _("Nej, det kan skada barnet"))],
    )
    words = forms.TextArea(label=_("Varför?"), rows=3)


class ReplayForm(_OfChild):
    """What could a service see, and why is it asked."""

    unit = forms.FromList(label=_("Verksamhet"))
    day = forms.Day(label=_("Dag"))
    reason = forms.TextArea(label=_("Varför frågar du?"), rows=2)

    def __init__(self, *args: Any, units: tuple[UnitCard, ...], today: date, **kwargs: Any) -> None:
        """The units of the county; a day that has been."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["unit"].choices = [("", _("Välj verksamhet")), *((str(unit.id), Data(unit.name)) for unit in units)]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """A day that has been, or today."""
        day: date = self.cleaned_data["day"]
        if day > self.today:
            self.say("day", _NOT_BEEN)
        return day


class InvestigationForm(_OfChild):
    """An open investigation, and whom the own unit asks for what they know."""

    opened_on = forms.Day(label=_("Vilken dag inleddes utredningen?"))
    asked = forms.SomeOf(label=_("Vilka har ni bett om uppgifter?"), required=False)

    def __init__(self, *args: Any, units: tuple[UnitCard, ...], today: date, **kwargs: Any) -> None:
        """The units of the own municipality; a day that has been."""
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["asked"].choices = [(str(unit.id), as_data(unit.name)) for unit in units]  # type: ignore[attr-defined]

    def clean_opened_on(self) -> date:
        """A day that has been, or today."""
        day: date = self.cleaned_data["opened_on"]
        if day > self.today:
            self.say("opened_on", _NOT_BEEN)
        return day

    @property
    def units(self) -> list[UUID]:
        """Whom the own unit asks."""
        return [UUID(one) for one in self.cleaned_data["asked"]]
