"""Help that exists: what there is, for whom and how one gets it, from a file that the county keeps.

A list for people to look in, and nothing about a child: what is chosen is written nowhere (model.md 3, 8).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from barnetsplan.practice.build import Fault
from barnetsplan.practice.load import current, load_as

_MOST_YEARS = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Municipality:
    """One municipality, by its code and name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One kind of help. Ages are whole years, both ends included; 0 includes the time before birth.

    ``municipalities`` are where it is given, and none means the whole county. ``areas`` are those of the wheel.
    """

    name: str
    what: str
    for_whom: str
    reach: str
    areas: tuple[str, ...]
    from_age: int
    to_age: int
    needs_application: bool
    municipalities: tuple[str, ...] = ()
    phone: str = ""

    @property
    def dialled(self) -> str:
        """The number as a telephone dials it."""
        return "".join(sign for sign in self.phone if sign.isdigit())

    def fits(self, *, municipality: str = "", area: str = "", age: int | None = None) -> bool:
        """Whether it is given there, about that, at that age; what is not said leaves nothing out."""
        here = not municipality or not self.municipalities or municipality in self.municipalities
        about = not area or area in self.areas
        old_enough = age is None or self.from_age <= age <= self.to_age
        return here and about and old_enough


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpThatExists:
    """The whole list, and on which day somebody last went through it."""

    reviewed_on: str
    municipalities: tuple[Municipality, ...]
    offers: tuple[Offer, ...]

    def offered(self, *, municipality: str = "", area: str = "", age: int | None = None) -> tuple[Offer, ...]:
        """What fits, without an application first: that is what a family can have today."""
        fitting = (offer for offer in self.offers if offer.fits(municipality=municipality, area=area, age=age))
        return tuple(sorted(fitting, key=lambda offer: (offer.needs_application, offer.name)))


@cache
def help_in(path: Path) -> HelpThatExists:
    """Read and check the county's file.

    *Raises:* ``WrongPractice`` for the first thing that is wrong, with its line and field.
    """
    return load_as(path, HelpThatExists, _check)


def _check(found: HelpThatExists) -> None:
    codes = {municipality.code for municipality in found.municipalities}
    areas = {area.key for area in current().areas}
    for place, offer in enumerate(found.offers):
        _known(offer.municipalities, codes, ("offers", place, "municipalities"))
        _known(offer.areas, areas, ("offers", place, "areas"))
        if not offer.from_age <= offer.to_age <= _MOST_YEARS:
            raise Fault(("offers", place, "to_age"), f"Ages run from «from_age» to at most {_MOST_YEARS}.")


def _known(given: Iterable[str], known: set[str], path: tuple[str | int, ...]) -> None:
    for name in given:
        if name not in known:
            raise Fault(path, f"«{name}» is not known. Known are: {', '.join(sorted(known))}.")
