"""The state of a consent row, computed from its answers, its period and who must answer now (law.md CON-01)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.givers import Needs
from barnetsplan.domain.vocabulary import Answer, ConsentState, GiverRole

_ADULTS = frozenset({GiverRole.GUARDIAN, GiverRole.CARRIES})
#: States that no answer changes any more.
CLOSED = frozenset({ConsentState.SUPERSEDED, ConsentState.INVALIDATED, ConsentState.EXPIRED})
#: States in which somebody has still to answer.
WAITING = frozenset({ConsentState.ASKED, ConsentState.PARTLY_GIVEN})


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All that the state of one row depends on.

    ``newest`` holds the newest answer of each giver; ``needs`` who must answer now, nothing when nobody may give
    consent for the child any more; ``stood_for`` the guardians in whose place a decision stands, and whether it counts
    over an answered no too (law.md CON-05).
    """

    givers: Mapping[UUID, GiverRole]
    newest: Mapping[UUID, Answer]
    child: UUID
    family: Collection[UUID]
    needs: Needs | None
    valid_until: datetime
    withdrawn_at: datetime | None = None
    superseded_at: datetime | None = None
    stood_for: Mapping[UUID, bool] | None = None


def state_of(facts: RowFacts, *, at: datetime) -> ConsentState:
    """The state at a moment. Active only when everybody who was asked has said yes, and was the right one to ask.

    *Source:* law.md CON-02 (every giver), FAM-03 and CON-03 (a change of guardians, a birthday or a decision on
    maturity invalidates what was put to others).
    """
    if facts.superseded_at is not None:
        return ConsentState.SUPERSEDED
    if facts.withdrawn_at is not None or not _asked_the_right_people(facts):
        return ConsentState.INVALIDATED
    if at >= facts.valid_until:
        return ConsentState.EXPIRED
    return _said_together({_counted(facts, giver) for giver in facts.givers})


def _said_together(said: Collection[Answer | None]) -> ConsentState:
    if Answer.WITHDRAWN in said:
        return ConsentState.WITHDRAWN
    if Answer.NO in said:
        return ConsentState.DECLINED
    if None not in said:
        return ConsentState.ACTIVE
    return ConsentState.PARTLY_GIVEN if Answer.YES in said else ConsentState.ASKED


def _asked_the_right_people(facts: RowFacts) -> bool:
    """Everybody who must answer now was asked, and every guardian who was asked is one still."""
    if facts.needs is None or not facts.givers:
        return False
    adults = {giver for giver, role in facts.givers.items() if role in _ADULTS}
    if not adults.issubset(facts.family) or (facts.needs.adults and adults != set(facts.family)):
        return False
    return facts.child in facts.givers or not facts.needs.child


def _counted(facts: RowFacts, giver: UUID) -> Answer | None:
    """What counts as a giver's answer: the own newest, unless a decision stands in its place (law.md CON-05)."""
    said = facts.newest.get(giver)
    over_a_no = (facts.stood_for or {}).get(giver)
    return Answer.YES if over_a_no or (over_a_no is False and said is None) else said
