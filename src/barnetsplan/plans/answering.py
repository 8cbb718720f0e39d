"""What follows an answer, whoever wrote it down: what may go out goes out, what may not is closed, and who is told.

An answer comes from the giver's own page, or is written down by the one who asked, heard or on paper. The family's
room and the staff's page both end here, so that a yes on paper is worth neither more nor less than one on the screen.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.actions import GivenAnswer, Part, answer, keep_paper, missing_givers
from barnetsplan.consent.models import ConsentPaper, ConsentRequest
from barnetsplan.consent.papers import NewPaper
from barnetsplan.consent.queries import RowState, givers_of, own_answers, row_states
from barnetsplan.consent.states import WAITING
from barnetsplan.consent.superseding import settle
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Answer, ConsentWay, GiverRole
from barnetsplan.gathering.actions import send_what_may_go
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.plans.reopening import release_what_may_go
from barnetsplan.policy.facts import Actor


@transaction.atomic
def record_answer(
    *,
    request: ConsentRequest,
    given: GivenAnswer,
    by: Actor,
    at: datetime,
) -> tuple[RowState, ...] | Refused:
    """Record one giver's answers, and in the same transaction let go out what now may, and close what no longer may.

    A part that the giver has answered so already is left as it is, so that a form sent twice says nothing twice.
    A no after a yes is a withdrawal: something may have been read on the yes.

    *Source:* law.md CON-02, CON-06; architecture.md rule 5.
    """
    lock_child(request.child_id)
    changed = _changed(given.parts, own_answers(request, given.giver))
    if given.parts and not changed:
        return row_states(request.child, at=at, requests=[request.pk])
    said = replace(given, parts=changed)
    states = answer(request, said, by=by, at=at)
    if isinstance(states, Refused):
        return states
    settled = settle(child=request.child, by=by, at=at)
    if settled is not None:
        return settled
    send_what_may_go(child=request.child, by=by, at=at)
    release_what_may_go(child=request.child, by=by, at=at)
    _tell_asker(request, said, at)
    return states


@dataclass(frozen=True, slots=True)
class WrittenDown:
    """An answer that was heard, or came on paper: whose, what, on which day, and the scanned paper where there is one.

    ``token`` is the id of the form: of the paper, and of the giver's receipt.
    """

    request: ConsentRequest
    giver: UUID
    parts: Mapping[Part, Answer]
    way: ConsentWay
    on_day: date
    token: UUID
    content: bytes | None
    by: Actor
    at: datetime


@transaction.atomic
def write_down(new: WrittenDown) -> tuple[RowState, ...] | Refused:
    """Write down an answer for its giver, who gets a receipt and can say that it is wrong.

    Nobody writes down an answer of their own: a giver who works here answers as everybody else does.

    *Source:* law.md CON-01 (oral, with a witness; paper), IDN-02.
    """
    if new.by.person_id in givers_of(new.request):
        return Refused(Reason.NOT_A_GIVER)
    if new.on_day > local_date(new.at):
        return Refused(Reason.HEARD_LATER)
    paper = _paper(new)
    if isinstance(paper, Refused):
        return paper
    given = GivenAnswer(
        giver=new.giver,
        parts=new.parts,
        way=new.way,
        heard_by=new.by.person_id,
        heard_on=new.on_day,
        paper=paper.pk if paper else None,
        receipt=new.token,
    )
    return record_answer(request=new.request, given=given, by=new.by, at=new.at)


def _paper(new: WrittenDown) -> ConsentPaper | Refused | None:
    if new.way is not ConsentWay.PAPER:
        return None
    lock_child(new.request.child_id)
    return keep_paper(
        NewPaper(
            id=new.token,
            request=new.request,
            giver=new.giver,
            content=new.content or b"",
            signed_on=new.on_day,
            by=new.by,
            at=new.at,
        ),
    )


def _changed(parts: Mapping[Part, Answer], before: Mapping[Part, Answer]) -> dict[Part, Answer]:
    """What is new in an answer; what was taken back and is not given again stays taken back."""
    after: dict[Part, Answer] = {}
    for part, said in parts.items():
        earlier = before.get(part)
        if said is Answer.NO and earlier in {Answer.YES, Answer.WITHDRAWN}:
            said = Answer.WITHDRAWN  # noqa: PLW2901
        if said is not earlier:
            after[part] = said
    return after


def _tell_asker(request: ConsentRequest, given: GivenAnswer, at: datetime) -> None:
    """The one who asked hears of a no and of what was taken back, and when nothing waits any more.

    A child's own no is a talk with the child, not only a no (law.md CON-03: it blocks, and is brought to the BBA).
    """
    rows = row_states(request.child, at=at, requests=[request.pk])
    kinds: list[NoticeKind] = []
    if Answer.WITHDRAWN in given.parts.values():
        kinds.append(NoticeKind.CALL_AFTER_WITHDRAWAL)
    elif Answer.NO in given.parts.values() and givers_of(request).get(given.giver) is GiverRole.CHILD:
        kinds.append(NoticeKind.CHILD_SAID_NO)
    for kind in kinds:
        tell(
            party=request.asked_by_id,
            child=request.child_id,
            kind=kind,
            thing=request.pk,
            about=given.giver,
            at=at,
        )
    if not missing_givers(rows):
        done(thing=request.pk, kind=NoticeKind.CALL_FOR_ANSWER, at=at)
    if not kinds and not any(row.state in WAITING for row in rows):
        tell(party=request.asked_by_id, child=request.child_id, kind=NoticeKind.CONSENT_READY, thing=request.pk, at=at)
