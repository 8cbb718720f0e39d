"""Half-open periods, Swedish days and birthdays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.periods import (
    STOCKHOLM,
    Period,
    WrongPeriod,
    age_on,
    birthday,
    earliest,
    eighteenth_birthday,
    local_date,
    midnight_of,
    months_after,
)

NOON = datetime(2026, 11, 23, 11, 0, tzinfo=UTC)
A_SECOND = timedelta(seconds=1)
days = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31))
moments = st.datetimes(
    min_value=datetime(1981, 1, 1),  # noqa: DTZ001 - the zone is drawn below
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, STOCKHOLM]),
)


def test_a_period_holds_its_beginning_and_not_its_end() -> None:
    period = Period(NOON, NOON + A_SECOND)

    assert period.contains(NOON)
    assert not period.contains(NOON + A_SECOND)
    assert not period.contains(NOON - A_SECOND)


def test_a_period_without_end_goes_on() -> None:
    period = Period(NOON)

    assert period.contains(NOON + timedelta(days=100_000))
    assert not period.is_over(NOON + timedelta(days=100_000))


def test_a_period_of_days_is_half_open_too() -> None:
    period = Period(date(2026, 11, 1), date(2026, 12, 1))

    assert period.contains(date(2026, 11, 30))
    assert not period.contains(date(2026, 12, 1))
    assert period.is_over(date(2026, 12, 1))


def test_a_period_that_ends_as_it_begins_holds_nothing() -> None:
    assert not Period(NOON, NOON).contains(NOON)


@pytest.mark.parametrize(("start", "end"), [(NOON, NOON - A_SECOND), (date(2026, 1, 2), date(2026, 1, 1))])
def test_an_end_before_the_beginning_is_refused(start: date, end: date) -> None:
    with pytest.raises(WrongPeriod, match="ends before it begins"):
        Period(start, end)


def test_days_and_moments_do_not_mix() -> None:
    with pytest.raises(WrongPeriod, match="not of both"):
        Period(date(2026, 1, 1), NOON)
    with pytest.raises(WrongPeriod, match="not of both"):
        Period(date(2026, 1, 1)).contains(NOON)


def test_a_moment_without_time_zone_is_refused() -> None:
    with pytest.raises(WrongPeriod, match="without time zone"):
        Period(NOON).contains(NOON.replace(tzinfo=None))


def test_two_periods_that_meet_do_not_overlap() -> None:
    first, second = Period(NOON, NOON + A_SECOND), Period(NOON + A_SECOND)

    assert not first.overlaps(second)
    assert not second.overlaps(first)


@given(first=moments, second=moments, third=moments, at=moments)
def test_a_period_cut_in_two_holds_each_moment_exactly_once(
    first: datetime, second: datetime, third: datetime, at: datetime
) -> None:
    start, middle, end = sorted([first, second, third], key=lambda moment: moment.astimezone(UTC))

    whole, early, late = Period(start, end), Period(start, middle), Period(middle, end)

    assert whole.contains(at) == (early.contains(at) != late.contains(at))
    assert not early.overlaps(late)


def test_the_double_hour_in_october_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=STOCKHOLM)
    second = first.replace(fold=1)

    period = Period(first, second)

    assert period.contains(datetime(2026, 10, 25, 2, 45, tzinfo=STOCKHOLM))
    assert period.is_over(second)
    assert not period.contains(second)


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2026, 1, 31, 22, 59, tzinfo=UTC), date(2026, 1, 31)),
        (datetime(2026, 1, 31, 23, 0, tzinfo=UTC), date(2026, 2, 1)),
        (datetime(2026, 6, 30, 21, 59, tzinfo=UTC), date(2026, 6, 30)),
        (datetime(2026, 6, 30, 22, 0, tzinfo=UTC), date(2026, 7, 1)),
    ],
)
def test_the_day_changes_at_swedish_midnight_in_winter_and_summer(at: datetime, day: date) -> None:
    assert local_date(at) == day


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 5, 1), 24)])
def test_a_day_has_as_many_hours_as_it_has(day: date, hours: int) -> None:
    begins, ends = midnight_of(day).astimezone(UTC), midnight_of(day + timedelta(days=1)).astimezone(UTC)

    assert ends - begins == timedelta(hours=hours)


@given(day=days)
def test_midnight_is_the_first_moment_of_the_day(day: date) -> None:
    midnight = midnight_of(day).astimezone(UTC)

    assert local_date(midnight) == day
    assert local_date(midnight - A_SECOND) == day - timedelta(days=1)


def test_majority_comes_at_midnight_on_the_eighteenth_birthday() -> None:
    assert eighteenth_birthday(date(2008, 7, 1)) == datetime(2026, 6, 30, 22, 0, tzinfo=UTC)


def test_one_born_on_29_february_comes_of_age_on_the_28th() -> None:
    assert eighteenth_birthday(date(2008, 2, 29)) == midnight_of(date(2026, 2, 28))
    assert birthday(date(2008, 2, 29), 20) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2022, 6, 15), date(2022, 6, 15), 0),
        (date(2022, 6, 15), date(2026, 6, 14), 3),
        (date(2022, 6, 15), date(2026, 6, 15), 4),
        (date(2020, 2, 29), date(2026, 2, 27), 5),
        (date(2020, 2, 29), date(2026, 2, 28), 6),
        (date(2020, 2, 29), date(2028, 2, 28), 7),
    ],
)
def test_an_age_is_counted_in_whole_years(born_on: date, day: date, age: int) -> None:
    assert age_on(born_on, day) == age


@given(born_on=days, years=st.integers(0, 18))
def test_one_is_an_age_from_that_birthday_and_not_the_day_before(born_on: date, years: int) -> None:
    reached = birthday(born_on, years)

    assert age_on(born_on, reached) == years
    assert years == 0 or age_on(born_on, reached - timedelta(days=1)) == years - 1


def test_an_unborn_child_has_no_age() -> None:
    with pytest.raises(ValueError, match="before they are born"):
        age_on(date(2026, 6, 15), date(2026, 6, 14))


def test_the_earliest_moment_wins_and_an_unknown_end_does_not_count() -> None:
    consent_ends, of_age = NOON + timedelta(days=365), NOON + timedelta(days=100)

    assert earliest(consent_ends, of_age, None) == of_age
    assert earliest(consent_ends, None) == consent_ends


def test_the_earliest_is_found_across_time_zones() -> None:
    in_sweden = datetime(2026, 11, 23, 11, 30, tzinfo=STOCKHOLM)

    assert earliest(NOON, in_sweden) == in_sweden


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 22), 12, date(2027, 11, 22)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 5, 4), 0, date(2026, 5, 4)),
    ],
)
def test_months_after_stays_within_the_month(day: date, months: int, later: date) -> None:
    assert months_after(day, months) == later


@given(day=days, months=st.integers(0, 24))
def test_months_after_moves_exactly_so_many_months(day: date, months: int) -> None:
    later = months_after(day, months)

    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day
