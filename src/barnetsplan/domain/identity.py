"""Swedish identity numbers: personal numbers and coordination numbers, always twelve digits.

Twelve and not ten, because only twelve tell the century: a form that guesses it can find the wrong person.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

WrongNumberCode = Literal["not_twelve_digits", "no_such_date", "wrong_check_digit"]

_LENGTH: Final = 12
_COORDINATION_DAYS: Final = 60
_CENTURIES: Final = ("18", "19", "20")
_INVENTED_BIRTH_NUMBERS: Final = range(980, 1000)
_SEPARATORS: Final = str.maketrans("", "", "-+")


@dataclass(frozen=True, slots=True)
class WrongNumber:
    """Why a text is not an identity number; it never carries the text itself."""

    code: WrongNumberCode


@dataclass(frozen=True, slots=True, repr=False)
class IdentityNumber:
    """A valid identity number. Neither `repr` nor `str` shows it, so that no log or trace can.

    *Raises* ValueError when the digits are wrong; ask `parse` first when they come from a person.
    *Source:* folkbokföringslagen (1991:481) 18 and 18 a §§.
    """

    digits: str

    def __post_init__(self) -> None:
        """Refuse digits that no register could have given."""
        if (code := _fault_in(self.digits)) is not None:
            raise ValueError(code)

    def __repr__(self) -> str:
        """Say what it is, never which."""
        return "IdentityNumber(hidden)"

    __str__ = __repr__

    @property
    def born_on(self) -> date:
        """The date of birth that the number carries."""
        return date(int(self.digits[:4]), int(self.digits[4:6]), _day_of_birth(self.digits))

    @property
    def is_coordination_number(self) -> bool:
        """Whether it was given to somebody who is not in the population register."""
        return int(self.digits[6:8]) > _COORDINATION_DAYS

    @property
    def is_invented(self) -> bool:
        """Whether its birth number (980-999) is one that is kept for test persons."""
        return int(self.digits[8:11]) in _INVENTED_BIRTH_NUMBERS

    @property
    def formatted(self) -> str:
        """The number as people write it, with a dash: for the page that has the right to show it."""
        return f"{self.digits[:8]}-{self.digits[8:]}"


def parse(text: str) -> IdentityNumber | WrongNumber:
    """Read what somebody wrote; spaces, `-` and `+` are allowed, ten digits are not."""
    digits = "".join(text.split()).translate(_SEPARATORS)
    code = _fault_in(digits)
    return IdentityNumber(digits) if code is None else WrongNumber(code)


def make_invented(born_on: date, serial: int) -> IdentityNumber:
    """Make a valid personal number that belongs to nobody; `serial` is 0-19 for each date of birth."""
    return _invent(born_on, serial, added_days=0)


def make_invented_coordination(born_on: date, serial: int) -> IdentityNumber:
    """Make a valid coordination number that belongs to nobody; `serial` is 0-19 for each date of birth."""
    return _invent(born_on, serial, added_days=_COORDINATION_DAYS)


def _invent(born_on: date, serial: int, *, added_days: int) -> IdentityNumber:
    if not 0 <= serial < len(_INVENTED_BIRTH_NUMBERS):
        message = "Only twenty invented persons can be born on one day: serial is 0-19."
        raise ValueError(message)
    birth_number = _INVENTED_BIRTH_NUMBERS[serial]
    first_eleven = f"{born_on.year:04}{born_on.month:02}{born_on.day + added_days:02}{birth_number}"
    return IdentityNumber(first_eleven + str(_check_digit(first_eleven)))


def _fault_in(digits: str) -> WrongNumberCode | None:
    # isdigit alone would let through digits of other scripts, which int() reads and the keyed hash would not match.
    if len(digits) != _LENGTH or not (digits.isascii() and digits.isdigit()):
        return "not_twelve_digits"
    if not _is_a_date(digits):
        return "no_such_date"
    if int(digits[-1]) != _check_digit(digits[:-1]):
        return "wrong_check_digit"
    return None


def _is_a_date(digits: str) -> bool:
    if not digits.startswith(_CENTURIES):
        return False
    try:
        date(int(digits[:4]), int(digits[4:6]), _day_of_birth(digits))
    except ValueError:
        return False
    return True


def _day_of_birth(digits: str) -> int:
    day = int(digits[6:8])
    return day - _COORDINATION_DAYS if day > _COORDINATION_DAYS else day


def _check_digit(first_eleven: str) -> int:
    # The century is not part of the sum: the last digit was given when numbers had ten.
    doubled_and_single = (int(digit) * (2 - place % 2) for place, digit in enumerate(first_eleven[2:]))
    return -sum(value // 10 + value % 10 for value in doubled_and_single) % 10
