"""Who has read: every opening by others of what the reader may see, and nothing else."""

import re
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.family.cards.log import log_card
from barnetsplan.family.tests.pages import opened, plain
from barnetsplan.gathering.actions import write_own_voice
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Contribution
from tests.cast import World, made
from tests.sign_in import client_for

pytestmark = pytest.mark.django_db


def _lines(world: World) -> list[str]:
    """What Sara's log says, newest first, without tags."""
    card = log_card(world.as_guardian(world.sara), world.noel, world.later())
    return [re.sub(r"<[^>]+>", "", line.sentence) for line in card.lines]


def _visits(world: World, actor: Actor, name: str, key: object) -> None:
    assert client_for(world, actor).get(reverse(name, args=[key])).status_code == 200


def test_an_opening_by_another_stands_in_the_log_with_name_work_and_what(story: World) -> None:
    before = len(_lines(story))

    _visits(story, story.leila, "plan", story.plan.pk)
    lines = _lines(story)

    assert len(lines) == before + 1
    assert lines[0].startswith("Leila Holm, socialsekreterare, Barn och familj Lessebo, läste planen")
    assert "det som står om hemmet" in lines[0]


def test_the_log_names_only_areas_that_the_reader_may_see(story: World) -> None:
    _visits(story, story.leila, "plan", story.plan.pk)

    assert "utveckling" not in " ".join(_lines(story))


def test_an_opening_of_what_the_reader_may_not_see_is_not_told(story: World) -> None:
    made(
        write_own_voice(
            case=story.case,
            answers={"omsorg": Contribution(works="Bara för BVC.")},
            token=uuid4(),
            by=story.maria,
            at=story.later(),
        ),
    )
    before = _lines(story)

    _visits(story, story.maria, "own_voice", story.case.pk)

    assert _lines(story) == before


def test_own_openings_stand_not_in_the_log_and_the_other_guardians_do(story: World) -> None:
    opened(story, story.sara, "family_plan", story.noel.pk)
    before = _lines(story)

    opened(story, story.daniel, "family_plan", story.noel.pk)
    lines = _lines(story)

    assert not any(line.startswith("Du ") for line in lines)
    assert len(lines) == len(before) + 1
    assert lines[0].startswith("Daniel läste planen")


def test_what_a_service_showed_a_service_stands_in_the_log(story: World) -> None:
    lines = _lines(story)

    assert "BVC visade planen och det som står om hemmet för socialtjänsten." in lines
    assert "Förskolan visade det förskolan har sett för BVC." in lines
    assert "BVC visade planen för förskolan." in lines
    assert "BVC visade kallelsen till mötet för förskolan och socialtjänsten." in lines
    assert not any("Daniel visade" in line for line in lines)


def test_the_log_has_fifty_rows_on_a_page(story: World) -> None:
    for _ in range(50):
        _visits(story, story.leila, "plan", story.plan.pk)

    first = opened(story, story.sara, "family_log", story.noel.pk)
    second = opened(story, story.sara, "family_log", story.noel.pk, "?sida=2")

    assert plain(first).count("Leila Holm") == 50
    assert "Sida 1 av 2" in plain(first)
    assert "visade" in plain(second)


def test_the_plan_page_tells_the_newest_three(story: World) -> None:
    for _ in range(4):
        _visits(story, story.leila, "plan", story.plan.pk)

    assert plain(opened(story, story.sara, "family_plan", story.noel.pk)).count("Leila Holm , socialsekreterare") == 3
