"""Codes from an app in the telephone: six digits that change every half minute (RFC 6238, RFC 4226)."""

import base64
import hashlib
import hmac
import struct
from datetime import datetime
from typing import Final
from urllib.parse import quote, urlencode

SECRET_BYTES: Final = 20
_STEP_SECONDS: Final = 30
_DIGITS: Final = 6
#: A telephone's clock may be half a minute wrong, either way.
_AROUND: Final = (-1, 0, 1)


def step_at(at: datetime) -> int:
    """Which half minute a moment lies in, counted from 1970. *Source:* RFC 6238 4.2."""
    return int(at.timestamp()) // _STEP_SECONDS


def code_of(secret: bytes, step: int) -> str:
    """The code of one half minute. *Source:* RFC 4226 5.3."""
    digest = hmac.new(secret, struct.pack(">Q", step), hashlib.sha1).digest()
    offset = digest[-1] & 0x0F
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return str(number % 10**_DIGITS).zfill(_DIGITS)


def step_of(secret: bytes, code: str, *, at: datetime) -> int | None:
    """The half minute to which a code belongs, if it is one of now; every one is looked at, whichever fits."""
    found = None
    for step in (step_at(at) + around for around in _AROUND):
        if hmac.compare_digest(code_of(secret, step).encode(), code.encode()):
            found = step
    return found


def in_letters(secret: bytes) -> str:
    """The secret as an app takes it when it is typed."""
    return base64.b32encode(secret).decode().rstrip("=")


def address(secret: bytes, *, name: str, issuer: str) -> str:
    """What the square picture says, so that the app can read it."""
    return f"otpauth://totp/{quote(f'{issuer}:{name}')}?{urlencode({'secret': in_letters(secret), 'issuer': issuer})}"
