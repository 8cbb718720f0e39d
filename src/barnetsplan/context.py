"""Who asks, told to the database itself, so that it can refuse rows on its own (the second wall; ADR 0012).

On PostgreSQL every row about a child has a policy (``records/row_security.py``), and the policies know nothing but what
is said here, for one transaction at a time. Nothing said: no row. SQLite has no policies; there nothing is said.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, fields, replace
from datetime import datetime
from operator import attrgetter
from typing import Final
from uuid import UUID

from django.db import connection, transaction

#: The role of requests: owns nothing, and passes no policy by.
APPLICATION_ROLE = "barnetsplan_app"
#: The role of jobs; one of its own, so that no policy of people has to ask whether a job is at work.
JOB_ROLE = "barnetsplan_job"
#: The role that owns the tables; only migrations act as it.
OWNER_ROLE = "barnetsplan_owner"
#: Settings of the database in which what is said stands, until the transaction ends.
PREFIX = "barnetsplan"
#: Where the policies keep whom they have answered yes about; empty again whenever somebody says anew who acts.
KEPT = f"{PREFIX}.kept"
#: Where they keep the first child with whom they found standing, and a child of whom nothing is kept from anybody: a
#: policy compares a row's child with these before it asks anything (ADR 0023).
KEPT_CHILD = f"{PREFIX}.kept_child"
KEPT_CLEAN = f"{PREFIX}.kept_clean"


@dataclass(frozen=True, slots=True)
class Said:
    """All that the database is told; what is empty is not said.

    ``person`` acts for ``party`` at the moment ``at``. ``child`` is named by the gate for a write it has permitted, and
    ``act`` says for which. ``number`` is the keyed hash of one exact identity number. ``duties`` are those that reach
    beyond the own unit, into its domain. ``job`` is a task of the program.
    """

    person: str = ""
    party: str = ""
    at: str = ""
    child: str = ""
    act: str = ""
    number: str = ""
    duties: str = ""
    job: str = ""
    role: str = "none"


_NAMES = tuple(field.name for field in fields(Said))
_values = attrgetter(*_NAMES)
#: The one statement; its values are those of ``Said``, in their order.
SAY: Final = "SELECT " + ", ".join(
    (
        *(f"set_config('{name if name == 'role' else f'{PREFIX}.{name}'}', %s, true)" for name in _NAMES),
        *(f"set_config('{kept}', '', true)" for kept in (KEPT, KEPT_CHILD, KEPT_CLEAN)),
    ),
)
_NOTHING = Said()
_said: ContextVar[Said] = ContextVar("said", default=_NOTHING)


@contextmanager
def acting(*, person: UUID, party: UUID | None, at: datetime) -> Iterator[None]:
    """Everything within is asked by one person for one party: one transaction, and one statement that says so."""
    with _in_transaction(
        Said(person=str(person), party=_text(party), at=at.isoformat(), role=APPLICATION_ROLE),
    ):
        yield


@contextmanager
def job(name: str, *, at: datetime | None = None) -> Iterator[None]:
    """Everything within is done by a task of the program, which sees the tables listed for it and no others."""
    with _in_transaction(Said(job=name, at=at.isoformat() if at else "", role=JOB_ROLE)):
        yield


def acts_for(party: UUID | None, *, person: UUID | None, duties: Collection[str] = ()) -> None:
    """Say anew for whom the transaction acts: the session's claim does not hold any longer, or there are duties."""
    if _speaks():
        _say(replace(_said.get(), person=_text(person), party=_text(party), duties=",".join(sorted(duties))))


def fail() -> None:
    """Let everything that the transaction did be undone."""
    if _speaks():
        transaction.set_rollback(True)


@contextmanager
def about(child: UUID, *, act: str) -> Iterator[None]:
    """Name the one child whom a permitted write is about; the caller has decided, and is inside ``atomic``."""
    with _also(child=str(child), act=act):
        yield


@contextmanager
def declared(act: str) -> Iterator[None]:
    """Name the act for which more is needed than the party's own rows, as the policies list it."""
    with _also(act=act):
        yield


@contextmanager
def numbered(number_hash: bytes) -> Iterator[None]:
    """Name one exact number, whose person and child may be found by it (law.md IDN-04)."""
    with _also(number=number_hash.hex()):
        yield


@contextmanager
def _in_transaction(new: Said) -> Iterator[None]:
    if connection.vendor != "postgresql":
        yield
        return
    before = _said.get() if connection.in_atomic_block else None
    with transaction.atomic():
        _say(new)
        try:
            yield
            # Ended with the transaction. Inside another, as in tests, it is taken back; a rollback does so by itself.
            if before is not None and not connection.needs_rollback:
                connection.connection.execute(SAY, _values(before))
        finally:
            _said.set(before or _NOTHING)


@contextmanager
def _also(**more: str) -> Iterator[None]:
    if not _speaks():
        yield
        return
    before = _said.get()
    _say(replace(before, **more))
    try:
        yield
        if not connection.needs_rollback:
            _say(before)
    finally:
        _said.set(before)


def _speaks() -> bool:
    return connection.vendor == "postgresql" and _said.get() is not _NOTHING


def _say(said: Said) -> None:
    _said.set(said)
    with connection.cursor() as cursor:
        cursor.execute(SAY, _values(said))


def _text(value: UUID | None) -> str:
    return "" if value is None else str(value)
