"""What every test shares: the world, its clock, and databases whose logs can be emptied when a test is over."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from datetime import datetime
from types import SimpleNamespace

import pytest
from django.db import connection, connections, transaction
from django.test import override_settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.records import append_only
from tests.journeys.play import FLAGS
from tests.live import Live
from tests.memory import Memory
from tests.protected import ProtectedWorld, told
from tests.world import World, reported


@pytest.fixture(scope="session", autouse=True)
def plain_static_addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Static files by their own names, so that no test waits for collected ones."""
    storages = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages, STATIC_ROOT=tmp_path_factory.mktemp("static")):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """SQLite in a file, as people run it: with its own journal, and with one writer at a time among threads."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def memory(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Memory:
    """The story, told once in this process."""
    memory = Memory()
    with django_db_blocker.unblock():
        memory.tell()
    return memory


@pytest.fixture
def world(memory: Memory, db: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Noel's world before anything has happened; requests are made in its time."""
    with memory.world() as world:
        _requests_read(world.later, monkeypatch)
        yield world


@pytest.fixture(scope="module")
def _told(memory: Memory, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), transaction.atomic():
        with memory.world() as world:
            reported(world)
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def story(_told: World, db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Noel's story until both services have reported, told once for all tests of a module.

    What a test changes is gone after it. Not for modules that also have tests with ``transactional_db`` or ``live``.
    """
    world = deepcopy(_told)
    _requests_read(world.later, monkeypatch)
    return world


@pytest.fixture(scope="module")
def _told_of_places(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[ProtectedWorld]:
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        yield told(ProtectedWorld(), patch)
        transaction.set_rollback(True)


@pytest.fixture
def told_of_places(_told_of_places: ProtectedWorld, db: None, monkeypatch: pytest.MonkeyPatch) -> ProtectedWorld:
    """Noel's story with a canary in every field that can tell a place, told once for all tests of a module."""
    world = deepcopy(_told_of_places)
    _requests_read(world.later, monkeypatch)
    return world


def _requests_read(clock: Callable[[], datetime], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=clock))


@pytest.fixture
def _law_again(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    yield
    with django_db_blocker.unblock():
        append_only.install()


@pytest.fixture
def transactional_db(_law_again: None, transactional_db: None) -> Iterator[None]:
    """A database whose changes are committed; the append-only triggers are lifted while it is emptied."""
    yield
    append_only.remove()


@pytest.fixture
def live(
    transactional_db: None,
    live_server: LiveServer,
    monkeypatch: pytest.MonkeyPatch,
) -> Live:
    """A running server with Noel's world in it; a test tells the story on from there, and signs in as the cast."""
    # Playwright keeps a loop in this thread, and nothing awaits in it while the test asks the database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    world = World()
    _requests_read(world.later, monkeypatch)
    return Live(url=live_server.url, world=world)


@pytest.fixture
def browser(live: Live) -> Iterator[Browser]:
    """Chromium, for a test that plays in the live world itself."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()
        # Beside playwright's loop the test has connections of its own, and PostgreSQL removes no database in use.
        connections.close_all()
