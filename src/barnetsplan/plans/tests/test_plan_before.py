"""The plan's page before and just after its first version."""

from uuid import uuid4

import pytest

from barnetsplan.domain.vocabulary import PlanReply
from barnetsplan.plans.actions import answer_version
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, text_of
from tests.world import (
    BACKGROUND,
    World,
    made,
    meeting_called,
    published,
    version_with_family,
)

pytestmark = pytest.mark.django_db
HEMMET = {"layer": BACKGROUND, "area": "hemmet"}


def _plan_of(world: World, who: str, query: str = "") -> str:
    page = opened(world, getattr(world, who), "plan", world.plan.pk, query)
    assert page.status_code == 200
    return text_of(page)


def test_an_action_is_late_until_its_service_says_that_it_has_begun(world: World) -> None:
    published(world)
    assert "Försenad" not in _plan_of(world, "linda")
    world.later(days=36)

    page = _plan_of(world, "linda")

    assert "Försenad 1 dag" in page
    assert page.count("Försenad") == 1
    assert page.count("Rapportera") == 1


def test_a_plan_without_a_version_teaches_what_will_stand_there(world: World) -> None:
    meeting_called(world)

    page = _plan_of(world, "maria")

    assert "Planen är inte skriven än" in page
    assert "Här kommer det att stå vem som gör vad" in page
    assert "Noels egna ord saknas. Varför?" in page
    assert_looks_unknown(world, world.leila, "plan", world.plan.pk)


def test_bba_may_see_who_has_answered_a_version_and_the_newest_answer_alone(world: World) -> None:
    version_with_family(world)
    for reply, text in ((PlanReply.DISAGREE, "Nej, inte så."), (PlanReply.IN_PART, "Det mesta är bra.")):
        made(
            answer_version(
                version=made(find_version(world.version.pk)),
                reply=reply,
                text=text,
                entry_id=uuid4(),
                by=world.as_guardian(world.sara),
                at=world.later(),
            )
        )

    page = _plan_of(world, "maria")

    assert "Sara Lindqvist : Håller med om en del" in page
    assert "Det mesta är bra." in page
    assert "Nej, inte så." not in page
    assert "Daniel Lindqvist Har inte svarat" in page
    assert "Publicera till kretsen" not in page


def test_the_circle_may_not_see_a_version_that_the_family_is_reading(world: World) -> None:
    version_with_family(world)

    for actor in (world.leila, world.linda):
        assert_looks_unknown(world, actor, "plan", world.plan.pk)
