"""Who may open the family's pages: those with standing, and nobody else, who learns nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.queries import reads_about_child
from barnetsplan.family.tests.others import adult, born, expected
from barnetsplan.family.tests.pages import CHILD_PAGES, assert_looks_unknown, client_of, opened, plain
from barnetsplan.gathering.models import Question
from barnetsplan.people.actions import end_guardianship
from barnetsplan.people.models import Guardianship
from barnetsplan.policy.acts import Act
from tests.cast import World
from tests.sign_in import client_for

pytestmark = pytest.mark.django_db


PAGES = (*CHILD_PAGES, "family_question", "family_consent", "family_meeting", "family_version")


def _key(world: World, name: str) -> object:
    keys = {
        "family_question": Question.objects.get(to=world.sara.pk).pk,
        "family_consent": world.circle.pk,
        "family_meeting": world.meeting.pk,
        "family_version": world.version.pk,
    }
    return keys.get(name, world.noel.pk)


@pytest.mark.parametrize("name", PAGES)
def test_guardian_may_open_every_page(story: World, name: str) -> None:
    page = opened(story, story.sara, name, _key(story, name))

    assert page.status_code == 200
    assert "<title>" in page.content.decode()
    assert "Noel" not in page.content.decode().partition("<title>")[2].partition("</title>")[0]


@pytest.mark.parametrize("name", PAGES)
def test_another_familys_guardian_may_not_open_any_page(story: World, name: str) -> None:
    neighbour = adult(story, "Nina Granne", 7)
    born(story, "Nils Granne", date(2021, 5, 6), neighbour)

    assert_looks_unknown(client_of(story, neighbour), name, _key(story, name))


@pytest.mark.parametrize("name", PAGES)
def test_staff_may_not_open_any_family_page(story: World, name: str) -> None:
    for actor in (story.maria, story.stranger):
        assert_looks_unknown(client_for(story, actor), name, _key(story, name))


def test_staff_may_not_open_the_familys_first_page(story: World) -> None:
    assert client_for(story, story.maria).get(reverse("family_home")).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_guardian_whose_guardianship_has_ended_may_not_open_any_page(story: World, name: str) -> None:
    key = _key(story, name)
    end_guardianship(guardianship=Guardianship.objects.get(guardian=story.sara), at=story.later())

    assert_looks_unknown(client_of(story, story.sara), name, key)


def test_one_guardian_may_not_open_the_others_question(story: World) -> None:
    assert_looks_unknown(client_of(story, story.daniel), "family_question", _key(story, "family_question"))


def test_nobody_signed_in_is_sent_to_the_sign_in(story: World) -> None:
    response = Client().get(reverse("family_plan", args=[story.noel.pk]))

    assert response.headers["Location"] == reverse("sign_in")


def test_an_only_child_is_opened_at_once_and_several_are_listed(story: World) -> None:
    client = client_of(story, story.sara)
    only = client.get(reverse("family_home"))
    born(story, "Alma Lindqvist", date(2020, 5, 6), story.sara)
    page = plain(client.get(reverse("family_home")))

    assert only.headers["Location"] == reverse("family_plan", args=[story.noel.pk])
    assert page.index("Alma") < page.index("Noel")


def test_somebody_without_children_is_told_what_to_do(story: World) -> None:
    page = client_of(story, adult(story, "Nina Granne", 7)).get(reverse("family_home"))

    assert page.status_code == 200
    assert "Ring BVC" in plain(page)


@pytest.mark.parametrize("name", CHILD_PAGES)
def test_the_pregnant_person_may_open_the_pages_and_no_other_parent_may(story: World, name: str) -> None:
    mother, other = adult(story, "Amina Ali", 7), adult(story, "Omar Ali", 8)
    child = expected(story, mother)

    assert opened(story, mother, name, child.pk).status_code == 200
    assert_looks_unknown(client_of(story, other), name, child.pk)


@pytest.mark.parametrize("name", CHILD_PAGES)
def test_a_young_person_may_open_the_own_pages(story: World, name: str) -> None:
    elin = born(story, "Elin Ek", date(2010, 3, 4), adult(story, "Eva Ek", 7))

    page = client_of(story, elin.person).get(reverse(name, args=[elin.pk]))

    assert page.status_code == 200


def test_opening_a_page_leaves_one_event_with_what_it_showed(story: World) -> None:
    opened(story, story.sara, "family_plan", story.noel.pk)

    (read, *others) = [
        read
        for read in reads_about_child(story.noel.pk, acts=[Act.FAMILY_PLAN_OPEN.value], first=9, not_by=story.daniel.pk)
        if read.party == story.sara.pk
    ]
    assert not others
    assert {story.bildschema, story.family_support, story.concern.pk} <= read.entries
