"""How a party stands to one entry: owning, having written, reading now, or having once read."""

from datetime import timedelta

from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.facts import NOBODY, Actor
from barnetsplan.records.facts import relations_to_entry
from barnetsplan.records.models import Release
from tests.world import World, concern_sent, concern_written


def relations(world: World, actor: Actor) -> frozenset[Relation]:
    return relations_to_entry(actor, world.concern, at=world.at)


def test_the_author_owns_and_wrote_and_a_colleague_only_owns(world: World) -> None:
    concern_written(world)
    colleague = Actor(kind=ActorKind.STAFF, person=world.stranger.person, party=world.preschool.pk)

    assert relations(world, world.linda) == {Relation.OWNS, Relation.WROTE}
    assert relations(world, colleague) == {Relation.OWNS}


def test_the_author_in_another_unit_wrote_and_no_longer_owns(world: World) -> None:
    concern_written(world)
    elsewhere = Actor(kind=ActorKind.STAFF, person=world.linda.person, party=world.school.pk)

    assert relations(world, elsewhere) == {Relation.WROTE}


def test_a_recipient_reads_and_a_stranger_does_not(world: World) -> None:
    concern_sent(world)

    assert relations(world, world.maria) == {Relation.READS}
    assert relations(world, world.leila) == frozenset()
    assert relations(world, NOBODY) == frozenset()


def test_one_whose_release_has_ended_has_once_read(world: World) -> None:
    concern_sent(world)
    Release.objects.filter(recipient=world.bvc.pk).update(ended_at=world.later())

    assert relations(world, world.maria) == {Relation.ONCE_READ}


def test_one_whose_release_has_run_out_has_once_read(world: World) -> None:
    concern_sent(world)
    ends = Release.objects.get(recipient=world.bvc.pk).valid_until
    assert ends is not None

    assert relations_to_entry(world.maria, world.concern, at=ends) == {Relation.ONCE_READ}
    assert relations_to_entry(world.maria, world.concern, at=ends - timedelta(microseconds=1)) == {Relation.READS}


def test_what_one_owns_is_never_said_to_be_no_longer_shared(world: World) -> None:
    concern_sent(world)
    Release.objects.update(ended_at=world.later())

    assert relations(world, world.linda) == {Relation.OWNS, Relation.WROTE}
