"""The database's own law: rows that may only grow, on both engines (architecture.md rule 4).

``TABLES`` lists them; every migration re-installs the triggers, because a changed table loses them on SQLite.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

#: Table -> the one column that may go from empty to a value, once; empty when none may.
TABLES: Mapping[str, str] = {
    "audit_auditevent": "",
    "audit_sealedevent": "",
    "audit_checkpoint": "",
    "accounts_signin": "",
    "identity_commission": "",
    "signatures_signature": "",
    "records_entry": "",
    "records_entryabout": "",
    "records_attachment": "",
    "records_disclosure": "",
    "records_promise": "",
    "records_received": "",
    "records_receivedopening": "",
    "records_release": "ended_at",
    "records_keptfrom": "lifted_at",
    "records_lifting": "",
    "records_struck": "",
    "consent_consentrequest": "withdrawn_at",
    "consent_consentgiver": "",
    "consent_consentrow": "superseded_at",
    "consent_consentanswer": "",
    "consent_consentshown": "",
    "consent_consentpaper": "",
    "consent_consentreminder": "",
    "duties_raised": "",
    "duties_weighed": "",
    "duties_emergencyopening": "",
    "duties_emergencyweighed": "",
    "duties_replayed": "",
    "reporting_harmanswer": "",
    "reporting_reportdecision": "",
    "reporting_reportfeedback": "",
    "coordination_investigation": "ended_at",
    "coordination_investigationask": "",
    "plans_versionitem": "",
    "sending_line": "",
}


def install() -> None:
    """Install every trigger anew; tables that do not exist yet are passed by."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES.keys() & existing:
            for statement in (*_removal(table), *_creation(table)):
                cursor.execute(statement)


def remove() -> None:
    """Remove every trigger: for the test database's own teardown, and nothing else."""
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table in TABLES.keys() & existing:
            for statement in _removal(table):
                cursor.execute(statement)


@contextmanager
def lifted() -> Iterator[None]:
    """Lift the law while a test database is emptied."""
    remove()
    try:
        yield
    finally:
        install()


def installed() -> frozenset[str]:
    """The names of the triggers that stand in the database now."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgname LIKE 'append_only_%%'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'append_only_%%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query.replace("%%", "%"))
        return frozenset(row[0] for row in cursor.fetchall())


def names(table: str) -> tuple[str, ...]:
    """The triggers that a table has on this engine."""
    kinds = ("update", "delete", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    return tuple(f"append_only_{kind}_{table}" for kind in kinds)


def _removal(table: str) -> Iterator[str]:
    on = f" ON {table}" if connection.vendor == "postgresql" else ""
    for name in names(table):
        yield f"DROP TRIGGER IF EXISTS {name}{on}"


def _creation(table: str) -> Iterator[str]:
    once = TABLES[table]
    if connection.vendor == "postgresql":
        yield from _postgresql(table, once)
    else:
        yield from _sqlite(table, once)


def _sqlite(table: str, once: str) -> Iterator[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} only grows');"
    yield f"CREATE TRIGGER append_only_delete_{table} BEFORE DELETE ON {table} BEGIN {refuse} END"
    unchanged = " AND ".join(f'NEW."{column}" IS OLD."{column}"' for column in _columns(table) if column != once)
    only_once = f"WHEN NOT (OLD.{once} IS NULL AND NEW.{once} IS NOT NULL AND {unchanged}) " if once else ""
    yield f"CREATE TRIGGER append_only_update_{table} BEFORE UPDATE ON {table} {only_once}BEGIN {refuse} END"


def _postgresql(table: str, once: str) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION append_only_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% only grows', TG_TABLE_NAME; END $$"
    )
    call = "EXECUTE FUNCTION append_only_refuse()"
    yield f"CREATE TRIGGER append_only_delete_{table} BEFORE DELETE ON {table} FOR EACH ROW {call}"
    yield f"CREATE TRIGGER append_only_truncate_{table} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {call}"
    unchanged = " AND ".join(
        f'NEW."{column}" IS NOT DISTINCT FROM OLD."{column}"' for column in _columns(table) if column != once
    )
    only_once = f"WHEN (NOT (OLD.{once} IS NULL AND NEW.{once} IS NOT NULL AND {unchanged})) " if once else ""
    yield f"CREATE TRIGGER append_only_update_{table} BEFORE UPDATE ON {table} FOR EACH ROW {only_once}{call}"


def _columns(table: str) -> list[str]:
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, table)]
