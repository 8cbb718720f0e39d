"""Safe hours and periods hold in every night, also those in which the clock is changed (law.md NOT-02, T10)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.periods import STOCKHOLM
from barnetsplan.sending.hours import is_safe, next_hour_of_day, next_period, next_safe, period_of
from barnetsplan.sending.kinds import Rhythm

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))  # noqa: DTZ001


def at_home(text: str) -> datetime:
    """A moment as the clock on the wall shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM).astimezone(UTC)


@pytest.mark.parametrize(
    ("now", "safe", "goes"),
    [
        ("2026-11-10T12:00", (8, 20), "2026-11-10T12:00"),
        ("2026-11-10T20:00", (8, 20), "2026-11-11T08:00"),
        ("2026-11-10T07:59", (8, 20), "2026-11-10T08:00"),
        # Past midnight.
        ("2026-11-10T12:00", (20, 2), "2026-11-10T20:00"),
        ("2026-11-10T01:30", (20, 2), "2026-11-10T01:30"),
        # The evening before the hour that is left out, and the hours around it.
        ("2027-03-27T21:00", (8, 20), "2027-03-28T08:00"),
        ("2027-03-28T01:30", (2, 6), "2027-03-28T03:00"),
        # Only the hour that is left out: that night holds no such time.
        ("2027-03-28T01:30", (2, 3), "2027-03-29T02:00"),
        # The hour that comes twice is safe both times.
        ("2026-10-25T01:30", (2, 3), "2026-10-25T02:00"),
        ("2026-10-24T23:00", (8, 20), "2026-10-25T08:00"),
    ],
)
def test_not_02_a_message_goes_in_the_safe_hours_of_the_clock_on_the_wall(
    now: str, safe: tuple[int, int], goes: str
) -> None:
    assert next_safe(at_home(now), safe_from=safe[0], safe_until=safe[1]) == at_home(goes)


def test_not_02_the_second_of_two_equal_hours_is_safe_too() -> None:
    second = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=STOCKHOLM).astimezone(UTC)

    assert is_safe(second, safe_from=2, safe_until=3)
    assert is_safe(second - timedelta(hours=1), safe_from=2, safe_until=3)
    assert not is_safe(second + timedelta(hours=1), safe_from=2, safe_until=3)


@given(MOMENTS, st.integers(0, 23), st.integers(1, 24))
def test_not_02_no_moment_is_chosen_that_is_not_safe_and_none_lies_in_the_past(
    at: datetime, safe_from: int, safe_until: int
) -> None:
    if safe_from == safe_until % 24 or safe_from == safe_until:
        return
    goes = next_safe(at, safe_from=safe_from, safe_until=safe_until)

    assert goes >= at
    assert is_safe(goes, safe_from=safe_from, safe_until=safe_until)
    assert goes - at < timedelta(hours=49)


@given(MOMENTS, st.sampled_from(Rhythm))
def test_the_next_period_is_another_and_begins_after(at: datetime, rhythm: Rhythm) -> None:
    begins = next_period(at, rhythm=rhythm, minutes=60)

    assert begins > at
    assert period_of(begins, rhythm=rhythm, minutes=60) != period_of(at, rhythm=rhythm, minutes=60)
    last = begins - timedelta(seconds=1)
    assert period_of(last, rhythm=rhythm, minutes=60) == period_of(max(at, last), rhythm=rhythm, minutes=60)


def test_once_a_day_is_at_the_same_hour_in_summer_and_in_winter() -> None:
    for day in ("2026-07-01", "2026-10-25", "2026-12-01"):
        assert next_hour_of_day(at_home(f"{day}T03:30"), 8) == at_home(f"{day}T08:00")
