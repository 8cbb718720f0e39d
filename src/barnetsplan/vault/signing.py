"""Signing: Ed25519 over a purpose and what is signed, with a key that lies outside the database (ADR 0005).

The file ``signing.keys`` in the state folder has one line per key, ``name:base64``: the last of them signs, the
older ones only prove what they have signed. A line ``name:public:base64`` holds the public half of a destroyed key.
"""

import base64
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from barnetsplan.vault.masters import KEY_BYTES, WrongKeyFile, is_name, named_key

_FILE = "signing.keys"
_PUBLIC = "public:"


@dataclass(frozen=True, slots=True)
class Signed:
    """By which key something was signed, and the signature."""

    key_id: str
    signature: bytes


@dataclass(frozen=True, slots=True)
class _Keys:
    newest: str
    private: dict[str, Ed25519PrivateKey]
    public: dict[str, Ed25519PublicKey]


def sign(purpose: str, content: bytes) -> Signed:
    """Sign by the newest key; what is signed for one purpose proves nothing for another.

    *Raises:* ``WrongKeyFile`` when the file is missing or wrong.
    """
    keys = _keys()
    if not keys.newest:
        raise WrongKeyFile("The signing key file holds public halves alone, which cannot sign.")
    return Signed(keys.newest, keys.private[keys.newest].sign(_bound(purpose, content)))


def verify(purpose: str, content: bytes, signed: Signed) -> bool:
    """Whether this very content was signed for this purpose by a key of this installation."""
    key = _keys().public.get(signed.key_id)
    return key is not None and _is_by(key, _bound(purpose, content), signed.signature)


def verify_by(public: bytes, purpose: str, content: bytes, signature: bytes) -> bool:
    """Whether the owner of a public key signed this: the proof for whoever does not have our key file."""
    return len(public) == KEY_BYTES and _is_by(
        Ed25519PublicKey.from_public_bytes(public), _bound(purpose, content), signature
    )


def public_key(key_id: str) -> bytes:
    """The public half of a key, to be kept by others; whoever has it can prove and cannot sign."""
    keys = _keys().public
    if key_id not in keys:
        raise WrongKeyFile(f"The signing key file lacks the key '{key_id}'.")
    return keys[key_id].public_bytes_raw()


def make_signing_keys(*, name: str) -> None:
    """Write a new file readable by its owner alone; an existing one is left as it is."""
    path = _path()
    if path.exists():
        return
    path.touch(mode=0o600)
    path.write_text(_new_line(name), encoding="ascii")


def add_signing_key(*, name: str) -> None:
    """Add a newest signing key; the older ones still prove what they signed.

    *Raises:* ``WrongKeyFile`` for a name that is taken or that the file could not hold.
    """
    if not is_name(name) or name in _keys().public:
        raise WrongKeyFile(f"'{name}' is the name of a signing key already, or no name of small letters and digits.")
    with _path().open("a", encoding="ascii") as file:
        file.write(_new_line(name))


def _bound(purpose: str, content: bytes) -> bytes:
    return b"barnetsplan\0" + purpose.encode() + b"\0" + content


def _is_by(key: Ed25519PublicKey, content: bytes, signature: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _new_line(name: str) -> str:
    return f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n"


def _path() -> Path:
    return Path(settings.STATE_DIR) / _FILE


def _keys() -> _Keys:
    path = _path()
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongKeyFile(f"{_FILE} cannot be read; 'barnetsplan make_keys' makes it.") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> _Keys:
    private: dict[str, Ed25519PrivateKey] = {}
    public: dict[str, Ed25519PublicKey] = {}
    newest = ""
    for line in path.read_text(encoding="ascii").split():
        name, key = named_key(line.replace(f":{_PUBLIC}", ":", 1))
        if name in public:
            raise WrongKeyFile("The signing key file names a key twice.")
        if f":{_PUBLIC}" in line:
            public[name] = Ed25519PublicKey.from_public_bytes(key)
        else:
            newest, private[name] = name, Ed25519PrivateKey.from_private_bytes(key)
            public[name] = private[name].public_key()
    if not public:
        raise WrongKeyFile("The signing key file holds no key.")
    return _Keys(newest, private, public)
