"""The plan on paper: whose copy it is, the map and nothing more, with large letters where asked for."""

import json
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.plans.cards.plan import plan_card
from barnetsplan.plans.facts import find_plan
from barnetsplan.plans.tests.pages import assert_looks_unknown
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from tests.files import words_of_pdf
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db


def _saved(world: World, actor: Actor, text: str = "") -> Any:
    return client_for(world, actor).get(reverse("plan_pdf", args=[world.plan.pk]), {"text": text})


@pytest.mark.parametrize(("who", "copy_for"), [("maria", "Maria Sand"), ("leila", "Leila")])
def test_who_reads_the_map_may_keep_it_marked_with_their_own_name(story: World, who: str, copy_for: str) -> None:
    answer = _saved(story, getattr(story, who))

    words = words_of_pdf(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert "noel" not in answer["Content-Disposition"].lower()
    assert words.startswith("Noels plan Version 1, gäller från")
    assert words.index("Jag vill ha min bok med.") < words.index("Bildschema vid lämning")
    assert f"för {copy_for}" in words


def test_background_and_notes_of_meetings_stay_on_the_page(story: World) -> None:
    for actor in (story.leila, story.maria):
        words = words_of_pdf(_saved(story, actor).content)
        assert "Lugna kvällar." not in words
        assert "Samtalet var lugnt." not in words


def test_the_log_tells_of_the_saved_plan_and_of_nothing_that_is_not_in_it(story: World) -> None:
    _saved(story, story.maria)

    event = AuditEvent.objects.filter(act=Act.PLAN_SAVE.value, permitted=True).latest("at")
    page = plan_card(story.maria, made(find_plan(story.plan.pk)), story.at)

    kept = {UUID(entry) for entry in json.loads(bytes(event.canonical))["entries"]}
    assert kept
    assert kept < set(page.entries)


def test_those_outside_the_circle_may_not_save_the_plan(story: World) -> None:
    for actor in (story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan_pdf", story.plan.pk)


def test_a_guardian_may_keep_what_she_sees_in_the_familys_words_and_a_stranger_may_not(story: World) -> None:
    address = reverse("family_plan_pdf", args=[story.noel.pk])
    answer = client_for(story, story.as_guardian(story.sara)).get(address)

    words = words_of_pdf(answer.content)

    assert words.startswith("Noels plan")
    assert "Det här händer" in words
    assert "En kväll är för lite." in words
    assert "för Sara Lindqvist" in words
    for actor in (story.maria, story.stranger):
        assert client_for(story, actor).get(address).status_code == 404


def test_large_letters_are_the_same_words_on_more_paper(story: World) -> None:
    usual, large = (words_of_pdf(_saved(story, story.leila, text=size).content) for size in ("", "stor"))

    assert _words(usual) <= _words(large)
    assert _pages(usual) < _pages(large)


def _words(text: str) -> set[str]:
    """Whole words: the letters of the name across the page are found one by one."""
    return {word for word in text.split() if word.isalpha() and len(word) > 3}


def _pages(text: str) -> int:
    return int(text.rpartition("/")[2])
