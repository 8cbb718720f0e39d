"""Publishing a version: when, by whom, once."""

from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.vocabulary import PlanReply, VersionState
from barnetsplan.plans.actions import answer_version
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Version
from barnetsplan.plans.tests.pages import opened, text_of
from tests.sign_in import client_for
from tests.world import World, made, published, version_with_family

pytestmark = pytest.mark.django_db


def _answer_all(world: World) -> None:
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(world.version.pk)),
                reply=PlanReply.DISAGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            )
        )


def _publish(world: World, who: str) -> str:
    client = client_for(world, getattr(world, who))
    page = client.post(reverse("plan_publish", args=[world.plan.pk]), {"version": world.version.pk}, follow=True)
    return text_of(page) if page.status_code == 200 else str(page.status_code)


def _state(world: World) -> str:
    return Version.objects.values_list("state", flat=True).get(pk=world.version.pk)


def test_bba_may_publish_when_all_have_answered_even_if_nobody_agrees(world: World) -> None:
    version_with_family(world)
    _answer_all(world)
    assert "Publicera till kretsen" in text_of(opened(world, world.maria, "plan", world.plan.pk))

    assert "Planen är publicerad." in _publish(world, "maria")
    assert "Planen är publicerad." in _publish(world, "maria")

    assert Version.objects.get(pk=world.version.pk).state == VersionState.PUBLISHED
    assert opened(world, world.leila, "plan", world.plan.pk).status_code == 200


def test_bba_may_not_publish_before_the_family_has_answered_or_had_its_days(world: World) -> None:
    version_with_family(world)

    assert "Familjen läser planen." in _publish(world, "maria")
    assert _state(world) == VersionState.WITH_FAMILY
    world.later(days=8)
    assert "Planen är publicerad." in _publish(world, "maria")


def test_nobody_else_may_publish(world: World) -> None:
    version_with_family(world)
    _answer_all(world)

    for who in ("linda", "leila", "stranger"):
        assert _publish(world, who) == "404"
    assert _state(world) == VersionState.WITH_FAMILY


def test_a_version_of_another_plan_is_not_published(world: World) -> None:
    version_with_family(world)
    client = client_for(world, world.maria)

    for version in (str(uuid4()), "ingenting", ""):
        client.post(reverse("plan_publish", args=[world.plan.pk]), {"version": version})
    assert _state(world) == VersionState.WITH_FAMILY


def test_the_page_that_ends_a_plan_asks_for_each_goal_and_each_voice(world: World) -> None:
    published(world)

    page = text_of(opened(world, world.maria, "plan_end", world.plan.pk))

    for words in ("Noel känner sig trygg vid lämning.", "Noel Lindqvist", "Sara Lindqvist", "Daniel Lindqvist"):
        assert words in page
