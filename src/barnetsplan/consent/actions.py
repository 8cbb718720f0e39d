"""Asking for consent and answering; every act locks the child first and ends what must end in the same transaction."""

import hashlib
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from barnetsplan.accounts.models import SignIn
from barnetsplan.consent.drafting import Drafted, NewRequest, NewRow, draft
from barnetsplan.consent.holding import end_what_nothing_carries
from barnetsplan.consent.models import (
    ConsentAnswer,
    ConsentGiver,
    ConsentPaper,
    ConsentReminder,
    ConsentRequest,
    ConsentRow,
    ConsentShown,
)
from barnetsplan.consent.papers import NewPaper, paper_place
from barnetsplan.consent.queries import Part, RowState, givers_of, row_states
from barnetsplan.consent.signed import KIND, said
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.superseding import supersede_what_waits
from barnetsplan.consent.texts import Shown, hash_of, sealed
from barnetsplan.consent.wishes import wishes
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Answer, ConsentWay
from barnetsplan.files.checking import checked
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.release import end_releases
from barnetsplan.signatures.actions import NewSignature, sign_in_of, sign_statement
from barnetsplan.vault.sealing import seal_bytes

__all__ = ["GivenAnswer", "NewRequest", "NewRow", "Part", "answer", "ask", "keep_paper", "remind", "withdraw_request"]

#: What waits for somebody about a request, and ends with it.
_NOTICES = (
    NoticeKind.CONSENT_ASKED,
    NoticeKind.CONSENT_REMINDED,
    NoticeKind.CONSENT_READY,
    NoticeKind.CONSENT_ASK_AGAIN,
    NoticeKind.CALL_FOR_ANSWER,
)


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """How a giver answered: in the product, orally (heard by whom, on which day), or on a paper that is kept.

    ``receipt`` is the id of what the giver said in one breath; a form that writes it down brings its own.
    """

    giver: UUID
    parts: Mapping[Part, Answer]
    way: ConsentWay = ConsentWay.IN_PRODUCT
    heard_by: UUID | None = None
    heard_on: date | None = None
    paper: UUID | None = None
    receipt: UUID | None = None


@transaction.atomic
def ask(new: NewRequest) -> ConsentRequest | Refused:
    """Ask for consent: store rows, the givers of each, and exactly what they are shown, with its hash.

    What was asked about the same before, and does not hold, is superseded.

    *Source:* law.md CON-01, CON-02, CON-03, CON-08.

    *Raises:* ``Taken`` when the id is anybody else's.
    """
    lock_child(new.child.pk)
    earlier = ConsentRequest.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_refuse(earlier, new)
    drafted = draft(new)
    return drafted if isinstance(drafted, Refused) else _store(drafted, new)


def _same_or_refuse(earlier: ConsentRequest, new: NewRequest) -> ConsentRequest:
    if (earlier.author_id, earlier.child_id) != (new.author, new.child.pk):
        raise Taken
    return earlier


def _store(drafted: Drafted, new: NewRequest) -> ConsentRequest:
    request, child = drafted.request, new.child
    request.shown_hash = hash_of(drafted.shown)
    request.save(force_insert=True)
    ConsentRow.objects.bulk_create(drafted.givers)
    ConsentGiver.objects.bulk_create(_givers(drafted))
    for giver in drafted.everyone:
        _keep_shown(request, drafted.shown_to(giver), giver)
    supersede_what_waits(request, child=child, at=new.at)
    return request


def _keep_shown(request: ConsentRequest, shown: Shown, giver: UUID) -> None:
    kept = ConsentShown(request=request, giver_id=giver, language=shown.language, shown_hash=hash_of(shown))
    kept.sealed = sealed(shown, kept, key=request.child.person.key)
    kept.save(force_insert=True)


def _givers(drafted: Drafted) -> list[ConsentGiver]:
    """Who is asked about every row stands once; who is asked about some stands at each of them."""
    request = drafted.request
    of_all = set.intersection(*(set(givers.items()) for givers in drafted.givers.values()))
    some = [
        ConsentGiver(request=request, row=row, person_id=person, role=role)
        for row, givers in drafted.givers.items()
        for person, role in givers.items()
        if (person, role) not in of_all
    ]
    return [*(ConsentGiver(request=request, person_id=person, role=role) for person, role in sorted(of_all)), *some]


@transaction.atomic
def answer(request: ConsentRequest, given: GivenAnswer, *, by: Actor, at: datetime) -> tuple[RowState, ...] | Refused:
    """Record one giver's answers to parts of a request, and sign them; the newest answer of each giver counts.

    A no or a withdrawal ends, in this same transaction, every release that rests on the rows it concerns: to the
    service, from it, and on what was asked about the same before (law.md CON-06). Returns the states of all rows of
    the request afterwards.
    """
    lock_child(request.child_id)
    if given.giver not in givers_of(request):
        return Refused(Reason.NOT_A_GIVER)
    before = row_states(request.child, at=at)
    own = [row for row in before if given.giver in row.givers]
    mine = [row for row in own if row.state not in CLOSED]
    if not any(row.request == request.pk for row in mine):
        return Refused(Reason.REQUEST_IS_OVER)
    closed = [row for row in own if row.state in CLOSED]
    given = replace(given, receipt=given.receipt or _next_receipt(request, given.giver))
    sign_in = sign_in_of(by)
    written = _write(wishes(request.pk, given.parts, mine, giver=given.giver, closed=closed), given, sign_in, at)
    if written and given.receipt:
        signed = NewSignature(KIND, given.receipt, request.child, said(written), by=by, at=at)
        sign_statement(signed, sign_in=sign_in)
    end_what_nothing_carries(request.child, at=at)
    states = row_states(request.child, at=at)
    _tell_giver(request, given, at)
    return tuple(row for row in states if row.request == request.pk)


def _next_receipt(request: ConsentRequest, giver: UUID) -> UUID:
    """The id of a giver's next receipt of a request: made from the giver's own answers, and of nothing else."""
    earlier = ConsentAnswer.objects.filter(row__request=request, giver=giver).count()
    return uuid.uuid5(request.pk, f"{giver} {earlier}")


def _tell_giver(request: ConsentRequest, given: GivenAnswer, at: datetime) -> None:
    """The question waits no more for who has answered it; what another wrote down is shown to whose answer it is."""
    for kind in (NoticeKind.CONSENT_ASKED, NoticeKind.CONSENT_REMINDED):
        done(thing=request.pk, kind=kind, party=given.giver, at=at)
    if given.way is not ConsentWay.IN_PRODUCT and given.receipt:
        tell(party=given.giver, child=request.child_id, kind=NoticeKind.CONSENT_NOTED, thing=given.receipt, at=at)


def _write(
    wished: Mapping[UUID, Answer], given: GivenAnswer, sign_in: SignIn | None, at: datetime
) -> list[ConsentAnswer]:
    """One answer for each row, numbered after the giver's earlier ones, with the hash of what that request showed.

    How somebody signed in is told of the giver alone: who writes down what another has said is its witness.
    """
    own = sign_in if given.way is ConsentWay.IN_PRODUCT else None
    rows = ConsentRow.objects.filter(pk__in=list(wished))
    hashes = dict(ConsentShown.objects.filter(giver=given.giver).values_list("request", "shown_hash"))
    numbers = _newest_numbers(wished, given.giver)
    return ConsentAnswer.objects.bulk_create(
        ConsentAnswer(
            row=row,
            giver_id=given.giver,
            answer=wished[row.pk],
            way=given.way,
            heard_by_id=given.heard_by,
            heard_on=given.heard_on,
            acr=own.acr if own else "",
            transaction=own.transaction if own else "",
            paper_id=given.paper,
            receipt=given.receipt,
            shown_hash=hashes[row.request_id],
            answered_at=at,
            number=numbers.get(row.pk, 0) + 1,
        )
        for row in rows
    )


def _newest_numbers(rows: Collection[UUID], giver: UUID) -> Mapping[UUID, int]:
    found = ConsentAnswer.objects.filter(row__in=list(rows), giver=giver).values_list("row", "number")
    numbers: dict[UUID, int] = {}
    for row, number in found:
        numbers[row] = max(number, numbers.get(row, 0))
    return numbers


@transaction.atomic
def withdraw_request(*, request: ConsentRequest, by: Actor, at: datetime) -> ConsentRequest | Refused:
    """Take a question back, with no cause named; whatever is shared on it ends in the same transaction.

    Withdrawn once: the second time changes nothing.

    *Source:* architecture.md rule 11 (the asker may withdraw the question), rule 5.
    """
    lock_child(request.child_id)
    if request.asked_by_id != by.party_id:
        return Refused(Reason.NOT_ASKED_BY_UNIT)
    if request.withdrawn_at is not None:
        return request
    request.withdrawn_at = at
    request.save(update_fields=["withdrawn_at"])
    end_releases(bases=ConsentRow.objects.filter(request=request).values_list("pk", flat=True), at=at)
    for kind in _NOTICES:
        done(thing=request.pk, kind=kind, at=at)
    return request


@transaction.atomic
def remind(*, request: ConsentRequest, by: Actor, at: datetime) -> ConsentReminder | Refused:
    """Remind those who have not answered, once and never again; after that a person calls (law.md CON-08).

    The asker's own desk says by which day. Who has answered, whatever the answer, is not reminded.
    """
    lock_child(request.child_id)
    if request.asked_by_id != by.party_id:
        return Refused(Reason.NOT_ASKED_BY_UNIT)
    if ConsentReminder.objects.filter(request=request).exists():
        return Refused(Reason.ALREADY_REMINDED)
    missing = missing_givers(row_states(request.child, at=at, requests=[request.pk]))
    if not missing:
        return Refused(Reason.REQUEST_IS_OVER)
    made = ConsentReminder.objects.create(request=request, reminded_by_id=by.person_id, reminded_at=at)
    child, call_on = request.child_id, local_date(at) + timedelta(days=current().deadlines.call_back_days)
    for person in missing:
        tell(party=person, child=child, kind=NoticeKind.CONSENT_REMINDED, thing=request.pk, at=at)
    tell(
        party=by.party_id,
        child=child,
        kind=NoticeKind.CALL_FOR_ANSWER,
        thing=request.pk,
        due_on=call_on,
        at=at,
    )
    return made


def missing_givers(rows: Collection[RowState]) -> frozenset[UUID]:
    """Who has not answered something that can be answered, whatever the others have said."""
    alive = [row for row in rows if row.state not in CLOSED]
    return frozenset(giver for row in alive for giver in row.givers if giver not in row.newest)


@transaction.atomic
def keep_paper(new: NewPaper) -> ConsentPaper | Refused:
    """Keep a signed paper, sealed; the request comes with its child and key. The same id again is the same paper."""
    earlier = ConsentPaper.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.request_id, earlier.giver_id) == (new.request.pk, new.giver)
        return earlier if same else Refused(Reason.ID_TAKEN)
    scan = checked(new.content)
    if isinstance(scan, Refused):
        return scan
    paper = ConsentPaper(
        id=new.id,
        request=new.request,
        giver_id=new.giver,
        kind=scan.kind,
        size=len(scan.content),
        digest=hashlib.sha256(scan.content).hexdigest(),
        signed_on=new.signed_on,
        received_by_id=new.by.person_id,
        received_at=new.at,
    )
    paper.sealed = seal_bytes(scan.content, key=new.request.child.person.key, place=paper_place(paper.pk))
    paper.save(force_insert=True)
    return paper
