"""The families of providers that come with the program, as data (``profiles.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from barnetsplan.identity.provider import Profile
from barnetsplan.practice.build import build

_FILE: Final = Path(__file__).with_name("profiles.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLevel:
    """What an acr means, by those who define it."""

    acr: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TestHosts:
    """Words in the names of hosts where anybody can be anybody."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Families:
    """The file of profiles."""

    levels: tuple[KnownLevel, ...]
    profiles: tuple[Profile, ...]
    test: TestHosts

    def profile(self, key: str) -> Profile | None:
        """A profile by its key."""
        return next((each for each in self.profiles if each.key == key), None)

    def level(self, acr: str) -> int | None:
        """What an acr means; nothing for one that nobody has defined here."""
        return next((each.level for each in self.levels if each.acr == acr), None)


@cache
def families() -> Families:
    """The profiles that come with the program."""
    return build(Families, tomllib.loads(_FILE.read_text(encoding="utf-8")))
