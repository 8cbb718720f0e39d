"""What each layer of consent opens, and what no layer does."""

import pytest

from barnetsplan.domain.vocabulary import Layer
from barnetsplan.policy.layers import KINDS, MAP_KINDS, covers
from barnetsplan.records.kinds.base import KINDS as ALL_KINDS

#: Kinds that no consent opens: they are for the BBA, for the family by OSL 12:1, or for another ground alone.
NEVER = frozenset(
    {"analysis", "meeting_note", "paper_plan", "plan_answer", "extract", "informed", "sharing_decision", "child_view"}
    | {"closing"}
)


@pytest.mark.parametrize(
    ("layer", "kind", "area", "opens"),
    [
        (Layer.TELL, "concern", "", True),
        (Layer.TELL, "feedback", "", True),
        (Layer.TELL, "contribution", "hemmet", False),
        (Layer.TALK, "contribution", "hemmet", True),
        (Layer.TALK, "contribution", "relationer", False),
        (Layer.TALK, "question", "", True),
        (Layer.TALK, "concern", "", False),
        (Layer.BACKGROUND, "contribution", "hemmet", True),
        (Layer.BACKGROUND, "contribution", "relationer", False),
        (Layer.BACKGROUND, "contribution", "", False),
        (Layer.BACKGROUND, "question", "", False),
        (Layer.BACKGROUND, "action", "hemmet", False),
        (Layer.MAP, "action", "relationer", True),
        (Layer.MAP, "contribution", "hemmet", False),
        (Layer.MAP, "concern", "", False),
    ],
)
def test_what_a_yes_about_the_home_opens(layer: Layer, kind: str, area: str, opens: bool) -> None:
    row_area = "hemmet" if layer in {Layer.TALK, Layer.BACKGROUND} else ""

    assert covers(layer, row_area, kind=kind, area=area) is opens


def test_the_map_opens_its_kinds_whatever_the_area() -> None:
    assert all(covers(Layer.MAP, "", kind=kind, area=area) for kind in MAP_KINDS for area in ("", "hemmet"))


@pytest.mark.parametrize("kind", sorted(NEVER))
def test_no_layer_opens_the_analysis_or_the_notes(kind: str) -> None:
    assert not any(covers(layer, area, kind=kind, area=area) for layer in Layer for area in ("", "hemmet"))


def test_every_kind_of_entry_has_its_place() -> None:
    placed = frozenset().union(*KINDS.values()) | NEVER

    assert set(ALL_KINDS) == placed
