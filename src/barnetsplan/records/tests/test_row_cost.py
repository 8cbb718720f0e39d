"""The database asks the wall about the rows that are wanted, however few rows there are in all (ADR 0023)."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from barnetsplan import context
from barnetsplan.accounts.models import Assignment
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import InvolvementReason
from barnetsplan.people.actions import admit_person, involve
from barnetsplan.protection.queries import colleagues
from tests.protected import ProtectedWorld
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


def _crowded() -> ProtectedWorld:
    """Maria has twenty colleagues, and the county a hundred people."""
    world = ProtectedWorld()
    involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    holds = {"valid_from": world.at, "valid_until": world.at + timedelta(days=365)}
    for day in range(100):
        number = make_invented(date(1950, 1, 1) + timedelta(days=day), 7)
        person = admit_person(name=f"Person {day}", number=number, at=world.at)
        if day % 5 == 0:
            Assignment.objects.create(person=person, unit=world.bvc, role="bvc_nurse", **holds)
    return world


def _run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _asked_of_the_wall() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT COALESCE(sum(calls), 0) FROM pg_stat_xact_user_functions WHERE funcname LIKE 'wall%'")
        return int(cursor.fetchone()[0])


def test_who_can_be_put_on_a_list_is_found_though_the_tables_were_counted_while_they_were_empty(
    transactional_db: None,
) -> None:
    """Pages without a row are read for nothing, as the planner has it: it would ask the wall of each pair of people."""
    with transaction.atomic():
        _crowded()
        transaction.set_rollback(True)
    _run("ANALYZE")
    _run("SET track_functions = 'pl'")
    with transaction.atomic():
        world = _crowded()
        officer = world.second
        with context.acting(person=officer.person_id, party=officer.party, at=world.at):
            context.acts_for(officer.party, person=officer.person_id, duties=[duty.value for duty in officer.duties])
            found = colleagues(officer, world.noel.pk, at=world.at)
            asked = _asked_of_the_wall()
    _run("RESET track_functions")

    assert len(found) == 22
    assert 0 < asked < 10
