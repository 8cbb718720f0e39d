"""Leaks that have happened elsewhere because of how things were read, built again here and shown closed.

*Source:* law.md 4.2 (Vklass); Datatilsynet 2020 (Rælingen kommune).
"""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from barnetsplan.accounts.models import Account
from barnetsplan.audit.queries import events_between
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource, InvolvementReason
from barnetsplan.duties.actions import review
from barnetsplan.duties.models import Raised
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.duties import acting, officer
from tests.sign_in import client_for
from tests.world import World, gathered, published

MOST = current().reading.children_an_hour


def a_child(world: World, number: int) -> Child:
    born = date(2015, 1, 1) + timedelta(days=number)
    person = admit_person(name=f"Elev {number}", number=make_invented(born, 0), at=world.at)
    return Child.objects.create(person=person, born_on=born)


def class_of(world: World, many: int) -> list[UUID]:
    """As many children around whom Linda's preschool is."""
    children = [a_child(world, number).pk for number in range(many)]
    for child in children:
        involve(unit=world.preschool.pk, child=child, reason=InvolvementReason.NOTICED, at=world.at)
    return children


def script(world: World, who: Actor, children: list[UUID]) -> list[int]:
    """One who has signed in rightly, and asks for every child in turn."""
    client = client_for(world, who)
    return [client.get(reverse("child", args=[child])).status_code for child in children]


@pytest.fixture
def pupils(world: World, monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    # A script is quick: all of it within the hour.
    monkeypatch.setattr("barnetsplan.access.middleware.timezone.now", lambda: world.later(seconds=1))
    return class_of(world, MOST + 5)


def test_vklass_a_script_of_a_valid_user_is_stopped_and_says_so(world: World, pupils: list[UUID]) -> None:
    answers = script(world, world.linda, pupils)

    assert answers == [200] * MOST + [403] * 5
    stopped = client_for(world, world.linda).get(reverse("child", args=[pupils[-1]])).content.decode()
    assert "ovanligt många barn" in stopped
    assert "Elev" not in stopped


def test_vklass_a_colleague_goes_on_working_meanwhile(world: World, pupils: list[UUID]) -> None:
    script(world, world.linda, pupils)
    colleague = acting(world, world.stranger.person_id, world.preschool, "preschool_teacher")

    assert script(world, colleague, pupils[-1:]) == [200]
    assert script(world, world.linda, pupils[:1]) == [200]


def test_vklass_somebody_notices_within_one_round_of_the_job(world: World, pupils: list[UUID]) -> None:
    script(world, world.linda, pupils)
    reviewer = officer(world, "log_reviewer", beside=world.preschool)

    review(since=world.at - timedelta(minutes=5), until=world.later(), at=world.at)

    listed = client_for(world, reviewer).get(reverse("log_review")).content.decode()
    assert Raised.objects.get().how_many == 5
    assert "Linda Ahl" in listed
    assert "blev stoppad" in listed


def test_vklass_the_log_tells_exactly_what_was_taken(world: World, pupils: list[UUID]) -> None:
    before = world.at
    script(world, world.linda, pupils)

    told = list(events_between(before, world.later(), person=world.linda.person))

    assert [event.child for event in told if event.permitted and event.child] == pupils[:MOST]
    assert [event.child for event in told if not event.permitted] == pupils[MOST:]


def test_vklass_another_school_reaches_no_child_at_all_and_is_raised(world: World, pupils: list[UUID]) -> None:
    assert script(world, world.stranger, pupils) == [404] * len(pupils)

    review(since=world.at - timedelta(minutes=5), until=world.later(), at=world.at)

    assert [(one.kind, one.person_id) for one in Raised.objects.all()] == [("refused_often", world.stranger.person)]


def test_vklass_a_guardian_reaches_no_other_family(world: World, pupils: list[UUID]) -> None:
    sara = client_for(world, world.as_guardian(world.sara))
    names = ("family_plan", "family_log", "family_replay")

    answers = {sara.get(reverse(name, args=[child])).status_code for child in pupils[:9] for name in names}

    assert answers == {404}


# Rælingen: health information about children in a small special group was passed between home and school in a shared
# room of a learning platform, where one family's sign-in could open the other children of the group.


@pytest.fixture
def neighbour(world: World) -> Actor:
    """A guardian of another child in the same preschool group."""
    parent = admit_person(name="Mira Nilsson", number=make_invented(date(1988, 4, 4), 0), at=world.at)
    Account.objects.create(person=parent)
    child = a_child(world, 400)
    involve(unit=world.preschool.pk, child=child.pk, reason=InvolvementReason.NOTICED, at=world.at)
    add_guardianship(child=child, guardian=parent.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    return world.as_guardian(parent)


def test_raelingen_the_other_families_of_the_group_open_nothing(world: World, neighbour: Actor) -> None:
    published(world)
    client = client_for(world, neighbour)
    things = {
        "family_plan": world.noel.pk,
        "family_words": world.noel.pk,
        "family_access": world.noel.pk,
        "family_log": world.noel.pk,
        "family_replay": world.noel.pk,
        "family_version": world.version.pk,
        "family_consent": world.circle.pk,
        "family_meeting": world.meeting.pk,
    }

    assert {name: client.get(reverse(name, args=[key])).status_code for name, key in things.items()} == dict.fromkeys(
        things, 404
    )
    assert "Noel" not in client.get(reverse("family_home"), follow=True).content.decode()


def test_raelingen_what_the_health_service_has_told_stays_with_it_and_the_family(
    world: World, neighbour: Actor
) -> None:
    """There is no room of a group: what BVC writes reaches nobody at the preschool before a yes for just that."""
    gathered(world)
    linda = client_for(world, world.linda)
    pages = (
        linda.get(reverse("child", args=[world.noel.pk])),
        linda.get(reverse("question", args=[world.question.pk])),
    )

    assert not any("Följer sin kurva" in page.content.decode() for page in pages)
    assert client_for(world, neighbour).get(reverse("family_question", args=[world.question.pk])).status_code == 404


def test_raelingen_a_sign_in_of_home_is_no_sign_in_of_work(world: World, neighbour: Actor) -> None:
    published(world)
    client = client_for(world, neighbour)

    answers = {client.get(reverse(name)).status_code for name in ("desk", "children", "notice", "harm_list")}

    assert answers == {404}
    assert client.get(reverse("plan", args=[world.plan.pk])).status_code == 404
