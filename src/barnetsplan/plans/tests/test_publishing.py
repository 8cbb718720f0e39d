"""Publishing a version: when, by whom, once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.vocabulary import PlanReply, VersionState
from barnetsplan.handover.actions import answer_offer, offer_coordination
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.plans.actions import answer_version
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Version
from barnetsplan.plans.tests.pages import opened, text_of
from barnetsplan.records.kinds import Goal, Invitation
from tests.sign_in import client_for
from tests.world import World, made, published, reported, version_with_family

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


def _second_version(world: World) -> None:
    """Social services hold the plan together, and have led the follow-up."""
    reported(world)
    offer = made(
        offer_coordination(plan=world.plan, offer_id=uuid4(), to=world.social.pk, by=world.maria, at=world.later())
    )
    made(answer_offer(offer=offer, accept=True, by=world.leila, at=world.later()))
    meeting = made(
        call_meeting(
            Call(
                case=world.case,
                meeting_id=uuid4(),
                payload=Invitation(when="i december", question="Hur har det gått?"),
                starts_at=world.at + timedelta(days=30),
                units=[world.preschool.pk],
                by=world.leila,
                at=world.later(),
            )
        )
    )
    line = NewLine(id=uuid4(), payload=Goal(text="Noel somnar lugnt."))
    write_line(meeting=meeting, line=line, by=world.leila, at=world.later())
    world.version = made(
        finish_meeting(
            Finish(
                meeting=meeting,
                version_id=uuid4(),
                came={},
                follow_up_on=world.later(days=1).date() + timedelta(days=60),
                note="",
                by=world.leila,
                at=world.later(),
            )
        )
    )


def test_the_service_that_holds_the_plan_together_may_read_and_publish_a_new_version(world: World) -> None:
    _second_version(world)
    page = text_of(opened(world, world.leila, "plan", world.plan.pk))
    assert "Familjen läser version 2" in page
    assert "Noel somnar lugnt." not in page
    assert "Noel somnar lugnt." in text_of(opened(world, world.leila, "plan", world.plan.pk, "?version=2"))

    _answer_all(world)
    assert "Planen är publicerad." in _publish(world, "leila")

    for who in ("maria", "linda", "leila"):
        page = text_of(opened(world, getattr(world, who), "plan", world.plan.pk))
        assert "Version 2 · gäller från" in page
        assert "Noel somnar lugnt." in page
        assert "Version 1" in page


def test_the_rest_of_the_circle_reads_the_version_in_force_meanwhile(world: World) -> None:
    _second_version(world)

    page = text_of(opened(world, world.linda, "plan", world.plan.pk, "?version=2"))

    assert "Version 1 · gäller från" in page
    assert "ersion 2" not in page
    assert "Noel somnar lugnt." not in page


def test_a_plan_may_not_end_while_the_family_is_reading_a_version(world: World) -> None:
    _second_version(world)
    goals = {"goal_0": "Bra.", "goal_1": "Bra."}

    page = client_for(world, world.maria).post(
        reverse("plan_end", args=[world.plan.pk]), {"token": str(uuid4()), "why_no_words": "Sover.", **goals}
    )

    assert "Familjen läser redan en version." in text_of(page)
