"""The form on which one chooses anew who reads one's own words."""

from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.family.cards.giving import GivingCard
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class GivingForm(forms.Form):
    """Who reads one's own words; ticked are those who read them now."""

    readers = forms.SomeOf(label=_("Vem får läsa?"), required=False)

    def __init__(self, *args: Any, card: GivingCard, **kwargs: Any) -> None:
        """Offer the readers that there are."""
        super().__init__(*args, initial={"readers": [str(party) for party in card.reads_now]}, **kwargs)
        choices = [(str(reader.party), as_data(reader.name)) for reader in card.readers.choice]
        self.fields["readers"].choices = choices  # type: ignore[attr-defined]

    @property
    def chosen(self) -> frozenset[UUID]:
        """Who is ticked. Only after ``is_valid()``."""
        return frozenset(UUID(party) for party in self.cleaned_data["readers"])
