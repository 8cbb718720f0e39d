"""What in a text could point somebody out: numbers, dates of birth, and names (law.md LAW-07)."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

#: Ten or twelve digits with what people put between them; the date need not be right, since it is typed by hand.
_NUMBER: Final = re.compile(r"(?<!\d)(?:(?:19|20)\d{2}|\d{2})[-. ]?\d{2}[-. ]?\d{2}[-+ ]?\d{4}(?!\d)")
_DATE: Final = re.compile(r"(?<!\d)(?:19|20)\d{2}[-./ ]?(?:0[1-9]|1[0-2])[-./ ]?(?:0[1-9]|[12]\d|3[01])(?!\d)")
#: A letter of Swedish and a few more, large and small, by their numbers.
_LARGE: Final = r"[A-Z\u00c4\u00c5\u00c9\u00d6\u00dc]"
_SMALL: Final = r"[a-z\u00e4\u00e5\u00e9\u00f6\u00fc]"
_WORD: Final = rf"{_LARGE}{_SMALL}+(?:-{_LARGE}{_SMALL}+)?"
_PAIR: Final = re.compile(rf"\b{_WORD} {_WORD}\b")
#: A name as short as this is also an everyday word, and counts with its capital alone.
_SHORT: Final = 3


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, word for word; numbers must go, the rest is weighed by the one who writes."""

    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not (self.numbers or self.names)


def scanned(text: str, *, known: Collection[str]) -> Found:
    """Look through a text: for numbers, dates of birth, names that the writer's unit knows, and pairs of capitals.

    *Source:* law.md LAW-07.
    """
    numbers = tuple(dict.fromkeys(match.group().strip() for match in _NUMBER.finditer(text)))
    rest = _NUMBER.sub(" ", text)
    found = [*_matches(_DATE, rest), *_known(rest, known), *_matches(_PAIR, rest)]
    return Found(numbers, tuple(dict.fromkeys(found)))


def _matches(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    return (match.group() for match in pattern.finditer(text))


def _known(text: str, known: Collection[str]) -> Iterator[str]:
    parts = {part for name in known for part in name.split() if len(part) > 1}
    for part in sorted(parts):
        flags = re.NOFLAG if len(part) <= _SHORT else re.IGNORECASE
        match = re.search(rf"\b{re.escape(part)}s?\b", text, flags)
        if match:
            yield match.group()
