"""The providers in Node, started once; and a world in the time of today, because they have clocks of their own."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.db import connections
from django.utils import timezone
from pytest_django.live_server_helper import LiveServer

from barnetsplan.identity import discovery, pace
from tests.oidc.foreign import Foreign
from tests.oidc.liar import Liar
from tests.world import World


@dataclass
class Clock:
    """The clock of requests: that of the machine, as the providers have it, and further on when a test says so."""

    ahead: timedelta = timedelta()

    def now(self) -> datetime:
        """The moment."""
        return timezone.now() + self.ahead  # noqa: TID251


@pytest.fixture(scope="session")
def foreign() -> Iterator[Foreign]:
    """The identity providers."""
    foreign = Foreign()
    yield foreign
    foreign.stop()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """What requests read."""
    clock = Clock()
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", clock)
    discovery.forget()
    pace.forget()
    return clock


@pytest.fixture
def today(db: None, clock: Clock) -> World:
    """Noel's world, begun now."""
    return World(at=clock.now())


@pytest.fixture
def liar(today: World, clock: Clock) -> Iterator[Liar]:
    """A provider that can lie."""
    liar = Liar(clock.now)
    yield liar
    liar.stop()


@pytest.fixture
def live_today(
    transactional_db: None, live_server: LiveServer, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[str, World]]:
    """A running server with a world in it that began yesterday, and the address that a browser opens."""
    # Playwright keeps a loop in this thread, and nothing awaits in it while the test asks the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    yield live_server.url, World(at=clock.now() - timedelta(days=1))
    connections.close_all()
