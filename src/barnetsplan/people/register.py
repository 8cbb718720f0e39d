"""The population register through an adapter; here its file form (law.md FAM-02, 3 Standards: Navet).

The file is JSON: ``{"children": [{"number", "name", "protected", "guardians": [{"number", "name"}]}]}``, where
``protected`` may be left out. Nothing is copied from it but the one child that somebody has a basis to ask for.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from barnetsplan.domain.identity import IdentityNumber, WrongNumber, parse


class NoRegister(Exception):
    """There is no connection to the register."""


@dataclass(frozen=True, slots=True)
class RegisteredPerson:
    """A person as the register has them."""

    number: IdentityNumber
    name: str


@dataclass(frozen=True, slots=True)
class RegisteredChild:
    """A child and the guardians as the register has them; ``protected`` by any of the register's marks."""

    number: IdentityNumber
    name: str
    guardians: tuple[RegisteredPerson, ...]
    protected: bool = False


def look_up(number: IdentityNumber) -> RegisteredChild | None:
    """The child with exactly this number, or nothing.

    *Raises:* ``NoRegister`` when no register is connected.
    """
    if not settings.REGISTER_FILE:
        raise NoRegister
    path = Path(settings.REGISTER_FILE)
    if not path.exists():
        raise NoRegister
    return _children(path, path.stat().st_mtime_ns).get(number.digits)


@lru_cache(maxsize=2)
def _children(path: Path, _changed: int) -> dict[str, RegisteredChild]:
    content = json.loads(path.read_text(encoding="utf-8"))
    return {row["number"]: _child(row) for row in content["children"]}


def _child(row: dict[str, Any]) -> RegisteredChild:
    guardians = tuple(RegisteredPerson(_number(g["number"]), g["name"]) for g in row["guardians"])
    return RegisteredChild(_number(row["number"]), row["name"], guardians, protected=row.get("protected", False))


def _number(text: str) -> IdentityNumber:
    number = parse(text)
    if isinstance(number, WrongNumber):
        raise NoRegister(f"The register holds a number that is no identity number ({number.code}).")
    return number
