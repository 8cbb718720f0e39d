"""What each protection closes: where a child is, and who may open anything about it (law.md 1.11)."""

from collections.abc import Iterable
from enum import StrEnum


class Protection(StrEnum):
    """How a person's data are protected, from nothing to the strongest; ``domain.protection`` says what each closes.

    *Source:* law.md 1.11, PROT-01.
    """

    NONE = "none"
    PLACE = "place"
    NAMED = "named"
    MARKED = "confidentiality_marked"
    REGISTERED = "protected_registration"


class ProtectionSource(StrEnum):
    """Who set a protection (law.md PROT-06)."""

    REGISTER = "register"
    STAFF = "staff"
    FAMILY = "family"


_FROM_WEAKEST = tuple(Protection)
#: Only those on the named list open a child with one of these (law.md PROT-03).
BY_NAME = frozenset({Protection.NAMED, Protection.MARKED, Protection.REGISTERED})
#: What staff and family can set at once by themselves; the others are the population register's (law.md PROT-06).
LOCAL = (Protection.PLACE, Protection.NAMED)


def highest(protections: Iterable[str]) -> Protection:
    """The strongest of several; of none, nothing.

    *Source:* law.md PROT-01: the highest of any household member protects the location data of all.
    """
    return max((Protection(each) for each in protections), key=_FROM_WEAKEST.index, default=Protection.NONE)


def is_stronger(one: str, other: str) -> bool:
    """Whether one protection is stronger than another."""
    return _FROM_WEAKEST.index(Protection(one)) > _FROM_WEAKEST.index(Protection(other))


def hides_place(protection: str) -> bool:
    """Whether nobody outside the protection circle may learn where the child is (OSL 21:3, 21:3 a)."""
    return Protection(protection) is not Protection.NONE


def is_by_name(protection: str) -> bool:
    """Whether only persons on the named list may open the child."""
    return Protection(protection) in BY_NAME
