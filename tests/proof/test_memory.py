"""What tests take from memory is what the acts leave, and nothing is taken once anything is different."""

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from pytest_django import Settings

from tests import world as story
from tests.memory import Memory
from tests.world import World

pytestmark = pytest.mark.django_db


class Acted(Exception):
    """An act was carried out."""


@pytest.fixture
def acts_are_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    def act(**_: object) -> None:
        raise Acted

    monkeypatch.setattr(story, "write_concern", act)


def counted() -> Mapping[str, int]:
    return {each._meta.db_table: each._default_manager.count() for each in apps.get_models(include_auto_created=True)}


@pytest.mark.slow
def test_the_copy_has_as_many_rows_in_every_table_as_the_story_itself(memory: Memory) -> None:
    with transaction.atomic():
        story.reported(World())
        told = counted()
        transaction.set_rollback(True)

    with memory.world() as world:
        story.reported(world)

        assert counted() == told


@pytest.mark.usefixtures("acts_are_heard")
def test_what_is_remembered_is_not_told_again(world: World) -> None:
    story.published(world)

    assert world.version.published_at is not None


def _other_settings(_world: World, settings: Settings) -> None:
    settings.DEBUG = True


CHANGES: Mapping[str, Callable[[World, Settings], Any]] = {
    "somebody new": lambda world, _settings: world.employ_manager(),
    "another time": lambda world, _settings: world.later(),
    "another actor": lambda world, _settings: setattr(world, "linda", world.stranger),
    "another setting": _other_settings,
}


@pytest.mark.usefixtures("acts_are_heard")
@pytest.mark.parametrize("change", CHANGES)
def test_in_a_world_that_has_changed_the_acts_are_carried_out(world: World, settings: Settings, change: str) -> None:
    CHANGES[change](world, settings)

    with pytest.raises(Acted):
        story.published(world)


@pytest.mark.usefixtures("acts_are_heard")
def test_where_faults_are_tried_nothing_is_remembered(memory: Memory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Memory, "acts_anew", True)

    with memory.world() as world, pytest.raises(Acted):
        story.published(world)
