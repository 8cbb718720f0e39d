"""The call, the own words and the easy plan on paper: what the reader sees, marked with whose copy it is."""

from typing import Any

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from tests.files import words_of_pdf
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db


def _saved(world: World, actor: Actor, name: str, key: object, text: str = "") -> Any:
    return client_for(world, actor).get(reverse(name, args=[key]), {"text": text})


@pytest.mark.parametrize("text", ["", "stor"])
def test_a_guardian_takes_the_call_along(story: World, text: str) -> None:
    answer = _saved(story, story.as_guardian(story.sara), "family_meeting_pdf", story.meeting.pk, text)

    words = words_of_pdf(answer.content)

    assert words.startswith("Inbjudan till möte")
    assert "Hur blir lämningen lugnare?" in words
    assert "för Sara Lindqvist" in words
    assert "noel" not in answer["Content-Disposition"].lower()


def test_a_professional_prints_the_call_with_their_own_name_on_it(story: World) -> None:
    words = words_of_pdf(_saved(story, story.maria, "meeting_pdf", story.meeting.pk).content)

    assert words.startswith("Kallelse till möte om Noel Lindqvist")
    assert "för Maria Sand" in words
    assert _saved(story, story.stranger, "meeting_pdf", story.meeting.pk).status_code == 404


def test_the_own_words_hold_what_the_reader_may_see_and_nothing_else(story: World) -> None:
    sara, daniel = (
        words_of_pdf(_saved(story, story.as_guardian(person), "family_words_pdf", story.noel.pk).content)
        for person in (story.sara, story.daniel)
    )

    assert "Lugna kvällar." in sara
    assert "Lugna kvällar." not in daniel
    assert "Jag leker med Ali." in sara
    assert "Jag leker med Ali." not in daniel
    for actor in (story.maria, story.stranger):
        assert _saved(story, actor, "family_words_pdf", story.noel.pk).status_code == 404


def test_the_easy_plan_says_the_sentences_to_the_family_large(story: World) -> None:
    sara = story.as_guardian(story.sara)
    easy, usual = (
        words_of_pdf(_saved(story, sara, "family_plan_pdf", story.noel.pk, text).content) for text in ("latt", "")
    )

    for sentence in ("Det vi vill", "Bildschema vid lämning", "Ring om du undrar", "En kväll är för lite."):
        assert sentence in easy
    assert "Ring om du undrar" not in usual
    assert (
        "Spara lätt att läsa"
        in client_for(story, sara).get(reverse("family_plan", args=[story.noel.pk])).content.decode()
    )


def test_a_receipt_is_marked_with_whose_it_is(story: World) -> None:
    sara = story.as_guardian(story.sara)
    page = client_for(story, sara).get(reverse("family_receipts", args=[story.noel.pk])).content.decode()
    address = page.partition("/min/kvitto/")[2].partition("/")[0]

    usual, large = (_saved(story, sara, "family_receipt_pdf", address, text).content for text in ("", "stor"))

    assert "Kvitto på ditt svar" in words_of_pdf(usual)
    assert usual != large


def test_what_is_taken_along_is_in_the_log(story: World) -> None:
    sara = story.as_guardian(story.sara)
    _saved(story, sara, "family_words_pdf", story.noel.pk)
    _saved(story, sara, "family_meeting_pdf", story.meeting.pk)

    acts = set(AuditEvent.objects.filter(permitted=True).values_list("act", flat=True))
    assert {Act.FAMILY_WORDS_SAVE.value, Act.MEETING_SAVE_AS_FAMILY.value} <= acts
