"""Identity numbers: what is read, what is refused, and that a number never shows itself."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.identity import (
    IdentityNumber,
    WrongNumber,
    make_invented,
    make_invented_coordination,
    parse,
)

NOEL = "202206159804"
FULL_WIDTH = NOEL.translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
dates_of_birth = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))
serials = st.integers(min_value=0, max_value=19)


@pytest.mark.parametrize(
    "written",
    [NOEL, "20220615-9804", "20220615 9804", " 2022 06 15 - 98 04 ", "20220615+9804", "20220615\u00a09804"],
)
def test_a_number_is_read_with_or_without_dash_plus_and_spaces(written: str) -> None:
    assert parse(written) == IdentityNumber(NOEL)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "220615-9802",
        "2022061598041",
        "20220615980",
        "2022O6159802",
        FULL_WIDTH,
        "20220615/9802",
    ],
)
def test_anything_but_twelve_digits_is_refused(written: str) -> None:
    assert parse(written) == WrongNumber("not_twelve_digits")


@pytest.mark.parametrize(
    "written",
    ["202202309802", "202213019802", "202200159802", "202206009802", "202206609802", "202206929802", "170006159802"],
)
def test_a_date_that_never_was_is_refused(written: str) -> None:
    assert parse(written) == WrongNumber("no_such_date")


def test_29_february_exists_only_in_leap_years() -> None:
    assert parse("202302299808") == WrongNumber("no_such_date")
    assert make_invented(date(2024, 2, 29), 0).born_on == date(2024, 2, 29)


def test_the_published_test_number_is_right() -> None:
    number = parse("19900101-9802")

    assert isinstance(number, IdentityNumber)
    assert number.is_invented


@given(born_on=dates_of_birth, serial=serials)
def test_an_invented_number_is_valid_and_says_when_its_person_was_born(born_on: date, serial: int) -> None:
    number = make_invented(born_on, serial)

    assert parse(number.formatted) == number
    assert number.born_on == born_on
    assert number.is_invented
    assert not number.is_coordination_number


@given(born_on=dates_of_birth, serial=serials)
def test_a_coordination_number_carries_the_same_date_of_birth(born_on: date, serial: int) -> None:
    number = make_invented_coordination(born_on, serial)

    assert parse(number.digits) == number
    assert number.born_on == born_on
    assert number.is_coordination_number


@given(born_on=dates_of_birth, place=st.integers(8, 11), added=st.integers(1, 9))
def test_one_wrong_digit_after_the_date_is_found(born_on: date, place: int, added: int) -> None:
    digits = make_invented(born_on, 0).digits
    wrong = str((int(digits[place]) + added) % 10)

    assert parse(digits[:place] + wrong + digits[place + 1 :]) == WrongNumber("wrong_check_digit")


@given(written=st.text(max_size=20))
def test_no_text_makes_the_reading_fail(written: str) -> None:
    assert isinstance(parse(written), IdentityNumber | WrongNumber)


def test_neither_repr_nor_str_nor_a_refusal_shows_the_number() -> None:
    number = IdentityNumber(NOEL)

    shown = f"{number} {number!r} {[number]} {parse('202206159805')}"

    assert "9804" not in shown
    assert "2022" not in shown


def test_digits_that_no_register_could_have_given_cannot_be_made_by_hand() -> None:
    with pytest.raises(ValueError, match=r"^wrong_check_digit$"):
        IdentityNumber("202206159805")


@pytest.mark.parametrize("serial", [-1, 20])
def test_only_twenty_invented_persons_are_born_on_one_day(serial: int) -> None:
    with pytest.raises(ValueError, match="twenty"):
        make_invented(date(2022, 6, 15), serial)


def test_an_ordinary_birth_number_is_not_invented() -> None:
    # Somebody born in 1850: the number is nobody's, whichever of the ten is the valid one.
    (number,) = [read for digit in "0123456789" if isinstance(read := parse("18500101123" + digit), IdentityNumber)]

    assert not number.is_invented
