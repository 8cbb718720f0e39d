"""Typed reading of the environment; a missing or wrong value stops the start with a sentence."""

import os
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

PREFIX = "BARNETSPLAN_"
KNOWN = frozenset(
    {
        "DATABASE",
        "DEBUG",
        "DEMO",
        "HELP_FILE",
        "HOSTS",
        "LOCAL_ACCOUNTS",
        "LOCAL_LEVEL_3",
        "MAIL",
        "MAIL_FROM",
        "PASSKEY_HOST",
        "PLAIN_HTTP",
        "PRACTICE_FILE",
        "REGISTER_FILE",
        "SIGN_IN",
        "SITE_ADDRESS",
        "SMS",
        "STATE_DIR",
        "VIRUS_SCANNER",
    },
)


def check_names() -> None:
    """Refuse a misspelt setting: every ``BARNETSPLAN_`` name must be known."""
    unknown = sorted(name for name in os.environ if name.startswith(PREFIX) and name[len(PREFIX) :] not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(f"Unknown settings: {', '.join(unknown)}. Known: {', '.join(sorted(KNOWN))}.")


def text(name: str, default: str | None = None) -> str:
    """A text; without a default it must be there."""
    value = os.environ.get(PREFIX + name, default)
    if value is None:
        raise ImproperlyConfigured(f"{PREFIX}{name} is not set; docs/operations.md tells what it is.")
    return value


def flag(name: str) -> bool:
    """``1`` or ``0``; absent means no."""
    value = text(name, "0")
    if value not in {"0", "1"}:
        raise ImproperlyConfigured(f"{PREFIX}{name} must be 0 or 1, not '{value}'.")
    return value == "1"


def folder(name: str) -> Path:
    """A folder that exists."""
    path = Path(text(name))
    if not path.is_dir():
        raise ImproperlyConfigured(f"{PREFIX}{name} is no folder: '{path}'.")
    return path


def secret(path: Path) -> str:
    """The content of a secret file; ``barnetsplan make_keys`` makes it."""
    try:
        return path.read_text(encoding="ascii").strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{path.name} cannot be read; 'barnetsplan make_keys' makes it.") from error


def database(url: str) -> dict[str, object]:
    """Django's database settings from ``sqlite:///path`` or ``postgresql://user@host/name?host=/socket``."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(url.removeprefix("sqlite:///"))
    if parts.scheme == "postgresql":
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.get("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 0,
            # What is asked again and again is planned once: the database binds the values, and keeps the plan.
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 8},
                "server_side_binding": True,
                "prepare_threshold": 3,
                # One plan for all values: with the row policies, making a plan costs more than what it does (ADR 0023).
                "options": "-c plan_cache_mode=force_generic_plan -c jit=off",
            },
        }
    raise ImproperlyConfigured(f"{PREFIX}DATABASE must begin with sqlite:/// or postgresql://, not '{parts.scheme}'.")


def _sqlite(path: str) -> dict[str, object]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # recursive_triggers: without it INSERT OR REPLACE would pass the append-only triggers by.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON;"
            ),
        },
    }
