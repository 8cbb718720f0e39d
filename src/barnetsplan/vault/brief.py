"""Sealing what lives for minutes and has no row of its own: what somebody typed while they prove who they are anew."""

import base64
import hmac
from hashlib import sha256
from typing import Final

from barnetsplan.vault.masters import masters
from barnetsplan.vault.sealing import open_bytes, seal_plain

_PURPOSE: Final = b"barnetsplan brief v1|"


def seal_briefly(text: str, *, bound_to: str) -> str:
    """Seal a text for one holder, under a key that comes from the newest master key."""
    name = masters().newest
    sealed = seal_plain(_key(name), text.encode(), bound_to.encode())
    return f"{name}:{base64.b64encode(sealed).decode()}"


def open_brief(sealed: str, *, bound_to: str) -> str:
    """Open it; raises ``SealBroken`` for another holder, or when it was changed."""
    name, _, encoded = sealed.partition(":")
    return open_bytes(_key(name), base64.b64decode(encoded), bound_to.encode()).decode()


def _key(name: str) -> bytes:
    # Never the master key itself, which wraps keys and seals nothing.
    return hmac.new(masters().named(name), _PURPOSE, sha256).digest()
