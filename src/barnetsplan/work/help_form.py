"""What one can look for among the help that exists: where, about what, at which age."""

from typing import Any, TypedDict

from django.utils.translation import gettext_lazy as _

from barnetsplan.library.help import HelpThatExists
from barnetsplan.practice.load import current
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class Chosen(TypedDict, total=False):
    """What was chosen, as ``HelpThatExists.offered`` takes it."""

    municipality: str
    area: str
    age: int


class HelpForm(forms.ReadingForm):
    """Three lists; nothing has to be chosen."""

    kommun = forms.FromList(label=_("Kommun"), required=False)
    omrade = forms.FromList(label=_("Del av livet"), required=False)
    alder = forms.FromList(label=_("Barnets ålder"), required=False)

    def __init__(self, *args: Any, found: HelpThatExists | None, **kwargs: Any) -> None:
        """Offer what stands in the county's file."""
        super().__init__(*args, **kwargs)
        places = [(each.code, as_data(each.name)) for each in (found.municipalities if found else ())]
        areas = [(area.key, as_data(area.label)) for area in current().areas]
        ages = [("0", _("Väntas eller under 1 år")), *((str(years), str(years)) for years in range(1, 19))]
        for name, anywhere, choices in (
            ("kommun", _("Hela länet"), places),
            ("omrade", _("Alla delar"), areas),
            ("alder", _("Alla åldrar"), ages),
        ):
            self.fields[name].choices = [("", anywhere), *choices]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Chosen:
        """What was chosen. Only after ``is_valid()``."""
        given, chosen = self.cleaned_data, Chosen()
        if given["kommun"]:
            chosen["municipality"] = given["kommun"]
        if given["omrade"]:
            chosen["area"] = given["omrade"]
        if given["alder"]:
            chosen["age"] = int(given["alder"])
        return chosen
