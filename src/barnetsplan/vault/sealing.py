"""Sealing: AES-256-GCM with the place of the text authenticated, so that sealed text cannot be moved (ADR 0005)."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from barnetsplan.vault.masters import KEY_BYTES, masters
from barnetsplan.vault.models import Key

_VERSION = b"\x01"
_NONCE_BYTES = 12


class SealBroken(Exception):
    """Sealed bytes do not belong to this place or were changed."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed text lies: table, column and row are authenticated with it."""

    table: str
    column: str
    row: UUID

    def bound_to(self, key: UUID) -> bytes:
        """The bytes that are authenticated together with the text."""
        return f"{self.table}|{self.column}|{self.row}|{key}".encode()


def make_key(*, at: datetime) -> Key:
    """Make and store a new data key, wrapped by the newest master key."""
    keys = masters()
    key = Key(master=keys.newest, made_at=at)
    key.wrapped = seal_plain(keys.named(keys.newest), os.urandom(KEY_BYTES), str(key.id).encode())
    key.save(force_insert=True)
    return key


def seal(text: str, *, key: Key, place: Place) -> bytes:
    """Seal a text for one place."""
    return seal_bytes(text.encode(), key=key, place=place)


def seal_bytes(plain: bytes, *, key: Key, place: Place) -> bytes:
    """Seal what is no text, such as a scanned paper, for one place."""
    return seal_plain(_unwrapped(key), plain, place.bound_to(key.id))


def unseal(sealed: bytes | memoryview, *, key: Key, place: Place) -> str:
    """Open a sealed text.

    *Raises:* ``SealBroken`` when the bytes were changed or lie in another place than they were sealed for.
    """
    return unseal_bytes(sealed, key=key, place=place).decode()


def unseal_bytes(sealed: bytes | memoryview, *, key: Key, place: Place) -> bytes:
    """Open what was sealed as bytes; raises as ``unseal`` does."""
    return open_bytes(_unwrapped(key), bytes(sealed), place.bound_to(key.id))


def unsealer(key: Key) -> Callable[[bytes | memoryview, Place], str]:
    """What opens several texts of one key, which is unwrapped once; each raises as ``unseal`` does."""
    cipher = AESGCM(_unwrapped(key))
    return lambda sealed, place: _opened(cipher, bytes(sealed), place.bound_to(key.id)).decode()


def rewrap(keys: Iterable[Key]) -> int:
    """Wrap data keys by the newest master key; returns how many were changed."""
    newest = masters().newest
    changed = [key for key in keys if key.master != newest]
    for key in changed:
        plain = _unwrapped(key)
        key.wrapped = seal_plain(masters().named(newest), plain, str(key.id).encode())
        key.master = newest
        key.save(update_fields=["wrapped", "master"])
    return len(changed)


def _unwrapped(key: Key) -> bytes:
    return open_bytes(masters().named(key.master), bytes(key.wrapped), str(key.id).encode())


def seal_plain(key: bytes, plain: bytes, bound_to: bytes) -> bytes:
    """Seal under a key that the caller has; within this room alone."""
    nonce = os.urandom(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, plain, bound_to)


def open_bytes(key: bytes, sealed: bytes, bound_to: bytes) -> bytes:
    """Open under a key that the caller has; raises ``SealBroken``; within this room alone."""
    return _opened(AESGCM(key), sealed, bound_to)


def _opened(cipher: AESGCM, sealed: bytes, bound_to: bytes) -> bytes:
    version, nonce, body = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    if version != _VERSION or len(nonce) < _NONCE_BYTES:
        raise SealBroken("Sealed text is cut off, or of a kind that this program does not know.")
    try:
        return cipher.decrypt(nonce, body, bound_to)
    except InvalidTag as error:
        raise SealBroken("Sealed text does not open at this place.") from error
