"""What comes in from the quiet page."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class SafetyForm(forms.Form):
    """Which guardian, and more if one wants to tell it."""

    about = forms.OneOf(label=_("Vem ska inte få läsa?"))
    reason = forms.TextArea(
        label=_("Vill du berätta mer?"),
        required=False,
        rows=3,
        help_text=_("Du behöver inte skriva något. Det läses bara av den som bestämmer om sekretess."),
    )

    def __init__(self, *args: Any, others: Collection[tuple[UUID, str]], **kwargs: Any) -> None:
        """Offers the other guardians; a single one is chosen already."""
        super().__init__(*args, **kwargs)
        about = self.fields["about"]
        if isinstance(about, ChoiceField):
            about.choices = [(str(person), as_data(name)) for person, name in others]
        if len(others) == 1:
            self.initial["about"] = str(next(iter(others))[0])

    @property
    def person(self) -> UUID:
        """The chosen guardian."""
        return UUID(self.cleaned_data["about"])
