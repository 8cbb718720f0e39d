"""What stands beside what happens: other plans that there are, that the plan is a SIP, and words that are explained."""

from collections.abc import Iterable
from dataclasses import dataclass

from barnetsplan.family.cards.parts import GoalLine, Happening
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import PlanReference, Sip
from barnetsplan.records.queries import OpenEntry


@dataclass(frozen=True, slots=True)
class OtherPlanLine:
    """Another plan, what such a plan is, and whom to ask about it."""

    name: str
    text: str
    owner: str
    contact: str


@dataclass(frozen=True, slots=True)
class SipLine:
    """Who answers for the whole of it, and what others than the municipality and the Region do."""

    overall: str
    others: str


@dataclass(frozen=True, slots=True)
class Explained:
    """A word that somebody may not know, in one line."""

    word: str
    means: str


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it; each may be empty."""

    others: tuple[OtherPlanLine, ...] = ()
    sip: SipLine | None = None
    words: tuple[Explained, ...] = ()


def beside(items: Iterable[OpenEntry], *, goals: Iterable[GoalLine], happenings: Iterable[Happening]) -> Beside:
    """Read it from a version's visible items and from what is said of them on the page."""
    payloads = [entry.payload for entry in items]
    return Beside(
        others=tuple(_other(one) for one in payloads if isinstance(one, PlanReference)),
        sip=next((SipLine(one.overall, one.others) for one in payloads if isinstance(one, Sip)), None),
        words=_explained(goals, happenings, has_sip=any(isinstance(one, Sip) for one in payloads)),
    )


def _other(reference: PlanReference) -> OtherPlanLine:
    kind = current().other_plan(reference.plan)
    return OtherPlanLine(kind.label, kind.text, reference.owner, reference.contact)


def _explained(goals: Iterable[GoalLine], happenings: Iterable[Happening], *, has_sip: bool) -> tuple[Explained, ...]:
    """Every listed word that stands on the page, in the order of the county's list (interface.md rule 1)."""
    said = [text for goal in goals for text in (goal.text, goal.went)]
    said += [text for line in happenings for text in (line.text, line.when, line.follow_up, line.report)]
    text = "\n".join([*said, "SIP" if has_sip else ""])
    return tuple(Explained(word.word, word.means) for word in current().plain_language.found_in(text))
