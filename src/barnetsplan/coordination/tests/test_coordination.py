"""Who holds the two functions around a child, without gap and without two; and how everybody stands to the child."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from barnetsplan.coordination.actions import begin_terms, end_terms, pass_on
from barnetsplan.coordination.facts import relations_to_child
from barnetsplan.coordination.models import Term
from barnetsplan.coordination.queries import functions_of, holders
from barnetsplan.domain.vocabulary import ActorKind, InvolvementReason, Relation, TermKind
from barnetsplan.people.actions import admit_unborn, involve
from barnetsplan.people.models import Child, Guardianship, Involvement
from barnetsplan.policy.facts import NOBODY, Actor
from tests.world import START, World

#: What Maria's role brings, wherever she stands.
OF_ROLE = frozenset({Relation.MAY_HOLD_BBA, Relation.MAY_COORDINATE})

BOTH = frozenset(TermKind)


def begun(world: World) -> World:
    begin_terms(child=world.noel.pk, unit=world.bvc.pk, at=world.later())
    return world


def test_the_unit_that_begins_holds_both_functions(world: World) -> None:
    begun(world)

    assert holders(world.noel.pk, at=world.at) == dict.fromkeys(TermKind, world.bvc.pk)
    assert functions_of(world.bvc.pk, child=world.noel.pk, at=world.at) == BOTH
    assert functions_of(world.social.pk, child=world.noel.pk, at=world.at) == frozenset()


def test_beginning_again_takes_nothing_from_the_one_who_holds(world: World) -> None:
    begun(world)

    begin_terms(child=world.noel.pk, unit=world.social.pk, at=world.later())

    assert holders(world.noel.pk, at=world.at) == dict.fromkeys(TermKind, world.bvc.pk)
    assert Term.objects.count() == len(TermKind)


def test_a_function_is_passed_on_without_a_moment_between(world: World) -> None:
    begun(world)
    passed = world.later()

    pass_on(child=world.noel.pk, kind=TermKind.COORDINATOR, to=world.social.pk, at=passed)

    before = holders(world.noel.pk, at=passed - timedelta(microseconds=1))
    assert before[TermKind.COORDINATOR] == world.bvc.pk
    assert holders(world.noel.pk, at=passed) == {TermKind.BBA: world.bvc.pk, TermKind.COORDINATOR: world.social.pk}


def test_nobody_holds_a_function_that_has_ended(world: World) -> None:
    begun(world)

    end_terms(child=world.noel.pk, at=world.later())

    assert holders(world.noel.pk, at=world.at) == {}


def test_two_units_never_hold_one_function(world: World) -> None:
    begun(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.create(child=world.noel, unit=world.social, kind=TermKind.BBA, valid_from=world.later())
    with pytest.raises(IntegrityError, match="coordination_term_period"), transaction.atomic():
        Term.objects.filter(kind=TermKind.BBA).update(valid_until=START)
    assert [str(term) for term in Term.objects.filter(kind=TermKind.BBA)] == [f"bba {Term.objects.get(kind='bba').pk}"]


def relations(world: World, actor: Actor, child: Child | None = None) -> frozenset[Relation]:
    return relations_to_child(actor, child or world.noel, at=world.at)


def test_a_unit_around_the_child_is_involved_and_another_is_not(world: World) -> None:
    involve(unit=world.preschool.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.later())

    assert relations(world, world.linda) == {Relation.INVOLVED, Relation.MAY_COORDINATE}
    assert relations(world, world.leila) == world.leila.duties, "what the role brings, and nothing of the child"


def test_the_nurse_of_the_holding_unit_is_bba_and_a_nurse_elsewhere_only_may_be(world: World) -> None:
    begun(world)
    held = {Relation.INVOLVED, *OF_ROLE, Relation.BBA, Relation.COORDINATES}

    assert relations(world, world.maria) == held
    pass_on(child=world.noel.pk, kind=TermKind.BBA, to=world.social.pk, at=world.later())
    assert relations(world, world.maria) == held - {Relation.BBA}


def test_a_unit_that_is_not_around_the_child_holds_nothing(world: World) -> None:
    begun(world)
    Involvement.objects.update(valid_until=world.later())

    assert relations(world, world.maria) == OF_ROLE


def test_guardian_child_and_stranger_stand_each_in_their_way(world: World) -> None:
    child = Actor(kind=ActorKind.FAMILY, person=world.noel.pk, party=world.noel.pk)
    linda_at_home = Actor(kind=ActorKind.FAMILY, person=world.linda.person, party=world.linda.person)

    assert relations(world, world.as_guardian(world.sara)) == {Relation.GUARDIAN}
    assert relations(world, child) == {Relation.SELF}
    assert relations(world, linda_at_home) == frozenset()
    assert relations(world, NOBODY) == frozenset()


def test_a_guardian_whose_custody_has_ended_stands_nowhere(world: World) -> None:
    Guardianship.objects.filter(guardian=world.sara).update(valid_until=world.later())

    assert relations(world, world.as_guardian(world.sara)) == frozenset()


def test_of_an_unborn_child_only_the_one_who_carries_stands(world: World) -> None:
    unborn = admit_unborn(name="Bebis", carried_by=world.sara, expected_on=date(2027, 1, 10), at=world.at)

    assert relations(world, world.as_guardian(world.sara), unborn) == {Relation.CARRIES}
    assert relations(world, world.as_guardian(world.daniel), unborn) == frozenset()


def test_a_guardian_at_work_stands_as_a_professional_alone(world: World) -> None:
    at_work = Actor(kind=ActorKind.STAFF, person=world.sara.pk, party=world.school.pk, role="teacher")

    assert relations(world, at_work) == frozenset()
