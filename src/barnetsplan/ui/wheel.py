"""The wheel of the child's best interests: one petal for each area, drawn by the server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from barnetsplan.ui.geometry import TextLine, fit, longest_word, num, polar, ring_slice, stacked, wrap
from barnetsplan.ui.icons import area_icon

SIZE: Final = 324
_CENTRE: Final = SIZE / 2
_INNER: Final = 54.0
_OUTER: Final = 149.0
_LIFTED: Final = 159.0
_GAP_DEGREES: Final = 2.4
_LABEL_RADIUS: Final = 106.0
_LABEL_SIZE: Final = 14.5
LABEL_WIDTH: Final = 84.0
_ICON: Final = 24.0


@dataclass(frozen=True, slots=True)
class Petal:
    """One area of the wheel as the page knows it."""

    key: str
    label: str
    url: str = ""
    chosen: bool = False
    taken_up: bool = False


@dataclass(frozen=True, slots=True)
class DrawnPetal:
    """One petal with its place: path, icon and text."""

    petal: Petal
    css: str
    path: str
    icon: str
    icon_x: str
    icon_y: str
    text_size: str
    lines: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Wheel:
    """The whole drawing."""

    size: int
    middle: str
    petals: tuple[DrawnPetal, ...]
    centre: tuple[TextLine, ...]
    centre_size: str


def draw_wheel(petals: Sequence[Petal], centre: str) -> Wheel:
    """Places the petals evenly, the first beginning at twelve o'clock; the chosen one reaches further out."""
    turn = 360 / max(len(petals), 1)
    size = fit(longest_word(centre), size=21, width=88, least=12)
    lines = wrap(centre, size=size, width=92) if centre else ()
    return Wheel(
        size=SIZE,
        middle=num(_CENTRE),
        petals=tuple(_draw(petal, start=n * turn, turn=turn) for n, petal in enumerate(petals)),
        centre=stacked(lines, x=_CENTRE, middle=_CENTRE, leading=size * 1.15),
        centre_size=num(size),
    )


def _draw(petal: Petal, *, start: float, turn: float) -> DrawnPetal:
    outer = _LIFTED if petal.chosen else _OUTER
    x, y = polar(_CENTRE, _LABEL_RADIUS + (outer - _OUTER) / 2, start + turn / 2)
    size = fit(longest_word(petal.label), size=_LABEL_SIZE, width=LABEL_WIDTH, least=10)
    lines = wrap(petal.label, size=size, width=LABEL_WIDTH, lines=3)
    return DrawnPetal(
        petal=petal,
        css=_css(petal),
        path=ring_slice(_CENTRE, _INNER, outer, start + _GAP_DEGREES, start + turn - _GAP_DEGREES),
        icon=area_icon(petal.key),
        icon_x=num(x - _ICON / 2),
        icon_y=num(y - _ICON),
        text_size=num(size),
        lines=stacked(lines, x=x, middle=y + 4 + size * 0.62 * len(lines), leading=size * 1.15),
    )


def _css(petal: Petal) -> str:
    marks = {"taken": petal.taken_up, "chosen": petal.chosen}
    return " ".join(["petal", f"area-{petal.key}", *(name for name, holds in marks.items() if holds)])


def logo_petals() -> tuple[tuple[str, str], ...]:
    """The wheel as a mark: class name and path of each petal in a square of 30."""
    keys = ("trygghet", "halsa", "utveckling", "larande", "omsorg", "hemmet", "relationer")
    turn = 360 / len(keys)
    return tuple((f"area-{key}", ring_slice(15, 5, 14, n * turn + 3, (n + 1) * turn - 3)) for n, key in enumerate(keys))
