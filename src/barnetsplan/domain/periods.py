"""Days, ages and half-open periods, all in Swedish time.

A period holds its beginning and not its end, so that two that meet neither overlap nor leave a gap.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Generic, TypeVar
from zoneinfo import ZoneInfo

STOCKHOLM: Final = ZoneInfo("Europe/Stockholm")
AGE_OF_MAJORITY: Final = 18

Moment = TypeVar("Moment", date, datetime)


class WrongPeriod(ValueError):
    """A period that ends before it begins, mixes days with moments, or has a moment without time zone."""


@dataclass(frozen=True, slots=True)
class Period(Generic[Moment]):
    """From `start`, included, until `end`, excluded; without `end` it goes on.

    A period that ends as it begins is allowed and holds nothing: something given and taken back in one breath.
    *Raises* WrongPeriod.
    """

    start: Moment
    end: Moment | None = None

    def __post_init__(self) -> None:
        """Refuse what cannot be compared, and an end before the beginning."""
        if self.end is not None and _comparable(self.end, like=self.start) < _comparable(self.start, like=self.start):
            message = "The period ends before it begins."
            raise WrongPeriod(message)

    def contains(self, at: Moment) -> bool:
        """Whether the period is running at this moment."""
        moment = _comparable(at, like=self.start)
        return _comparable(self.start, like=self.start) <= moment and not self.is_over(at)

    def is_over(self, at: Moment) -> bool:
        """Whether the period has reached its end at this moment."""
        return self.end is not None and _comparable(self.end, like=self.start) <= _comparable(at, like=self.start)

    def overlaps(self, other: "Period[Moment]") -> bool:
        """Whether some moment lies in both."""
        shared_start = max(self.start, other.start, key=lambda moment: _comparable(moment, like=self.start))
        return self.contains(shared_start) and other.contains(shared_start)


def local_date(at: datetime) -> date:
    """The day it is in Sweden at this moment."""
    return _aware(at).astimezone(STOCKHOLM).date()


def last_day_before(end: datetime) -> date:
    """The last day in Sweden that a period holds something of, when it ends at this moment."""
    return local_date(end - timedelta(microseconds=1))


def midnight_of(day: date) -> datetime:
    """The moment when this day begins in Sweden."""
    return datetime.combine(day, time(), tzinfo=STOCKHOLM)


def birthday(born_on: date, years: int) -> date:
    """The day when somebody reaches this age.

    Born on 29 February: 28 February in a year without it, so that guardianship never outlasts majority by a day.
    *Source:* lagen (1930:173) om beräkning av lagstadgad tid 1 §: without a corresponding day in the last month,
    that month's last day; ours to read it so for ages.
    """
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return born_on.replace(year=born_on.year + years, day=28)


def eighteenth_birthday(born_on: date) -> datetime:
    """The moment when the child comes of age, and all that rests on guardianship ends.

    *Source:* föräldrabalken 6:2; law.md CON-03.
    """
    return midnight_of(birthday(born_on, AGE_OF_MAJORITY))


def age_on(born_on: date, day: date) -> int:
    """The age in whole years on this day.

    *Raises* ValueError for a day before the birth: an unborn child has a stage and no age.
    """
    if day < born_on:
        message = "Nobody has an age before they are born."
        raise ValueError(message)
    years = day.year - born_on.year
    return years if birthday(born_on, years) <= day else years - 1


def earliest(first: datetime, *others: datetime | None) -> datetime:
    """The moment that comes first; None stands for an end that is not known or will not come."""
    known = [moment for moment in (first, *others) if moment is not None]
    return min(known, key=_aware)


def _comparable(moment: date, *, like: date) -> date:
    # A datetime is a date to Python, which would let a day and a moment be compared and then fail at night.
    if isinstance(moment, datetime) != isinstance(like, datetime):
        message = "A period is either of days or of moments, not of both."
        raise WrongPeriod(message)
    return _aware(moment) if isinstance(moment, datetime) else moment


def _aware(moment: datetime) -> datetime:
    # In UTC, because two moments of one zone are compared by the clock on the wall, wrong in October's double hour.
    if moment.tzinfo is None:
        message = "A moment without time zone can be two different moments."
        raise WrongPeriod(message)
    return moment.astimezone(UTC)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day where it has none so late."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
