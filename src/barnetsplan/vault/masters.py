"""The master keys and the index key, read from a file outside the database (ADR 0005).

The file has one line per key, ``name:base64``: the line ``index`` keys the hashes by which numbers are found,
every other line is a master key, and the last of them wraps new data keys.
"""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
_INDEX = "index"
_NAME = re.compile(r"[a-z0-9-]+")


class WrongKeyFile(Exception):
    """The key file is missing, unreadable or incomplete; nothing starts without it."""


@dataclass(frozen=True, slots=True)
class Masters:
    """The keys of one installation."""

    index: bytes
    by_name: dict[str, bytes]
    newest: str

    def named(self, name: str) -> bytes:
        """One master key; without it, what it wrapped stays closed."""
        if name not in self.by_name:
            raise WrongKeyFile(f"The master key file lacks the key '{name}', by which data keys are wrapped.")
        return self.by_name[name]

    def __repr__(self) -> str:
        """Name the keys and never show them."""
        return f"Masters({', '.join(self.by_name)})"


def masters() -> Masters:
    """The keys of this installation, read anew when another process has changed the file."""
    path: Path = settings.MASTER_KEY_FILE
    return _of(path)


def _of(path: Path) -> Masters:
    try:
        return _read(path, path.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise WrongKeyFile(f"The master key file cannot be read: {path.name}.") from error


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> Masters:
    lines = path.read_text(encoding="ascii").split()
    named = dict(named_key(line) for line in lines)
    if len(named) != len(lines):
        raise WrongKeyFile("The master key file names a key twice.")
    index = named.pop(_INDEX, None)
    if index is None or not named:
        raise WrongKeyFile("The master key file needs the line 'index' and at least one master key.")
    return Masters(index=index, by_name=named, newest=list(named)[-1])


def is_name(name: str) -> bool:
    """Whether a key may be called so: small letters, digits and hyphens."""
    return _NAME.fullmatch(name) is not None


def named_key(line: str) -> tuple[str, bytes]:
    """The name and the key that a line of a key file holds.

    *Raises:* ``WrongKeyFile`` when it holds no such thing.
    """
    name, _, encoded = line.partition(":")
    try:
        key = base64.b64decode(encoded, validate=True)
    except ValueError as error:
        raise WrongKeyFile(f"The key '{name}' is not written in base64.") from error
    if len(key) != KEY_BYTES:
        raise WrongKeyFile(f"The key '{name}' is not {KEY_BYTES} bytes long.")
    return name, key


def make_key_file(path: Path, *, name: str) -> None:
    """Write a new key file readable by its owner alone; an existing file is left as it is."""
    if path.exists():
        return
    path.touch(mode=0o600)
    lines = [f"{key}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}" for key in (_INDEX, name)]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")


def add_master(path: Path, *, name: str) -> None:
    """Add a newest master key, by which new data keys are wrapped; older ones still unwrap theirs.

    *Raises:* ``WrongKeyFile`` for a name that the file could not hold, or that is taken; a second line ``index``
    would make every number unfindable.
    """
    if name == _INDEX or not is_name(name):
        raise WrongKeyFile("A master key needs a name of small letters, digits and hyphens, and not 'index'.")
    if name in _of(path).by_name:
        raise WrongKeyFile(f"The master key '{name}' exists already.")
    with path.open("a", encoding="ascii") as file:
        file.write(f"{name}:{base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()}\n")


def keyed_hash(value: str, *, purpose: str) -> bytes:
    """The hash by which an exact value is found; without the index key it cannot be guessed from the outside.

    *Source:* law.md IDN-04.
    """
    return hmac.new(masters().index, f"{purpose}|{value}".encode(), hashlib.sha256).digest()
