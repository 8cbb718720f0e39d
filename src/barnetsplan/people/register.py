"""The population register through an adapter; here its file form (law.md FAM-02, 3 Standards: Navet).

Each child is ``{"number", "name", "marks", "guardians": [{"number", "name", "marks"}]}``, where ``marks`` are the
register's own codes and may be left out; the forms of the file stand in ``register_forms``. Nothing is copied from it
but the one child that somebody has a basis to ask for, and it is read again whenever the file has changed. A register
that cannot be read is a register that does not answer: nobody gets a right by it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse
from barnetsplan.domain.protection import Protection
from barnetsplan.people.register_forms import rows

#: The register's codes for its marks (law.md 1.11). A number that was had before (01001 and the like) is never read:
#: old and new identity are not linked (PROT-05).
MARKS: Mapping[str, Protection] = {"01003": Protection.MARKED, "01020": Protection.REGISTERED}


class NoRegister(Exception):
    """There is no connection to the register."""


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person as the register has them, with the register's marks."""

    number: IdentityNumber
    name: str
    marks: frozenset[Protection] = frozenset()


@dataclass(frozen=True, slots=True)
class RegisteredChild:
    """A child and the guardians as the register has them, each with the register's marks."""

    number: IdentityNumber
    name: str
    guardians: tuple[RegisteredPerson, ...]
    marks: frozenset[Protection] = frozenset()

    @property
    def protected(self) -> bool:
        """Whether the register protects anybody in the family (law.md PROT-01)."""
        return bool(self.marks) or any(guardian.marks for guardian in self.guardians)


def look_up(number: IdentityNumber) -> RegisteredChild | None:
    """The child with exactly this number, or nothing.

    *Raises:* ``NoRegister`` when no register is connected, or it cannot be read.
    """
    if not settings.REGISTER_FILE:
        raise NoRegister
    path = Path(settings.REGISTER_FILE)
    if not path.exists():
        raise NoRegister
    try:
        return _children(path, path.stat().st_mtime_ns).get(number.digits)
    except (OSError, ValueError, LookupError, TypeError) as fault:
        raise NoRegister(f"The register cannot be read ({type(fault).__name__}).") from fault


@lru_cache(maxsize=2)
def _children(path: Path, _changed: int) -> dict[str, RegisteredChild]:
    return {child.number.digits: child for child in map(_child, rows(path.read_text(encoding="utf-8")))}


def _child(row: Mapping[str, Any]) -> RegisteredChild:
    guardians = tuple(RegisteredPerson(_number(g["number"]), g["name"], _marks(g)) for g in row["guardians"])
    return RegisteredChild(_number(row["number"]), row["name"], guardians, _marks(row))


def _marks(row: Mapping[str, Any]) -> frozenset[Protection]:
    codes: Iterable[str] = row.get("marks", ())
    return frozenset(MARKS[code] for code in codes if code in MARKS)


def _number(text: str) -> IdentityNumber:
    number = parse(text)
    if isinstance(number, WrongNumber):
        raise NoRegister(f"The register holds a number that is no identity number ({number.code}).")
    return number
