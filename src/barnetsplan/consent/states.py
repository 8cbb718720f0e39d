"""The state of a consent row, computed from its answers, its period and who the guardians are now (law.md CON-01)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import Answer, ConsentState


@dataclass(frozen=True, slots=True)
class RowFacts:
    """All that the state of one row depends on; ``newest`` holds the newest answer of each giver."""

    givers: frozenset[UUID]
    newest: Mapping[UUID, Answer]
    child: UUID
    family: Collection[UUID]
    valid_until: datetime
    withdrawn_at: datetime | None


def state_of(facts: RowFacts, *, at: datetime) -> ConsentState:
    """The state at a moment. Active only when every giver's newest answer is yes (law.md CON-02).

    A change of guardians since the asking invalidates the row: the question was put to others.
    """
    if facts.withdrawn_at is not None or facts.givers - {facts.child} != set(facts.family):
        return ConsentState.INVALIDATED
    if at >= facts.valid_until:
        return ConsentState.EXPIRED
    said = [facts.newest.get(giver) for giver in facts.givers]
    if Answer.WITHDRAWN in said:
        return ConsentState.WITHDRAWN
    if Answer.NO in said:
        return ConsentState.DECLINED
    if None not in said:
        return ConsentState.ACTIVE
    return ConsentState.PARTLY_GIVEN if Answer.YES in said else ConsentState.ASKED
