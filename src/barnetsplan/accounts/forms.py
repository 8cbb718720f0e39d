"""What one types to sign in."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from barnetsplan.ui import forms


class CodeForm(forms.ReadingForm):
    """The code that somebody gave by hand; how it is written does not matter."""

    kod = forms.Line(
        label=_("Koden"),
        help_text=_("Åtta bokstäver och siffror. Stora eller små bokstäver spelar ingen roll."),
        short=True,
        max_length=40,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing is remembered by the browser."""
        super().__init__(*args, **kwargs)
        self.fields["kod"].widget.attrs |= {
            "autocomplete": "off",
            "autocapitalize": "characters",
            "spellcheck": "false",
        }
