"""An investigation by social services opens a ground towards the unit that has it, and towards nobody else."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from barnetsplan.coordination.actions import end_investigation, record_investigation
from barnetsplan.coordination.models import Investigation
from barnetsplan.coordination.queries import has_been_asked, is_investigated_by, who_has_asked
from barnetsplan.people.queries import involved_units
from tests.world import World


def recorded(world: World) -> Investigation:
    return record_investigation(
        child=world.noel.pk,
        opened_on=date(2026, 9, 7),
        asked=[world.preschool.pk],
        by=world.leila,
        at=world.later(),
    )


def test_oro_06_an_investigation_opens_towards_its_own_unit_and_no_other(world: World) -> None:
    before = world.later()
    recorded(world)

    assert is_investigated_by(world.social.pk, child=world.noel.pk, at=world.at)
    assert not is_investigated_by(world.bvc.pk, child=world.noel.pk, at=world.at)
    assert not is_investigated_by(world.social.pk, child=world.noel.pk, at=before)


def test_oro_06_only_who_is_asked_may_know_of_it(world: World) -> None:
    recorded(world)
    asked = {"receiver": world.social.pk, "child": world.noel.pk, "at": world.at}

    assert has_been_asked(world.preschool.pk, **asked)
    assert not has_been_asked(world.bvc.pk, **asked)
    assert who_has_asked(world.preschool.pk, child=world.noel.pk, at=world.at) == {world.social.pk}
    assert who_has_asked(world.bvc.pk, child=world.noel.pk, at=world.at) == frozenset()


def test_oro_06_the_ground_closes_with_the_investigation(world: World) -> None:
    investigation = recorded(world)

    end_investigation(investigation=investigation, at=world.later())

    assert not is_investigated_by(world.social.pk, child=world.noel.pk, at=world.at)
    assert who_has_asked(world.preschool.pk, child=world.noel.pk, at=world.at) == frozenset()


def test_recording_again_adds_those_who_are_asked_and_begins_no_second(world: World) -> None:
    first = recorded(world)

    again = record_investigation(
        child=world.noel.pk, opened_on=date(2026, 9, 8), asked=[world.bvc.pk], by=world.leila, at=world.later()
    )

    assert again == first
    assert world.social.pk in involved_units(world.noel.pk, at=world.at)
    assert {ask.unit_id for ask in again.asked.all()} == {world.preschool.pk, world.bvc.pk}
    assert [str(ask) for ask in again.asked.filter(unit=world.bvc)] == [f"{again.pk} {world.bvc.pk}"]


def test_an_investigation_ends_once_and_is_never_removed(world: World) -> None:
    investigation = recorded(world)
    end_investigation(investigation=investigation, at=world.later())

    with pytest.raises(DatabaseError), transaction.atomic():
        Investigation.objects.filter(pk=investigation.pk).delete()
    with pytest.raises(DatabaseError), transaction.atomic():
        Investigation.objects.filter(pk=investigation.pk).update(ended_at=world.later())
    assert str(investigation) == str(investigation.pk)


def test_one_unit_has_at_most_one_open_investigation_of_a_child(world: World) -> None:
    first = recorded(world)

    with pytest.raises(IntegrityError, match=r"coordination_one_open_investigation|UNIQUE"), transaction.atomic():
        Investigation.objects.create(
            child=world.noel,
            unit=world.social,
            opened_on=first.opened_on,
            recorded_by_id=world.leila.person,
            recorded_at=world.later(),
        )
