"""What is wrong in a file of providers, beyond its form: each fault names its place, for ``load`` to find the line."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from barnetsplan.identity.families import Families
from barnetsplan.identity.provider import ALGORITHMS, Profile, ProviderRow
from barnetsplan.identity.reading import SCOPED
from barnetsplan.practice.build import Fault

_KEY: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_LEVELS: Final = (2, 3, 4)
_MOST_SKEW: Final = 300
_LONGEST_TOKEN: Final = 3600
#: What stands behind the @ of a member of staff.
_ORGANISATION: Final = re.compile(r"[a-z0-9]([a-z0-9.\-]*[a-z0-9])?")


def check(rows: tuple[ProviderRow, ...], families: Families, *, production: bool) -> Iterator[Fault]:
    """Every fault, in the order of the file."""
    seen: set[str] = set()
    for place, row in enumerate(rows):
        yield from _names(row, place, seen)
        yield from _addresses(row, place, families.test.words, production=production)
        yield from _profile(row, place, families)
        yield from _figures(row, place)
        seen.add(row.key)


def _names(row: ProviderRow, place: int, seen: set[str]) -> Iterator[Fault]:
    if not _KEY.fullmatch(row.key):
        yield _fault(place, "key", f"«{row.key}» may only have a-z, 0-9 and hyphens.")
    if row.key in seen:
        yield _fault(place, "key", f"«{row.key}» stands here twice.")


def _addresses(row: ProviderRow, place: int, words: tuple[str, ...], *, production: bool) -> Iterator[Fault]:
    parts = urlsplit(row.issuer)
    if not parts.hostname or parts.query or parts.fragment or parts.username:
        yield _fault(place, "issuer", "An issuer is an address with a host, and without question mark and hash.")
        return
    if production and row.environment == "test":
        yield _fault(place, "environment", "A provider for tests lets anybody be anybody; it has no place here.")
    if not production and row.environment == "production":
        yield _fault(place, "environment", "The demonstration takes only providers for tests: nobody real signs in.")
    if row.environment == "test":
        if parts.scheme != "https" and not is_loopback(row.issuer):
            yield _fault(place, "issuer", "An issuer begins with https://.")
        return
    if parts.scheme != "https":
        yield _fault(place, "issuer", "An issuer begins with https://.")
    if word := test_word(row.issuer, words):
        yield _fault(place, "issuer", f"The host has «{word}» in its name: such providers let anybody be anybody.")


def is_loopback(address: str) -> bool:
    """Whether an address is on this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def test_word(issuer: str, words: tuple[str, ...]) -> str:
    """What in the name of a host says that it is for tests; an address in numbers says it by itself."""
    host = urlsplit(issuer).hostname or ""
    try:
        return str(ip_address(host))
    except ValueError:
        return next((part for part in re.split(r"[.\-]", host) if part in words), "")


def _profile(row: ProviderRow, place: int, families: Families) -> Iterator[Fault]:
    profile = families.profile(row.profile)
    if profile is None or profile.protocol != "oidc":
        known = ", ".join(each.key for each in families.profiles if each.protocol == "oidc")
        yield _fault(place, "profile", f"There is no profile «{row.profile}». Known are: {known}.")
        return
    yield from _agreed(row, place, profile)
    yield from _levels(row, place, profile, families)


def _agreed(row: ProviderRow, place: int, profile: Profile) -> Iterator[Fault]:
    if profile.commission and not row.purposes:
        yield _fault(place, "purposes", "Which purposes of a commission are agreed must stand here.")
    if row.purposes and not profile.commission:
        yield _fault(place, "purposes", f"The profile «{profile.key}» knows no commissions.")
    scoped = any(each.scheme in SCOPED for each in profile.staff)
    if scoped is not bool(row.organisations):
        tell = "must" if scoped else "must not"
        yield _fault(place, "organisations", f"With «{profile.key}» it {tell} stand here whose staff it may name.")
    for organisation in row.organisations:
        if not _ORGANISATION.fullmatch(organisation):
            yield _fault(place, "organisations", f"«{organisation}» is not what stands behind an @, in small letters.")


def _levels(row: ProviderRow, place: int, profile: Profile, families: Families) -> Iterator[Fault]:
    for number, allowed in enumerate(row.levels):
        where = ("providers", place, "levels", number)
        if allowed.kind != profile.kind:
            yield Fault((*where, "kind"), f"The profile «{profile.key}» lets in one kind of user: {profile.kind}.")
        known_level = families.level(allowed.acr)
        if allowed.level not in _LEVELS or (known_level is not None and allowed.level > known_level):
            yield Fault((*where, "level"), f"«{allowed.acr}» does not stand for level {allowed.level}.")


def _figures(row: ProviderRow, place: int) -> Iterator[Fault]:
    for algorithm in row.algorithms:
        if algorithm not in ALGORITHMS:
            yield _fault(place, "algorithms", f"«{algorithm}» is not believed. Believed are: {', '.join(ALGORITHMS)}.")
    if row.skew_seconds > _MOST_SKEW:
        yield _fault(place, "skew_seconds", f"Clocks may differ by at most {_MOST_SKEW} seconds.")
    if row.longest_token_seconds > _LONGEST_TOKEN:
        yield _fault(place, "longest_token_seconds", f"A token lives at most {_LONGEST_TOKEN} seconds.")


def _fault(place: int, field: str, sentence: str) -> Fault:
    return Fault(("providers", place, field), sentence)
