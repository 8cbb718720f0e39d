"""Three short questions after the meeting; none of them must be answered."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from barnetsplan.domain.vocabulary import Impression, WhoAnswered
from barnetsplan.practice.load import current
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data

_ANSWERS = [
    (Impression.YES.value, _("Ja")),
    (Impression.PARTLY.value, _("Delvis")),
    (Impression.NO.value, _("Nej")),
]
_NOTHING = _("Svara på minst en fråga, eller gå tillbaka utan att svara.")


class HowForm(forms.ReadingForm):
    """The questions in the words for the one who answers."""

    def __init__(self, *args: Any, who: WhoAnswered, **kwargs: Any) -> None:
        """One field for each question of the county's model."""
        self.base_fields = {  # type: ignore[misc]
            each.key: forms.OneOf(label=as_data(each.to(who.value)), choices=_ANSWERS, required=False)
            for each in current().meeting_questions
        }
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """At least one is answered."""
        found: dict[str, Any] = super().clean() or {}
        if not any(found.values()) and not self.errors:
            self.say(None, _NOTHING)
        return found

    @property
    def answers(self) -> Mapping[str, Impression]:
        """What was answered; after ``is_valid()``."""
        return {key: Impression(said) for key, said in self.cleaned_data.items() if said}
