"""Reads a county's file of organisations, domains and units, or says in one sentence what is wrong and on which row.

Nothing is stored here; ``organisations.actions.load_county`` does that.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, Protocol

from barnetsplan.practice.build import Fault, build
from barnetsplan.practice.load import current
from barnetsplan.practice.places import line_of

_KEY: Final = re.compile(r"[a-z0-9_]+")
_MUNICIPALITY: Final = re.compile(r"\d{4}")


class WrongCounty(Exception):
    """A county's file that cannot be used: names file, line and row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow:
    """A municipality, the Region, the Police, an independent school or preschool, an association."""

    key: str
    name: str
    kind: str
    municipality_code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainRow:
    """A secrecy domain, with the section that protects what is written in it (law.md 1.1)."""

    key: str
    organisation: str
    name: str
    section: str
    strength: Literal["strong", "weak"]
    regime: Literal["osl", "statutory", "contract"]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitRow:
    """A unit: one domain, one sector of the practice model."""

    key: str
    name: str
    short_name: str
    sector: str
    domain: str
    phone: str
    municipality_code: str = ""
    locality: str = ""
    placeless: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingRow:
    """Where concern for harm is reported in one municipality."""

    municipality_code: str
    municipality: str
    office_phone: str
    office_hours: str
    out_of_hours_phone: str
    address: str
    invented: bool

    @property
    def key(self) -> str:
        """A municipality has one."""
        return self.municipality_code


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionRow:
    """A function that one municipality has and another has not (model.md 10)."""

    key: str
    municipality_code: str
    name: str
    about: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class County:
    """The whole file."""

    organisations: tuple[OrganisationRow, ...]
    domains: tuple[DomainRow, ...]
    units: tuple[UnitRow, ...]
    reporting_points: tuple[ReportingRow, ...]
    local_functions: tuple[FunctionRow, ...]


class _Row(Protocol):
    @property
    def key(self) -> str: ...


def read_county(path: Path) -> County:
    """Read and check one file. *Raises:* ``WrongCounty`` for the first row that is wrong."""
    try:
        source = path.read_text(encoding="utf-8")
        table = tomllib.loads(source)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WrongCounty(f"{path.name}: the file cannot be read as TOML: {error}.") from None
    try:
        county = build(County, table)
        for fault in _faults(county):
            raise fault
    except Fault as fault:
        where = f"{path.name}, line {line_of(source, fault.path)}, {_row_name(table, fault)}"
        raise WrongCounty(f"{where}: {fault.sentence}") from None
    return county


def _row_name(table: dict[str, object], fault: Fault) -> str:
    """``units «bvc_almhult», sector``: what one looks for in the file."""
    names = [str(part) for part in fault.path if isinstance(part, str)]
    rows = table.get(names[0]) if names else None
    place = next((part for part in fault.path if isinstance(part, int)), None)
    if not isinstance(rows, list) or place is None or not isinstance(rows[place], dict):
        return ", ".join(names)
    row = rows[place]
    key = row.get("key", row.get("municipality_code", f"row {place + 1}"))
    return ", ".join([f"{names[0]} «{key}»", *names[1:]])


def _faults(county: County) -> Iterator[Fault]:
    for table in ("organisations", "domains", "units", "reporting_points", "local_functions"):
        yield from _wrong_keys(table, getattr(county, table))
    yield from _pointing_nowhere(county)
    yield from _wrong_codes(county)


def _wrong_keys(table: str, rows: Sequence[_Row]) -> Iterator[Fault]:
    seen: set[str] = set()
    for place, row in enumerate(rows):
        if not _KEY.fullmatch(row.key):
            yield Fault((table, place, "key"), f"The key «{row.key}» may only have a-z, 0-9 and _.")
        if row.key in seen:
            yield Fault((table, place, "key"), f"«{row.key}» stands here twice.")
        seen.add(row.key)


def _pointing_nowhere(county: County) -> Iterator[Fault]:
    organisations = {row.key for row in county.organisations}
    domains = {row.key for row in county.domains}
    sectors = {sector.key for sector in current().sectors}
    for place, domain in enumerate(county.domains):
        if domain.organisation not in organisations:
            yield Fault(("domains", place, "organisation"), f"There is no organisation «{domain.organisation}».")
    for place, unit in enumerate(county.units):
        if unit.domain not in domains:
            yield Fault(("units", place, "domain"), f"There is no domain «{unit.domain}».")
        if unit.sector not in sectors:
            yield Fault(("units", place, "sector"), f"The practice model has no sector «{unit.sector}».")
        for field in ("municipality_code", "locality"):
            if bool(getattr(unit, field)) is unit.placeless:
                yield Fault(("units", place, field), "A unit is somewhere, and a placeless one nowhere.")


def _wrong_codes(county: County) -> Iterator[Fault]:
    for table in ("organisations", "units", "reporting_points", "local_functions"):
        for place, row in enumerate(getattr(county, table)):
            code = row.municipality_code
            if code and not _MUNICIPALITY.fullmatch(code):
                yield Fault((table, place, "municipality_code"), f"A municipality has four digits, not «{code}».")
