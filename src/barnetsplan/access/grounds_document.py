"""``docs/grounds.md``, made from the list of grounds: a lawyer reads it beside law.md LAW-03."""

from collections.abc import Iterable

from barnetsplan.domain.disclosing import DomainKind
from barnetsplan.policy.ground_lines import between, lines
from barnetsplan.practice.load import current

ABOUT = (
    "Every disclosure rests on exactly one of these grounds, and each entry and each recipient is tried for itself: "
    "`policy.grounds.fits`. What does not stand here is denied. *Sections* are all that bind the entry where it lies: "
    "its own, and those of the discloser's domain; all of them must be open. *Stated* is what no program can know: the "
    "one who decides states it, and it is kept with the disclosure. Words are told in [the glossary](glossary.md)."
)
KINDS = (
    "`private_…` are bound by a statute of their own and not by OSL (skollagen 29:14, PSL 6:12, SoL 17:11), and "
    "`civil` by contract: the grounds of OSL are not theirs. Whoever is `civil` promises what the reservation asks "
    "before anything is read (law.md LAW-06)."
)
BETWEEN = (
    "From the kind of the line to the kind of the column: the grounds that exist at all, whatever must hold besides."
)
LEFT_OUT = (
    "A ground stands where the discloser's own section can be opened by it. `consent_12_2` and `within_domain` exist "
    "between all units, `to_subject_12_1` from each to a `person`, `own_giving` from a `person` to everybody, and "
    "`court` between all authorities; they are left out below."
)
CHAPTERS = "OSL 10:15 a opens these chapters of OSL, as `disclosure.crime_chapters` of the practice file says:"
_EVERYWHERE = ("consent_12_2", "to_subject_12_1", "within_domain", "own_giving", "court")


def ground_list() -> Iterable[tuple[str, ...]]:
    """The list, line by line."""
    for line in lines():
        stated = ", ".join(f"`{word}`" for word in line.stated)
        yield (f"`{line.code}`", line.disclosers, line.sections, line.recipients, stated, line.conditions, line.source)


def grid() -> Iterable[tuple[str, ...]]:
    """Each kind of discloser against each kind of recipient; what exists between all units is left out."""
    opened = current().disclosure.open_to_crime
    for discloser in _units():
        cells = [
            [code for code in between(discloser, to, open_to_crime=opened) if code not in _EVERYWHERE]
            for to in DomainKind
        ]
        yield (f"`{discloser.value}`", *("<br>".join(f"`{code}`" for code in cell) or "–" for cell in cells))


def chapters() -> Iterable[tuple[str, ...]]:
    """The chapters that are open to OSL 10:15 a, and those that are closed by name."""
    for row in current().disclosure.crime_chapters:
        yield (row.chapter, "open" if row.is_open else "closed", row.source)


LIST_HEAD = ("Ground", "Who discloses", "Sections", "To whom", "Stated", "Besides", "Source")
GRID_HEAD = ("From \\ to", *(f"`{kind.value}`" for kind in DomainKind))
CHAPTERS_HEAD = ("Chapter", "10:15 a", "Source")


def _units() -> Iterable[DomainKind]:
    return (kind for kind in DomainKind if kind is not DomainKind.PERSON)
