"""The wheel and the circle: geometry, and the same content in words."""

from __future__ import annotations

import re
from typing import Any

import pytest

from barnetsplan.ui.circle import Node, draw_circle
from barnetsplan.ui.geometry import text_width, wrap
from barnetsplan.ui.tests import gallery
from barnetsplan.ui.wheel import LABEL_WIDTH, SIZE, Petal, draw_wheel


def test_seven_petals_fill_the_wheel_without_overlap() -> None:
    drawing = draw_wheel(gallery.petals(), "Elin")

    starts = [re.match(r"M([\d.-]+) ([\d.-]+)L", drawn.path) for drawn in drawing.petals]

    assert len({found.groups() for found in starts if found}) == 7


def test_chosen_petal_reaches_further_and_stays_inside() -> None:
    drawing = draw_wheel(gallery.petals(), "Elin")

    reach = {drawn.petal.key: float(drawn.path.split("A")[1].split()[0]) for drawn in drawing.petals}

    assert max(reach, key=lambda key: reach[key]) == "larande"
    assert max(reach.values()) + 3 <= SIZE / 2


@pytest.mark.parametrize("label", gallery.AREAS.values())
def test_every_swedish_area_fits_its_petal_in_one_readable_line(label: str) -> None:
    drawn = draw_wheel([Petal("k", label)] * 7, "Elin").petals[0]

    assert len(drawn.lines) == 1
    assert float(drawn.text_size) * 328 / SIZE >= 12
    assert text_width(label, float(drawn.text_size)) <= LABEL_WIDTH


def test_another_county_may_have_eight_areas_and_long_names() -> None:
    drawing = draw_wheel([Petal(f"a{n}", "Delaktighet och inflytande") for n in range(8)], "Elin")

    assert [line.text for line in drawing.petals[0].lines] == ["Delaktighet", "och", "inflytande"]
    assert drawing.petals[0].icon == "area"


def test_wheel_says_in_words_what_is_taken_up(render: Any) -> None:
    html = render("{% wheel petals 'Elin' %}", petals=gallery.petals())

    assert html.count("tas upp nu") == 4
    assert html.count("tas inte upp nu") == 3
    assert html.count('aria-current="true"') == 1


def test_numbers_in_drawings_have_points_in_swedish(render: Any) -> None:
    html = render("{% wheel p 'Elin' %}{% circle_map 'Elin' n %}", p=gallery.petals(), n=gallery.nodes())

    assert not re.search(r'(?:x|y|cx|cy|height|font-size)="\d+,\d', html)


@pytest.mark.parametrize("count", range(13))
def test_boxes_of_the_circle_never_overlap(count: int) -> None:
    drawing = draw_circle("Elin", [Node(f"Enhet {n}") for n in range(count)])
    width, height = float(drawing.box_width), float(drawing.box_height)
    places = [(float(drawn.x), float(drawn.y)) for drawn in drawing.nodes]

    clashes = [
        (a, b)
        for n, a in enumerate(places)
        for b in places[n + 1 :]
        if abs(a[0] - b[0]) < width and abs(a[1] - b[1]) < height
    ]

    assert len(places) == count
    assert clashes == []
    assert all(
        x >= 0 and x + width <= drawing.width and y >= 0 and y + height <= float(drawing.height) for x, y in places
    )


def test_who_has_not_joined_is_said_in_words_twice(render: Any) -> None:
    html = render("{% circle_map 'Elin' n %}", n=[Node("BUP", "Inget svar än", joined=False)])

    assert html.count("Inte med än") == 2
    assert "waiting" in html


def test_a_name_is_broken_at_a_hyphen_and_never_lost() -> None:
    assert wrap("Barn- och ungdomspsykiatrin", size=14, width=142) == ("Barn- och", "ungdomspsykiatrin")
    assert wrap("Mohammed-Ali", size=17, width=92) == ("Mohammed-", "Ali")
    assert wrap("x" * 40, size=15, width=60)[0].endswith("…")
