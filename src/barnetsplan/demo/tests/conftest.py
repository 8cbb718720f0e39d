"""The county, made once for all tests that look at it, and taken away again."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.demo.make import Made, make_county


@dataclass(frozen=True, slots=True)
class MadeCounty:
    """What was made, when, and where the register's file lies."""

    made: Made
    at: datetime
    register: Path


@pytest.fixture(scope="package")
def made_once(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[MadeCounty]:
    """The whole county, made once, inside a transaction that is rolled back."""
    before, settings.REGISTER_FILE = settings.REGISTER_FILE, str(tmp_path_factory.mktemp("county") / "register.json")
    # Sessions are begun by the real clock, and assignments hold from eleven months before the making.
    at = datetime.now(UTC)  # noqa: TID251
    with django_db_blocker.unblock(), transaction.atomic():
        yield MadeCounty(make_county(at=at), at, Path(settings.REGISTER_FILE))
        transaction.set_rollback(True)
    settings.REGISTER_FILE = before


@pytest.fixture
def county(made_once: MadeCounty, db: None) -> MadeCounty:
    """The whole county; what a test changes in it is undone."""
    return made_once
