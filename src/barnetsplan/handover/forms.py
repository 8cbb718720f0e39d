"""What comes in when the coordination is handed over."""

from typing import Any
from uuid import UUID

from django.forms import ChoiceField
from django.utils.translation import gettext_lazy as _

from barnetsplan.handover.cards import OfferingCard
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class OfferingForm(forms.Form):
    """Which service is asked."""

    to = forms.OneOf(label=_("Vilken verksamhet frågar ni?"))

    def __init__(self, *args: Any, card: OfferingCard, **kwargs: Any) -> None:
        """Offers the services in the circle."""
        super().__init__(*args, **kwargs)
        services = self.fields["to"]
        if isinstance(services, ChoiceField):
            services.choices = [(str(unit), as_data(name)) for unit, name in card.services]

    @property
    def unit(self) -> UUID:
        """The asked service."""
        return UUID(self.cleaned_data["to"])


class AnswerForm(forms.ReadingForm):
    """Yes or no: two buttons."""

    answer = forms.OneOf(label=_("Svar"), choices=[("yes", _("Ja, vi tar över")), ("no", _("Nej, inte nu"))])
