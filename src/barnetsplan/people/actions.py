"""Every write about people: admitting them, their relations, and a unit's involvement."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from barnetsplan import context
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import eighteenth_birthday
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import GuardianshipKind, GuardianshipSource, InvolvementReason, PartyKind
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people import queries, register
from barnetsplan.people.household import children_around, protection_of_household, stronger_than_now
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.vault.sealing import make_key, seal

#: The task that lets a mark count for all children of a household (``records.row_security``).
_HOUSEHOLD = "household"


def lock_child(child: UUID) -> None:
    """Take the row of the child until the transaction ends.

    Every act that makes or ends a release, consent, guardianship or term does this first; reads lock nothing
    (architecture.md rule 5). SQLite has one writer at a time and needs no row lock.
    """
    list(Child.objects.select_for_update(no_key=True).filter(pk=child).values_list("pk"))


@transaction.atomic
def admit_person(*, name: str, number: IdentityNumber | None, at: datetime) -> Person:
    """Store a person with name and number sealed by an own key."""
    party = Party.objects.create(kind=PartyKind.PERSON)
    key = make_key(at=at)
    person = Person(party=party, key=key, sealed_name=seal(name, key=key, place=queries.name_place(party.pk)))
    if number is not None:
        person.number_hash = queries.number_hash(number)
        person.sealed_number = seal(number.digits, key=key, place=queries.number_place(party.pk))
    person.save(force_insert=True)
    return person


@transaction.atomic
def admit_child(found: register.RegisteredChild, *, at: datetime) -> Child:
    """Admit a child and the guardians as the population register has them (law.md FAM-02).

    A child or guardian who is here already is used as they are. One who is of age has no guardians (FB 6:2).
    """
    person = known_or_admitted(found.name, found.number, at)
    child, new = Child.objects.get_or_create(person=person, defaults={"born_on": found.number.born_on})
    if new and at < eighteenth_birthday(found.number.born_on):
        for guardian in found.guardians:
            adult = known_or_admitted(guardian.name, guardian.number, at)
            add_guardianship(child=child, guardian=adult.pk, source=GuardianshipSource.REGISTER, valid_from=at)
    return queries.find_child(child.pk) or child


def known_or_admitted(name: str, number: IdentityNumber, at: datetime) -> Person:
    """The one person with this number, also when somebody else admits them in the same moment."""
    known = queries.by_number(number)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return admit_person(name=name, number=number, at=at)
    except IntegrityError:
        admitted = queries.by_number(number)
        if admitted is None:
            raise
        return admitted


@transaction.atomic
def admit_unborn(*, name: str, carried_by: Person, expected_on: date, at: datetime) -> Child:
    """Admit an unborn child: no number, an expected date, and the one who carries, who alone has standing.

    *Source:* architecture.md 2, ``Child``; model.md 7.3 point 7.
    """
    person = admit_person(name=name, number=None, at=at)
    child = Child(person=person, expected_on=expected_on, carried_by=carried_by)
    child.save(force_insert=True)
    raise_protection(carried_by.pk, at=at)
    return child


@transaction.atomic
def be_born(
    child: Child, found: register.RegisteredChild, *, at: datetime, seen_by: tuple[UUID, UUID] | None = None
) -> Child:
    """Give an unborn child the number, the name and the guardians that the register has, or that two persons have seen.

    That somebody carried it is kept, and carries no standing from now on.
    """
    person, key = child.person, child.person.key
    person.number_hash = queries.number_hash(found.number)
    person.sealed_number = seal(found.number.digits, key=key, place=queries.number_place(person.pk))
    person.sealed_name = seal(found.name, key=key, place=queries.name_place(person.pk))
    person.save(update_fields=["number_hash", "sealed_number", "sealed_name"])
    child.born_on = found.number.born_on
    child.save(update_fields=["born_on"])
    source = GuardianshipSource.REGISTER if seen_by is None else GuardianshipSource.SEEN_EXTRACT
    for guardian in found.guardians:
        adult = known_or_admitted(guardian.name, guardian.number, at)
        add_guardianship(child=child, guardian=adult.pk, source=source, valid_from=at, seen_by=seen_by)
    return child


def add_guardianship(
    *,
    child: Child,
    guardian: UUID,
    source: GuardianshipSource,
    valid_from: datetime,
    kind: GuardianshipKind = GuardianshipKind.GUARDIAN,
    seen_by: tuple[UUID, UUID] | None = None,
) -> Guardianship:
    """Add a guardian from the register, or from an extract that two persons have seen (law.md FAM-02).

    The period ends at the first moment of the 18th birthday (FB 6:2), whatever any job does.
    """
    first, second = seen_by or (None, None)
    row = Guardianship(
        child=child,
        guardian_id=guardian,
        kind=kind,
        source=source,
        valid_from=valid_from,
        valid_until=eighteenth_birthday(child.born_on) if child.born_on else None,
        seen_by_id=first,
        seen_by_second_id=second,
    )
    row.save(force_insert=True)
    raise_protection(guardian, at=valid_from)
    return row


def raise_protection(person: UUID, *, at: datetime) -> frozenset[UUID]:
    """Let the children around a person be as protected as the best protected of their household; returns who changed.

    Asked past the second wall, for a sibling may be nobody's whom the actor knows. *Source:* law.md PROT-01. Nothing is
    lowered here: that needs two persons (``protection.actions``, PROT-06).
    """
    with context.job(_HOUSEHOLD, at=at):
        raised = stronger_than_now(children_around(person, at=at), at=at)
        for child, protection in raised.items():
            Child.objects.filter(pk=child).update(protection=protection)
    return frozenset(raised)


def set_protection(*, person: UUID, protection: Protection) -> None:
    """Keep the strongest of a person's own marks with the person; only ``protection.actions`` knows the marks."""
    with context.job(_HOUSEHOLD):
        Person.objects.filter(pk=person).update(protection=protection)


def lower_protection(person: UUID, *, at: datetime) -> None:
    """Let the children around a person be as protected as the marks that are left, when two have decided it."""
    with context.job(_HOUSEHOLD, at=at):
        for child in children_around(person, at=at):
            Child.objects.filter(pk=child).update(protection=protection_of_household(child, at=at))


@transaction.atomic
def end_guardianship(*, guardianship: Guardianship, at: datetime) -> None:
    """End a guardianship now; standing, and everything computed from it, ends with the commit (law.md FAM-03).

    One that has ended already keeps its end. What the guardian's consent carried is ended by ``consent.custody``.
    """
    lock_child(guardianship.child_id)
    not_over = Q(valid_until__isnull=True) | Q(valid_until__gt=at)
    Guardianship.objects.filter(not_over, pk=guardianship.pk).update(valid_until=at)


def involve(*, unit: UUID, child: UUID, reason: InvolvementReason, at: datetime) -> Involvement | None:
    """Make a unit's involvement with a child, or return the open one (architecture.md 2, ``Involvement``).

    That of a guest ends when the invitation does, and whatever is released to it afterwards makes none (ADR 0021).
    """
    until = Unit.objects.filter(pk=unit).values_list("guest_until", flat=True).first()
    if until is not None and until <= at:
        return None
    row, _ = Involvement.objects.get_or_create(
        unit_id=unit,
        child_id=child,
        valid_until=until,
        defaults={"reason": reason, "valid_from": at},
    )
    return row
