"""What the law asks before anything is shared by consent, in plain Python: a small model that knows none of our code.

``may_share`` says what must be true at least; ``must_share`` when nothing at all stands in the way. Between the two the
product may be stricter than it has to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

STOCKHOLM = ZoneInfo("Europe/Stockholm")
#: From these ages, in the county's file: the child answers too; may be found to decide alone; nobody else answers.
ANSWERS_TOO, ALONE_FROM, OF_AGE = 12, 15, 18
#: One direction of one question: who lets whom read about which area.
Row = tuple[str, str, str]
Said = Literal["yes", "no"]


def midnight(day: date) -> datetime:
    """When a day begins in Sweden."""
    return datetime(day.year, day.month, day.day, tzinfo=STOCKHOLM)


def in_years(day: date, years: int) -> date:
    """The same day so many years later; 28 February where there is no 29th."""
    try:
        return date(day.year + years, day.month, day.day)
    except ValueError:
        return date(day.year + years, day.month, 28)


@dataclass
class Asked:
    """One asking, as it was put: to whom, about which rows, until when."""

    rows: frozenset[Row]
    adults: frozenset[str]
    child_asked: bool
    others: frozenset[str]
    at: datetime
    until: datetime
    said: dict[tuple[str, Row], Said] = field(default_factory=dict)
    taken_back: bool = False
    someone_lost_custody: bool = False

    @property
    def everybody(self) -> frozenset[str]:
        """All who were asked."""
        return self.adults | self.others | ({"child"} if self.child_asked else frozenset())


@dataclass
class Mature:
    """A decision on maturity: of whose domain, about what, whether the child decides alone, until when."""

    unit: str
    matter: str
    outcome: Literal["alone", "together", "guardians"]
    until: datetime


@dataclass
class InPlace:
    """A decision in place of one guardian's yes: for which rows of which asking, over a no too or not, until when."""

    asked: Asked
    rows: frozenset[Row]
    guardian: str
    over_a_no: bool
    until: datetime
    ended: bool = False


@dataclass
class Lawful:
    """One child: when it was born, who its guardians are, what was asked and said."""

    born: date
    now: datetime
    guardians: set[str] = field(default_factory=set)
    asked: list[Asked] = field(default_factory=list)
    decisions: list[Mature] = field(default_factory=list)
    in_place: list[InPlace] = field(default_factory=list)
    newest_word: dict[tuple[str, Row], Said] = field(default_factory=dict)
    changed_at: datetime | None = None

    @property
    def age(self) -> int:
        """Whole years, on the day that it is in Sweden."""
        today = self.now.astimezone(STOCKHOLM).date()
        years = today.year - self.born.year
        return years if in_years(self.born, years) <= today else years - 1

    def birthdays(self) -> list[datetime]:
        """When the answer to who must answer changes."""
        return [midnight(in_years(self.born, age)) for age in (ANSWERS_TOO, ALONE_FROM, OF_AGE)]

    def latest_end(self) -> datetime:
        """No consent is for longer than twelve months, nor past the eighteenth birthday."""
        today = self.now.astimezone(STOCKHOLM).date()
        return min(midnight(in_years(today, 1) + timedelta(days=1)), midnight(in_years(self.born, OF_AGE)))

    def decision_about(self, row: Row) -> str | None:
        """What the newest decision of the discloser's domain says about the area of a row."""
        about = [each for each in self.decisions if (each.unit, each.matter) == (row[0], row[2])]
        return about[-1].outcome if about and self.now < about[-1].until else None

    def must_answer(self, row: Row) -> set[str]:
        """Guardians below eighteen; the child from twelve; the child alone when found mature enough, from fifteen."""
        decided = self.decision_about(row)
        if decided == "alone" and self.age >= ALONE_FROM:
            return {"child"}
        child_too = decided != "guardians" if decided else self.age >= ANSWERS_TOO
        return self.guardians | ({"child"} if child_too else set())

    def may_share(self, row: Row, about: Iterable[str] = ()) -> bool:
        """Whether there is an asking on which this row may be shared now."""
        return any(self.carries(asked, row, about) for asked in self.asked)

    def carries(self, asked: Asked, row: Row, about: Iterable[str] = ()) -> bool:
        """Whether this very asking does."""
        if row not in asked.rows or asked.taken_back or asked.someone_lost_custody or self.now >= asked.until:
            return False
        if self.age >= OF_AGE or not (self.guardians or self.decision_about(row) == "alone"):
            return False
        needed = self.must_answer(row) | set(about) | asked.adults
        return needed <= asked.everybody and all(self._says_yes(asked, giver, row) for giver in needed)

    def _says_yes(self, asked: Asked, giver: str, row: Row) -> bool:
        words = (asked.said.get((giver, row)), self.newest_word.get((giver, row)))
        return words == ("yes", "yes") or any(
            (each.over_a_no or words[0] is None)
            for each in self.in_place
            if (each.asked is asked and each.guardian == giver and row in each.rows)
            and not each.ended
            and self.now < each.until
        )

    def newest(self, row: Row) -> Asked:
        """The last asking about a row; what was asked before about the same is superseded when this is answered."""
        return [each for each in self.asked if row in each.rows][-1]

    def must_share(self, asked: Asked, row: Row, about: Iterable[str] = ()) -> bool:
        """Whether everybody has said yes to the newest asking, and nothing has changed since it was put."""
        if (
            asked is not self.newest(row)
            or (self.changed_at and self.changed_at >= asked.at)
            or self.decisions
            or self.in_place
        ):
            return False
        quiet = all(self.now < day or day <= asked.at for day in self.birthdays())
        everything = all(asked.said.get((giver, each)) == "yes" for giver in asked.everybody for each in asked.rows)
        never_no = all(word == "yes" for word in self.newest_word.values())
        return quiet and everything and never_no and self.carries(asked, row, about)

    def says(self, asked: Asked, giver: str, rows: Iterable[Row], word: Said) -> None:
        """Somebody answers about some rows."""
        for row in rows:
            asked.said[giver, row] = word
            self.newest_word[giver, row] = word

    def loses_custody(self, guardian: str) -> None:
        """What this guardian was asked is over for good."""
        self.guardians.discard(guardian)
        self.changed_at = self.now
        for asked in self.asked:
            asked.someone_lost_custody |= guardian in asked.adults

    def gains_custody(self, guardian: str) -> None:
        """Somebody new must answer."""
        self.guardians.add(guardian)
        self.changed_at = self.now
