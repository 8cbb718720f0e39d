"""Plain words: what a sentence to the family may not say without an explanation, and the other plans that exist."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Final

#: A word of two letters or more; one that is all capitals is an abbreviation, whether the county has listed it or not.
_WORD: Final = re.compile(r"\b[^\W\d_]{2,}\b")


@dataclass(frozen=True, kw_only=True)
class PlainWord:
    """An official word or an abbreviation, in the forms in which it is written, and what it means in one sentence."""

    word: str
    forms: tuple[str, ...]
    means: str

    def stands_in(self, text: str) -> bool:
        """Whether a text says the word; an abbreviation is told by its capitals."""
        return self._any_form.search(text) is not None

    @cached_property
    def _any_form(self) -> re.Pattern[str]:
        return _any_of(re.escape(form) if form.isupper() else f"(?i:{re.escape(form)})" for form in self.forms)


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    """A look for any of these as a word of its own."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)")


@dataclass(frozen=True, kw_only=True)
class PlainLanguage:
    """The county's list, and how long a sentence may be. *Source:* interface.md rule 1."""

    longest_sentence: int
    provisional: bool
    source: str
    words: tuple[PlainWord, ...]

    def found_in(self, text: str) -> tuple[PlainWord, ...]:
        """The listed words that a text says, in the order of the list."""
        return tuple(word for word in self.words if word.stands_in(text)) if self._any_form.search(text) else ()

    @cached_property
    def _any_form(self) -> re.Pattern[str]:
        """One look for all forms: most texts hold none."""
        return _any_of(f"(?i:{re.escape(form)})" for word in self.words for form in word.forms)

    def unknown_in(self, text: str) -> tuple[str, ...]:
        """Abbreviations that nobody has explained, in the order of the text."""
        known = {form for word in self.words for form in word.forms}
        return tuple(dict.fromkeys(short for short in _WORD.findall(text) if short.isupper() and short not in known))

    def is_plain(self, text: str) -> bool:
        """Whether a text can go to the family as it stands: one sentence's length, and no word to be explained."""
        short_enough = len(text) <= self.longest_sentence
        return short_enough and not self.found_in(text) and not self.unknown_in(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlan:
    """A kind of plan that has a home of its own: in a child's plan it is named, and never told (model.md 5.4)."""

    key: str
    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowingUp:
    """How many days until a plan is followed up, when nobody says otherwise."""

    usual_days: int
    provisional: bool
    source: str

    def day_after(self, day: date) -> date:
        """The day that is proposed: a weekday, counted from another."""
        proposed = day + timedelta(days=self.usual_days)
        over = proposed.weekday() - _FRIDAY
        return proposed + timedelta(days=_TO_MONDAY - over if over > 0 else 0)


_FRIDAY: Final = 4
_TO_MONDAY: Final = 3
