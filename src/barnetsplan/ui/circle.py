"""The circle around a child: the services and people, drawn in rows above and below the child."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from barnetsplan.ui.geometry import TextLine, fit, longest_word, num, stacked, wrap

WIDTH: Final = 340
_MIDDLE: Final = WIDTH / 2
_BOX_WIDTH: Final = 158.0
_ROW: Final = 96.0
_BOX_HEIGHT: Final = 78.0
_CENTRE_RADIUS: Final = 50.0
_CENTRE_ROOM: Final = 134.0
_NAME_SIZE: Final = 16.0
_ROLE_SIZE: Final = 14.0
_LEADING: Final = 18.0
_TEXT_WIDTH: Final = _BOX_WIDTH - 16


@dataclass(frozen=True, slots=True)
class Node:
    """One service or person around the child; `joined` is false until it has said yes."""

    name: str
    role: str = ""
    joined: bool = True


@dataclass(frozen=True, slots=True)
class DrawnNode:
    """One node with its box, its line to the child and its lines of text; `waiting` is where its words stand."""

    node: Node
    css: str
    x: str
    y: str
    path: str
    name: tuple[TextLine, ...]
    name_size: str
    role: tuple[TextLine, ...]
    waiting: tuple[TextLine, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """The whole drawing."""

    width: int
    height: str
    box_width: str
    box_height: str
    middle_x: str
    middle_y: str
    radius: str
    nodes: tuple[DrawnNode, ...]
    centre: tuple[TextLine, ...]
    centre_size: str


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a node stands, whoever it is."""

    middle: tuple[float, float]
    x: str
    y: str
    path: str


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where so many nodes stand; it holds nothing of anybody."""

    height: str
    middle: float
    places: tuple[_Place, ...]


@cache
def _layout(count: int) -> _Layout:
    """Places half of the nodes above the child and half below, two in a row, a lone one outermost."""
    above = (count + 1) // 2 if count % 4 != 3 else count // 2
    upper, lower = _rows(above, lone_first=True), _rows(count - above, lone_first=False)
    middle = len(upper) * _ROW + _CENTRE_ROOM / 2
    places = [
        *_places(upper, first_y=_ROW / 2),
        *_places(lower, first_y=len(upper) * _ROW + _CENTRE_ROOM + _ROW / 2),
    ]
    return _Layout(
        height=num((len(upper) + len(lower)) * _ROW + _CENTRE_ROOM),
        middle=middle,
        places=tuple(
            _Place((x, y), num(x - _BOX_WIDTH / 2), num(y - _BOX_HEIGHT / 2), _line(x=x, y=y, middle_y=middle))
            for x, y in places
        ),
    )


def draw_circle(centre: str, nodes: Sequence[Node]) -> Circle:
    """The drawing of a child's circle."""
    layout = _layout(len(nodes))
    size = fit(longest_word(centre), size=20, width=84, least=12)
    return Circle(
        width=WIDTH,
        height=layout.height,
        box_width=num(_BOX_WIDTH),
        box_height=num(_BOX_HEIGHT),
        middle_x=num(_MIDDLE),
        middle_y=num(layout.middle),
        radius=num(_CENTRE_RADIUS),
        nodes=tuple(_draw(node, place) for node, place in zip(nodes, layout.places, strict=True)),
        centre=stacked(wrap(centre, size=size, width=92), x=_MIDDLE, middle=layout.middle, leading=size * 1.15),
        centre_size=num(size),
    )


def _rows(count: int, *, lone_first: bool) -> list[int]:
    rows = [2] * (count // 2)
    if count % 2:
        rows.insert(0 if lone_first else len(rows), 1)
    return rows


def _places(rows: list[int], *, first_y: float) -> list[tuple[float, float]]:
    half = _BOX_WIDTH / 2 + 2
    places: list[tuple[float, float]] = []
    for n, in_row in enumerate(rows):
        y = first_y + n * _ROW
        places += [(_MIDDLE, y)] if in_row == 1 else [(half, y), (WIDTH - half, y)]
    return places


def _draw(node: Node, place: _Place) -> DrawnNode:
    x, y = place.middle
    size = fit(longest_word(node.name), size=_NAME_SIZE, width=_TEXT_WIDTH, least=11)
    name = wrap(node.name, size=size, width=_TEXT_WIDTH)
    role = wrap(node.role, size=_ROLE_SIZE, width=_TEXT_WIDTH * 1.08, lines=1) if node.role else ()
    waiting = () if node.joined else ("",)
    rooms = [len(lines) * _LEADING for lines in (name, role, waiting)]
    top = y - sum(rooms) / 2
    middles = [top + rooms[0] / 2, top + rooms[0] + rooms[1] / 2, top + rooms[0] + rooms[1] + rooms[2] / 2]
    return DrawnNode(
        node=node,
        css="node" if node.joined else "node waiting",
        x=place.x,
        y=place.y,
        path=place.path,
        name_size=num(size),
        name=stacked(name, x=x, middle=middles[0], leading=_LEADING),
        role=stacked(role, x=x, middle=middles[1], leading=_LEADING),
        waiting=stacked(waiting, x=x, middle=middles[2], leading=_LEADING),
    )


def _line(*, x: float, y: float, middle_y: float) -> str:
    """A line from the child: straight to the nearest nodes, along the middle and out to those behind them."""
    start = f"M{num(_MIDDLE)} {num(middle_y)}"
    if x == _MIDDLE:
        return f"{start}V{num(y)}"
    if abs(y - middle_y) < _CENTRE_ROOM / 2 + _ROW:
        return f"{start}L{num(x)} {num(y)}"
    side = 24 if x > _MIDDLE else -24
    turn = y + (24 if y < middle_y else -24)
    return f"{start}V{num(turn)}Q{num(_MIDDLE)} {num(y)} {num(_MIDDLE + side)} {num(y)}H{num(x)}"
