"""What a party sees and what it is let open are one truth: ``visible_to`` and ``decide`` agree in random worlds.

The worlds, and the plain rule beside them, are those of ``records/tests/test_visible_to.py``.
"""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.people.models import Child
from barnetsplan.people.queries import find_child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide
from barnetsplan.policy.facts import Actor
from barnetsplan.records.queries import find_entry, visible_to
from barnetsplan.records.tests.test_visible_to import (
    CHILDREN,
    PEOPLE,
    Random,
    Stored,
    against_the_database,
    has_standing,
    hours,
    moment,
    worlds,
)
from tests.profiles import by_night
from tests.world import made

pytestmark = pytest.mark.slow
UNITS = ("preschool", "bvc")


@pytest.fixture
def stored(db: None) -> Stored:
    return Stored()


def acting(stored: Stored, party: str) -> Actor:
    kind = ActorKind.STAFF if party in UNITS else ActorKind.FAMILY
    person = stored.linda if kind is ActorKind.STAFF else stored.ids[party]
    return Actor(kind=kind, person=person, party=stored.ids[party])


def child_of(stored: Stored, name: str) -> Child:
    return made(find_child(stored.ids[name]))


@settings(against_the_database, max_examples=by_night(25, 1500))
@given(world=worlds, hour=hours)
def test_law_02_a_unit_is_let_open_exactly_the_entries_that_are_visible_to_it(
    stored: Stored, world: Random, hour: int
) -> None:
    with stored.holding(world) as entries:
        for party in UNITS:
            actor = acting(stored, party)
            found = [entry for entry in map(find_entry, entries) if entry is not None]
            opened = {
                entry.pk for entry in found if decide(Act.CONCERN_OPEN, CONCERN.facts(actor, entry, moment(hour)))
            }

            assert opened == set(visible_to(stored.ids[party], at=moment(hour)).values_list("pk", flat=True)), party


@settings(against_the_database, max_examples=by_night(25, 1500))
@given(world=worlds, hour=hours)
def test_fam_04_exactly_those_with_standing_are_let_in_and_nobody_else_sees_anything(
    stored: Stored, world: Random, hour: int
) -> None:
    """For an unborn child no guardianship is ever stored (FB 6:2), so a world with one is taken as born."""
    world = replace(world, born=world.born or any(who in PEOPLE and whose == "bebis" for who, whose, _ in world.around))
    with stored.holding(world):
        for name in CHILDREN:
            child = child_of(stored, name)
            for party in (*PEOPLE, *UNITS):
                act = Act.CHILD_OPEN if party in UNITS else Act.FAMILY_PLAN_OPEN
                let_in = bool(decide(act, CHILD.facts(acting(stored, party), child, moment(hour))))
                sees = visible_to(stored.ids[party], at=moment(hour)).filter(child=child).exists()

                assert let_in == has_standing(world, party, name, hour), (party, name)
                assert let_in or not sees
                asked_elsewhere = replace(acting(stored, party), kind=ActorKind.NOBODY)
                assert not decide(act, CHILD.facts(asked_elsewhere, child, moment(hour)))
