"""Every test of the house shares the cast and its databases (``tests/fixtures.py``)."""

import gc
from pathlib import Path
from typing import Any

import pytest

from tests import profiles

pytest_plugins = ("tests.fixtures",)

#: Rubbish is looked for after so many new things, and seldom among old ones: all the tests, and the program that they
#: try, are some six hundred thousand things that stay, and looking through them took a sixth of a run.
_LOOK_AFTER = (200_000, 20, 100)
gc.set_threshold(*_LOOK_AFTER)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--pictures FOLDER`` takes a picture of every page that the journeys meet; ``--nightly`` tries much more."""
    parser.addoption("--pictures", type=Path, default=None)
    parser.addoption("--nightly", action="store_true", help="Try far more worlds, steps and interleavings.")


def pytest_configure(config: pytest.Config) -> None:
    """How much is tried: see ``tests/profiles.py``."""
    profiles.choose(nightly=config.getoption("--nightly"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Files with slow tests first, so that no processor waits for one at the end.

    What asks no database is the same on every one: it runs with SQLite alone, unless somebody chooses it.
    """
    from django.db import connection  # noqa: PLC0415  # settings are read after this file

    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)
    if connection.vendor == "postgresql" and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        config.hook.pytest_deselected(items=[item for item in items if not _asks_a_database(item)])
        items[:] = filter(_asks_a_database, items)


def _asks_a_database(item: pytest.Item) -> bool:
    asking = {"db", "transactional_db", "django_db_setup"}
    return item.get_closest_marker("django_db") is not None or not asking.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Among several processes a county is made in one of them, once."""
    from tests.sharing import Sharing  # noqa: PLC0415  # only where there are several

    return Sharing(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_finish() -> None:
    """What has been read stays until the end."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures of the pages go, if anybody wants them."""
    folder: Path | None = request.config.getoption("--pictures")
    if folder is not None:
        folder = folder / request.node.name
        folder.mkdir(parents=True, exist_ok=True)
    return folder
