"""Families beside Noel's: a neighbour with a child of her own, an unborn child, a young person."""

from datetime import date

from barnetsplan.accounts.models import Account
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource
from barnetsplan.people.actions import add_guardianship, admit_person, admit_unborn
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child
from tests.cast import World, made


def adult(world: World, name: str, serial: int) -> Person:
    """Somebody who can sign in and has no child here yet."""
    person = admit_person(name=name, number=make_invented(date(1990, 2, 3), serial), at=world.at)
    Account.objects.create(person=person)
    return person


def born(world: World, name: str, born_on: date, *guardians: Person) -> Child:
    """A child with these guardians, who can sign in on its own."""
    person = admit_person(name=name, number=make_invented(born_on, 9), at=world.at)
    Account.objects.create(person=person)
    child = Child.objects.create(person=person, born_on=born_on)
    for guardian in guardians:
        add_guardianship(child=child, guardian=guardian.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    return made(find_child(child.pk))


def expected(world: World, mother: Person) -> Child:
    """A child not yet born."""
    child = admit_unborn(name="Väntat barn", carried_by=mother, expected_on=date(2027, 1, 20), at=world.at)
    return made(find_child(child.pk))
