"""What the components of the house are given to show; rooms build these, templates read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class StepState(StrEnum):
    """Where on the spine of the model a step stands."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the spine, with a line under it that says what has happened or will."""

    label: str
    state: StepState
    sub: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class VoicePart:
    """One heading and what the voice says under it; empty text shows that nothing was said."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice beside the others; the child's own stands first and is marked with the sun."""

    who: str
    when: date | str
    parts: tuple[VoicePart, ...]
    role: str = ""
    note: str = ""
    child: bool = False
