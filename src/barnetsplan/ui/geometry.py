"""Points, petals and lines of text for the two drawings of the house."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

# Mean width of a bold Swedish letter in Atkinson Hyperlegible Next, in em; a little generous.
_LETTER: Final = 0.57


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of SVG text at its baseline."""

    x: str
    y: str
    text: str


def num(value: float) -> str:
    """A number for SVG: a point and never a comma, whatever the language of the page."""
    return f"{round(value, 1):g}"


def polar(centre: float, radius: float, degrees: float) -> tuple[float, float]:
    """The point at an angle counted clockwise from twelve o'clock."""
    angle = math.radians(degrees - 90)
    return round(centre + radius * math.cos(angle), 1), round(centre + radius * math.sin(angle), 1)


def ring_slice(centre: float, inner: float, outer: float, start: float, end: float) -> str:
    """The SVG path of a slice of a ring."""
    ax, ay = polar(centre, inner, start)
    bx, by = polar(centre, outer, start)
    cx, cy = polar(centre, outer, end)
    dx, dy = polar(centre, inner, end)
    return f"M{ax} {ay}L{bx} {by}A{outer} {outer} 0 0 1 {cx} {cy}L{dx} {dy}A{inner} {inner} 0 0 0 {ax} {ay}Z"


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in the same unit as `size`."""
    return len(text) * _LETTER * size


def wrap(text: str, *, size: float, width: float, lines: int = 2) -> tuple[str, ...]:
    """The text broken at spaces and after hyphens to fit; the last line is cut with an ellipsis if it must be."""
    out: list[str] = []
    for piece in text.replace("-", "-\u200b").replace("\u200b", " \u200b").split(" "):
        word = piece.replace("\u200b", "")
        glue = "" if piece.startswith("\u200b") else " "
        joined = f"{out[-1]}{glue}{word}" if out else word
        if out and text_width(joined, size) > width:
            out.append(word)
        elif out:
            out[-1] = joined
        else:
            out.append(word)
    if len(out) > lines:
        out = [*out[: lines - 1], " ".join(out[lines - 1 :])]
    return tuple(_cut(line, size=size, width=width) for line in out)


def longest_word(text: str) -> str:
    """The word that decides how large the text can be."""
    return max(text.replace("-", "- ").split() or [""], key=len)


def _cut(line: str, *, size: float, width: float) -> str:
    room = int(width / (_LETTER * size))
    return line if len(line) <= room else f"{line[: room - 1].rstrip()}…"


def fit(text: str, *, size: float, width: float, least: float) -> float:
    """The size at which the text fits the width, never above `size` nor below `least`."""
    needed = text_width(text, 1)
    return size if needed * size <= width else max(least, math.floor(width / needed * 10) / 10)


def stacked(lines: tuple[str, ...], *, x: float, middle: float, leading: float) -> tuple[TextLine, ...]:
    """Lines placed around a middle, each with its baseline."""
    first = middle - (len(lines) - 1) * leading / 2 + leading * 0.27
    return tuple(TextLine(num(x), num(first + n * leading), text) for n, text in enumerate(lines))
