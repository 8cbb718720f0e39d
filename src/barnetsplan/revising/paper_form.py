"""A plan without a meeting: one that runs on paper, entered as it stands there, or one of a single service."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from barnetsplan.files.checking import Kept
from barnetsplan.revising.forms import SheetForm
from barnetsplan.revising.words_fields import SHOWS, kept_file
from barnetsplan.ui import forms

_WHY: Final = _("Skriv vad barnet säger, eller varför det inte är med.")


class PaperForm(SheetForm):
    """The sheet, the day that stands on the paper, and the paper itself."""

    made_on = forms.Day(label=_("Vilken dag är pappersplanen från?"), required=False)
    paper = forms.Scanned(
        label=_("Papperet, skannat eller fotograferat"),
        help_text=_("Bild eller PDF, högst 5 megabyte. Läses av familjen och av er, och av ingen annan."),
        required=False,
    )
    shows = forms.Line(label=_("Vad visar bilden?"), required=False, initial=_("Barnets plan på papper"))
    why_no_words = forms.TextArea(
        label=_("Saknas barnets ord? Skriv varför."),
        help_text=_("Läses bara av er verksamhet."),
        rows=2,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The paper is from a day that has been; the child's words stand there, or why they do not (law.md CRC-01)."""
        given = super().clean()
        made_on = given.get("made_on")
        if isinstance(made_on, date) and made_on > self.card.around.today:
            self.say("made_on", _("Dagen har inte varit än. Välj i dag eller en tidigare dag."))
        if self.card.around.is_born and not given.get("words_0") and not given.get("why_no_words"):
            self.say("why_no_words", _WHY)
        given["scanned"] = kept_file(self, given, "paper")
        if given.get("paper") and not given.get("shows"):
            self.say("shows", SHOWS)
        if given.get("paper") and not made_on and "made_on" not in self.errors:
            self.say("made_on", _("Skriv vilken dag papperet är från."))
        return given

    @property
    def scanned(self) -> Kept | None:
        """The paper, made anew; after ``is_valid()``."""
        scanned: Kept | None = self.cleaned_data["scanned"]
        return scanned
