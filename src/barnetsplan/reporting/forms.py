"""What an employee writes about reporting."""

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from barnetsplan.organisations.queries import ReportingCard
from barnetsplan.reporting.actions import ToReport
from barnetsplan.ui import forms

YES, NO = "yes", "no"


class HarmForm(forms.Form):
    """Whether the child may be coming to harm; asked of each who works with the concern."""

    harm = forms.OneOf(
        label=_("Kan barnet fara illa?"),
        choices=[(YES, _("Ja, eller jag vet inte")), (NO, _("Nej"))],
        option_hints={YES: _("Misstanke räcker. Du behöver inte vara säker.")},
    )

    @property
    def may_harm(self) -> bool:
        """Whether a decision must follow."""
        return bool(self.cleaned_data["harm"] == YES)


class DecideForm(forms.Form):
    """To report or not, and why."""

    decision = forms.OneOf(
        label=_("Har du anmält till socialtjänsten?"),
        choices=[(YES, _("Ja, jag har anmält")), (NO, _("Nej, jag anmäler inte"))],
    )
    municipality = forms.FromList(label=_("Till vilken kommun?"), required=False)
    on = forms.Day(label=_("Vilken dag?"), required=False)
    reason = forms.TextArea(
        label=_("Varför?"),
        help_text=_("Vad du bygger ditt beslut på. Det läses av dig och av registratorn hos er, och av ingen annan."),
        rows=4,
    )

    def __init__(self, *args: Any, points: tuple[ReportingCard, ...], today: date, **kwargs: Any) -> None:
        """The municipalities of the county, the own one first."""
        super().__init__(*args, **kwargs)
        self.today = today
        names = [(point.municipality, point.municipality) for point in points]
        self.fields["municipality"].choices = [("", _("Välj kommun")), *names]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whoever has reported says where and when; a day that has not been is wrong."""
        said = super().clean() or {}
        if said.get("decision") == YES:
            for name, sentence in (("municipality", _("Välj kommun.")), ("on", _("Välj en dag."))):
                if not said.get(name) and name not in self.errors:
                    self.say(name, sentence)
        if said.get("on") and said["on"] > self.today:
            self.say("on", _("Dagen har inte varit än."))
        return said

    @property
    def decided(self) -> ToReport:
        """The decision; where and when belong to a report alone."""
        said, reported = self.cleaned_data, self.cleaned_data["decision"] == YES
        return ToReport(
            reported=reported,
            reason=said["reason"],
            municipality=said["municipality"] if reported else "",
            on=said["on"] if reported else None,
        )


class FeedbackForm(forms.Form):
    """What social services have told the one who reported."""

    text = forms.TextArea(label=_("Vad svarade socialtjänsten?"), rows=3)
    on = forms.Day(label=_("Vilken dag?"), required=False)
