"""Asking for consent and answering; every act locks the child first and ends what must end in the same transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.queries import RowState, givers_of, row_states, who_must_answer
from barnetsplan.consent.texts import hash_of, questions, questions_of
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.periods import earliest, local_date, midnight_of, months_after
from barnetsplan.domain.vocabulary import Answer, ConsentWay, Layer
from barnetsplan.notices.actions import done
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import majority_of, name_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.release import end_releases

#: The part of a request that is answered together: service, layer, area.
Part = tuple[UUID, str, str]


@dataclass(frozen=True, slots=True)
class NewRow:
    """One row to ask for."""

    service: UUID
    discloser: UUID
    recipient: UUID
    layer: Layer
    area: str = ""


@dataclass(frozen=True, slots=True)
class NewRequest:
    """What is to be asked: by whom, for what, until which day (the day itself included)."""

    id: UUID
    child: Child
    asked_by: UUID
    author: UUID
    purpose: str
    rows: Collection[NewRow]
    at: datetime
    last_day: date | None = None
    container: UUID | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """How a giver answered: in the product, on paper, or orally (then who heard it, and on which day)."""

    giver: UUID
    parts: Mapping[Part, Answer]
    way: ConsentWay = ConsentWay.IN_PRODUCT
    heard_by: UUID | None = None
    heard_on: date | None = None
    acr: str = ""
    transaction: str = field(default="")


@transaction.atomic
def ask(new: NewRequest) -> ConsentRequest | Refused:
    """Ask for consent: store rows, givers and the hash of the questions as they are shown.

    Lasts at most as long as ``practice.consent.max_months`` and never past an 18th birthday.

    *Source:* law.md CON-01, CON-02, CON-03.

    *Raises:* ``Taken`` when the id is anybody else's.
    """
    lock_child(new.child.pk)
    earlier = ConsentRequest.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_refuse(earlier, new)
    until = _until(new)
    givers = who_must_answer(new.child, at=new.at)
    if not new.rows:
        return Refused(Reason.CONSENT_WITHOUT_RECIPIENT)
    if isinstance(until, Refused):
        return until
    if not givers:
        return Refused(Reason.NO_GIVERS)
    return _store(new, until, givers)


def _same_or_refuse(earlier: ConsentRequest, new: NewRequest) -> ConsentRequest:
    if (earlier.author_id, earlier.child_id) != (new.author, new.child.pk):
        raise Taken
    return earlier


def _store(new: NewRequest, until: datetime, givers: Collection[UUID]) -> ConsentRequest:
    request = ConsentRequest(
        id=new.id,
        child=new.child,
        asked_by_id=new.asked_by,
        author_id=new.author,
        container=new.container,
        purpose=new.purpose,
        text_version=current().version,
        asked_at=new.at,
        valid_until=until,
    )
    rows = [
        ConsentRow(
            request=request,
            service_id=row.service,
            discloser_id=row.discloser,
            recipient_id=row.recipient,
            layer=row.layer,
            area=row.area,
        )
        for row in dict.fromkeys(new.rows)
    ]
    request.shown_hash = hash_of(questions(rows, asker=new.asked_by, child_name=name_of(new.child.person)))
    request.save(force_insert=True)
    ConsentRow.objects.bulk_create(rows)
    ConsentGiver.objects.bulk_create(ConsentGiver(request=request, person_id=giver) for giver in givers)
    return request


def _until(new: NewRequest) -> datetime | Refused:
    today = local_date(new.at)
    longest = months_after(today, current().consent.max_months)
    last_day = new.last_day or longest
    if last_day < today:
        return Refused(Reason.ANSWER_LATER_THAN_END)
    if last_day > longest:
        return Refused(Reason.CONSENT_TOO_LONG)
    return earliest(midnight_of(date.fromordinal(last_day.toordinal() + 1)), majority_of(new.child))


@transaction.atomic
def answer(request: ConsentRequest, given: GivenAnswer, *, at: datetime) -> tuple[RowState, ...] | Refused:
    """Record one giver's answers to parts of a request; the newest answer of each giver counts.

    A no or a withdrawal ends, in this same transaction, every release that rests on the rows it concerns
    (law.md CON-06). Returns the states of all rows of the request afterwards.
    """
    lock_child(request.child_id)
    if given.giver not in givers_of(request):
        return Refused(Reason.NOT_A_GIVER)
    if request.withdrawn_at is not None or at >= request.valid_until:
        return Refused(Reason.REQUEST_IS_OVER)
    rows = [
        row
        for row in ConsentRow.objects.filter(request=request)
        if (row.service_id, row.layer, row.area) in given.parts
    ]
    numbers = _next_numbers(request, given.giver)
    shown = hash_of(questions_of(request, child_name=name_of(request.child.person)))
    ConsentAnswer.objects.bulk_create(
        ConsentAnswer(
            row=row,
            giver_id=given.giver,
            answer=given.parts[row.service_id, row.layer, row.area],
            way=given.way,
            heard_by_id=given.heard_by,
            heard_on=given.heard_on,
            acr=given.acr,
            transaction=given.transaction,
            shown_hash=shown,
            answered_at=at,
            number=numbers.get(row.pk, 0) + 1,
        )
        for row in rows
    )
    states = row_states(request.child, at=at, requests=[request.pk])
    end_releases(bases=[row.id for row in states if not row.is_active], at=at)
    return states


def _next_numbers(request: ConsentRequest, giver: UUID) -> Mapping[UUID, int]:
    rows = ConsentAnswer.objects.filter(row__request=request, giver=giver).values_list("row", "number")
    numbers: dict[UUID, int] = {}
    for row, number in rows:
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
    for kind in (NoticeKind.CONSENT_ASKED, NoticeKind.CONSENT_READY, NoticeKind.CONSENT_DECLINED):
        done(thing=request.pk, kind=kind, at=at)
    return request
