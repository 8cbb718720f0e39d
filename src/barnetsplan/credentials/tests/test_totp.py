"""The codes of the app, against the vectors of the standards themselves."""

from datetime import UTC, datetime, timedelta

import pytest

from barnetsplan.credentials import totp

SECRET = b"12345678901234567890"
AT = datetime(2026, 9, 8, 9, 0, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (2000000000, "279037")],
)
def test_the_codes_are_those_of_rfc_6238(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, tz=UTC)

    assert totp.code_of(SECRET, totp.step_at(at)) == code
    assert totp.step_of(SECRET, code, at=at) == totp.step_at(at)


def test_a_clock_half_a_minute_wrong_is_borne_with_and_a_minute_is_not() -> None:
    code = totp.code_of(SECRET, totp.step_at(AT))

    assert totp.step_of(SECRET, code, at=AT + timedelta(seconds=30)) == totp.step_at(AT)
    assert totp.step_of(SECRET, code, at=AT - timedelta(seconds=30)) == totp.step_at(AT)
    assert totp.step_of(SECRET, code, at=AT + timedelta(seconds=60)) is None
    assert totp.step_of(SECRET, "", at=AT) is None
    assert totp.step_of(SECRET, "kalle å", at=AT) is None


def test_the_picture_says_what_an_app_reads() -> None:
    assert totp.address(SECRET, name="ek-and-1234", issuer="Barnets plan") == (
        "otpauth://totp/Barnets%20plan%3Aek-and-1234?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Barnets+plan"
    )
