"""What every test shares: the world."""

import pytest

from tests.world import World


@pytest.fixture
def world(db: None) -> World:
    """Noel's world before anything has happened."""
    return World()
