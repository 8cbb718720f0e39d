"""The bridge and a member of its federation, started once; and the world in the time of today, as they have it."""

from collections.abc import Iterator

import pytest

from tests.oidc.conftest import clock, today
from tests.saml.federation import Federation

__all__ = ["clock", "federation", "today"]


@pytest.fixture(scope="session")
def federation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Federation]:
    """A bridge that runs."""
    with Federation(tmp_path_factory.mktemp("bridge")).open() as federation:
        yield federation
    federation.member.stop()
