"""Queries that are written once with Django's own words, compiled once, and run many times with other values.

Building a query and turning it into SQL costs several times as much as asking the database, and a page that is opened
asks the same questions every time. A ``Statement`` keeps the SQL that Django made, never a row and never a value::

    _NAMES = Statement(lambda: Unit.objects.filter(pk=an_id("unit")).values_list("name"))
    _NAMES.rows(unit=key)
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, DateTimeField, Field, IntegerField, Model, QuerySet, UUIDField, Value
from django.db.models.base import ModelState
from django.db.models.query import ModelIterable

if TYPE_CHECKING:
    from psycopg import RawCursor
    from psycopg.pq import Format

T = TypeVar("T")
_Given = UUID | datetime | str | Collection[UUID]
_Values = Mapping[str, _Given]


class Slot(Value):
    """The place of a value that is given when the statement runs."""

    def __init__(self, name: str, kind: "Field[Any, Any]") -> None:
        """Name the value; its kind is the field whose columns it is compared with."""
        super().__init__(None, output_field=kind)
        self.name = name
        self.kind = kind

    def as_sql(self, compiler: object, connection: object) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002
        """Stand among the parameters until the values come."""
        return "%s", (self,)

    def bound(self, values: _Values, to: BaseDatabaseWrapper) -> list[Any]:
        """The value as this database takes it."""
        return [self.kind.get_db_prep_value(values[self.name], to)]

    def whole(self, value: _Given) -> Any:
        """The value as PostgreSQL takes it."""
        return value


class ManySlot(Slot):
    """The place of as many values as are given; of none, it is a place that nothing equals."""

    def bound(self, values: _Values, to: BaseDatabaseWrapper) -> list[Any]:
        """The values as this database takes them."""
        given: Any = values[self.name]
        return [self.kind.get_db_prep_value(one, to) for one in given] or [None]

    def whole(self, value: _Given) -> Any:
        """The values as PostgreSQL takes them, in one list."""
        return list(value)  # type: ignore[arg-type]


def an_id(name: str) -> Any:
    """A place for an id."""
    return Slot(name, UUIDField())


def a_moment(name: str) -> Any:
    """A place for a moment."""
    return Slot(name, DateTimeField())


def a_text(name: str) -> Any:
    """A place for a text."""
    return Slot(name, CharField())


def some_ids(name: str) -> list[Any]:
    """A place for any number of ids, for the right side of ``__in`` on a column of ids (not on a relation)."""
    return [ManySlot(name, UUIDField())]


class _Ready(Protocol[T]):
    """A query that was made into SQL for one kind of database."""

    def rows(self, values: _Values) -> list[T]:
        """Every row for these values."""


@dataclass(frozen=True, slots=True)
class _Compiled(Generic[T]):
    """What Django made of a query for one kind of database, and how a row becomes what is read.

    The SQL lies cut at its places, of which there is one for each parameter.
    """

    sql: Sequence[str]
    parameters: Sequence[Any]
    converters: Sequence[tuple[int, Sequence[Callable[..., Any]], Any]]
    read: Callable[[Sequence[Any]], T]

    def rows(self, values: _Values) -> list[T]:
        bound = [one.bound(values, connection) if isinstance(one, Slot) else [one] for one in self.parameters]
        places = (", ".join(["%s"] * len(each)) for each in bound)
        sql = "".join(chain.from_iterable(zip(self.sql, (*places, ""), strict=True)))
        with connection.cursor() as cursor:
            cursor.execute(sql, [*chain.from_iterable(bound)])
            found = cursor.fetchall()
        return [self.read(row) for row in self._converted(found)]

    def _converted(self, rows: list[tuple[Any, ...]]) -> Iterable[Sequence[Any]]:
        if not self.converters:
            return rows
        changed = [list(row) for row in rows]
        for column, steps, expression in self.converters:
            for row in changed:
                for step in steps:
                    row[column] = step(row[column], expression, connection)
        return changed


@dataclass(frozen=True, slots=True)
class _Prepared(Generic[T]):
    """The same for PostgreSQL: one text for ever, so that it is planned once, and one parameter for each value.

    What does not change stands in the text itself; rows come in the binary format, which costs least to read. Only when
    somebody listens to what is asked does it go through Django's own cursor, and then by names instead of numbers.
    """

    sql: str
    numbered: str
    slots: Mapping[str, Slot]
    read: Callable[[Sequence[Any]], T] | None

    def rows(self, values: _Values) -> list[T]:
        bound = {name: slot.whole(values[name]) for name, slot in self.slots.items()}
        is_heard = connection.queries_logged or connection.execute_wrappers
        found = self._aloud(bound) if is_heard else self._quietly([*bound.values()])
        return found if self.read is None else [self.read(row) for row in found]

    def _aloud(self, bound: Mapping[str, Any]) -> list[Any]:
        with connection.cursor() as cursor:
            cursor.cursor.format = _binary()
            cursor.execute(self.sql, bound)
            found: list[Any] = cursor.fetchall()
        return found

    def _quietly(self, bound: list[Any]) -> list[Any]:
        if connection.connection is None:
            connection.ensure_connection()
        connection.validate_no_broken_transaction()
        with connection.wrap_database_errors:
            cursor = _numbered_cursor()(connection.connection)
            found: list[Any] = cursor.execute(self.numbered, bound, binary=True).fetchall()
        return found


class Statement(Generic[T]):
    """A query with places for its values; it gives what the same query of Django's would give: objects or tuples."""

    def __init__(self, query: Callable[[], "QuerySet[Any, T]"]) -> None:
        """Keep the query; it is not built before it is first run, when all models are known."""
        self._query = query
        self._compiled: dict[str, _Ready[T]] = {}

    def rows(self, **values: _Given) -> list[T]:
        """Every row for these values."""
        compiled = self._compiled.get(connection.vendor)
        if compiled is None:
            compiled = self._compiled[connection.vendor] = _compile(self._query())
        return compiled.rows(values)

    def first(self, **values: _Given) -> T | None:
        """The first row, or nothing; the query itself says in which order, and how many at most."""
        return next(iter(self.rows(**values)), None)


class Insert:
    """One new row of a model, every column given: nothing is filled in, and nothing else hears of it."""

    def __init__(self, model: type[Model]) -> None:
        """Keep the model."""
        self._model = model

    def row(self, **values: Any) -> None:
        """Write the row."""
        fields = self._model._meta.concrete_fields  # Django's own name for its public description
        if values.keys() != {field.attname for field in fields}:
            raise ValueError(f"A row of {self._model.__name__} has other columns.")
        quoted = connection.ops.quote_name
        columns = ", ".join(quoted(str(field.column)) for field in fields)
        places = ", ".join(["%s"] * len(fields))
        with transaction.mark_for_rollback_on_error(connection.alias), connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {quoted(self._model._meta.db_table)} ({columns}) VALUES ({places})",  # noqa: S608
                [field.get_db_prep_save(values[field.attname], connection) for field in fields],
            )


def plan_anew() -> None:
    """Let the database plan its questions anew: what it keeps was planned for tables as they were.

    For one who fills empty tables within a transaction. Otherwise the counting of the tables does it (ADR 0023).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DISCARD PLANS")


def _compile(query: "QuerySet[Any, T]") -> _Ready[T]:
    compiler = query.query.get_compiler(connection=connection)
    try:
        sql, parameters = compiler.as_sql()
    except EmptyResultSet as error:
        raise ValueError("A statement that can never find anything.") from error
    pieces = sql.split("%s")
    if len(pieces) != len(parameters) + 1:
        raise ValueError("A statement with a per cent sign of its own.")
    columns = [column for column, *_ in compiler.select[: compiler.col_count]]
    converters = [
        (place, tuple(steps), column)
        for place, (steps, column) in compiler.get_converters(columns).items()
        if not _comes_whole(column)
    ]
    of_objects = issubclass(query._iterable_class, ModelIterable)  # noqa: SLF001  # nothing public tells objects from tuples
    read = _object_reader(compiler) if of_objects else None
    if connection.vendor == "postgresql" and not converters:
        return _prepare(pieces, parameters, read)
    return _Compiled(pieces, parameters, converters, read or tuple)


def _comes_whole(column: Any) -> bool:
    """A number from PostgreSQL is one already; Django would make it one again, row by row."""
    return connection.vendor == "postgresql" and isinstance(column.output_field, IntegerField)


@cache
def _binary() -> "Format":
    from psycopg.pq import Format  # noqa: PLC0415  # PostgreSQL's own, and slow to load

    return Format.BINARY


@cache
def _numbered_cursor() -> "type[RawCursor[Any]]":
    from psycopg import RawCursor  # noqa: PLC0415  # as above

    return RawCursor


def _prepare(pieces: Sequence[str], parameters: Sequence[Any], read: Callable[[Sequence[Any]], T] | None) -> _Ready[T]:
    """Give every value one name, however often it stands in the query, and let what is constant stand in the text."""
    from psycopg.sql import Literal  # noqa: PLC0415  # as above

    text = [pieces[0]]
    for parameter, piece in zip(parameters, pieces[1:], strict=True):
        if not isinstance(parameter, Slot):
            text += [Literal(parameter).as_string(connection.connection).replace("%", "%%"), piece]
            continue
        kind = parameter.kind.db_type(connection)
        if isinstance(parameter, ManySlot):
            if not text[-1].endswith("IN ("):
                raise ValueError("Several values that stand elsewhere than on the right side of __in.")
            text[-1] = text[-1].removesuffix("IN (") + "= ANY ("
            kind = f"{kind}[]"
        text += [f"%({parameter.name})s::{kind}", piece]
    slots = {parameter.name: parameter for parameter in parameters if isinstance(parameter, Slot)}
    sql = "".join(text)
    places = {name: f"${number}" for number, name in enumerate(slots, start=1)}
    return _Prepared(sql, (sql % places), slots, read)


def _object_reader(compiler: Any) -> Callable[[Sequence[Any]], Any]:
    """Make an object of each row as a queryset does, with those that ``select_related`` names."""
    return _maker(compiler.klass_info, compiler.select)


def _maker(told: Mapping[str, Any], select: Sequence[Any]) -> Callable[[Sequence[Any]], Any]:
    model: type[Model] = told["model"]
    first, last = told["select_fields"][0], told["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in select[first:last]]
    key = first + names.index(model._meta.pk.attname)
    others = [
        (_maker(related, select), related["local_setter"], related["remote_setter"])
        for related in told.get("related_klass_infos", ())
    ]

    def make(row: Sequence[Any]) -> Any:
        if row[key] is None:
            return None
        # As ``from_db`` leaves it, without asking every field and every listener: our fields and models have none.
        made = model.__new__(model)
        made._state = state = ModelState()  # noqa: SLF001  # nothing public tells that it is stored
        state.adding, state.db = False, connection.alias
        made.__dict__.update(zip(names, row[first:last], strict=True))
        for other, keep_here, keep_there in others:
            found = other(row)
            keep_here(made, found)
            if found is not None:
                keep_there(found, made)
        return made

    return make
