"""What comes in about protection: which kind and why, whom to list, and why one opens."""

from typing import Any
from uuid import UUID

from django.forms import HiddenInput, UUIDField
from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.protection import LOCAL, Protection
from barnetsplan.protection.cards import KeepCard
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_LABELS = {
    Protection.PLACE: _("Platsen ska vara dold"),
    Protection.NAMED: _("Bara namngivna personer får öppna"),
}


class ProtectForm(forms.Form):
    """Which protection, and why."""

    protection = forms.OneOf(
        label=_("Vad behövs?"),
        choices=[(each.value, _LABELS[each]) for each in LOCAL],
        option_hints={
            Protection.PLACE: _(
                "Familjens sidor säger inte var någon är: inga namn på förskola, skola eller mottagning, inga "
                "telefonnummer dit. De som hjälper barnet arbetar vidare som förut."
            ),
            Protection.NAMED: _(
                "Platsen är dold, och dessutom kan bara de som säkerhetsansvarig skriver upp öppna barnets sidor."
            ),
        },
    )
    reason = forms.TextArea(
        label=_("Varför?"), rows=3, help_text=_("Kort. Skriv inte var barnet eller någon i familjen finns.")
    )

    @property
    def chosen(self) -> Protection:
        """The protection that was chosen."""
        return Protection(self.cleaned_data["protection"])


class ReasonForm(forms.Form):
    """Why one opens today."""

    reason = forms.TextArea(
        label=_("Varför öppnar du i dag?"),
        rows=2,
        help_text=_("En mening räcker. Den sparas tillsammans med listan och säkerhetsansvarig kan läsa den."),
    )


class ListForm(forms.Form):
    """Whom to put on the list, and why."""

    person = forms.FromList(label=_("Vem ska få öppna?"))
    reason = forms.TextArea(label=_("Varför behöver personen det?"), rows=2)

    def __init__(self, *args: Any, card: KeepCard, **kwargs: Any) -> None:
        """Offers the colleagues who work around the child and are not on the list."""
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            (str(each.person), as_data(f"{each.name}, {each.office}")) for each in card.colleagues
        ]
        self.fields["person"].widget.attrs["translate"] = "no"

    @property
    def chosen(self) -> UUID:
        """The person who was chosen."""
        return UUID(self.cleaned_data["person"])


class RowForm(forms.ReadingForm):
    """Which line or mark a button belongs to."""

    row = UUIDField(widget=HiddenInput)
