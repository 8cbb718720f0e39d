"""Which settings start the product, and which refuse: each case in a process of its own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Start = Callable[..., subprocess.CompletedProcess[str]]
LOOK = (
    "import django; django.setup(); from django.conf import settings; from django.urls import resolve, Resolver404\n"
    "def there(path):\n"
    "    try: resolve(path)\n"
    "    except Resolver404: return False\n"
    "    return True\n"
    "print(settings.DEMO, 'barnetsplan.demo' in settings.INSTALLED_APPS, there('/demo/'), settings.SESSION_COOKIE_NAME)"
)


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Start Python with these settings and nothing of this process's own."""
    (tmp_path / "secret.key").write_text("a secret of the test alone, long enough to be one", encoding="ascii")
    (tmp_path / "master.keys").write_text("", encoding="ascii")

    def start(code: str = LOOK, **given: str) -> subprocess.CompletedProcess[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith("BARNETSPLAN_")}
        own = {"BARNETSPLAN_STATE_DIR": str(tmp_path), "BARNETSPLAN_DATABASE": "sqlite:///:memory:"}
        own |= {f"BARNETSPLAN_{name}": value for name, value in given.items()}
        return subprocess.run(  # noqa: S603
            [sys.executable, "-c", code],
            env={**kept, "DJANGO_SETTINGS_MODULE": "barnetsplan.config.settings", **own},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )

    return start


def test_the_demonstration_starts_with_its_sign_in_page(start: Start) -> None:
    answer = start(DEMO="1", PLAIN_HTTP="1")

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == ["True", "True", "True", "session"]


def test_without_the_demonstration_its_room_and_its_page_do_not_exist(start: Start) -> None:
    # Making keys is the one thing that starts without a way of signing in.
    answer = start(f"import sys; sys.argv[1:] = ['make_keys']\n{LOOK}")

    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split() == ["False", "False", "False", "__Host-session"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "No real sign-in is configured"),
        ({"SIGN_IN": ""}, "No real sign-in is configured"),
        ({"SIGN_IN": "anything"}, "names no file"),
        ({"DEMO": "1", "SIGN_IN": "anything"}, "names no file"),
        ({"DEBUG": "1"}, "belong to the demonstration only"),
        ({"PLAIN_HTTP": "1"}, "belong to the demonstration only"),
        ({"DEBUG": "1", "SIGN_IN": "anything"}, "belong to the demonstration only"),
        ({"DEMO": "yes"}, "BARNETSPLAN_DEMO must be 0 or 1"),
        ({"DEMOO": "1"}, "Unknown settings: BARNETSPLAN_DEMOO"),
        ({"DEMO": "1", "DATABASE": "mysql://x"}, "must begin with sqlite:/// or postgresql://"),
        ({"DEMO": "1", "STATE_DIR": "/nowhere/at/all"}, "is no folder"),
    ],
)
def test_what_must_not_start_says_why(start: Start, given: dict[str, str], said: str) -> None:
    answer = start(**given)

    assert answer.returncode != 0
    assert said in answer.stderr.splitlines()[-1]


def test_the_demonstrations_way_of_signing_in_exists_with_it_alone(start: Start) -> None:
    show = "from barnetsplan.config import settings; print('demo' in str(settings.SIGN_IN_WAYS))"

    assert start(show, DEMO="1").stdout.strip() == "True"
    assert start(show, LOCAL_ACCOUNTS="1", PASSKEY_HOST="plan.example").stdout.strip() == "False"


def test_no_state_folder_and_no_database_are_guessed(start: Start) -> None:
    code = "import os; del os.environ['BARNETSPLAN_DATABASE']; import django; django.setup()"

    answer = start(code, DEMO="1")

    assert "BARNETSPLAN_DATABASE is not set" in answer.stderr


def test_missing_keys_stop_the_start(start: Start, tmp_path: Path) -> None:
    (tmp_path / "secret.key").unlink()

    answer = start(DEMO="1")

    assert "secret.key cannot be read" in answer.stderr


def test_a_wrong_practice_model_stops_the_start(start: Start, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('version = "1"\n', encoding="utf-8")

    answer = start(DEMO="1", PRACTICE_FILE=str(wrong))

    assert answer.returncode != 0
    assert "wrong.toml, line" in answer.stderr
