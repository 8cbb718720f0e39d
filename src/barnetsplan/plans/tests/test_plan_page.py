"""Who reads what on the plan's page."""

from uuid import uuid4

import pytest

from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.actions import NewWords, answer_consent, write_own_words
from barnetsplan.plans.cards.plan import plan_card
from barnetsplan.plans.facts import find_plan
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, text_of
from barnetsplan.records.kinds import OwnWords
from barnetsplan.records.queries import visible_to
from tests.world import (
    BACKGROUND,
    World,
    made,
    parts,
    say,
)

pytestmark = pytest.mark.django_db
HEMMET = {"layer": BACKGROUND, "area": "hemmet"}


def _plan_of(world: World, who: str, query: str = "") -> str:
    page = opened(world, getattr(world, who), "plan", world.plan.pk, query)
    assert page.status_code == 200
    return text_of(page)


@pytest.mark.parametrize("who", ["maria", "linda", "leila"])
def test_everyone_in_the_circle_may_read_the_same_map(story: World, who: str) -> None:
    page = _plan_of(story, who)

    for words in (
        "Noels plan",
        "Version 1",
        "15 december 2026",
        "”Jag vill ha min bok med.”",
        "Noel känner sig trygg vid lämning.",
        "Bildschema vid lämning",
        "Familjestöd hemma",
        "En kväll är för lite.",
        "0478-000 10",
        "Pågår",
        "Har börjat",
    ):
        assert words in page


def test_those_outside_the_circle_may_not_read_the_plan(story: World) -> None:
    for actor in (story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan", story.plan.pk)


def test_a_circle_unit_may_read_only_its_own_background_and_consent(story: World) -> None:
    preschool, social = _plan_of(story, "linda"), _plan_of(story, "leila")

    assert "Lugna kvällar." in social
    assert "Lugna kvällar." not in preschool
    assert "Er enhet läser bakgrund om utveckling" in preschool
    assert "Läser planen" not in preschool
    assert "Samtalet var lugnt." not in social


def test_bba_may_read_who_has_said_yes_to_what(story: World) -> None:
    page = _plan_of(story, "maria")

    assert "Barn och familj Lessebo Läser planen" in page
    assert "Läser samverkanskartan till och med" in page
    assert "Samtalet var lugnt." in page


def test_the_log_names_only_entries_that_the_reader_may_see(story: World) -> None:
    for who in (story.maria, story.linda, story.leila):
        card = plan_card(who, made(find_plan(story.plan.pk)), story.at)
        seen = set(visible_to(made(who.party), at=story.at).values_list("pk", flat=True))
        assert card.entries
        assert set(card.entries) <= seen
        assert len(card.entries) == len(set(card.entries))


def test_withdrawn_background_is_named_as_closed_and_opens_when_given_back(story: World) -> None:
    for said, is_open in ((Answer.WITHDRAWN, False), (Answer.YES, True)):
        made(
            answer_consent(
                request=story.fresh(story.circle),
                parts=parts(story, story.circle, said, only=HEMMET),
                by=story.as_guardian(story.sara),
                at=story.later(),
            )
        )
        page = _plan_of(story, "leila")
        assert ("Lugna kvällar." in page) is is_open
        assert ("Hemmet : delas inte längre med er. Fråga Barnens bästa-ansvarig." in page) is not is_open
        assert "Familjestöd hemma" in page


def test_a_service_whose_map_is_withdrawn_is_told_so_and_reads_nothing(story: World) -> None:
    say(story, story.circle, story.sara, Answer.WITHDRAWN)

    page = opened(story, story.leila, "plan", story.plan.pk)

    assert page.status_code == 403
    assert "delas inte längre med er" in text_of(page)
    assert "Familjestöd" not in page.content.decode()


def test_a_guardians_words_open_no_plan_for_a_service_whose_map_is_withdrawn(story: World) -> None:
    new = NewWords(
        child=story.noel,
        payload=OwnWords(text="Till er som hjälper oss."),
        entry_id=uuid4(),
        readers=[story.social.pk],
        by=story.as_guardian(story.sara),
        at=story.later(),
        plan=story.plan.pk,
    )
    written = made(write_own_words(new))

    say(story, story.circle, story.sara, Answer.WITHDRAWN)

    assert opened(story, story.leila, "plan", story.plan.pk).status_code == 403
    assert visible_to(story.social.pk, at=story.at).filter(pk=written.pk).exists()


def test_a_reported_action_is_not_late(story: World) -> None:
    story.later(days=60)

    assert "Försenad" not in _plan_of(story, "maria")


def test_the_circle_may_not_read_what_the_family_answered(story: World) -> None:
    for who in ("linda", "leila"):
        assert "Håller med" not in _plan_of(story, who)


@pytest.mark.parametrize("query", ["?version=7", "?version=x", "?version=-1", "?version=99999999999999999999"])
def test_a_version_that_does_not_exist_shows_the_one_in_force(story: World, query: str) -> None:
    assert "Version 1 · gäller från" in _plan_of(story, "linda", query)
