"""Marks: set at once by one, lowered by two, and the highest in the household for all of it."""

from datetime import date
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.protection import (
    LOCAL,
    Protection,
    ProtectionSource,
    hides_place,
    highest,
    is_by_name,
    is_stronger,
)
from barnetsplan.domain.vocabulary import GuardianshipSource
from barnetsplan.people.actions import add_guardianship, admit_person, admit_unborn
from barnetsplan.people.models import Child, Person
from barnetsplan.people.register import RegisteredChild, RegisteredPerson
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.actions import (
    ask_to_lower,
    confirm_lowering,
    protect,
    take_family_from_register,
    take_from_register,
)
from barnetsplan.protection.models import Mark
from barnetsplan.protection.words import KINDS, SOURCES
from tests.protected import ProtectedWorld
from tests.world import made


def of_child(child: UUID) -> str:
    return Child.objects.values_list("protection", flat=True).get(pk=child)


def sister(world: ProtectedWorld, *, of: Person) -> Child:
    number = make_invented(date(2019, 5, 6), 0)
    child = Child.objects.create(person=admit_person(name="Alva", number=number, at=world.at), born_on=date(2019, 5, 6))
    add_guardianship(child=child, guardian=of.pk, source=GuardianshipSource.REGISTER, valid_from=world.later())
    return child


@pytest.mark.parametrize("weaker", list(Protection))
@pytest.mark.parametrize("stronger", list(Protection))
def test_prot_01_protections_have_one_order_and_the_highest_counts(weaker: Protection, stronger: Protection) -> None:
    order = list(Protection)

    assert is_stronger(stronger, weaker) is (order.index(stronger) > order.index(weaker))
    assert highest([weaker, stronger]) is max(weaker, stronger, key=order.index)
    assert highest([]) is Protection.NONE


def test_prot_01_every_protection_hides_the_place_and_all_but_the_weakest_open_by_name() -> None:
    assert [hides_place(each) for each in Protection] == [False, True, True, True, True]
    assert [is_by_name(each) for each in Protection] == [False, False, True, True, True]
    assert LOCAL == (Protection.PLACE, Protection.NAMED)
    assert set(KINDS) == set(Protection)
    assert set(SOURCES) == set(ProtectionSource)


def test_prot_01_the_highest_of_anybody_in_the_household_protects_all_of_it(guarded: ProtectedWorld) -> None:
    alva = sister(guarded, of=guarded.daniel)
    stranger = Child.objects.create(
        person=admit_person(name="Någon", number=None, at=guarded.at), born_on=date(2018, 1, 1)
    )

    take_from_register(person=guarded.sara.pk, marks=[Protection.MARKED], at=guarded.later())
    assert (of_child(guarded.noel.pk), of_child(alva.pk)) == (Protection.MARKED, Protection.MARKED)
    assert of_child(stranger.pk) == Protection.NONE
    take_from_register(person=alva.pk, marks=[Protection.REGISTERED], at=guarded.later())
    assert of_child(guarded.noel.pk) == Protection.REGISTERED
    assert Person.objects.get(pk=guarded.sara.pk).protection == Protection.MARKED


def test_prot_01_a_guardian_with_a_mark_brings_it_to_a_new_child(guarded: ProtectedWorld) -> None:
    take_from_register(person=guarded.sara.pk, marks=[Protection.REGISTERED], at=guarded.later())
    alva = sister(guarded, of=guarded.sara)
    unborn = admit_unborn(name="Bebis", carried_by=guarded.sara, expected_on=date(2027, 1, 1), at=guarded.later())

    assert (of_child(alva.pk), of_child(unborn.pk)) == (Protection.REGISTERED, Protection.REGISTERED)


@pytest.mark.parametrize("protection", LOCAL)
@pytest.mark.parametrize("who", ["sara", "maria"])
def test_prot_06_staff_and_guardian_may_protect_at_once_and_alone(
    guarded: ProtectedWorld, who: str, protection: Protection
) -> None:
    by = guarded.maria if who == "maria" else guarded.as_guardian(guarded.sara)
    guarded.protected(protection, by=by)

    assert of_child(guarded.noel.pk) == protection
    mark = Mark.objects.get()
    assert mark.source == (ProtectionSource.STAFF if who == "maria" else ProtectionSource.FAMILY)
    assert b"Hot" not in bytes(mark.sealed_reason or b""), "The reason is sealed."


@pytest.mark.parametrize("protection", [Protection.NONE, Protection.MARKED, Protection.REGISTERED])
def test_prot_06_nobody_may_set_here_what_only_the_register_says(
    guarded: ProtectedWorld, protection: Protection
) -> None:
    refused = protect(
        person=guarded.noel.pk, protection=protection, reason="Hot.", by=guarded.maria, at=guarded.later()
    )

    assert refused == Refused(Reason.WRONG_STATE)
    assert not Mark.objects.exists()


def test_fam_08_no_guardian_is_asked_and_a_reason_is_kept(guarded: ProtectedWorld) -> None:
    """JO 3620-2008: a mark can be put on a child without the guardian's consent."""
    without = protect(
        person=guarded.noel.pk, protection=Protection.NAMED, reason=" ", by=guarded.maria, at=guarded.later()
    )
    assert without == Refused(Reason.REASON_MISSING)
    guarded.protected(by=guarded.maria)
    assert of_child(guarded.noel.pk) == Protection.NAMED


def test_prot_06_a_weaker_mark_never_lowers_a_stronger(guarded: ProtectedWorld) -> None:
    take_from_register(person=guarded.noel.pk, marks=[Protection.MARKED], at=guarded.later())
    guarded.protected(Protection.PLACE)

    assert of_child(guarded.noel.pk) == Protection.MARKED
    assert Mark.objects.count() == 2


def test_prot_06_setting_it_twice_sets_it_once(guarded: ProtectedWorld) -> None:
    guarded.protected()
    guarded.protected()

    assert Mark.objects.count() == 1


def _ask(world: ProtectedWorld, by: Actor) -> Mark:
    mark = Mark.objects.get()
    return made(ask_to_lower(child=world.noel.pk, mark=mark.pk, by=by, at=world.later()))


def test_prot_06_one_person_may_not_lower_and_two_may(guarded: ProtectedWorld) -> None:
    guarded.protected()
    mark = _ask(guarded, guarded.officer)
    assert of_child(guarded.noel.pk) == Protection.NAMED, "asked is not lowered"

    alone = confirm_lowering(child=guarded.noel.pk, mark=mark.pk, by=guarded.officer, at=guarded.later())
    assert alone == Refused(Reason.SECOND_PERSON_NEEDED)
    assert of_child(guarded.noel.pk) == Protection.NAMED
    made(confirm_lowering(child=guarded.noel.pk, mark=mark.pk, by=guarded.second, at=guarded.later()))
    assert of_child(guarded.noel.pk) == Protection.NONE
    assert Person.objects.get(pk=guarded.noel.pk).protection == Protection.NONE


def test_prot_06_nothing_is_lowered_that_nobody_has_asked_to_lower(guarded: ProtectedWorld) -> None:
    guarded.protected()
    mark = Mark.objects.get()

    refused = confirm_lowering(child=guarded.noel.pk, mark=mark.pk, by=guarded.second, at=guarded.later())

    assert refused == Refused(Reason.WRONG_STATE)


def test_prot_06_lowering_one_mark_leaves_what_another_in_the_household_has(guarded: ProtectedWorld) -> None:
    guarded.protected()
    take_from_register(person=guarded.daniel.pk, marks=[Protection.REGISTERED], at=guarded.later())
    mark = Mark.objects.get(protection=Protection.NAMED)
    made(ask_to_lower(child=guarded.noel.pk, mark=mark.pk, by=guarded.officer, at=guarded.later()))
    made(confirm_lowering(child=guarded.noel.pk, mark=mark.pk, by=guarded.second, at=guarded.later()))

    assert of_child(guarded.noel.pk) == Protection.REGISTERED


def test_prot_06_a_mark_of_another_household_may_not_be_lowered_through_this_child(guarded: ProtectedWorld) -> None:
    other = admit_person(name="Någon", number=None, at=guarded.at)
    take_from_register(person=other.pk, marks=[Protection.MARKED], at=guarded.later())

    refused = ask_to_lower(child=guarded.noel.pk, mark=Mark.objects.get().pk, by=guarded.officer, at=guarded.later())

    assert refused == Refused(Reason.WRONG_STATE)


def test_prot_06_the_database_refuses_a_lowering_by_one(guarded: ProtectedWorld) -> None:
    guarded.protected()

    with pytest.raises(IntegrityError), transaction.atomic():
        Mark.objects.update(
            lower_asked_by=guarded.officer.person,
            lowered_by=guarded.officer.person,
            lower_asked_at=guarded.at,
            lowered_at=guarded.later(),
        )


def test_prot_06_what_the_register_says_reaches_those_who_are_here_already(guarded: ProtectedWorld) -> None:
    found = RegisteredChild(
        number=guarded.noel_number,
        name="Noel Lindqvist",
        guardians=(
            RegisteredPerson(make_invented(date(1991, 5, 2), 1), "Sara", frozenset({Protection.REGISTERED})),
            RegisteredPerson(make_invented(date(1960, 1, 1), 1), "Okänd", frozenset({Protection.MARKED})),
        ),
    )
    take_family_from_register(found, at=guarded.later())

    assert found.protected
    assert of_child(guarded.noel.pk) == Protection.REGISTERED
    assert Mark.objects.get().source == ProtectionSource.REGISTER
