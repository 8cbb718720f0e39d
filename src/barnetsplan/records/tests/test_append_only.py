"""The database itself refuses to change or remove what was written, on both engines, whoever asks."""

from collections.abc import Callable
from copy import deepcopy
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F
from pytest_django.plugin import DjangoDbBlocker

from barnetsplan.audit.sealer import seal
from barnetsplan.cases.disclosing import promise
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.records import append_only
from barnetsplan.records.actions import keep_from, lift, strike
from barnetsplan.records.models import Entry, Release
from tests.duties import watch
from tests.rows import known_to_a_directory, received_opened, reminded, told_outside
from tests.stages import on_paper, withdrawn
from tests.world import World, made

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no TRUNCATE")
on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has INSERT OR REPLACE")
TABLES = sorted(append_only.TABLES)


@pytest.fixture(scope="module")
def _filled(_told: World, django_db_blocker: DjangoDbBlocker) -> World:
    story = deepcopy(_told)
    with django_db_blocker.unblock():
        _fill(story)
    return story


@pytest.fixture
def full(_filled: World, story: World) -> World:
    """The story, with a row in every table that only grows; told once for all tests here."""
    vars(story).update(vars(deepcopy(_filled)))
    return story


def _fill(story: World) -> None:
    entry, by = made(Entry.objects.exclude(owner=story.daniel.pk).first()), story.maria.person_id
    keep_from(entries=[entry], guardian=story.daniel.pk, reason="Kan skada barnet.", by=by, at=story.at)
    lift(entries=[entry], guardian=story.daniel.pk, reason="Det var fel.", by=by, at=story.at)
    strike(entry=entry, reason="Fel barn.", by=by, at=story.at)
    promise(child=story.noel, by=story.leila, at=story.at)
    reminded(story)
    on_paper(story)
    withdrawn(story)
    received_opened(story)
    watch(story)
    known_to_a_directory(story)
    told_outside(story)
    seal(at=story.at)


def run(statement: str) -> int:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        count: int = cursor.rowcount
    return count


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    return [connection.ops.quote_name(column.name) for column in described]


@pytest.mark.parametrize("table", TABLES)
def test_a_written_row_may_not_be_changed_in_any_column(full: World, table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - the names are our own
        assert cursor.fetchone()[0] > 0, "without a row nothing would be tested"
    for column in columns_of(table):
        with pytest.raises(DatabaseError, match="only grows"):
            run(f"UPDATE {table} SET {column} = {column}")  # noqa: S608


@pytest.mark.parametrize("table", TABLES)
def test_a_written_row_may_not_be_removed(full: World, table: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"):
        run(f"DELETE FROM {table}")  # noqa: S608


@on_postgresql
@pytest.mark.parametrize("table", TABLES)
def test_a_table_may_not_be_emptied_at_once(full: World, table: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"):
        run(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table} CASCADE")


@on_sqlite
@pytest.mark.parametrize("table", TABLES)
def test_a_row_may_not_be_written_over_by_inserting_it_again(full: World, table: str) -> None:
    with pytest.raises(DatabaseError, match="only grows"):
        run(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")  # noqa: S608


@pytest.fixture
def end(full: World) -> Callable[[dict[str, object]], int]:
    """Write these changes on a release that nobody has ended."""
    release = Release.objects.filter(pk=made(Release.objects.filter(ended_at__isnull=True).first()).pk)
    return lambda changes: release.update(**changes)


def test_a_release_may_be_ended_once(full: World, end: Callable[[dict[str, object]], int]) -> None:
    assert end({"ended_at": full.at}) == 1
    for changes in ({"ended_at": full.at + timedelta(days=1)}, {"ended_at": None}, {"ended_at": full.at}):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            end(dict(changes))


def test_a_release_may_not_be_moved_while_it_is_ended(full: World, end: Callable[[dict[str, object]], int]) -> None:
    moves: tuple[dict[str, object], ...] = (
        {"valid_until": None},
        {"recipient": full.stranger.party},
        {"valid_from": F("valid_from") - timedelta(days=1)},
    )
    for changes in moves:
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            end({"ended_at": full.at} | changes)


def test_a_question_may_be_taken_back_once(full: World) -> None:
    asked = ConsentRequest.objects.filter(pk=full.circle.pk)

    assert asked.update(withdrawn_at=full.at) == 1
    for again in (None, full.at + timedelta(days=1)):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
            asked.update(withdrawn_at=again)


def test_every_table_that_only_grows_exists_and_has_its_triggers(db: None) -> None:
    tables = {model._meta.db_table for model in apps.get_models()}

    assert set(append_only.TABLES) <= tables
    assert append_only.installed() == {name for table in append_only.TABLES for name in append_only.names(table)}


def test_the_column_that_may_be_filled_once_is_one_that_begins_empty(db: None) -> None:
    models = {model._meta.db_table: model for model in apps.get_models()}

    for table, column in append_only.TABLES.items():
        if column:
            assert models[table]._meta.get_field(column).null, f"{table}.{column}"


def test_migrating_installs_what_a_migration_has_dropped(db: None) -> None:
    # PostgreSQL alters no table while keys of its rows wait to be checked.
    connection.check_constraints()
    append_only.remove()
    assert append_only.installed() == frozenset()

    call_command("migrate", verbosity=0)

    assert len(append_only.installed()) >= 2 * len(append_only.TABLES)


def test_looking_at_the_plan_of_migrations_changes_nothing(db: None) -> None:
    append_only.remove()

    call_command("migrate", plan=True, verbosity=0)

    assert append_only.installed() == frozenset()
    append_only.install()


def test_the_law_stands_again_after_it_was_lifted(db: None) -> None:
    before = append_only.installed()

    with append_only.lifted():
        assert append_only.installed() == frozenset()

    assert append_only.installed() == before
