"""Who takes part in the demonstration: invented people, their numbers, and the register's file about the children."""

import json
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from barnetsplan.demo.head import Age, Head
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.periods import months_after
from barnetsplan.practice.build import build

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitStaff:
    """Who works in a unit: pairs of name and role."""

    key: str
    staff: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffList:
    """The whole file."""

    units: tuple[UnitStaff, ...]


def read_staff() -> tuple[UnitStaff, ...]:
    """Everybody who works in the county, unit by unit."""
    return build(StaffList, tomllib.loads((FOLDER / "staff.toml").read_text(encoding="utf-8"))).units


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """The file of the children whom the register knows and nobody has had a basis to admit."""

    children: tuple[Head, ...]


def read_waiting() -> tuple[Head, ...]:
    """The children who are only in the register; Noel is the first."""
    return build(Waiting, tomllib.loads((FOLDER / "waiting.toml").read_text(encoding="utf-8"))).children


def born_on(age: Age, *, today: date) -> date:
    """A day of birth that gives this age today, some days past the birthday."""
    return months_after(today, -(age.years * 12 + age.months)) - timedelta(days=9)


class Numbers:
    """Gives everybody an invented number of their own, the same each time the same people come in the same order."""

    def __init__(self) -> None:
        """Nobody has one yet."""
        self._taken: Counter[date] = Counter()
        self._of: dict[str, IdentityNumber] = {}

    def __getitem__(self, name: str) -> IdentityNumber:
        """The number of somebody who has one."""
        return self._of[name]

    def give(self, name: str, born: date) -> IdentityNumber:
        """The number of a person with this name, who keeps the first one given."""
        if name not in self._of:
            self._of[name] = make_invented(born, self._taken[born])
            self._taken[born] += 1
        return self._of[name]


def staff_born_on(place: int) -> date:
    """A day of birth for the staff member at a place in the list, between 25 and 63 years before 2026."""
    return date(1963 + place * 7 % 38, 1 + place * 5 % 12, 1 + place * 11 % 28)


def give_numbers(staff: Iterable[UnitStaff], families: Iterable[Head], *, today: date) -> Numbers:
    """Numbers for all staff, adults and born children."""
    numbers = Numbers()
    names = dict.fromkeys(name for unit in staff for name, _ in unit.staff)
    for place, name in enumerate(names):
        numbers.give(name, staff_born_on(place))
    for head in families:
        for adult in head.adults:
            if adult.born is not None:
                numbers.give(adult.name, adult.born)
        if head.age is not None:
            numbers.give(head.name, born_on(head.age, today=today))
    return numbers


def write_register(file: Path, families: Iterable[Head], numbers: Numbers) -> None:
    """Write the population register's file about all born children, admitted or not."""
    children = [_registered(head, numbers) for head in families if not head.is_unborn]
    file.write_text(json.dumps({"children": children}, ensure_ascii=False, indent=1), encoding="utf-8")


def _registered(head: Head, numbers: Numbers) -> Mapping[str, object]:
    return {
        "number": numbers[head.name].digits,
        "name": head.name,
        "marks": list(head.marks),
        "guardians": [{"number": numbers[adult.name].digits, "name": adult.name} for adult in head.adults],
    }
