"""Codes on paper: made once, shown once, and kept as keyed hashes alone; and the names of accounts."""

import re
import secrets
from typing import Final
from uuid import UUID

from barnetsplan.vault.masters import keyed_hash

#: Neither 0, 1, O, I nor L: nobody reads one for the other.
_LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
_GROUP: Final = 4
_INVITATION_GROUPS: Final = 4
_RECOVERY_GROUPS: Final = 3
RECOVERY_CODES: Final = 10
_APART: Final = re.compile(r"[\s-]+")
#: An account is named by two words and a number. The name tells of nobody, and is not for its owner to choose: one that
#: is taken could not be told from one that is free, otherwise than by saying so. No letter needs a Swedish keyboard.
_FIRST: Final = (
    "alm",
    "ask",
    "bok",
    "ek",
    "en",
    "gran",
    "hassel",
    "idegran",
    "lind",
    "pil",
    "poppel",
    "oxel",
    "tall",
)
_SECOND: Final = (
    "and",
    "berguv",
    "duva",
    "falk",
    "kaja",
    "korp",
    "lom",
    "mes",
    "orre",
    "ripa",
    "skata",
    "svan",
    "trana",
    "uggla",
)


def invitation_code() -> str:
    """A code that opens one invitation: eighty bits, in groups that can be read aloud."""
    return _grouped(_INVITATION_GROUPS)


def recovery_codes() -> tuple[str, ...]:
    """The codes that stand in for the second step, each once."""
    return tuple(_grouped(_RECOVERY_GROUPS) for _ in range(RECOVERY_CODES))


def account_name() -> str:
    """A name for a new account."""
    return f"{secrets.choice(_FIRST)}-{secrets.choice(_SECOND)}-{secrets.randbelow(9000) + 1000}"


def typed(code: str) -> str:
    """A code as it was meant, however it was typed."""
    return _APART.sub("", code).upper()


def invitation_hash(code: str) -> bytes:
    """Under which an invitation is found."""
    return keyed_hash(typed(code), purpose="invitation")


def recovery_hash(code: str, *, account: UUID) -> bytes:
    """Under which a recovery code of one account is found."""
    return keyed_hash(f"{account}|{typed(code)}", purpose="recovery-code")


def _grouped(groups: int) -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(_GROUP)) for _ in range(groups))
