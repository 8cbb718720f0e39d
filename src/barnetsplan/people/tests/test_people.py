"""Who is a child's family at each moment, how people are found, and what the database itself refuses."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import eighteenth_birthday
from barnetsplan.domain.vocabulary import GuardianshipSource, InvolvementReason, PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import (
    add_guardianship,
    admit_child,
    admit_person,
    admit_unborn,
    end_guardianship,
    involve,
)
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.people.queries import (
    age_of,
    by_number,
    child_card,
    children_of_family,
    children_of_unit,
    family_of,
    first_names,
    involved_units,
    majority_of,
    name_of,
    names_of,
)
from barnetsplan.people.register import RegisteredChild, RegisteredPerson
from tests.world import NOEL_BORN, START, World, made

A_MICROSECOND = timedelta(microseconds=1)
REGISTER = GuardianshipSource.REGISTER


def guardianship_of(world: World, person: Person) -> Guardianship:
    return Guardianship.objects.get(child=world.noel, guardian=person)


def test_both_guardians_are_the_family_and_nobody_else_is(world: World) -> None:
    assert set(family_of(world.noel, at=START)) == {world.sara.pk, world.daniel.pk}
    assert [child.pk for child in children_of_family(world.sara.pk, at=START)] == [world.noel.pk]
    assert list(children_of_family(made(world.linda.person), at=START)) == []


def test_a_guardianship_holds_from_its_beginning_and_not_before(world: World) -> None:
    assert family_of(world.noel, at=START - A_MICROSECOND) == ()
    assert len(family_of(world.noel, at=START)) == 2


def test_a_guardian_whose_custody_has_ended_is_family_no_longer(world: World) -> None:
    ended = world.later()

    end_guardianship(guardianship=guardianship_of(world, world.sara), at=ended)

    assert set(family_of(world.noel, at=ended - A_MICROSECOND)) == {world.sara.pk, world.daniel.pk}
    assert family_of(world.noel, at=ended) == (world.daniel.pk,)
    assert list(children_of_family(world.sara.pk, at=ended)) == []


def test_a_guardianship_that_has_ended_is_not_ended_later(world: World) -> None:
    ended = world.later()
    end_guardianship(guardianship=guardianship_of(world, world.sara), at=ended)

    end_guardianship(guardianship=guardianship_of(world, world.sara), at=ended + timedelta(days=30))

    assert guardianship_of(world, world.sara).valid_until == ended


def test_the_eighteenth_birthday_ends_guardianship_at_swedish_midnight(world: World) -> None:
    midnight = datetime(2040, 3, 13, 23, 0, tzinfo=UTC)  # 00:00 in Sweden, in winter time

    assert majority_of(world.noel) == midnight
    assert len(family_of(world.noel, at=midnight - A_MICROSECOND)) == 2
    assert family_of(world.noel, at=midnight) == ()


def test_a_child_has_standing_of_its_own_as_a_child_and_as_an_adult(world: World) -> None:
    of_age = made(majority_of(world.noel))

    assert [child.pk for child in children_of_family(world.noel.pk, at=START)] == [world.noel.pk]
    assert [child.pk for child in children_of_family(world.noel.pk, at=of_age)] == [world.noel.pk]


def test_only_the_one_who_carries_is_the_family_of_an_unborn_child(world: World) -> None:
    unborn = admit_unborn(name="Bebis", carried_by=world.sara, expected_on=date(2027, 1, 10), at=START)

    assert family_of(unborn, at=START) == (world.sara.pk,)
    assert {child.pk for child in children_of_family(world.sara.pk, at=START)} == {world.noel.pk, unborn.pk}
    assert [child.pk for child in children_of_family(world.daniel.pk, at=START)] == [world.noel.pk]
    assert age_of(unborn, at=START) is None
    assert majority_of(unborn) is None


def test_a_child_is_born_or_expected_by_somebody(world: World) -> None:
    person = admit_person(name="Ingen", number=None, at=START)
    for columns in ({}, {"expected_on": date(2027, 1, 10)}, {"carried_by": world.sara}):
        with pytest.raises(IntegrityError, match="people_child_born_or_carried"), transaction.atomic():
            Child.objects.create(person=person, **columns)


@pytest.mark.parametrize("seen", ["nobody", "one", "the same twice"])
def test_an_extract_is_seen_by_two_different_persons(world: World, seen: str) -> None:
    linda, maria = made(world.linda.person), made(world.maria.person)
    stranger = admit_person(name="Ny Vårdnadshavare", number=make_invented(date(1990, 1, 2), 7), at=START)
    by = {"nobody": None, "one": (linda, None), "the same twice": (linda, linda)}[seen]

    with pytest.raises(IntegrityError, match="people_extract_seen_by_two"), transaction.atomic():
        add_guardianship(
            child=world.noel,
            guardian=stranger.pk,
            source=GuardianshipSource.SEEN_EXTRACT,
            valid_from=START,
            seen_by=by,  # type: ignore[arg-type]
        )
    row = add_guardianship(
        child=world.noel,
        guardian=stranger.pk,
        source=GuardianshipSource.SEEN_EXTRACT,
        valid_from=START,
        seen_by=(linda, maria),
    )
    assert row.valid_until == eighteenth_birthday(NOEL_BORN)


def test_no_period_ends_before_it_begins(world: World) -> None:
    party = Party.objects.create(kind=PartyKind.UNIT)
    with pytest.raises(IntegrityError, match="people_guardianship_period"), transaction.atomic():
        Guardianship.objects.filter(guardian=world.sara).update(valid_until=START - timedelta(days=1))
    row = made(involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=START))
    with pytest.raises(IntegrityError, match="people_involvement_period"), transaction.atomic():
        Involvement.objects.filter(pk=row.pk).update(valid_until=START)
    assert str(party) == f"unit {party.pk}"


def test_a_unit_is_around_a_child_once(world: World) -> None:
    first = involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=START)
    again = involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.RECEIVED, at=world.later())

    assert again == first
    assert involved_units(world.noel.pk, at=world.at) == {world.bvc.pk}
    assert involved_units(world.noel.pk, at=START - A_MICROSECOND) == frozenset()
    with pytest.raises(IntegrityError), transaction.atomic():
        Involvement.objects.create(unit=world.bvc, child=world.noel, reason="noticed", valid_from=START)


def test_a_unit_lists_its_own_children_and_no_others(world: World) -> None:
    involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=START)

    assert [child.pk for child in children_of_unit(world.bvc.pk, at=START, most=10)] == [world.noel.pk]
    assert list(children_of_unit(world.school.pk, at=START, most=10)) == []
    assert list(children_of_unit(world.bvc.pk, at=START, most=0)) == []


def test_a_person_is_found_by_the_exact_number_alone(world: World) -> None:
    assert made(by_number(world.noel_number)).pk == world.noel.pk
    assert by_number(make_invented(NOEL_BORN, 1)) is None


def test_neither_names_nor_numbers_lie_open_in_the_database(world: World) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_person")
        stored = b"|".join(
            bytes(value) for row in cursor.fetchall() for value in row if isinstance(value, (bytes, memoryview))
        )

    assert b"Noel" not in stored
    assert world.noel_number.digits.encode() not in stored


def test_two_people_never_share_a_number(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        admit_person(name="En annan", number=world.noel_number, at=START)
    assert made(by_number(world.noel_number)).pk == world.noel.pk


def test_names_are_opened_for_those_asked_for(world: World) -> None:
    assert names_of([world.sara.pk, None, uuid4()]) == {world.sara.pk: "Sara Lindqvist"}
    assert first_names(["Sara Lindqvist", "Daniel"]) == ("Sara", "Daniel")


def test_no_row_shows_a_name_in_its_words(world: World) -> None:
    rows = [world.noel, world.noel.person, guardianship_of(world, world.sara)]

    assert [str(row) for row in rows] == [str(row.pk) for row in rows]


def test_the_head_of_a_page_holds_name_age_and_family(world: World) -> None:
    card = child_card(world.noel, at=START, with_family=True)

    assert (card.name, card.age, card.entries) == ("Noel Lindqvist", 4, ())
    assert sorted(name for _, name in card.family) == ["Daniel Lindqvist", "Sara Lindqvist"]
    assert child_card(world.noel, at=START).family == ()


def registered(world: World) -> RegisteredChild:
    sara = RegisteredPerson(make_invented(date(1991, 5, 2), 1), "Sara Lindqvist")
    alva = RegisteredPerson(make_invented(date(1993, 5, 2), 1), "Alva Ny")
    return RegisteredChild(make_invented(date(2020, 2, 1), 3), "Elin Lindqvist", (sara, alva))


def test_a_child_is_admitted_with_the_guardians_of_the_register(world: World) -> None:
    child = admit_child(registered(world), at=START)

    family = names_of(family_of(child, at=START))
    assert (name_of(child.person), child.born_on) == ("Elin Lindqvist", date(2020, 2, 1))
    assert family[world.sara.pk] == "Sara Lindqvist"
    assert sorted(family.values()) == ["Alva Ny", "Sara Lindqvist"]


def test_admitting_a_child_again_changes_nothing(world: World) -> None:
    first = admit_child(registered(world), at=START)

    again = admit_child(registered(world), at=world.later())

    assert again.pk == first.pk
    assert Guardianship.objects.filter(child=first).count() == 2


def test_one_who_is_of_age_has_no_guardians(world: World) -> None:
    grown = admit_child(registered(world), at=datetime(2038, 2, 1, tzinfo=UTC))

    assert not Guardianship.objects.filter(child=grown).exists()
