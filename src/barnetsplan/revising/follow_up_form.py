"""A follow-up in its short form, and moving its day."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.forms import BoundField, HiddenInput, UUIDField
from django.utils.translation import gettext_lazy as _

from barnetsplan.revising.cards import FollowUpCard
from barnetsplan.revising.sheet import Row
from barnetsplan.revising.words_fields import HAS_BEEN, check_drawing, drawing_fields, new_words, words_field
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class FollowUpForm(forms.Form):
    """How it went with each goal, what is not needed any longer, what the family says now, and the next day."""

    seen = UUIDField(required=False, widget=HiddenInput)
    ended = forms.SomeOf(
        label=_("Vad behövs inte längre?"),
        help_text=_("Det som är kryssat står inte i den nya versionen. Resten fortsätter som förut."),
        required=False,
    )
    follow_up_on = forms.Day(label=_("Nästa gång vi följer upp"))

    def __init__(self, *args: Any, card: FollowUpCard, **kwargs: Any) -> None:
        """One field for each goal, one for each in the family."""
        self.card = card
        goals = {
            f"goal_{number}": forms.TextArea(label=_("Hur har det gått?"), rows=2, required=False)
            for number in range(len(card.goal_keys))
        }
        voices = {f"words_{number}": words_field() for number in range(len(card.around.voices))}
        born = {**drawing_fields(), "why_no_words": _why()} if card.around.is_born else {}
        self.base_fields = {**type(self).base_fields, **goals, **voices, **born}  # type: ignore[misc]
        kwargs["initial"] = {"seen": card.seen, "follow_up_on": card.next_day, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        ended = self.fields["ended"]
        ended.choices = [(str(key), as_data(text)) for key, text in card.open]  # type: ignore[attr-defined]
        if not card.open:
            del self.fields["ended"]

    @property
    def goal_fields(self) -> list[tuple[str, BoundField]]:
        """Each goal with its field."""
        return [(text, self[f"goal_{number}"]) for number, (_key, text) in enumerate(self.card.goal_keys)]

    @property
    def word_fields(self) -> list[tuple[str, BoundField]]:
        """Each in the family with a field, the child's first."""
        return [(name, self[f"words_{number}"]) for number, (_voice, name) in enumerate(self.card.around.voices)]

    def clean(self) -> dict[str, Any]:
        """The next day is one to come; the child's words stand there, or why they do not (law.md CRC-01)."""
        given: dict[str, Any] = super().clean() or {}
        day = given.get("follow_up_on")
        if isinstance(day, date) and day <= self.card.around.today:
            self.say("follow_up_on", HAS_BEEN)
        if self.card.around.is_born and not given.get("words_0") and not given.get("why_no_words"):
            self.say("why_no_words", _("Skriv vad barnet säger nu, eller varför det inte är med."))
        check_drawing(self, given)
        return given

    @property
    def outcomes(self) -> Mapping[UUID | None, str]:
        """How it went, by goal; after ``is_valid()``."""
        found = self.cleaned_data
        return {key: found.get(f"goal_{number}", "") for number, (key, _text) in enumerate(self.card.goal_keys)}

    @property
    def ends(self) -> frozenset[UUID]:
        """What is not needed any longer."""
        return frozenset(UUID(key) for key in self.cleaned_data.get("ended", []))

    @property
    def words(self) -> tuple[Row, ...]:
        """What the child and the guardians say now, the child's with its drawing."""
        return new_words(self.cleaned_data, self.card.around.voices)


def _why() -> forms.TextArea:
    return forms.TextArea(
        label=_("Saknas barnets ord? Skriv varför."),
        help_text=_("Läses bara av er verksamhet."),
        rows=2,
        required=False,
    )


class MoveForm(forms.ReadingForm):
    """Another day to follow up."""

    to = forms.Day(label=_("Ny dag"))
