"""The page about what a service could see, before any has been let to read."""

from barnetsplan.family.tests.pages import opened, plain
from tests.world import World


def test_the_page_is_empty_and_teaches_before_anybody_has_read(world: World) -> None:
    assert "Ingen har kunnat läsa än" in plain(opened(world, world.sara, "family_replay", world.noel.pk))
