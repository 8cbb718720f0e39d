"""What the story leaves in the database, remembered: each process tells it once, and every test gets a copy.

It is told before the first test that asks for the world, with nothing else in the database and nothing replaced. A test
that tells on from a world which is just as the memory left it is given the rows. As soon as it has written anything,
changed the world or its time, or chosen other settings, the acts themselves are told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from typing import Any, ClassVar

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import get_language

from barnetsplan.practice.load import current
from tests.cast import World, never
from tests.world import TOLD

_Row = tuple[Any, ...]
_Rows = Mapping["_Table", Mapping[Any, _Row]]
#: What a test may ask of the database and still find it as the memory left it.
_READS = ("SELECT", "SAVEPOINT", "RELEASE SAVEPOINT")
#: Before the first stage: the cast, and nothing that they have done.
_BEGINNING = ""


@dataclass(frozen=True, slots=True)
class _Table:
    """One table, read and written past everything but the database itself: a row is kept as it lies there."""

    name: str
    key: str
    columns: tuple[str, ...]

    def read(self) -> Mapping[Any, _Row]:
        place = self.columns.index(self.key)
        rows = _run(f"SELECT {', '.join(self.columns)} FROM {self.name}")  # noqa: S608  names of our own models
        return {row[place]: tuple(row) for row in rows}

    def add(self, rows: Sequence[_Row]) -> None:
        one = f"({', '.join([_place()] * len(self.columns))})"
        values = ", ".join([one] * len(rows))
        into = f"{self.name} ({', '.join(self.columns)})"
        _run(f"INSERT INTO {into} VALUES {values}", [*chain.from_iterable(rows)])  # noqa: S608  as above

    def change(self, key: Any, row: _Row) -> None:
        values = ", ".join(f"{column} = {_place()}" for column in self.columns)
        _run(f"UPDATE {self.name} SET {values} WHERE {self.key} = {_place()}", [*row, key])  # noqa: S608  as above

    def remove(self, key: Any) -> None:
        _run(f"DELETE FROM {self.name} WHERE {self.key} = {_place()}", [key])  # noqa: S608  as above


def _place() -> str:
    return "?" if connection.vendor == "sqlite" else "%s"


def _run(sql: str, values: Sequence[Any] = ()) -> list[_Row]:
    connection.ensure_connection()
    with closing(connection.connection.cursor()) as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


@cache
def _tables() -> tuple[_Table, ...]:
    quoted = connection.ops.quote_name
    return tuple(
        _Table(
            quoted(model._meta.db_table),
            quoted(str(model._meta.pk.column)),
            tuple(quoted(str(each.column)) for each in model._meta.concrete_fields),
        )
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    )


def _read_all() -> _Rows:
    return {table: table.read() for table in _tables()}


@transaction.atomic
def _make(after: _Rows, before: _Rows) -> None:
    """Make of the rows as they were before those that come after."""
    for table in _tables():
        was, becomes = before[table], after[table]
        if was == becomes:
            continue
        for key in was.keys() - becomes.keys():
            table.remove(key)
        for key in was.keys() & becomes.keys():
            if was[key] != becomes[key]:
                table.change(key, becomes[key])
        added = [row for key, row in becomes.items() if key not in was]
        if added:
            table.add(added)


@dataclass(frozen=True, slots=True)
class _Kept:
    """The world and the whole database after one stage."""

    world: World
    rows: _Rows


def _circumstances() -> tuple[Any, ...]:
    """What an act depends on besides the database and the world."""
    return id(settings._wrapped), id(current()), get_language()  # Django's own name for what is overridden


@dataclass
class Memory:
    """The story as this process has told it."""

    #: Whether nothing is remembered: a fault that is put into the acts must be met by the acts (``tests/proof``).
    acts_anew: ClassVar[bool] = False

    kept: dict[str, _Kept] = field(default_factory=dict)
    empty: _Rows = field(default_factory=dict)
    circumstances: tuple[Any, ...] = ()

    def tell(self) -> None:
        """Tell the story once, stage by stage; nothing of it stays in the database."""
        self.circumstances = _circumstances()
        with transaction.atomic():
            self.empty = _read_all()
            world = World()
            self._keep(_BEGINNING, world)
            for name, stage in TOLD.items():
                stage(world)
                self._keep(name, world)
            transaction.set_rollback(True)

    def _keep(self, stage: str, world: World) -> None:
        self.kept[stage] = _Kept(deepcopy(world), _read_all())

    @contextmanager
    def world(self) -> Iterator[World]:
        """A copy of the world at its beginning, which is told on from memory while nothing else happens."""
        if self.acts_anew:
            yield World()
            return
        kept = self.kept[_BEGINNING]
        _make(kept.rows, self.empty)
        world = deepcopy(kept.world)
        copy = _Copy(self, _BEGINNING)
        world.recall = copy.recall
        with connection.execute_wrapper(copy.notice):
            yield world
        world.recall = never


@dataclass
class _Copy:
    """One test's copy: how far it has been told, and whether anything else was written since."""

    memory: Memory
    stage: str
    written: bool = False

    def notice(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        """Notice every statement that is not merely a question."""
        self.written = self.written or not sql.startswith(_READS)
        return execute(sql, *rest)

    def recall(self, world: World, stage: str) -> bool:
        """Take the copy on to a stage, if it still is as the memory left it."""
        here, there = self.memory.kept[self.stage], self.memory.kept[stage]
        if self.written or _circumstances() != self.memory.circumstances or _told(world) != _told(here.world):
            return False
        _make(there.rows, here.rows)
        told, recall = world.told, world.recall
        vars(world).update(vars(deepcopy(there.world)))
        world.told, world.recall = told | there.world.told, recall
        self.stage = stage
        return True


def _told(world: World) -> Mapping[str, Any]:
    return {name: value for name, value in vars(world).items() if name not in {"told", "recall"}}
