"""What could a service see on a day: replayed from the data, of what the reader may see."""

from datetime import timedelta
from typing import Any

import pytest

from barnetsplan.domain.periods import local_date
from barnetsplan.family.tests.pages import client_of, opened, plain
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db


def asked(world: World, who: Any, service: Any, day: Any) -> str:
    page = opened(world, who, "family_replay", world.noel.pk, f"?tjanst={service}&dag={day}")
    assert page.status_code == 200
    return plain(page)


def test_law_05_a_guardian_sees_what_a_service_could_read_that_day(story: World) -> None:
    words = asked(story, story.sara, story.social.pk, local_date(story.at))

    assert "Kunde läsa: planen" in words
    assert "det som står om hemmet" in words


def test_the_day_before_the_service_could_read_nothing(story: World) -> None:
    words = asked(story, story.sara, story.social.pk, local_date(story.at) - timedelta(days=1))

    assert "Kunde inte läsa något av det som du kan läsa." in words


def test_the_same_day_the_first_of_it_counts(story: World) -> None:
    day = local_date(story.at)

    assert "Kunde läsa" in asked(story, story.sara, story.preschool.pk, day)


def test_a_day_that_has_not_been_is_today_and_what_cannot_be_read_is_not_asked(story: World) -> None:
    ahead = asked(story, story.sara, story.social.pk, "2099-01-01")

    assert "2099" not in ahead
    assert "Kunde läsa" in ahead
    for query in ("?tjanst=x&dag=y", "", f"?tjanst={story.school.pk}"):
        words = plain(opened(story, story.sara, "family_replay", story.noel.pk, query))
        assert "Kunde" not in words


def test_a_service_that_has_had_nothing_is_no_choice(story: World) -> None:
    page = opened(story, story.sara, "family_replay", story.noel.pk)

    assert "Linneaskolan" not in plain(page)
    assert "Barn och familj Lessebo" in plain(page)


def test_a_stranger_and_a_professional_open_nothing(story: World) -> None:
    address = f"/min/barn/{story.noel.pk}/vad-kunde-de-se/"

    assert client_for(story, story.linda).get(address).status_code == 404
    assert client_of(story, story.sara).get(address).status_code == 200
