"""The question as an empty paper: the very words of the question, boxes and lines, and nobody's answer."""

from typing import Any

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.consent.texts import questions_of
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.people.models import Person
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, text_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from tests.files import tags_of_pdf, words_of_pdf
from tests.sign_in import client_for
from tests.world import World, circle_asked, say

pytestmark = pytest.mark.django_db


def _printed(world: World, actor: Actor, giver: Person, text: str = "") -> Any:
    given = {"vem": str(giver.pk), "text": text}
    return client_for(world, actor).get(reverse("consent_blank", args=[world.circle.pk]), given)


def test_con_01_the_paper_says_the_very_words_that_the_giver_reads_here(world: World) -> None:
    circle_asked(world)
    answer = _printed(world, world.maria, world.sara)
    words = words_of_pdf(answer.content)

    assert answer["Content-Type"] == "application/pdf"
    assert "noel" not in answer["Content-Disposition"].lower()
    for question in questions_of(world.circle, giver=world.sara.pk, key=world.noel.person.key):
        for said in (question.question, question.explanation, question.if_no, question.service_name):
            assert " ".join(said.split()) in words
        assert question.text_version in words
    for said in ("Vad händer om vi säger nej?", "Den som får läsa", "Papperet togs emot av", "Svaret är från Sara"):
        assert said in words


def test_the_paper_can_be_listened_to(world: World) -> None:
    circle_asked(world)

    tags = tags_of_pdf(_printed(world, world.maria, world.sara).content)

    assert tags.index("H1") < tags.index("H2") < tags.index("H3")
    assert "Underskrift" in tags


def test_nothing_that_anybody_has_answered_is_printed(world: World) -> None:
    circle_asked(world)
    before = words_of_pdf(_printed(world, world.maria, world.daniel).content)
    say(world, world.circle, world.sara, Answer.NO)
    say(world, world.circle, world.daniel, Answer.YES)

    assert words_of_pdf(_printed(world, world.maria, world.daniel).content) == before


def test_each_gets_a_paper_of_their_own_and_large_letters_where_wanted(world: World) -> None:
    circle_asked(world)
    page = text_of(opened(world, world.maria, "consent_record", world.circle.pk, f"?vem={world.daniel.pk}"))

    assert "Skriv ut frågorna att svara på med penna" in page
    plain, large = (_printed(world, world.maria, world.daniel, text) for text in ("", "stor"))
    assert "Svaret är från Daniel" in words_of_pdf(plain.content)
    assert "Svaret är från Daniel" in words_of_pdf(large.content)
    assert plain.content != large.content


def test_only_who_asked_prints_it_and_the_log_tells_of_it(world: World) -> None:
    circle_asked(world)

    for actor in (world.linda, world.leila, world.stranger, world.as_guardian(world.sara)):
        assert_looks_unknown(world, actor, "consent_blank", world.circle.pk)
    assert not AuditEvent.objects.filter(act=Act.CONSENT_PRINT.value, permitted=True).exists()

    _printed(world, world.maria, world.sara)
    assert AuditEvent.objects.filter(act=Act.CONSENT_PRINT.value, permitted=True).count() == 1
