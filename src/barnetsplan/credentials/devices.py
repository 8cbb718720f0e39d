"""Devices from which somebody has signed in before: strangers' tries do not count against them.

A known device proves nothing, and opens nothing: it only says that the tries are its own.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

_SALT: Final = "known device"
_KNOWN_FOR: Final = timedelta(days=180)


@dataclass(frozen=True, slots=True)
class Device:
    """A device, and the one account that has been opened from it last; ``generation`` is the account's, then."""

    id: str
    account: UUID
    generation: int


def device_of(cookies: Mapping[str, str]) -> Device | None:
    """The device, when what it brings has our signature and is not too old."""
    try:
        said = signing.loads(cookies[settings.DEVICE_COOKIE_NAME], salt=_SALT, max_age=_KNOWN_FOR)
        return Device(id=said["id"], account=UUID(said["account"]), generation=said["generation"])
    except (KeyError, ValueError, TypeError, signing.BadSignature):
        return None


def remember(response: HttpResponse, *, account: UUID, generation: int) -> None:
    """Let the device be known from now on."""
    said = {"id": secrets.token_hex(16), "account": str(account), "generation": generation}
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(said, salt=_SALT),
        max_age=_KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
