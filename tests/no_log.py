"""A log that takes no more rows: then nothing may be read and nothing may change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def no_room_in_the_log() -> Iterator[None]:
    """The log takes no more rows, as when its disk is full."""
    create, drop = _REFUSING[connection.vendor]
    _run(create)
    try:
        yield
    finally:
        _run(drop)


def _run(statements: Iterable[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


_REFUSING = {
    "sqlite": (
        ["CREATE TRIGGER full_disk BEFORE INSERT ON audit_auditevent BEGIN SELECT RAISE(ABORT, 'full'); END"],
        ["DROP TRIGGER full_disk"],
    ),
    "postgresql": (
        [
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'full'; END $$",
            "CREATE TRIGGER full_disk BEFORE INSERT ON audit_auditevent EXECUTE FUNCTION full_disk()",
        ],
        ["DROP TRIGGER full_disk ON audit_auditevent", "DROP FUNCTION full_disk"],
    ),
}
