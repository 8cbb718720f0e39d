"""Givers do not see each other: a guardian's world is the same bytes whatever a young person or the other one says.

*Source:* architecture.md rule 11. The properties compare every page that the guardian can open, receipts included.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnetsplan.consent.actions import remind
from barnetsplan.consent.queries import givers_of
from barnetsplan.domain.vocabulary import Answer, GiverRole
from barnetsplan.family.tests.pages import client_of, without_secrets
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child
from tests.profiles import by_night
from tests.world import World, circle_asked, gathered, made, say

pytestmark = pytest.mark.django_db

CHILD_PAGES = (*("family_plan", "family_words", "family_access", "family_log", "family_contacts", "family_receipts"),)
Said = tuple[Answer, ...]
#: What somebody can have said who has not said yes: nothing at all, no, or a yes that was taken back; and again.
NOT_YES: tuple[Said, ...] = (
    (),
    (Answer.NO,),
    (Answer.YES, Answer.WITHDRAWN),
    (Answer.NO, Answer.YES, Answer.WITHDRAWN),
)


def _young(world: World) -> World:
    """Noel is fourteen when the circle is asked about, and answers himself."""
    gathered(world)
    Child.objects.filter(pk=world.noel.pk).update(born_on=date(2012, 3, 14))
    world.noel = made(find_child(world.noel.pk))
    world.case.refresh_from_db()
    world.case.child = world.noel
    circle_asked(world)
    assert givers_of(world.circle)[world.noel.pk] is GiverRole.CHILD
    return world


@contextmanager
def _undone(world: World) -> Iterator[datetime]:
    """A world that is then as it was before."""
    at = world.at
    with transaction.atomic():
        yield at
        transaction.set_rollback(True)
    world.at = at


def _pages(world: World, client: Client) -> list[str]:
    keyed = [reverse(name, args=[world.noel.pk]) for name in CHILD_PAGES]
    pages = ["/min/", *keyed, reverse("family_consent", args=[world.circle.pk])]
    return [without_secrets(client.get(page)) for page in pages]


def _world_of(
    world: World, reader: Person, own: Said, others: dict[Person, Said], *, reminded: bool = False
) -> list[str]:
    """Everything that one giver can open, when each has said this; the own answers come last, at the same times."""
    with _undone(world) as at:
        for person, said in others.items():
            for word in said:
                say(world, world.circle, person, word)
        if reminded:
            remind(request=world.fresh(world.circle), by=world.maria, at=world.later())
        world.at = at
        world.later(hours=1)
        for word in own:
            say(world, world.circle, reader, word)
        return _pages(world, client_of(world, reader))


@pytest.mark.parametrize("own", [(Answer.YES,), (Answer.NO,), (Answer.YES, Answer.WITHDRAWN)], ids=str)
def test_con_03_a_guardian_sees_the_same_bytes_whatever_keeps_a_young_person_from_saying_yes(
    world: World, own: Said
) -> None:
    _young(world)
    others = {world.daniel: (Answer.YES,)}

    worlds = [_world_of(world, world.sara, own, {**others, world.noel.person: said}) for said in NOT_YES]

    assert all(each == worlds[0] for each in worlds)
    assert len(worlds[0]) == len(CHILD_PAGES) + 2


def test_con_03_a_guardian_who_says_no_does_not_see_that_the_young_person_said_yes(world: World) -> None:
    _young(world)

    silent, yes = (
        _world_of(world, world.sara, (Answer.NO,), {world.noel.person: said}) for said in ((), (Answer.YES,))
    )

    assert silent == yes


def test_con_08_a_guardian_who_has_answered_does_not_see_that_another_was_reminded(world: World) -> None:
    _young(world)
    own = (Answer.YES,)

    with _undone(world):
        say(world, world.circle, world.sara, Answer.YES)
        reminded, plain = (
            _world_of(world, world.sara, (), {world.daniel: own}, reminded=each) for each in (True, False)
        )

    assert reminded == plain


_SAID = st.sampled_from(NOT_YES)


@settings(max_examples=by_night(4, 60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(own=st.lists(st.sampled_from([Answer.YES, Answer.NO]), max_size=2), one=_SAID, other=_SAID)
def test_fam_05_between_guardians_nothing_tells_what_the_other_has_said(
    asked_world: Callable[[], World], own: list[Answer], one: Said, other: Said
) -> None:
    world = asked_world()

    first, second = (_world_of(world, world.sara, tuple(own), {world.daniel: said}) for said in (one, other))

    assert first == second


@pytest.fixture
def asked_world(world: World) -> Callable[[], World]:
    """The same world for every example: each puts back what it changed."""
    circle_asked(world)
    return lambda: world
