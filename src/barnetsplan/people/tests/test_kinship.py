"""Who is of a child's family, seen from the one who works."""

from datetime import date

from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource, RelationshipKind
from barnetsplan.people.actions import add_guardianship, admit_person, admit_unborn, end_guardianship
from barnetsplan.people.kinship import children_of_own_family, of_family
from barnetsplan.people.models import Child, Guardianship, Person, Relationship
from tests.world import World


def somebody(world: World, serial: int = 4) -> Person:
    return admit_person(name="Kim Berg", number=make_invented(date(1990, 2, 3), serial), at=world.at)


def child_of(world: World, *adults: Person, born: date = date(2020, 5, 6), serial: int = 5) -> Child:
    person = admit_person(name="Alva Berg", number=make_invented(born, serial), at=world.at)
    child = Child.objects.create(person=person, born_on=born)
    for adult in adults:
        add_guardianship(child=child, guardian=adult.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    return child


def test_a_guardian_is_of_the_family_and_a_colleague_is_not(world: World) -> None:
    assert of_family(world.sara.pk, child=world.noel.pk)
    assert not of_family(world.linda.person_id, child=world.noel.pk)


def test_a_guardianship_that_is_over_still_makes_family(world: World) -> None:
    end_guardianship(guardianship=Guardianship.objects.get(guardian=world.sara), at=world.later())

    assert of_family(world.sara.pk, child=world.noel.pk)


def test_whoever_shares_another_child_with_a_guardian_is_of_the_family(world: World) -> None:
    new_partner = somebody(world)
    child_of(world, world.sara, new_partner)

    assert of_family(new_partner.pk, child=world.noel.pk)


def test_the_partners_earlier_child_makes_no_stranger_of_the_family(world: World) -> None:
    stranger, other = somebody(world), somebody(world, 6)
    child_of(world, stranger, other)

    assert not of_family(stranger.pk, child=world.noel.pk)


def test_a_grown_up_sister_is_of_the_family(world: World) -> None:
    sister = child_of(world, world.sara, born=date(2009, 1, 2))

    assert of_family(sister.pk, child=world.noel.pk)


def test_whoever_carries_a_child_and_whoever_has_had_a_child_with_her_are_of_its_family(world: World) -> None:
    unborn = admit_unborn(name="Bebis", carried_by=world.sara, expected_on=date(2027, 1, 10), at=world.at)

    assert of_family(world.sara.pk, child=unborn.pk)
    assert of_family(world.daniel.pk, child=unborn.pk)
    assert not of_family(world.linda.person_id, child=unborn.pk)


def test_the_children_of_ones_own_family_are_found_at_once(world: World) -> None:
    sister = child_of(world, world.sara)
    child_of(world, somebody(world), serial=7)

    assert set(children_of_own_family(world.daniel.pk)) == {world.noel, sister}


def beside(world: World, person: Person, kind: RelationshipKind) -> None:
    Relationship.objects.create(
        child=world.noel,
        adult=person,
        kind=kind,
        source=GuardianshipSource.SEEN_DECISION,
        recorded_by_id=world.maria.person_id,
        valid_from=world.later(),
    )


def test_fam_04_a_parent_without_custody_and_a_foster_parent_are_of_the_family(world: World) -> None:
    father, foster, counsel = somebody(world), somebody(world, 6), somebody(world, 7)
    beside(world, father, RelationshipKind.PARENT_WITHOUT_CUSTODY)
    beside(world, foster, RelationshipKind.FOSTER_PARENT)
    beside(world, counsel, RelationshipKind.PUBLIC_COUNSEL)

    assert of_family(father.pk, child=world.noel.pk)
    assert of_family(foster.pk, child=world.noel.pk)
    assert not of_family(counsel.pk, child=world.noel.pk), "a task, and no family"
    assert children_of_own_family(father.pk).count() == 1
