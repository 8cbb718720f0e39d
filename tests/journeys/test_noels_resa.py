"""Noel's journey in a browser, in the demonstration county, from the concern to the end of the plan."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from barnetsplan.audit.sealer import seal
from barnetsplan.audit.verify import verify
from tests.cast import START
from tests.journeys import noels_plan, noels_resa, noels_uppfoljning
from tests.journeys.play import Play, playing

pytestmark = pytest.mark.browser


@pytest.fixture
def county(
    transactional_db: None,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
) -> str:
    """The demonstration county on a running server; returns its address."""
    settings.REGISTER_FILE = str(tmp_path / "register.json")
    call_command("demo", verbosity=0)
    return live_server.url


def noels_number() -> str:
    """Noel's number as it stands on the sign-in page, from the register."""
    children = json.loads(Path(settings.REGISTER_FILE).read_text(encoding="utf-8"))["children"]
    return str(next(child["number"] for child in children if child["name"].startswith("Noel")))


def _play_all(play: Play) -> None:
    noels_resa.notice(play, noels_number())
    noels_resa.gather(play)
    noels_plan.analyse(play)
    noels_plan.meet(play)
    noels_uppfoljning.report(play)
    noels_uppfoljning.follow_up(play)


def test_noels_journey_is_played_by_clicking(county: str, pictures: Path | None) -> None:
    with playing(county, pictures=pictures) as play:
        _play_all(play)
        met = len(play.met)

    assert met > 30
    assert _log_is_whole()


def test_the_first_steps_need_no_script_and_fit_a_phone(county: str, pictures: Path | None) -> None:
    with playing(county, width=360, scripts=False, pictures=pictures) as play:
        noels_resa.notice(play, noels_number())
        noels_resa.gather(play)


def _log_is_whole() -> bool:
    while seal(at=START):
        pass
    return verify().fault == ""
