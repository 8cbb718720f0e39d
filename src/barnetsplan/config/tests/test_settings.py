"""The settings start in production's form, and refuse with a sentence what would let anybody in."""

import os
import runpy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from barnetsplan.config import env

SETTINGS = Path(env.__file__).with_name("settings.py")
SECRETS = ("secret.key", "master.keys")
Load = Callable[..., dict[str, Any]]


@pytest.fixture
def load(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Read the settings file anew under other surroundings."""
    for name in SECRETS:
        (tmp_path / name).write_text("a secret", encoding="ascii")

    def _load(*arguments: str, **named: str) -> dict[str, Any]:
        for name in [name for name in os.environ if name.startswith(env.PREFIX)]:
            monkeypatch.delenv(name)
        for name, value in ({"STATE_DIR": str(tmp_path), "DATABASE": "sqlite:///x"} | named).items():
            monkeypatch.setenv(env.PREFIX + name, value)
        monkeypatch.setattr("sys.argv", ["barnetsplan", *arguments])
        return runpy.run_path(str(SETTINGS))

    return _load


def test_over_https_cookies_belong_to_this_host_alone(load: Load) -> None:
    settings = load(DEMO="1")

    assert settings["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert settings["CSRF_COOKIE_NAME"].startswith("__Host-")
    for cookie in ("SESSION_COOKIE", "CSRF_COOKIE"):
        assert settings[f"{cookie}_SECURE"] is True
        assert settings[f"{cookie}_HTTPONLY"] is True
        assert settings[f"{cookie}_SAMESITE"] in {"Lax", "Strict"}
        assert f"{cookie}_DOMAIN" not in settings, "a __Host- cookie names no domain"
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_HSTS_SECONDS"] >= 31_536_000


def test_over_plain_http_cookies_have_names_that_browsers_take(load: Load) -> None:
    settings = load(DEMO="1", PLAIN_HTTP="1")

    assert (settings["SESSION_COOKIE_NAME"], settings["CSRF_COOKIE_NAME"]) == ("session", "csrf")
    assert settings["SESSION_COOKIE_SECURE"] is False


@pytest.mark.parametrize(
    ("named", "sentence"),
    [
        ({}, "No real sign-in is configured"),
        ({"SIGN_IN": "something"}, "names no file"),
        ({"DEMO": "1", "SIGN_IN": "something"}, "names no file"),
        ({"DEBUG": "1"}, "belong to the demonstration only"),
        ({"PLAIN_HTTP": "1"}, "belong to the demonstration only"),
        ({"DEMO": "yes"}, "BARNETSPLAN_DEMO must be 0 or 1"),
        ({"DEMO": "1", "DEBGU": "1"}, "Unknown settings: BARNETSPLAN_DEBGU"),
        ({"DEMO": "1", "STATE_DIR": "/no/such/folder"}, "is no folder"),
        ({"DEMO": "1", "DATABASE": "mysql://x"}, "must begin with sqlite:/// or postgresql://"),
    ],
)
def test_what_must_not_start_does_not_start(load: Load, named: dict[str, str], sentence: str) -> None:
    with pytest.raises(ImproperlyConfigured, match=sentence):
        load(**named)


def test_a_missing_setting_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    load(DEMO="1")
    monkeypatch.delenv("BARNETSPLAN_DATABASE")

    with pytest.raises(ImproperlyConfigured, match="BARNETSPLAN_DATABASE is not set"):
        runpy.run_path(str(SETTINGS))


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_says_how_it_is_made(load: Load, tmp_path: Path, name: str) -> None:
    (tmp_path / name).unlink()

    with pytest.raises(ImproperlyConfigured, match=f"{name} cannot be read; 'barnetsplan make_keys' makes it"):
        load(DEMO="1")


def test_keys_are_made_before_there_is_a_sign_in_or_a_secret(load: Load, tmp_path: Path) -> None:
    for name in SECRETS:
        (tmp_path / name).unlink()

    assert load("make_keys")["MAKING_KEYS"] is True


def test_the_demonstration_is_a_room_of_the_demonstration_only(load: Load) -> None:
    assert "barnetsplan.demo" in load(DEMO="1")["INSTALLED_APPS"]
    assert "barnetsplan.demo" not in load("make_keys")["INSTALLED_APPS"]


def test_nothing_runs_that_reads_or_writes_past_the_gate(load: Load) -> None:
    settings = load(DEMO="1")

    assert "django.contrib.admin" not in settings["INSTALLED_APPS"]
    assert settings["ATOMIC_REQUESTS"] is False
    assert settings["DEBUG"] is False


def test_postgresql_is_reached_through_a_pool_and_sqlite_through_its_own_law() -> None:
    postgresql = env.database("postgresql://barnetsplan@db.example:5433/plan?host=/run/postgresql")
    sqlite = env.database("sqlite:////srv/plan.sqlite3")

    assert (postgresql["NAME"], postgresql["USER"], postgresql["HOST"]) == ("plan", "barnetsplan", "/run/postgresql")
    assert postgresql["PORT"] == "5433"
    assert sqlite["NAME"] == "/srv/plan.sqlite3"
    assert "recursive_triggers=ON" in str(sqlite["OPTIONS"])
    assert "foreign_keys=ON" in str(sqlite["OPTIONS"])
