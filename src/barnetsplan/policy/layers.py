"""What each layer of consent opens: which kinds of entries, and whether the area must be the row's own."""

from collections.abc import Mapping

from barnetsplan.domain.vocabulary import Layer

#: The map: who takes part, who does what, when, contacts, what the family says, what is reported.
#: Source: architecture.md 2, two layers of a plan; model.md 5.1-5.2.
MAP_KINDS = frozenset(
    {
        "invitation",
        "preparation",
        "goal",
        "action",
        "action_report",
        "contact",
        "plan_reference",
        "sip",
        "own_words",
        "dissent",
        "follow_up",
    },
)
KINDS: Mapping[Layer, frozenset[str]] = {
    Layer.TELL: frozenset({"concern", "feedback"}),
    Layer.TALK: frozenset({"question", "contribution"}),
    Layer.MAP: MAP_KINDS,
    Layer.BACKGROUND: frozenset({"contribution"}),
}


def covers(layer: Layer, row_area: str, *, kind: str, area: str) -> bool:
    """Whether a consent row of this layer and area opens an entry of this kind and area.

    A question about several areas has no single area of its own and goes with any row of its asking.
    """
    if kind not in KINDS[layer]:
        return False
    if layer in {Layer.TELL, Layer.MAP} or kind == "question":
        return True
    return area == row_area
