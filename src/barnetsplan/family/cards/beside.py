"""What stands beside what happens: other plans that there are, that the plan is a SIP, and words that are explained."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from barnetsplan.family.cards.parts import GoalLine, Happening
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import PaperPlan, PlanReference, Sip
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
class PaperLine:
    """The plan that was on paper, scanned."""

    key: UUID
    shows: str
    made_on: date | None


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it; each may be empty."""

    others: tuple[OtherPlanLine, ...] = ()
    sip: SipLine | None = None
    words: tuple[Explained, ...] = ()
    paper: PaperLine | None = None


def beside(items: Iterable[OpenEntry], *, goals: Iterable[GoalLine], happenings: Iterable[Happening]) -> Beside:
    """Read it from a version's visible items and from what is said of them on the page."""
    entries = tuple(items)
    payloads = [entry.payload for entry in entries]
    return Beside(
        others=tuple(_other(one) for one in payloads if isinstance(one, PlanReference)),
        sip=next((SipLine(one.overall, one.others) for one in payloads if isinstance(one, Sip)), None),
        words=_explained(goals, happenings, has_sip=any(isinstance(one, Sip) for one in payloads)),
        paper=paper_of(entries),
    )


def paper_of(entries: Iterable[OpenEntry]) -> PaperLine | None:
    """The plan that was on paper, where there was one."""
    papers = [(one.id, one.payload, one.due_on) for one in entries if isinstance(one.payload, PaperPlan)]
    return next((PaperLine(key, payload.attached, day) for key, payload, day in reversed(papers)), None)


def _other(reference: PlanReference) -> OtherPlanLine:
    kind = current().other_plan(reference.plan)
    return OtherPlanLine(kind.label, kind.text, reference.owner, reference.contact)


def _explained(goals: Iterable[GoalLine], happenings: Iterable[Happening], *, has_sip: bool) -> tuple[Explained, ...]:
    """Every listed word that stands on the page, in the order of the county's list (interface.md rule 1)."""
    said = [text for goal in goals for text in (goal.text, goal.went)]
    said += [text for line in happenings for text in (line.text, line.when, line.service, line.follow_up, line.report)]
    text = "\n".join([*said, "SIP" if has_sip else ""])
    return tuple(Explained(word.word, word.means) for word in current().plain_language.found_in(text))
