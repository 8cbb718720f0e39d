"""The providers in Node, started once; and a world in the time of today, because they have clocks of their own."""

from collections.abc import Iterator
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.utils import timezone

from barnetsplan.identity import discovery
from tests.oidc.foreign import Foreign
from tests.oidc.liar import Liar
from tests.world import World


def _now() -> datetime:
    # The provider's clock is the machine's.
    return timezone.now()  # noqa: TID251


@pytest.fixture(scope="session")
def foreign() -> Iterator[Foreign]:
    """The identity providers."""
    foreign = Foreign()
    yield foreign
    foreign.stop()


@pytest.fixture
def today(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Noel's world, begun now, in which requests are made by the real clock."""
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=_now))
    discovery.forget()
    return World(at=_now())


@pytest.fixture
def liar(world: World) -> Iterator[Liar]:
    """A provider that can lie, in the time of Noel's world."""
    discovery.forget()
    liar = Liar(lambda: world.at)
    yield liar
    liar.stop()
