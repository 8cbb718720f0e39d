"""What the family does: answering consent, giving or taking it back, own words; what follows, follows at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.accounts.codes import giver_of_code
from barnetsplan.consent.actions import GivenAnswer, Part
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.models import ConsentGiver, ConsentRequest
from barnetsplan.consent.queries import RowState, own_answers
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, Ground, Layer
from barnetsplan.files.checking import checked
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.plans.answering import record_answer
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.attaching import attach
from barnetsplan.records.kinds import Dissent, OwnWords
from barnetsplan.records.models import Entry


def answer_consent(
    *,
    request: ConsentRequest,
    parts: Mapping[Part, Answer],
    by: Actor,
    at: datetime,
) -> tuple[RowState, ...] | Refused:
    """Answer parts of a request in the product, in the own name; what follows, follows at once.

    *Source:* law.md CON-01, CON-02, CON-06.
    """
    return record_answer(request=request, given=GivenAnswer(giver=by.person_id, parts=parts), by=by, at=at)


def note_receipt_read(*, receipt: UUID, by: Actor, at: datetime) -> None:
    """What another wrote down for the reader waits no more when the reader has opened it."""
    done(thing=receipt, kind=NoticeKind.CONSENT_NOTED, party=by.party_id, at=at)


@dataclass(frozen=True, slots=True)
class Change:
    """What is taken back or given back: one area, or a whole layer, for one service."""

    service: UUID
    layer: str
    area: str
    answer: Answer


@transaction.atomic
def change_consent(*, request: ConsentRequest, change: Change, by: Actor, at: datetime) -> ConsentRequest | Refused:
    """Take back or give back; taking back the map takes its background with it, in every request that holds it.

    *Source:* law.md CON-06: as easy as giving, and at once.
    """
    lock_child(request.child_id)
    mine = own_answers(request, by.person_id)
    wanted = _parts_of_change(change, mine)
    if not wanted:
        return Refused(Reason.NOT_FOUND)
    if change.answer is Answer.YES:
        if change.layer == Layer.BACKGROUND and not _map_is_given(change.service, request, by, at):
            return Refused(Reason.CONSENT_NOT_ACTIVE)
        outcome = answer_consent(request=request, parts=dict.fromkeys(wanted, Answer.YES), by=by, at=at)
        return outcome if isinstance(outcome, Refused) else request
    for each in _open_requests(request, by, at):
        said = own_answers(each, by.person_id)
        given = [part for part in _parts_of_change(change, said) if said[part] is Answer.YES]
        if given:
            outcome = answer_consent(request=each, parts=dict.fromkeys(given, Answer.WITHDRAWN), by=by, at=at)
            if isinstance(outcome, Refused):
                return outcome
    return request


def _parts_of_change(change: Change, answered: Mapping[Part, Answer]) -> tuple[Part, ...]:
    """The giver's parts that a change concerns; without an area the whole layer."""
    layers = {change.layer}
    if change.layer == Layer.MAP and change.answer is Answer.WITHDRAWN:
        layers.add(Layer.BACKGROUND.value)
    return tuple(
        part for part in answered if part[0] == change.service and part[1] in layers and change.area in {"", part[2]}
    )


def _map_is_given(service: UUID, request: ConsentRequest, by: Actor, at: datetime) -> bool:
    """Whether the giver lets the service read the map, in whichever request it was asked."""
    part = (service, Layer.MAP.value, "")
    return any(own_answers(each, by.person_id).get(part) is Answer.YES for each in _open_requests(request, by, at))


def _open_requests(request: ConsentRequest, by: Actor, at: datetime) -> Iterable[ConsentRequest]:
    """Every request about the child that the giver has a say in and that still runs."""
    mine = ConsentGiver.objects.filter(person=by.person_id).values("request")
    rows = ConsentRequest.objects.filter(child=request.child_id, pk__in=mine, withdrawn_at=None, valid_until__gt=at)
    return rows.select_related("child__person__key", "asked_by").order_by("asked_at", "pk")


def parts_of(rows: tuple[RowState, ...]) -> frozenset[tuple[UUID, str, str]]:
    """The parts that the rows of a request are answered by."""
    return frozenset((row.service, row.layer.value, row.area) for row in rows)


@dataclass(frozen=True, slots=True)
class NewWords:
    """Own words, or a differing view; for the plan when there is one, to whoever was chosen."""

    child: Child
    payload: OwnWords | Dissent
    entry_id: UUID
    readers: Collection[UUID]
    by: Actor
    at: datetime
    plan: UUID | None = None
    file: bytes | None = None
    came_by: str = ""


@transaction.atomic
def write_own_words(new: NewWords) -> Entry | Refused:
    """Write in one's own name at any time; it goes to those who hold the functions and to whom the writer chose.

    Whoever holds a function is told of what is written to the plan, once however often the form is sent. A file goes
    with the words and is made anew first; one that cannot be kept refuses the whole, and nothing is half saved.

    *Source:* model.md 5.3; CRC art 12; OSL 10:1.
    """
    file = None if new.file is None else checked(new.file)
    if isinstance(file, Refused):
        return file
    lock_child(new.child.pk)
    held = frozenset(holders(new.child.pk, at=new.at).values())
    entry = write_entry(_words(new))
    if file is not None:
        attach(entry=entry, file=file, key=new.child.person.key)
    given = disclose(
        Disclose(
            child=new.child,
            discloser=new.by.party_id,
            entries=[entry],
            recipients=sorted({*held, *new.readers}),
            ground=Ground.OWN_GIVING,
            by=new.by,
            at=new.at,
        ),
    )
    if isinstance(given, Refused):
        return given
    if given is not None:
        _tell_holders(new, held)
    return entry


def _words(new: NewWords) -> NewEntry:
    return NewEntry(
        id=new.entry_id,
        payload=new.payload,
        child=new.child.pk,
        owner=new.by.party_id,
        author=new.by.person_id,
        voice=new.by.party_id,
        container=new.plan,
        outcome=new.came_by,
        at=new.at,
    )


@transaction.atomic
def write_by_code(*, child: Child, text: str, entry_id: UUID, by: Actor, at: datetime) -> Entry | Refused:
    """Keep what a young person says who has come by a code, and let a person talk with them.

    *Source:* law.md IDN-30, IDN-32; CRC art 12.
    """
    giver = giver_of_code(child.pk, at=at)
    readers = frozenset({giver}) if giver else frozenset()
    units = readers | frozenset(holders(child.pk, at=at).values())
    if not units:
        return Refused(Reason.NOBODY_TO_READ)
    new = NewWords(child, OwnWords(text=text), entry_id, readers, by, at, came_by=by.signed_in_by or "")
    entry = write_own_words(new)
    if isinstance(entry, Refused):
        return entry
    for unit in units:
        tell(party=unit, child=child.pk, kind=NoticeKind.CHILD_WANTS_TALK, thing=entry.pk, about=by.party_id, at=at)
    return entry


def _tell_holders(new: NewWords, held: Collection[UUID]) -> None:
    """Those who hold the functions are told that something new stands in the plan."""
    if new.plan is None:
        return
    for unit in held:
        tell(
            party=unit,
            child=new.child.pk,
            kind=NoticeKind.FAMILY_WROTE,
            thing=new.plan,
            about=new.by.party_id,
            at=new.at,
        )
