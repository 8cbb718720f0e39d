"""In which order things are shown is said by the house, never by how the rows happen to lie in the database.

Where the rows lie can follow from what was written beside them, also from what is hidden. So the story is told and
looked at twice, and the second time the database hands out every row that nobody has put in order from behind.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection

from tests.pages import PAGES
from tests.proof.looking import Given, crawl
from tests.proof.test_without_a_trace import ORDER, Told, a_world, differences, look

pytestmark = [
    pytest.mark.slow,
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="Only SQLite can be asked for its rows from behind"),
]

FAMILY = ("daniel", "noel")
STAFF = ("linda", "leila")


@contextmanager
def rows_from_behind() -> Iterator[None]:
    """What no query orders comes in the opposite order."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA reverse_unordered_selects = ON")
    yield
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA reverse_unordered_selects = OFF")


def _looked_at() -> Mapping[str, Mapping[str, Given]]:
    """The whole story, and at its end what some of the family and of the staff get of it."""
    with a_world() as world:
        for stage in ORDER:
            world.tell(stage)
        of_family = {who: look(world, who, "reported") for who in FAMILY}
        return of_family | {who: _work(world, who) for who in STAFF}


def _work(world: Told, who: str) -> Mapping[str, Given]:
    pages = [page for page in PAGES if page.stage in {"nothing", *ORDER} and not page.sent]
    begin = tuple(dict.fromkeys(page.address(world) for page in pages if not page.name.startswith("family")))
    return crawl(world, getattr(world, who), begin=("/arbete/", *begin), now=world.at + timedelta(minutes=1))


def test_a5_no_page_is_in_the_order_in_which_the_rows_happen_to_lie() -> None:
    forwards = _looked_at()
    with rows_from_behind():
        backwards = _looked_at()

    for who in (*FAMILY, *STAFF):
        assert sum(answer.status == 200 for answer in forwards[who].values()) > 10, who
        assert differences(forwards[who], backwards[who]) == [], who
