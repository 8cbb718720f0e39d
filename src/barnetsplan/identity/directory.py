"""Reads a directory's file: by what names it knows members of staff and units (docs/sign-in.md)."""

import tomllib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from barnetsplan.domain.identity import IdentityNumber, parse
from barnetsplan.identity.actions import NameTaken, give_code, give_name
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import by_number
from barnetsplan.practice.build import Fault, build


class WrongDirectory(Exception):
    """A file that cannot be used; names the row, and shows nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class StaffRow:
    """A member of staff whom we know by number, and the name that the directory has for them."""

    number: str
    scheme: Literal["hsa", "org_affiliation", "eppn"]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit of ours, and the code that directories have for it."""

    unit: str
    scheme: Literal["hsa", "school_unit"]
    code: str


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Directory:
    """The whole file."""

    staff: tuple[StaffRow, ...] = ()
    units: tuple[UnitRow, ...] = ()


def take(path: Path, *, at: datetime) -> int:
    """Take in every row; returns how many. The same file again changes nothing. *Raises:* ``WrongDirectory``."""
    try:
        read = build(Directory, tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise WrongDirectory(f"{path.name} cannot be read as TOML.") from None
    except Fault as fault:
        raise WrongDirectory(f"{path.name}, {'.'.join(map(str, fault.path))}: {fault.sentence}") from None
    for place, unit in enumerate(read.units, start=1):
        _take_unit(unit, f"{path.name}, unit {place}")
    for place, member in enumerate(read.staff, start=1):
        _take_member(member, f"{path.name}, member of staff {place}", at)
    return len(read.units) + len(read.staff)


def _take_unit(row: UnitRow, where: str) -> None:
    unit = Unit.objects.filter(code=row.unit).first()
    if unit is None:
        raise WrongDirectory(f"{where}: there is no unit «{row.unit}».")
    if give_code(unit=unit, scheme=row.scheme, code=row.code).unit_id != unit.pk:
        raise WrongDirectory(f"{where}: another unit has this code.")


def _take_member(row: StaffRow, where: str, at: datetime) -> None:
    number = parse(row.number)
    person = by_number(number) if isinstance(number, IdentityNumber) else None
    if person is None:
        raise WrongDirectory(f"{where}: nobody here has this number.")
    try:
        give_name(person=person, scheme=row.scheme, value=row.name, at=at)
    except NameTaken:
        raise WrongDirectory(f"{where}: somebody else has this name.") from None
