"""Reads the file of identity providers, or says in one sentence what is wrong and on which line (docs/sign-in.md)."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from barnetsplan.identity.checks import check
from barnetsplan.identity.families import families
from barnetsplan.identity.keys import WrongKey, read_key
from barnetsplan.identity.provider import Provider, ProviderRow, SigningKey
from barnetsplan.practice.build import Fault, build
from barnetsplan.practice.places import line_of


class WrongSignIn(Exception):
    """A file of providers that cannot be used; the program does not start with it."""

    def __init__(self, file: Path, line: int, field: str, sentence: str) -> None:
        """Keep the four apart, and join them to one sentence for the one who starts the program."""
        place = f"{file.name}, line {line}, {field}" if field else f"{file.name}, line {line}"
        super().__init__(f"{place}: {sentence}")
        self.file = file
        self.line = line
        self.field = field
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    providers: tuple[ProviderRow, ...]


def load(path: Path, *, production: bool) -> Mapping[str, Provider]:
    """Read and check one file; the providers by their keys, in its order.

    *Raises:* ``WrongSignIn`` for the first thing that is wrong. A provider for tests is wrong in production, and one
    of production in a demonstration (law.md IDN-06).
    """
    source = _read(path)
    try:
        rows = build(_File, _parse(source, path)).providers
        for fault in check(rows, families(), production=production):
            raise fault
        return {provider.key: provider for provider in _opened(rows, path.parent)}
    except Fault as fault:
        field = ".".join(name for name in fault.path if isinstance(name, str))
        raise WrongSignIn(path, line_of(source, fault.path), field, fault.sentence) from None


def _opened(rows: tuple[ProviderRow, ...], folder: Path) -> Iterator[Provider]:
    for place, row in enumerate(rows):
        profile = families().profile(row.profile)
        if profile is None:  # already refused by the checks
            raise Fault(("providers", place, "profile"), "There is no such profile.")
        yield Provider(row=row, profile=profile, keys=tuple(_keys(row, place, folder)))


def _keys(row: ProviderRow, place: int, folder: Path) -> Iterator[SigningKey]:
    for name in row.private_keys:
        try:
            yield read_key(folder / name)
        except WrongKey as wrong:
            raise Fault(("providers", place, "private_keys"), f"«{name}»: {wrong}") from None


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise WrongSignIn(path, line, "", "The file is not written in UTF-8.") from None
    except OSError:
        raise WrongSignIn(path, 1, "", "The file cannot be read.") from None


def _parse(source: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        # The reader tells the line only inside its message.
        told = re.search(r"line (\d+)", str(error))
        line = int(told[1]) if told else source.count("\n") + 1
        raise WrongSignIn(path, line, "", f"The file is not TOML: {error}.") from None
