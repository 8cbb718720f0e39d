"""Times that come in with an answer or a move."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from barnetsplan.meetings.clocks import PAST, in_words, moment_of
from barnetsplan.meetings.forms import offer
from barnetsplan.meetings.time_cards import MoveCard, TimesCard
from barnetsplan.ui import forms
from barnetsplan.ui.marks import as_data


class TimesForm(forms.ReadingForm):
    """Which proposed times suit, and a time that would suit better."""

    suits = forms.SomeOf(label=_("Vilka tider passar?"), required=False)
    rather_day = forms.Day(label=_("En annan dag som passar bättre"), required=False)
    rather_clock = forms.Clock(label=_("Tid"), required=False)

    def __init__(self, *args: Any, card: TimesCard, at: datetime, **kwargs: Any) -> None:
        """Offers the proposed times."""
        super().__init__(*args, **kwargs)
        self._at = at
        self.rather_at: datetime | None = None
        offer(self, "suits", [(str(each.id), as_data(in_words(each.starts_at))) for each in card.times])
        self.fields["suits"].initial = [str(each.id) for each in card.times if each.suits_me]
        if not card.times:
            del self.fields["suits"]

    def clean(self) -> dict[str, Any]:
        """Another time is one that comes."""
        found: dict[str, Any] = super().clean() or {}
        self.rather_at = moment_of(self, found, "rather_day", "rather_clock", at=self._at)
        return found

    @property
    def suits_whom(self) -> tuple[UUID, ...]:
        """The times that suit."""
        return tuple(UUID(each) for each in self.cleaned_data.get("suits", ()))


class MoveForm(forms.ReadingForm):
    """One of the proposed times, or another."""

    time = forms.OneOf(label=_("Vilken tid blir det?"), required=False)
    day = forms.Day(label=_("En annan dag"), required=False)
    clock = forms.Clock(label=_("Tid"), required=False)

    def __init__(self, *args: Any, card: MoveCard, at: datetime, **kwargs: Any) -> None:
        """Offers the proposed times, each with whom it suits."""
        super().__init__(*args, **kwargs)
        self._at, self._times = at, {str(each.id): each.starts_at for each in card.times}
        hints = {str(each.id): as_data(", ".join(each.suits)) for each in card.times if each.suits}
        offer(self, "time", [(str(each.id), as_data(in_words(each.starts_at))) for each in card.times])
        vars(self.fields["time"])["option_hints"] = hints
        if not card.times:
            del self.fields["time"]

    def clean(self) -> dict[str, Any]:
        """Exactly one time, and one that comes."""
        found: dict[str, Any] = super().clean() or {}
        chosen = self._times.get(found.get("time", ""))
        other = moment_of(self, found, "day", "clock", at=self._at)
        if chosen is not None and chosen <= self._at:
            self.say("time", PAST)
        elif chosen is None and other is None and not self.errors:
            self.say("day", _("Välj en dag och en tid."))
        self.chosen = other or chosen
        return found

    @property
    def to(self) -> datetime:
        """When the meeting begins; after ``is_valid()``."""
        if self.chosen is None:
            raise ValueError
        return self.chosen
