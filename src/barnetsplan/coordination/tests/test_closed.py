"""What closes a child to somebody whose unit is around it: one's own family, and too many children in an hour."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.audit.record import Event, record
from barnetsplan.coordination.facts import Stance, stance_to_child
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.decisions import Permitted, Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import ActorKind, GuardianshipSource, InvolvementReason, Relation
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.people.models import Child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide, permitted_acts
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.duties import acting
from tests.sign_in import client_for
from tests.world import World

MOST = current().reading.children_an_hour


@pytest.fixture
def world(world: World) -> World:
    for unit in (world.preschool, world.school):
        involve(unit=unit.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.later())
    return world


def stance(world: World, actor: Actor) -> Stance:
    return stance_to_child(actor, world.noel, at=world.at)


def sara_at_work(world: World) -> Actor:
    assignment = Assignment.objects.create(
        person=world.sara,
        unit=world.school,
        role="teacher",
        valid_from=world.at,
        valid_until=world.at + timedelta(days=300),
    )
    return Actor(
        kind=ActorKind.STAFF,
        person=world.sara.pk,
        party=world.school.pk,
        role="teacher",
        assignment=assignment.pk,
        unit_name=world.school.name,
    )


def opened_others(world: World, many: int, *, by: Actor, minutes_ago: float = 10) -> None:
    for _ in range(many):
        at = world.at - timedelta(minutes=minutes_ago)
        record(Event(act=Act.CHILD_OPEN.value, at=at, actor=by, child=uuid4(), code="involved_unit_opens_child"))


def test_abuse_32_a_professional_is_closed_out_from_the_own_child(world: World) -> None:
    facts = CHILD.facts(sara_at_work(world), world.noel, world.at)

    assert decide(Act.CHILD_OPEN, facts) == Refused(Reason.OWN_FAMILY)
    assert permitted_acts(facts) == frozenset()
    assert Relation.INVOLVED in facts.relations


def test_a_colleague_in_the_same_unit_opens_it(world: World) -> None:
    facts = CHILD.facts(world.stranger, world.noel, world.at)

    assert decide(Act.CHILD_OPEN, facts) == Permitted("involved_unit_opens_child")


def test_the_own_family_is_said_in_a_sentence(world: World) -> None:
    Account.objects.get_or_create(person=world.sara)

    page = client_for(world, sara_at_work(world)).get(f"/arbete/barn/{world.noel.pk}/")

    assert page.status_code == 403
    assert "Be en kollega" in page.content.decode()


def test_a_relative_whose_unit_is_not_around_the_child_learns_nothing(world: World) -> None:
    at_bvc = Actor(kind=ActorKind.STAFF, person=world.sara.pk, party=world.bvc.pk, role="bvc_nurse")

    facts = CHILD.facts(at_bvc, world.noel, world.at)

    assert decide(Act.CHILD_OPEN, facts) == Refused(Reason.NO_RELATION)


def test_the_parent_opens_the_own_childs_pages_at_home(world: World) -> None:
    assert stance(world, world.as_guardian(world.sara)) == Stance(frozenset({Relation.GUARDIAN}))


def test_abuse_17_one_child_more_than_the_county_has_set_is_closed(world: World) -> None:
    opened_others(world, MOST, by=world.linda)

    assert stance(world, world.linda).closed is Reason.TOO_MANY_CHILDREN
    assert stance(world, world.stranger).closed is None


def test_up_to_the_most_children_nothing_is_closed(world: World) -> None:
    opened_others(world, MOST - 1, by=world.linda)

    assert stance(world, world.linda).closed is None


def test_what_was_opened_within_the_hour_stays_open(world: World) -> None:
    record(Event(act="child:open", at=world.at - timedelta(minutes=5), actor=world.linda, child=world.noel.pk))
    opened_others(world, MOST + 3, by=world.linda)

    assert stance(world, world.linda).closed is None


def test_after_an_hour_reading_goes_on(world: World) -> None:
    opened_others(world, MOST, by=world.linda, minutes_ago=61)

    assert stance(world, world.linda).closed is None


def test_one_child_opened_many_times_is_one_child(world: World) -> None:
    for _ in range(MOST + 1):
        record(Event(act="child:open", at=world.at, actor=world.linda, child=world.noel.pk))

    assert stance(world, world.linda).closed is None


def test_how_an_actor_stands_is_asked_in_one_statement(world: World, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    with django_assert_num_queries(1):
        stance(world, world.linda)


def test_abuse_32_whoever_shares_another_child_with_a_guardian_is_closed_out_through_the_page(world: World) -> None:
    partner = admit_person(name="Kim Berg", number=make_invented(date(1990, 2, 3), 0), at=world.at)
    Account.objects.create(person=partner)
    sister = admit_person(name="Alva Berg", number=make_invented(date(2020, 5, 6), 0), at=world.at)
    together = Child.objects.create(person=sister, born_on=date(2020, 5, 6))
    for adult in (partner, world.sara):
        add_guardianship(child=together, guardian=adult.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    at_work = acting(world, partner.pk, world.school, "teacher")

    page = client_for(world, at_work).get(f"/arbete/barn/{world.noel.pk}/")

    assert page.status_code == 403
    assert "Noel" not in client_for(world, at_work).get("/arbete/barn/").content.decode()
