"""Letting somebody ring: the one who must act is told that a family is not reached any other way (law.md NOT-02)."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.notices.actions import tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.queries import involved_units


def let_somebody_ring(notice: Notice, *, at: datetime) -> None:
    """Tell whoever holds the function around the child, or the units around it where nobody does yet.

    The sentence is the same whatever the reason, and is told once for each person until somebody has rung.
    """
    for unit in _who_rings(notice, at):
        tell(
            party=unit,
            child=notice.child_id,
            kind=NoticeKind.CALL_INSTEAD,
            thing=notice.party_id,
            about=notice.party_id,
            due_on=notice.due_on,
            at=at,
        )


def _who_rings(notice: Notice, at: datetime) -> tuple[UUID, ...]:
    held = holders(notice.child_id, at=at)
    for kind in (TermKind.BBA, TermKind.COORDINATOR):
        if kind in held:
            return (held[kind],)
    return tuple(sorted(involved_units(notice.child_id, at=at)))
