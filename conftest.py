"""Every test of the house shares the cast and its databases (``tests/fixtures.py``)."""

from pathlib import Path

import pytest

from tests import profiles

pytest_plugins = ("tests.fixtures",)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--pictures FOLDER`` takes a picture of every page that the journeys meet; ``--nightly`` tries much more."""
    parser.addoption("--pictures", type=Path, default=None)
    parser.addoption("--nightly", action="store_true", help="Try far more worlds, steps and interleavings.")


def pytest_configure(config: pytest.Config) -> None:
    """How much is tried: see ``tests/profiles.py``."""
    profiles.choose(nightly=config.getoption("--nightly"))


@pytest.fixture
def pictures(request: pytest.FixtureRequest) -> Path | None:
    """Where pictures of the pages go, if anybody wants them."""
    folder: Path | None = request.config.getoption("--pictures")
    if folder is not None:
        folder = folder / request.node.name
        folder.mkdir(parents=True, exist_ok=True)
    return folder
