"""Safe hours and periods: when a message may go, counted in Swedish time (law.md NOT-02)."""

from datetime import UTC, datetime, time, timedelta

from barnetsplan.domain.periods import STOCKHOLM, local_date
from barnetsplan.sending.kinds import Rhythm


def is_safe(at: datetime, *, safe_from: int, safe_until: int) -> bool:
    """Whether the clock on the wall in Sweden shows an hour between the two; the second is excluded."""
    hour = at.astimezone(STOCKHOLM).hour
    if safe_from < safe_until:
        return safe_from <= hour < safe_until
    return hour >= safe_from or hour < safe_until


def next_safe(at: datetime, *, safe_from: int, safe_until: int) -> datetime:
    """This moment, or the next at which the safe hours begin.

    In the night when an hour is left out they begin with the first hour that there is; in the night when one comes
    twice, with the first of the two.
    """
    if is_safe(at, safe_from=safe_from, safe_until=safe_until):
        return at
    day = local_date(at)
    mornings = (datetime.combine(day + timedelta(days=days), time(safe_from), tzinfo=STOCKHOLM) for days in range(3))
    begins = (morning.astimezone(UTC) for morning in mornings)
    # The one hour that is left out in spring holds no moment: then it is the day after.
    return next(one for one in begins if one > at and is_safe(one, safe_from=safe_from, safe_until=safe_until))


def period_of(at: datetime, *, rhythm: str, minutes: int) -> str:
    """The name of the period that a moment lies in: a day in Sweden, or so many minutes of absolute time."""
    if rhythm == Rhythm.DAILY:
        return f"day {local_date(at).isoformat()}"
    return f"slot {minutes} {int(at.timestamp()) // (minutes * 60)}"


def next_period(at: datetime, *, rhythm: str, minutes: int) -> datetime:
    """The first moment of the period after the one that a moment lies in."""
    if rhythm == Rhythm.DAILY:
        return datetime.combine(local_date(at) + timedelta(days=1), time(0), tzinfo=STOCKHOLM).astimezone(UTC)
    seconds = minutes * 60
    return datetime.fromtimestamp((int(at.timestamp()) // seconds + 1) * seconds, tz=UTC)


def next_hour_of_day(at: datetime, hour: int) -> datetime:
    """The next moment at which the clock in Sweden strikes this hour; now, when it does so now."""
    return next_safe(at, safe_from=hour, safe_until=hour + 1)
