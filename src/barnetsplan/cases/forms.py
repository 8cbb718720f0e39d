"""Choosing the areas of a case."""

from collections.abc import Sequence
from typing import Any

from django.forms import BoundField
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext_lazy as _

from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area
from barnetsplan.ui import forms


class AreasForm(forms.Form):
    """Which areas of the wheel are taken up; none is chosen beforehand (model.md 3.1)."""

    areas = forms.SomeOf(
        label=_("Vilka områden tar ni upp?"),
        help_text=_("Välj de som gäller barnet nu. Du kan ändra senare."),
        error_messages={"required": _("Välj minst ett område.")},
    )

    def __init__(self, *args: Any, chosen: Sequence[str] = (), **kwargs: Any) -> None:
        """Offers the seven areas; those of an open case come ticked."""
        super().__init__(*args, initial={"areas": list(chosen)}, **kwargs)
        self.fields["areas"].choices = [(area.key, area.label) for area in current().areas]  # type: ignore[attr-defined]

    @property
    def boxes(self) -> tuple[tuple[BoundWidget, Area], ...]:
        """Each box with its area, in the order of the wheel."""
        bound: BoundField = self["areas"]
        return tuple(zip(bound.subwidgets, current().areas, strict=True))
