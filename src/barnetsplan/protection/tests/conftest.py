"""The protected world, in whose time requests are made."""

from types import SimpleNamespace

import pytest

from tests.protected import ProtectedWorld


@pytest.fixture
def guarded(db: None, monkeypatch: pytest.MonkeyPatch) -> ProtectedWorld:
    """Noel's world with two security officers, before anybody has protected him."""
    world = ProtectedWorld()
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=world.later))
    return world
