"""The parts of a practice model that are about disclosure on another ground than consent."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrimeChapter:
    """Whether what a chapter of OSL protects may be disclosed on OSL 10:15 a. *Source:* law.md 1.2."""

    chapter: str
    is_open: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reservation:
    """What a recipient outside the secrecy acts promises before anything is read. *Source:* law.md LAW-06."""

    version: str
    text: str
    provisional: bool
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRules:
    """What holds for disclosures on another ground than consent. *Source:* law.md LAW-03, LAW-06."""

    reservation: Reservation
    crime_chapters: tuple[CrimeChapter, ...]

    @property
    def open_to_crime(self) -> frozenset[str]:
        """The chapters that OSL 10:15 a opens here; one that is not listed is closed."""
        return frozenset(row.chapter for row in self.crime_chapters if row.is_open)
