"""Reads the file of identity providers, or says in one sentence what is wrong and on which line (docs/sign-in.md)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from barnetsplan.identity.checks import check
from barnetsplan.identity.families import families
from barnetsplan.identity.keys import WrongKey, read_key
from barnetsplan.identity.provider import Provider, ProviderRow, SigningKey
from barnetsplan.practice.build import Fault
from barnetsplan.practice.load import load_as


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    providers: tuple[ProviderRow, ...]


def load(path: Path, *, production: bool) -> Mapping[str, Provider]:
    """Read and check one file; the providers by their keys, in its order.

    *Raises:* ``WrongPractice`` for the first thing that is wrong. A provider for tests is wrong in production, and one
    of production in a demonstration (law.md IDN-06).
    """
    opened: dict[str, Provider] = {}

    def check_all(file: _File) -> None:
        for fault in check(file.providers, families(), production=production):
            raise fault
        opened.update((provider.key, provider) for provider in _opened(file.providers, path.parent))

    load_as(path, _File, check_all)
    return opened


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
