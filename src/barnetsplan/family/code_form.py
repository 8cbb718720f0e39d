"""What a young person says who has come by a code."""

from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from barnetsplan.ui import forms

#: How it is, in words that the young person chooses; what is written to the adults is the word and nothing else.
MOODS: Final = (
    ("good", _("Det är bra")),
    ("so_so", _("Det är sådär")),
    ("hard", _("Det är jobbigt")),
    ("very_hard", _("Det är jättejobbigt")),
)
_TALK: Final = _("Jag vill prata med en vuxen.")


class CodeForm(forms.Form):
    """How it is, whether one wants to talk, and own words; any one of them is enough."""

    mood = forms.OneOf(label=_("Hur är det just nu?"), choices=MOODS, required=False)
    talk = forms.Tick(label=_("Jag vill prata med en vuxen"), required=False)
    text = forms.TextArea(label=_("Vill du säga något mer?"), required=False, rows=4)

    def clean(self) -> dict[str, Any]:
        """Something is said."""
        said = super().clean() or {}
        if not (said.get("mood") or said.get("talk") or said.get("text")):
            self.say(None, _("Välj något, eller skriv några ord."))
        return said

    @property
    def said(self) -> str:
        """All of it as the words of the child."""
        told = self.cleaned_data
        mood = dict(MOODS).get(told["mood"], "")
        lines = (f"{mood}." if mood else "", str(_TALK) if told["talk"] else "", told["text"])
        return "\n".join(line for line in lines if line)
