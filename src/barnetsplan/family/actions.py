"""What the family does: answering consent, and giving or taking it back, with everything that follows at once."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.actions import GivenAnswer, Part, answer
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState, ConsentWay
from barnetsplan.gathering.actions import send_what_may_go
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.plans.reopening import release_what_may_go
from barnetsplan.policy.facts import Actor


@transaction.atomic
def answer_consent(
    *,
    request: ConsentRequest,
    parts: Mapping[Part, Answer],
    by: Actor,
    at: datetime,
) -> tuple[RowState, ...] | Refused:
    """Answer parts of a request, and in the same transaction let go out what now may, and close what no longer may.

    *Source:* law.md CON-02, CON-06; architecture.md rule 5.
    """
    states = answer(request, GivenAnswer(giver=by.person_id, parts=parts, way=ConsentWay.IN_PRODUCT), at=at)
    if isinstance(states, Refused):
        return states
    done(thing=request.pk, kind=NoticeKind.CONSENT_ASKED, party=by.person_id, at=at)
    send_what_may_go(child=request.child, by=by, at=at)
    release_what_may_go(child=request.child, by=by, at=at)
    _tell_asker(request, states, parts, by, at)
    return states


def _tell_asker(
    request: ConsentRequest,
    states: tuple[RowState, ...],
    parts: Mapping[Part, Answer],
    by: Actor,
    at: datetime,
) -> None:
    """The one who asked is told when all have answered, and to call a person who has taken something back."""
    if Answer.WITHDRAWN in parts.values():
        kind, about = NoticeKind.CALL_AFTER_WITHDRAWAL, by.person_id
    elif all(row.state not in {ConsentState.ASKED, ConsentState.PARTLY_GIVEN} for row in states):
        kind, about = NoticeKind.CONSENT_READY, None
    else:
        return
    tell(party=request.asked_by_id, child=request.child_id, kind=kind, thing=request.pk, about=about, at=at)


def parts_of(rows: tuple[RowState, ...]) -> frozenset[tuple[UUID, str, str]]:
    """The parts that the rows of a request are answered by."""
    return frozenset((row.service, row.layer.value, row.area) for row in rows)
