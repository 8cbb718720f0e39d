"""What a giver has said in one breath, as a receipt: it tells of the own answer, and never of anybody else's.

*Source:* law.md CON-01; GDPR art. 7.1; architecture.md rule 11.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max, QuerySet
from django.utils.translation import gettext

from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest
from barnetsplan.consent.texts import AskedQuestion, Shown, shown_of
from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import Answer, ConsentWay, GiverRole
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of, named


@dataclass(frozen=True, slots=True)
class FoundReceipt:
    """A receipt as the gate finds it: whose it is, and about what."""

    id: UUID
    giver: UUID
    request: ConsentRequest

    @property
    def child(self) -> Child:
        """Whose matter it is; the child comes with its key."""
        return self.request.child


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt in a list."""

    id: UUID
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with the answer that was given; ``areas`` are those that this answer is about."""

    question: AskedQuestion
    answer: Answer
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything that a receipt proves."""

    id: UUID
    request: UUID
    child: UUID
    child_name: str
    giver: UUID
    giver_name: str
    role: GiverRole
    asker: UUID
    asker_name: str
    controller: str
    shown: Shown
    answers: tuple[Answered, ...]
    way: ConsentWay
    heard_by: str
    heard_on: date | None
    acr: str
    transaction: str
    shown_hash: str
    text_version: str
    asked_at: datetime
    given_at: datetime
    valid_until: datetime
    is_withdrawal: bool


def find_receipt(key: UUID) -> FoundReceipt | None:
    """A receipt by id."""
    rows = ConsentAnswer.objects.filter(receipt=key).values_list("row__request", "giver")
    if not rows:
        return None
    # What was said on one page may close the same thing in an older request; the page is where most of it stands.
    (request, giver), _count = Counter(rows).most_common(1)[0]
    found = ConsentRequest.objects.select_related("child__person__key").get(pk=request)
    return FoundReceipt(key, giver, found)


def receipts_of(request: ConsentRequest, *, giver: UUID) -> tuple[ReceiptLine, ...]:
    """A giver's own receipts of one request, newest first."""
    return _lines(ConsentAnswer.objects.filter(row__request=request, giver=giver))


def receipts_about(child: UUID, *, giver: UUID) -> tuple[ReceiptLine, ...]:
    """A giver's own receipts about a child, newest first."""
    return _lines(ConsentAnswer.objects.filter(row__request__child=child, giver=giver))


def _lines(rows: "QuerySet[ConsentAnswer]") -> tuple[ReceiptLine, ...]:
    found = rows.exclude(receipt=None).values_list("receipt").annotate(at=Max("answered_at")).order_by("-at", "receipt")
    return tuple(ReceiptLine(key, at) for key, at in found if key)


def receipt(found: FoundReceipt) -> Receipt:
    """The whole receipt, opened for whose answer it is."""
    request, key = found.request, found.request.child.person.key
    rows = list(ConsentAnswer.objects.filter(receipt=found.id).select_related("row__request"))
    mine = [row for row in rows if row.row.request_id == request.pk]
    first, shown = mine[0], shown_of(request, giver=found.giver, key=key)
    names, marked = named([each for each in (found.giver, first.heard_by_id) if each is not None])
    nameless = hides_place(request.child.protection) or first.heard_by_id in marked
    asker = Unit.objects.select_related("domain__organisation").get(pk=request.asked_by_id)
    said = tuple(_answered(shown.questions, mine))
    return Receipt(
        id=found.id,
        request=request.pk,
        child=request.child_id,
        child_name=name_of(request.child.person),
        giver=found.giver,
        giver_name=names[found.giver],
        role=_role(request, found.giver),
        asker=asker.pk,
        asker_name=shown.asker,
        controller="" if hides_place(request.child.protection) else asker.domain.organisation.name,
        shown=shown,
        answers=said,
        way=ConsentWay(first.way),
        heard_by=_heard_by(first.heard_by_id, names, nameless=nameless),
        heard_on=first.heard_on,
        acr=first.acr,
        transaction=first.transaction,
        shown_hash=first.shown_hash,
        text_version=request.text_version,
        asked_at=request.asked_at,
        given_at=first.answered_at,
        valid_until=request.valid_until,
        is_withdrawal=any(one.answer is Answer.WITHDRAWN for one in said),
    )


def _heard_by(person: UUID | None, names: Mapping[UUID, str], *, nameless: bool) -> str:
    """Who heard an oral answer; no name where a place is hidden, for a name leads to a workplace (law.md PROT-02)."""
    if person is None:
        return ""
    return gettext("En medarbetare") if nameless else names[person]


def _role(request: ConsentRequest, giver: UUID) -> GiverRole:
    return GiverRole(ConsentGiver.objects.filter(request=request, person=giver).values_list("role", flat=True)[0])


def _answered(questions: Iterable[AskedQuestion], rows: Iterable[ConsentAnswer]) -> Iterable[Answered]:
    """The answers in the order of the questions; areas that were answered alike stand together."""
    said: dict[tuple[UUID, str], dict[str, Answer]] = {}
    for row in rows:
        if row.row.request.asked_by_id in {row.row.discloser_id, row.row.recipient_id}:
            said.setdefault((row.row.service_id, row.row.layer), {})[row.row.area] = Answer(row.answer)
    for question in questions:
        by_area = said.get((question.service, question.layer), {})
        for answer in Answer:
            areas = tuple(area for area in question.areas or ("",) if by_area.get(area) is answer)
            if areas:
                yield Answered(question, answer, tuple(area for area in areas if area))
