"""The database asks the wall about the rows that are wanted, however few rows there are in all (ADR 0023)."""

import pytest
from django.db import connection

from barnetsplan import context
from barnetsplan.accounts.models import Assignment
from tests.world import World

pytestmark = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row policies")


def test_a_person_is_looked_up_by_her_key_and_not_among_all_that_the_wall_lets_through(
    transactional_db: None, world: World
) -> None:
    """With few people a planner that took the wall for cheap would ask it about every one of them.

    What is counted here is forgotten when the tables are emptied after it.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    wanted = Assignment.objects.filter(person=world.maria.person).select_related("person__key", "unit")

    with context.acting(person=world.maria.person_id, party=world.maria.party, at=world.at):
        plan = wanted.explain()

    assert "wall_knows" in plan, "otherwise nothing was asked"
    assert "Seq Scan on people_person" not in plan
