"""What the second wall keeps of its own answers opens nothing that it would not have answered (ADR 0023)."""

from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest
from django.db import connection

from barnetsplan import context
from barnetsplan.coordination.facts import stance_to_child
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.vocabulary import GuardianshipSource, PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.models import Child, Guardianship, Person
from barnetsplan.people.queries import find_child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import keep_from
from barnetsplan.records.queries import visible_to
from barnetsplan.vault.models import Key
from tests.world import World, made

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row policies")


def acting(actor: Actor, world: World) -> AbstractContextManager[None]:
    return context.acting(person=actor.person_id, party=actor.party, at=world.at)


def answer(statement: str, *values: UUID) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def found() -> object:
    return answer("SELECT wall_kept_child()")


def entries() -> set[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_entry")
        return {row[0] for row in cursor.fetchall()}


def another_child(world: World, *, guardian: UUID) -> Child:
    party = Party.objects.create(kind=PartyKind.PERSON)
    key = Key.objects.create(wrapped=b"", master="none", made_at=world.at)
    child = Child.objects.create(
        person=Person.objects.create(party=party, key=key, sealed_name=b""), born_on=date(2019, 2, 1)
    )
    guards(world, child, guardian)
    return child


def guards(world: World, child: Child, guardian: UUID) -> None:
    Guardianship.objects.create(
        child=child, guardian_id=guardian, kind="guardian", source=GuardianshipSource.REGISTER, valid_from=world.at
    )


def test_the_child_that_was_found_opens_no_other_child(story: World) -> None:
    other = another_child(story, guardian=story.sara.pk)
    with acting(story.maria, story):
        assert find_child(story.noel.pk) is not None
        assert found() == story.noel.pk
        assert find_child(other.pk) is None
        assert answer("SELECT count(*) FROM people_guardianship WHERE child_id = %s", other.pk) == 0
        assert answer("SELECT count(*) FROM people_child") == 1


def test_a_guardian_of_two_finds_both_whichever_was_found_first(story: World) -> None:
    other = another_child(story, guardian=story.sara.pk)
    for first, second in ((other, story.noel), (story.noel, other)):
        with acting(story.as_guardian(story.sara), story):
            assert find_child(first.pk) is not None
            assert found() == first.pk
            assert find_child(second.pk) is not None
            assert entries() == set(visible_to(story.sara.pk, at=story.at).values_list("pk", flat=True))


def test_who_has_no_standing_keeps_nothing(story: World) -> None:
    with acting(story.stranger, story):
        assert find_child(story.noel.pk) is None
        assert found() is None
        assert entries() == set()


def test_what_was_found_is_forgotten_when_another_acts_and_when_the_transaction_ends(story: World) -> None:
    with acting(story.maria, story):
        assert find_child(story.noel.pk) is not None
        context.acts_for(story.stranger.party, person=story.stranger.person)
        assert found() is None
        assert find_child(story.noel.pk) is None
    with acting(story.stranger, story):
        assert found() is None


def test_what_is_kept_from_one_is_closed_after_the_child_was_found_too(story: World) -> None:
    shown = visible_to(story.daniel.pk, at=story.at) & visible_to(story.sara.pk, at=story.at)
    kept = made(shown.exclude(owner__in=[story.sara.pk, story.daniel.pk]).first())
    daniel = story.as_guardian(story.daniel)
    with acting(daniel, story):
        assert find_child(story.noel.pk) is not None
        assert kept.pk in entries()
    keep_from(
        entries=[kept], guardian=story.daniel.pk, reason="Kan skada barnet.", by=story.maria.person_id, at=story.at
    )
    with acting(daniel, story):
        assert find_child(story.noel.pk) is not None
        assert answer("SELECT wall_kept_clean()") is None
        assert kept.pk not in entries()
    with acting(story.as_guardian(story.sara), story):
        assert kept.pk in entries()


def test_abuse_32_who_was_a_child_in_the_same_family_is_closed_out_behind_the_wall_too(story: World) -> None:
    """A grown-up brother or sister; the professional's own row as a child is of nobody else's concern."""
    sister = Child.objects.create(person_id=story.maria.person_id, born_on=date(1995, 3, 1))
    with acting(story.maria, story):
        assert stance_to_child(story.maria, story.noel, at=story.at).closed is None
    guards(story, sister, story.sara.pk)
    with acting(story.maria, story):
        assert stance_to_child(story.maria, story.noel, at=story.at).closed is Reason.OWN_FAMILY
    with acting(story.leila, story):
        assert find_child(sister.pk) is None
