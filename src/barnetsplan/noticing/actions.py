"""Noticing: write a concern in the own unit, send it to the BBA on the family's yes, receive it (model.md 2.1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan import context
from barnetsplan.consent.actions import GivenAnswer, NewRequest, NewRow, answer, ask
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.vocabulary import (
    Answer,
    ConsentWay,
    Ground,
    InvolvementReason,
    Layer,
)
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.noticing.queries import answered_by, is_sent
from barnetsplan.organisations.models import Unit
from barnetsplan.organisations.queries import placeless_beside
from barnetsplan.people import register
from barnetsplan.people.actions import admit_child, involve, lock_child
from barnetsplan.people.kinship import of_family
from barnetsplan.people.models import Child
from barnetsplan.people.queries import by_number, family_of, find_child, number_hash
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.actions import take_family_from_register, wait_to_be_listed
from barnetsplan.protection.queries import may_be_listed
from barnetsplan.records.actions import Kept, NewEntry, keep, write_entry
from barnetsplan.records.kinds import Concern, Feedback
from barnetsplan.records.models import Disclosure, Entry


@dataclass(frozen=True, slots=True)
class HeardYes:
    """What one guardian said when asked, on which day."""

    guardian: UUID
    heard_on: date


@transaction.atomic
def write_concern(
    *,
    entry_id: UUID,
    number: IdentityNumber,
    payload: Concern,
    by: Actor,
    at: datetime,
) -> Entry | Refused:
    """Write what was noticed, in the own unit; nobody else reads it until it is sent.

    The child is admitted from the population register if nobody has had a basis before, with the register's marks. What
    is written about a child that is opened by named persons alone belongs to the unit without a place beside the own
    one, and the security officers put on the list whoever is to read it; where there is no such unit, nothing is
    written (ADR 0014).

    *Source:* model.md 2.1, architecture.md 5.1; law.md PROT-02, PROT-03.
    """
    with context.numbered(number_hash(number)):
        child = _child(number, by=by, at=at)
    if isinstance(child, Refused):
        return child
    if of_family(by.person_id, child=child.pk):
        return Refused(Reason.OWN_FAMILY)
    with context.about(child.pk, act=Act.CONCERN_WRITE.value):
        return write_where_it_may_lie(child, entry_id=entry_id, payload=payload, by=by, at=at)


def write_where_it_may_lie(
    child: Child, *, entry_id: UUID, payload: Concern, by: Actor, at: datetime
) -> Entry | Refused:
    """Write in the own unit, or in the one without a place where the child is opened by named persons (ADR 0014)."""
    if may_be_listed(by, child, at):
        return write_concern_about(child, entry_id=entry_id, payload=payload, by=by, at=at)
    return _write_without_place(child, entry_id=entry_id, payload=payload, by=by, at=at)


@transaction.atomic
def write_concern_about(child: Child, *, entry_id: UUID, payload: Concern, by: Actor, at: datetime) -> Entry:
    """Write what was noticed about a child that is admitted already; an unborn one has no number to be found by."""
    unit = Unit.objects.select_related("domain").get(pk=by.party_id)
    return _write_for(unit, child, entry_id=entry_id, payload=payload, by=by, at=at)


def _write_without_place(child: Child, *, entry_id: UUID, payload: Concern, by: Actor, at: datetime) -> Entry | Refused:
    """Write in the unit without a place; whoever wrote waits to be put on the list."""
    unit = placeless_beside(by.party_id)
    if unit is None:
        return Refused(Reason.CANNOT_BE_ADMITTED)
    entry = _write_for(unit, child, entry_id=entry_id, payload=payload, by=by, at=at)
    wait_to_be_listed(child=child.pk, by=by, at=at)
    return entry


def _write_for(unit: Unit, child: Child, *, entry_id: UUID, payload: Concern, by: Actor, at: datetime) -> Entry:
    involve(unit=unit.pk, child=child.pk, reason=InvolvementReason.NOTICED, at=at)
    return write_entry(
        NewEntry(
            id=entry_id,
            payload=payload,
            child=child.pk,
            owner=unit.pk,
            author=by.person_id,
            voice=unit.pk,
            section=unit.domain.section,
            at=at,
        ),
    )


def _child(number: IdentityNumber, *, by: Actor, at: datetime) -> Child | Refused:
    """The child with this number, admitted if need be; the register's marks are taken over either way.

    A child whom the register marks is admitted only where there is a unit without a place to write in.
    """
    person = by_number(number)
    known = find_child(person.pk) if person is not None else None
    try:
        found = register.look_up(number)
    except register.NoRegister:
        return known or Refused(Reason.NO_REGISTER)
    if found is None:
        return known or Refused(Reason.UNKNOWN_CHILD)
    if known is None and found.protected and placeless_beside(by.party_id) is None:
        return Refused(Reason.CANNOT_BE_ADMITTED)
    child = known or admit_child(found, at=at)
    with context.about(child.pk, act=Act.CONCERN_WRITE.value):
        take_family_from_register(found, at=at)
    return find_child(child.pk) or child


@transaction.atomic
def send_concern(
    *,
    entry: Entry,
    request_id: UUID,
    to: UUID,
    heard: Collection[HeardYes],
    kept: Collection[Kept],
    by: Actor,
    at: datetime,
) -> Entry | Refused:
    """Send a concern to the child's BBA on the guardians' oral yes, or inside the own domain without.

    The yes covers both ways: telling, and the answer that it has been received (law.md CON-01). The guardians
    get to read it too, except one from whom it is kept (OSL 12:3). Where the own unit is the child's BBA nothing
    is disclosed to it: it is only told. The same form sent twice sends once.
    """
    lock_child(entry.child_id)
    if is_sent(entry, at=at):
        return entry
    sent = _to_unit(entry, request_id, to, heard, by, at)
    if isinstance(sent, Refused):
        return sent
    shown = _to_family(entry, kept, by, at)
    if isinstance(shown, Refused):
        return shown
    tell(party=to, child=entry.child_id, kind=NoticeKind.CONCERN_CAME, thing=entry.pk, about=by.party_id, at=at)
    return entry


def _to_family(entry: Entry, kept: Collection[Kept], by: Actor, at: datetime) -> object:
    keep([entry], kept, by=by.person_id, at=at)
    return disclose_to_family(
        Disclose(
            child=entry.child,
            discloser=by.party_id,
            entries=[entry],
            recipients=sorted(family_of(entry.child, at=at)),
            ground=Ground.TO_SUBJECT_12_1,
            by=by,
            at=at,
        ),
    )


def _to_unit(
    entry: Entry,
    request_id: UUID,
    to: UUID,
    heard: Collection[HeardYes],
    by: Actor,
    at: datetime,
) -> object:
    if to == by.party_id:
        return None
    if Unit.objects.get(pk=to).domain_id == by.domain:
        return disclose(_within_domain(entry, to, by, at))
    return _on_consent(entry, request_id, to, heard, by, at)


def _within_domain(entry: Entry, to: UUID, by: Actor, at: datetime) -> Disclose:
    return Disclose(
        child=entry.child,
        discloser=by.party_id,
        entries=[entry],
        recipients=[to],
        ground=Ground.WITHIN_DOMAIN,
        by=by,
        at=at,
    )


def _on_consent(
    entry: Entry,
    request_id: UUID,
    to: UUID,
    heard: Collection[HeardYes],
    by: Actor,
    at: datetime,
) -> object:
    request = _asked(entry, request_id, to, by, at)
    if isinstance(request, Refused):
        return request
    for yes in heard:
        said = answer(request, _heard(yes, by), by=by, at=at)
        if isinstance(said, Refused):
            return said
    rows = row_states(entry.child, at=at, requests=[request.pk])
    told = _on_row(entry, next(row for row in rows if row.discloser == by.party_id), by, at)
    earlier = answered_by(to, concern=entry)
    if isinstance(told, Refused) or earlier is None:
        return told
    return _on_row(earlier, next(row for row in rows if row.discloser == to), by, at)


def _on_row(entry: Entry, row: RowState, by: Actor, at: datetime) -> Disclosure | Refused | None:
    """Let a concern, or the answer that it got before the family took its yes back, be read on the family's new yes."""
    return disclose(
        Disclose(
            child=entry.child,
            discloser=row.discloser,
            entries=[entry],
            recipients=[row.recipient],
            ground=Ground.CONSENT_12_2,
            consent=row,
            by=by,
            at=at,
        ),
    )


def _asked(entry: Entry, request_id: UUID, to: UUID, by: Actor, at: datetime) -> ConsentRequest | Refused:
    me = by.party_id
    return ask(
        NewRequest(
            id=request_id,
            child=entry.child,
            asked_by=to,
            author=by.person_id,
            container=entry.pk,
            purpose=Layer.TELL.value,
            rows=[
                NewRow(service=me, discloser=me, recipient=to, layer=Layer.TELL),
                NewRow(service=me, discloser=to, recipient=me, layer=Layer.TELL),
            ],
            at=at,
        ),
    )


def _heard(yes: HeardYes, by: Actor) -> GivenAnswer:
    return GivenAnswer(
        giver=yes.guardian,
        parts={(by.party_id, Layer.TELL.value, ""): Answer.YES},
        way=ConsentWay.ORAL,
        heard_by=by.person_id,
        heard_on=yes.heard_on,
    )


@transaction.atomic
def receive_concern(
    *,
    entry: Entry,
    entry_id: UUID,
    text: str,
    call_on: date,
    by: Actor,
    at: datetime,
) -> Entry | Refused:
    """Tell the one who noticed that the concern is received, and by which day somebody calls (peers.md 2, point 21).

    A unit answers once: a colleague who answers at the same moment gets the first answer.
    """
    lock_child(entry.child_id)
    earlier = answered_by(by.party_id, concern=entry)
    if earlier is not None:
        return earlier
    feedback = _answer_of_unit(entry, entry_id, text, call_on, by, at)
    told = None if entry.owner_id == by.party_id else disclose(_feedback(entry, feedback, by, at))
    if isinstance(told, Refused):
        return told
    done(thing=entry.pk, kind=NoticeKind.CONCERN_CAME, party=by.party_id, at=at)
    if entry.owner_id != by.party_id:
        tell(
            party=entry.owner_id,
            child=entry.child_id,
            kind=NoticeKind.CONCERN_RECEIVED,
            thing=entry.pk,
            about=by.party_id,
            due_on=call_on,
            at=at,
        )
    return feedback


def _answer_of_unit(concern: Entry, entry_id: UUID, text: str, call_on: date, by: Actor, at: datetime) -> Entry:
    unit = Unit.objects.select_related("domain").get(pk=by.party_id)
    return write_entry(
        NewEntry(
            id=entry_id,
            payload=Feedback(text=text),
            child=concern.child_id,
            owner=unit.pk,
            author=by.person_id,
            voice=unit.pk,
            section=unit.domain.section,
            container=concern.pk,
            due_on=call_on,
            at=at,
        ),
    )


def _feedback(entry: Entry, feedback: Entry, by: Actor, at: datetime) -> Disclose:
    owner = Unit.objects.get(pk=entry.owner_id)
    rows = [
        row
        for row in row_states(entry.child, at=at)
        if row.container == entry.pk and row.discloser == by.party_id and row.recipient == owner.pk
    ]
    row = rows[-1] if rows else None
    within = owner.domain_id == by.domain
    return Disclose(
        child=entry.child,
        discloser=by.party_id,
        entries=[feedback],
        recipients=[owner.pk],
        ground=Ground.WITHIN_DOMAIN if within else Ground.CONSENT_12_2,
        consent=None if within else row,
        by=by,
        at=at,
    )
