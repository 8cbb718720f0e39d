"""The roles of production, by connections of their own: what is committed is met by others."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import astuple
from typing import Any, LiteralString

import psycopg
import pytest
from django.db import connection
from django.urls import reverse

from barnetsplan import context
from barnetsplan.policy.facts import Actor
from barnetsplan.records import row_security
from tests.sign_in import client_for
from tests.world import World, reported

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row policies")
TABLES = sorted(row_security.TABLES)


@pytest.fixture
def committed(transactional_db: None) -> World:
    """A world that is committed, so that other connections meet it."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no roles")
    return reported(World())


@contextmanager
def signed_in_as(role: str) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection of its own, signed in as the role itself, as in production."""
    where = connection.settings_dict
    with psycopg.connect(dbname=where["NAME"], user=role, host=where["HOST"], autocommit=True) as own:
        yield own


def one(own: psycopg.Connection[tuple[Any, ...]], statement: LiteralString) -> Any:
    row = own.execute(statement).fetchone()
    assert row is not None
    return row[0]


@pytest.mark.slow
@on_postgresql
def test_law_02_the_roles_of_production_pass_nothing_by(committed: World) -> None:
    with signed_in_as(context.APPLICATION_ROLE) as app, signed_in_as(context.OWNER_ROLE) as owner:
        for own in (app, owner):
            assert one(own, "SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False
            assert one(own, "SELECT count(*) FROM records_entry") == 0
            assert one(own, "SELECT count(*) FROM people_child") == 0
            assert one(own, "SELECT count(*) FROM people_person") == 0
        assert one(owner, "SELECT pg_has_role('barnetsplan_app', 'barnetsplan_owner', 'MEMBER')") is False
        assert one(owner, "SELECT pg_has_role('barnetsplan_app', 'barnetsplan_job', 'USAGE')") is False
        owned = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner <> 'barnetsplan_owner'"
        assert one(owner, owned) == 0
        for statement in (
            "SET ROLE barnetsplan_owner",
            "ALTER TABLE records_entry NO FORCE ROW LEVEL SECURITY",
            "ALTER TABLE records_entry DISABLE ROW LEVEL SECURITY",
            "DROP POLICY wall ON records_entry",
            "SELECT set_config('session_authorization', 'barnetsplan_owner', false)",
        ):
            with pytest.raises(psycopg.Error):
                app.execute(statement)


@pytest.mark.slow
@on_postgresql
def test_a_connection_that_comes_back_to_the_pool_carries_nothing(committed: World) -> None:
    with signed_in_as(context.APPLICATION_ROLE) as own:
        with own.transaction():
            own.execute(context.SAY, astuple(_said(committed.maria, committed)))
            assert one(own, "SELECT count(*) FROM records_entry") > 0
        assert one(own, "SELECT count(*) FROM records_entry") == 0
        assert one(own, "SELECT current_setting('barnetsplan.party')") == ""
        with own.transaction(force_rollback=True):
            own.execute(context.SAY, astuple(_said(committed.maria, committed)))
        assert one(own, "SELECT count(*) FROM records_entry") == 0
    client_for(committed, committed.maria).get(reverse("desk"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('barnetsplan.party', true), current_user = session_user")
        assert cursor.fetchone() in {("", True), (None, True)}


def _said(actor: Actor, world: World) -> context.Said:
    return context.Said(person=str(actor.person), party=str(actor.party), at=world.at.isoformat())
