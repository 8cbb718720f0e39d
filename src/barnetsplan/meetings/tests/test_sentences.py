"""A meeting that ends gives the family a sentence for every goal and action whose words they may not know."""

import pytest
from django.urls import reverse

from barnetsplan.domain.decisions import Reason
from barnetsplan.meetings.actions import Finish, finish_meeting
from barnetsplan.meetings.models import BoardLine
from barnetsplan.meetings.tests.test_board import add, end_meeting
from barnetsplan.plans.models import Version
from barnetsplan.plans.tests.pages import opened, text_of
from tests.sign_in import client_for
from tests.world import World, meeting_called

pytestmark = pytest.mark.django_db


def _official_goal(world: World) -> str:
    meeting_called(world)
    add(client_for(world, world.maria), world, "mal", text="EHT kartlägger lämningen.")
    return f"sentence_{BoardLine.objects.get(meeting=world.meeting).pk.hex}"


def test_the_page_asks_for_the_sentence_and_explains_the_words(world: World) -> None:
    name = _official_goal(world)

    page = client_for(world, world.maria).get(reverse("meeting_finish", args=[world.meeting.pk]))

    assert name in page.content.decode()
    assert "EHT : Elevhälsoteamet" in text_of(page)


def test_without_it_the_meeting_does_not_end_and_nothing_is_lost(world: World) -> None:
    name = _official_goal(world)

    page = end_meeting(client_for(world, world.maria), world, **{name: ""})

    assert "Skriv det i en mening som familjen förstår." in page.content.decode()
    assert not Version.objects.exists()
    assert BoardLine.objects.exists()


def test_the_family_reads_the_sentence(world: World) -> None:
    name = _official_goal(world)

    answer = end_meeting(client_for(world, world.maria), world, **{name: "Vi tar reda på vad som gör lämningen svår."})

    assert answer.status_code == 302
    version = Version.objects.get()
    page = text_of(opened(world, world.as_guardian(world.sara), "family_version", version.pk))
    assert "Vi tar reda på vad som gör lämningen svår." in page
    assert "kartlägger" not in page


def test_a_plain_goal_is_its_own_sentence(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    add(client, world, "mal", text="Trygg lämning.")

    assert "sentence_" not in client.get(reverse("meeting_finish", args=[world.meeting.pk])).content.decode()
    assert end_meeting(client, world).status_code == 302


def test_no_way_past_the_page_gives_the_family_what_it_may_not_understand(world: World) -> None:
    _official_goal(world)

    refused = finish_meeting(
        Finish(
            meeting=world.meeting,
            version_id=world.meeting.pk,
            came={},
            follow_up_on=world.later(days=30).date(),
            note="",
            by=world.maria,
            at=world.later(),
        ),
    )

    assert getattr(refused, "reason", None) == Reason.NOT_SAID_TO_FAMILY
