"""Two named persons in an organisation answer for its security (law.md PROT-04)."""

from datetime import date, timedelta

import pytest

from barnetsplan.accounts.actions import assign
from barnetsplan.accounts.models import Assignment
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import admit_person
from barnetsplan.people.models import Person
from tests.protected import ProtectedWorld


@pytest.fixture
def guarded(db: None) -> ProtectedWorld:
    return ProtectedWorld()


def somebody(world: ProtectedWorld, day: int) -> Person:
    return admit_person(name="Ny", number=make_invented(date(1970, 2, day), 7), at=world.at)


def employ(world: ProtectedWorld, person: Person, unit: Unit, role: str) -> Assignment | Refused:
    last = (world.at + timedelta(days=90)).date()
    return assign(person=person.pk, unit=unit, role=role, valid_from=world.at, last_day=last, at=world.later())


def test_prot_04_a_third_security_officer_may_not_be_appointed(guarded: ProtectedWorld) -> None:
    third = somebody(guarded, 1)

    assert employ(guarded, third, guarded.officer_unit, "security_officer") == Refused(Reason.TWO_OFFICERS)
    assert isinstance(employ(guarded, third, guarded.officer_unit, "log_reviewer"), Assignment)


def test_prot_04_one_may_be_appointed_when_another_has_left_and_the_own_be_renewed(guarded: ProtectedWorld) -> None:
    officer = Person.objects.get(pk=guarded.officer.person_id)
    assert isinstance(employ(guarded, officer, guarded.officer_unit, "security_officer"), Assignment)
    Assignment.objects.filter(person=guarded.second.person_id).update(valid_until=guarded.later())

    assert isinstance(employ(guarded, somebody(guarded, 2), guarded.officer_unit, "security_officer"), Assignment)


def test_prot_04_another_organisation_has_its_own_two(guarded: ProtectedWorld) -> None:
    elsewhere = Unit.objects.get(pk=guarded.school.pk)
    Unit.objects.filter(pk=elsewhere.pk).update(sector="oversight")
    elsewhere.refresh_from_db()

    assert isinstance(employ(guarded, somebody(guarded, 3), elsewhere, "security_officer"), Assignment)
