"""Reading people: by exact number, by relation, and their names opened for those who may see them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan import context
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import age_on, eighteenth_birthday, local_date
from barnetsplan.domain.protection import Protection
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.statements import Statement, a_moment, an_id, some_ids
from barnetsplan.vault.masters import keyed_hash
from barnetsplan.vault.sealing import Place, unseal

_TABLE = "people_person"


def name_place(person: UUID) -> Place:
    """Where a person's sealed name lies."""
    return Place(_TABLE, "sealed_name", person)


def number_place(person: UUID) -> Place:
    """Where a person's sealed number lies."""
    return Place(_TABLE, "sealed_number", person)


def number_hash(number: IdentityNumber) -> bytes:
    """The keyed hash under which a number is found."""
    return keyed_hash(number.digits, purpose="identity-number")


def name_of(person: Person) -> str:
    """The name of a person whose key is loaded with it."""
    return unseal(person.sealed_name, key=person.key, place=name_place(person.pk))


def number_of(person: Person) -> IdentityNumber | None:
    """The number of a person whose key is loaded with it, to ask the register; nothing for one who has none."""
    if person.sealed_number is None:
        return None
    return IdentityNumber(unseal(person.sealed_number, key=person.key, place=number_place(person.pk)))


def names_of(people: Iterable[UUID | None]) -> Mapping[UUID, str]:
    """The names of several people in one query."""
    wanted = {person for person in people if person is not None}
    return {row.pk: name_of(row) for row in _PEOPLE.rows(people=wanted)} if wanted else {}


def named(people: Iterable[UUID]) -> tuple[Mapping[UUID, str], frozenset[UUID]]:
    """The names of several people, and who of them has a protection of their own; the same one query."""
    rows = _PEOPLE.rows(people=wanted) if (wanted := set(people)) else []
    marked = frozenset(row.pk for row in rows if row.protection != Protection.NONE)
    return {row.pk: name_of(row) for row in rows}, marked


_PEOPLE = Statement(
    lambda: (
        Person.objects.filter(party__id__in=some_ids("people"))
        .select_related("key")
        .only("key", "sealed_name", "protection")
    ),
)


def by_number(number: IdentityNumber) -> Person | None:
    """The person with exactly this number, if somebody has had a basis to admit them."""
    named = number_hash(number)
    with context.numbered(named):
        return Person.objects.select_related("key").filter(number_hash=named).first()


def live(at: datetime) -> Q:
    """Rows whose half-open period ``valid_from <= at < valid_until`` contains the moment."""
    return Q(valid_from__lte=at) & (Q(valid_until__isnull=True) | Q(valid_until__gt=at))


def live_guardianships(child: UUID, *, at: datetime) -> QuerySet[Guardianship]:
    """The guardianships of a child that hold at this moment."""
    return Guardianship.objects.filter(live(at), child=child)


def family_of(child: Child, *, at: datetime) -> tuple[UUID, ...]:
    """The adults with standing: the live guardians, or the one who carries the unborn child alone.

    *Source:* FB 6:11; architecture.md 2, ``Child``.
    """
    if child.born_on is None:
        return (child.carried_by_id,) if child.carried_by_id else ()
    rows = live_guardianships(child.pk, at=at).order_by("valid_from", "guardian")
    return tuple(rows.values_list("guardian", flat=True))


def family_names(child: Child, *, at: datetime) -> Mapping[UUID, str]:
    """The names of the adults with standing, in the order of ``family_of``: one query."""
    if child.born_on is None:
        return names_of([child.carried_by_id])
    rows = _GUARDIANS.rows(child=child.pk, at=at)
    return {row.guardian_id: name_of(row.guardian) for row in rows}


_GUARDIANS = Statement(
    lambda: (
        live_guardianships(an_id("child"), at=a_moment("at"))
        .select_related("guardian__key")
        .only("guardian__key", "guardian__sealed_name")
        .order_by("valid_from", "guardian")
    ),
)


def find_child(key: UUID) -> Child | None:
    """A child by id, with what is needed to open the name and the entries."""
    return _CHILD.first(child=key)


_CHILD = Statement(lambda: Child.objects.select_related("person__key").filter(pk=an_id("child")))


def age_of(child: Child, *, at: datetime) -> int | None:
    """Whole years on the local day; nothing for an unborn child."""
    return None if child.born_on is None else age_on(child.born_on, local_date(at))


def majority_of(child: Child) -> datetime | None:
    """The first moment of the 18th birthday in Europe/Stockholm (FB 6:2); unknown for an unborn child."""
    return None if child.born_on is None else eighteenth_birthday(child.born_on)


def involved_units(child: UUID, *, at: datetime) -> frozenset[UUID]:
    """The units around a child at this moment."""
    return frozenset(Involvement.objects.filter(live(at), child=child).values_list("unit", flat=True))


def children_of_unit(unit: UUID, *, at: datetime, most: int) -> QuerySet[Child]:
    """The children around whom a unit is, newest first (law.md SRCH-01: only own assignments)."""
    involved = Involvement.objects.filter(live(at), unit=unit).order_by("-valid_from").values("child")[:most]
    return Child.objects.filter(pk__in=[row["child"] for row in involved]).select_related("person__key")


def children_of_family(person: UUID, *, at: datetime) -> QuerySet[Child]:
    """The children for whom a person has standing: own guardianships, the one carried, and oneself."""
    guarded = Guardianship.objects.filter(live(at), guardian=person).values("child")
    unborn = Q(carried_by=person, born_on__isnull=True)
    return Child.objects.filter(Q(pk__in=guarded) | unborn | Q(pk=person)).select_related("person__key")


@dataclass(frozen=True, slots=True)
class ChildCard:
    """A child as the head of a page: name, age in words of numbers, and who the family is."""

    id: UUID
    name: str
    age: int | None
    born_on: date | None
    expected_on: date | None
    family: tuple[tuple[UUID, str], ...] = ()

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The head of a page shows no entry."""
        return ()


def child_card(child: Child, *, at: datetime, with_family: bool = False) -> ChildCard:
    """The card of a child whose person and key are loaded; the family costs two queries more."""
    family: tuple[tuple[UUID, str], ...] = ()
    if with_family:
        adults = family_of(child, at=at)
        names = names_of(adults)
        family = tuple((adult, names[adult]) for adult in adults)
    return ChildCard(
        id=child.pk,
        name=name_of(child.person),
        age=age_of(child, at=at),
        born_on=child.born_on,
        expected_on=child.expected_on,
        family=family,
    )


def first_names(names: Collection[str]) -> tuple[str, ...]:
    """First names for running text in the family's own rooms."""
    return tuple(name.split(" ")[0] for name in names)
