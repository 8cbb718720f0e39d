"""Every write about protection: setting it at once, lowering it by two, the named list, and the reasons given."""

from collections.abc import Collection
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from barnetsplan import context
from barnetsplan.accounts.actions import assign
from barnetsplan.accounts.models import Assignment
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.protection import LOCAL, Protection, ProtectionSource, highest
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people import register
from barnetsplan.people.actions import lock_child, lower_protection, raise_protection, set_protection
from barnetsplan.people.models import Involvement, Person
from barnetsplan.people.queries import by_number, live
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.models import Listed, Mark, Opening
from barnetsplan.protection.queries import (
    colleagues,
    guardians_of,
    is_listed,
    live_listing,
    live_marks,
    officers_around,
    reason_place,
)
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import seal

#: Whoever sets a protection at work goes on for so long before a second must have confirmed it (ADR 0014).
_PROVISIONAL = timedelta(days=7)
#: A reason holds for a working day, as a session does (law.md 4.4).
_REASON_HOLDS = timedelta(hours=8)


@transaction.atomic
def protect(*, person: UUID, protection: Protection, reason: str, by: Actor, at: datetime) -> Mark | Refused:
    """Protect a person from this moment, without anybody's consent; the whole household follows.

    Set by one alone, because the danger comes before the register's mark. A professional who sets it stays on the
    list for some days, so that the help does not stop; the security officers are told to decide the list.

    *Source:* law.md PROT-01, PROT-06, FAM-08 (JO 3620-2008: no consent of a guardian is needed).
    """
    if protection not in LOCAL:
        return Refused(Reason.WRONG_STATE)
    if not reason.strip():
        return Refused(Reason.REASON_MISSING)
    at_work = by.kind is ActorKind.STAFF
    source = ProtectionSource.STAFF if at_work else ProtectionSource.FAMILY
    mark = _mark(person, protection, source, at, by=by.person_id, reason=reason)
    raised = raise_protection(person, at=at)
    for child in raised if at_work else ():
        with _about(child):
            _stay(child, by, reason, at)
    _tell_officers(raised, NoticeKind.PROTECTION_SET, at)
    return mark


@transaction.atomic
def take_from_register(*, person: UUID, marks: Collection[Protection], at: datetime) -> None:
    """Take over what the population register says of a person; what it has ceased to say is lowered by two persons.

    *Source:* law.md 1.11 (Navet 01003, 01020), PROT-06.
    """
    for protection in marks:
        _mark(person, protection, ProtectionSource.REGISTER, at)
    if marks:
        raised = raise_protection(person, at=at)
        _tell_officers(raised, NoticeKind.PROTECTION_SET, at)


def take_family_from_register(found: register.RegisteredChild, *, at: datetime) -> None:
    """Take over the marks of a child and of the guardians, for those who are here already."""
    registered = [(found.number, found.marks), *((adult.number, adult.marks) for adult in found.guardians)]
    for number, marks in registered:
        person = by_number(number) if marks else None
        if person is not None:
            take_from_register(person=person.pk, marks=marks, at=at)


def _mark(
    person: UUID,
    protection: Protection,
    source: ProtectionSource,
    at: datetime,
    *,
    by: UUID | None = None,
    reason: str = "",
) -> Mark:
    earlier = live_marks(person).filter(protection=protection).first()
    if earlier is not None:
        return earlier
    mark = Mark(person_id=person, protection=protection, source=source, set_by_id=by, set_at=at)
    if reason:
        mark.sealed_reason = seal(reason, key=_key(person), place=reason_place(mark.pk))
    mark.save(force_insert=True)
    _keep_highest(person)
    return mark


def _keep_highest(person: UUID) -> None:
    set_protection(person=person, protection=highest(live_marks(person).values_list("protection", flat=True)))


def _key(person: UUID) -> Key:
    return Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=person))


def _stay(child: UUID, by: Actor, reason: str, at: datetime) -> None:
    row = _listed(child, by.person_id, reason, by, at)
    Listed.objects.filter(pk=row.pk, confirmed_at__isnull=True).update(provisional_until=at + _PROVISIONAL)
    _open(row, reason, at)


def _listed(child: UUID, person: UUID, reason: str, by: Actor, at: datetime) -> Listed:
    open_row = Listed.objects.filter(child=child, person=person, ended_at__isnull=True).first()
    if open_row is not None:
        return open_row
    row = Listed(child_id=child, person_id=person, asked_by_id=by.person_id, asked_at=at)
    row.sealed_reason = seal(reason, key=_key(child), place=reason_place(row.pk))
    row.save(force_insert=True)
    return row


def wait_to_be_listed(*, child: UUID, by: Actor, at: datetime) -> None:
    """Let the one who wrote about a protected child wait for the list, on which the officers decide."""
    if not is_listed(by.person_id, child, at=at):
        _listed(child, by.person_id, gettext("Har skrivit om barnet."), by, at)
    _tell_officers([child], NoticeKind.PROTECTION_SET, at)


@transaction.atomic
def ask_to_list(*, child: UUID, person: UUID, reason: str, by: Actor, at: datetime) -> Listed | Refused:
    """Ask that a colleague be put on the list; it opens nothing before a second person has confirmed it.

    *Source:* law.md PROT-03.
    """
    lock_child(child)
    if not reason.strip():
        return Refused(Reason.REASON_MISSING)
    if person not in colleagues(by, child, at=at):
        return Refused(Reason.NO_RELATION)
    row = _listed(child, person, reason, by, at)
    _tell_officers([child], NoticeKind.PROTECTION_WAITS, at)
    return row


@transaction.atomic
def confirm_listing(*, child: UUID, listed: UUID, by: Actor, at: datetime) -> Listed | Refused:
    """Confirm a line as the second person: neither the first, nor the one listed, nor anybody on the list."""
    lock_child(child)
    row = Listed.objects.filter(pk=listed, child=child, ended_at__isnull=True, confirmed_at__isnull=True).first()
    if row is None:
        return Refused(Reason.WRONG_STATE)
    if by.person_id in {row.asked_by_id, row.person_id} or is_listed(by.person_id, child, at=at):
        return Refused(Reason.SECOND_PERSON_NEEDED)
    row.second_id, row.confirmed_at = by.person_id, at
    row.save(update_fields=["second", "confirmed_at"])
    _let_work(row.person_id, child, at)
    _nothing_waits(child, at)
    return row


def _let_work(person: UUID, child: UUID, at: datetime) -> None:
    """Let somebody on the list act for the unit without a place that is around the child, in the own role.

    Nobody else works there: the unit has only those who were put on a list (ADR 0014).
    """
    around = Involvement.objects.filter(live(at), child=child).values("unit")
    for unit in Unit.objects.filter(pk__in=around, placeless=True):
        beside = Assignment.objects.filter(
            live(at), person=person, unit__domain=unit.domain_id, unit__sector=unit.sector
        )
        own = beside.exclude(unit__placeless=True).order_by("pk").first()
        if own is not None and not beside.filter(unit=unit).exists():
            assign(
                person=person,
                unit=unit,
                role=own.role,
                valid_from=at,
                last_day=last_day_before(own.valid_until),
                at=at,
            )


@transaction.atomic
def end_listing(*, child: UUID, listed: UUID, by: Actor, at: datetime) -> Listed | Refused:
    """Take somebody off the list, at once and alone: closing needs no second person."""
    lock_child(child)
    row = Listed.objects.filter(pk=listed, child=child, ended_at__isnull=True).first()
    if row is None:
        return Refused(Reason.WRONG_STATE)
    row.ended_by_id, row.ended_at = by.person_id, at
    row.save(update_fields=["ended_by", "ended_at"])
    _nothing_waits(child, at)
    return row


@transaction.atomic
def ask_to_lower(*, child: UUID, mark: UUID, by: Actor, at: datetime) -> Mark | Refused:
    """Ask that a mark be lowered; it holds until a second person has confirmed it (law.md PROT-06)."""
    lock_child(child)
    row = _mark_around(child, mark, at)
    if row is None:
        return Refused(Reason.WRONG_STATE)
    row.lower_asked_by_id, row.lower_asked_at = by.person_id, at
    row.save(update_fields=["lower_asked_by", "lower_asked_at"])
    _tell_officers([child], NoticeKind.PROTECTION_WAITS, at)
    return row


@transaction.atomic
def confirm_lowering(*, child: UUID, mark: UUID, by: Actor, at: datetime) -> Mark | Refused:
    """Lower a mark as the second person; the household is then as protected as the marks that are left."""
    lock_child(child)
    row = _mark_around(child, mark, at)
    if row is None or row.lower_asked_by_id is None:
        return Refused(Reason.WRONG_STATE)
    if row.lower_asked_by_id == by.person_id:
        return Refused(Reason.SECOND_PERSON_NEEDED)
    row.lowered_by_id, row.lowered_at = by.person_id, at
    row.save(update_fields=["lowered_by", "lowered_at"])
    _keep_highest(row.person_id)
    lower_protection(row.person_id, at=at)
    _nothing_waits(child, at)
    return row


def _mark_around(child: UUID, mark: UUID, at: datetime) -> Mark | None:
    """A mark that holds, of somebody through whom this child is protected."""
    people = (child, *guardians_of(child, at=at))
    return Mark.objects.filter(pk=mark, person__in=people, lowered_at__isnull=True).first()


@transaction.atomic
def give_reason(*, child: UUID, reason: str, by: Actor, at: datetime) -> Opening | Refused:
    """Say why one opens the child today; without it nothing opens, and it is kept with the list."""
    if not reason.strip():
        return Refused(Reason.REASON_MISSING)
    row = Listed.objects.filter(live_listing(at), child=child, person=by.person_id).first()
    return _open(row, reason, at) if row else Refused(Reason.NOT_ON_LIST)


def _open(row: Listed, reason: str, at: datetime) -> Opening:
    opening = Opening(listed=row, valid_from=at, valid_until=at + _REASON_HOLDS)
    opening.sealed_reason = seal(reason, key=_key(row.child_id), place=reason_place(opening.pk))
    opening.save(force_insert=True)
    return opening


@transaction.atomic
def alarm(*, child: UUID, by: Actor, at: datetime) -> None:
    """Tell the security officers that somebody outside the list tried to open the child (law.md PROT-03)."""
    _tell_officers([child], NoticeKind.PROTECTED_TRIED, at, about=by.party)


def _tell_officers(children: Collection[UUID], kind: NoticeKind, at: datetime, *, about: UUID | None = None) -> None:
    for child in children:
        with _about(child):
            for unit in set(officers_around(child, at=at).values_list("unit", flat=True)):
                tell(party=unit, child=child, kind=kind, thing=child, about=about, at=at)


def _about(child: UUID) -> AbstractContextManager[None]:
    """Say past the second wall which child this is about: a sibling, or a child that is closed to who tries to open."""
    return context.about(child, act=Act.PROTECTED_KEEP.value)


def _nothing_waits(child: UUID, at: datetime) -> None:
    """End what waits for a second person, when nothing does any longer."""
    waits = Listed.objects.filter(child=child, ended_at__isnull=True, confirmed_at__isnull=True)
    people = (child, *guardians_of(child, at=at))
    lowering = Mark.objects.filter(person__in=people, lower_asked_by__isnull=False, lowered_at__isnull=True)
    if not waits.exists() and not lowering.exists():
        done(thing=child, kind=NoticeKind.PROTECTION_WAITS, at=at)
        done(thing=child, kind=NoticeKind.PROTECTION_SET, at=at)
