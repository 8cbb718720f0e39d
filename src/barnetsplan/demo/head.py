"""Whom a story is about: a child and its family, and in a line what has happened so far."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Age:
    """How old a child is on the day when the county is made."""

    years: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Adult:
    """A guardian, or the one who carries; somebody on the staff is named alone."""

    name: str
    born: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A child and its family, and in a line what has happened so far."""

    name: str
    about: str
    adults: tuple[Adult, ...]
    municipality_code: str = ""
    age: Age | None = None
    expected_in: int = 0
    own_account: bool = False
    marks: tuple[str, ...] = ()

    @property
    def is_unborn(self) -> bool:
        """Whether the child is not born yet."""
        return self.age is None
