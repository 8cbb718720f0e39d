"""What is written in the first two steps: noticing and gathering (model.md 2)."""

from dataclasses import dataclass
from typing import ClassVar

from barnetsplan.records.kinds.base import Payload


@dataclass(frozen=True, slots=True)
class Concern(Payload):
    """What somebody noticed: seen, works, the child's own words or why not, tried and how it went (model.md 2.1)."""

    KIND: ClassVar[str] = "concern"
    REQUIRED: ClassVar[tuple[str, ...]] = ("seen", "child_says")

    seen: str
    child_says: str
    works: str = ""
    tried: str = ""


@dataclass(frozen=True, slots=True)
class Feedback(Payload):
    """To the one who noticed: received, by whom, when to expect a call; the day is the entry's ``due_on``."""

    KIND: ClassVar[str] = "feedback"

    text: str = ""


@dataclass(frozen=True, slots=True)
class Closing(Payload):
    """That a case was closed because what it rested on stood on the wrong child; struck itself, for the registrar."""

    KIND: ClassVar[str] = "closing"
    REQUIRED: ClassVar[tuple[str, ...]] = ("text",)

    text: str


@dataclass(frozen=True, slots=True)
class Question(Payload):
    """What is asked of a voice, and in which areas."""

    KIND: ClassVar[str] = "question"
    REQUIRED: ClassVar[tuple[str, ...]] = ("areas",)

    text: str = ""
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution(Payload):
    """One voice on one area: what works, what is challenging, what would help (model.md 3.1)."""

    KIND: ClassVar[str] = "contribution"

    works: str = ""
    challenging: str = ""
    would_help: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.works or self.challenging or self.would_help)


@dataclass(frozen=True, slots=True)
class Analysis(Payload):
    """The three questions, the child's view, the best for the child; the outcome is the entry's ``outcome``.

    *Source:* model.md 2.2; law.md CRC-01, CRC-02.
    """

    KIND: ClassVar[str] = "analysis"
    REQUIRED: ClassVar[tuple[str, ...]] = ("summary", "child_view")

    summary: str
    child_view: str
    own_service: str = ""
    other_service: str = ""
    together: str = ""
    best_for_child: str = ""
    services: tuple[str, ...] = ()
