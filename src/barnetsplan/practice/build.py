"""Builds the model's classes from what the file holds, and refuses all that the classes do not name."""

from dataclasses import MISSING, fields, is_dataclass
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from barnetsplan.practice.places import Path

Built = TypeVar("Built")


class Fault(Exception):
    """What is wrong, and where in the file's structure."""

    def __init__(self, path: Path, sentence: str) -> None:
        """Keep the two apart: `load` turns the path into a line."""
        super().__init__(sentence)
        self.path = path
        self.sentence = sentence


def build(wanted: type[Built], table: object, path: Path = ()) -> Built:
    """Make one object of a table. *Raises* Fault for the first thing that is wrong."""
    if not isinstance(table, dict):
        raise Fault(path, "Here should be a table.")
    types = get_type_hints(wanted)
    for key in table:
        if key not in types:
            raise Fault((*path, key), f"«{key}» is not known here. Known are: {', '.join(types)}.")
    for field in fields(wanted):  # type: ignore[arg-type]
        if field.default is MISSING and field.name not in table:
            raise Fault((*path, field.name), f"«{field.name}» is missing.")
    return wanted(**{key: _value(types[key], value, (*path, key)) for key, value in table.items()})


def _value(wanted: Any, value: object, path: Path) -> object:
    origin = get_origin(wanted)
    if origin in (UnionType, Union):
        return _value(next(kind for kind in get_args(wanted) if kind is not NoneType), value, path)
    if origin is Literal:
        return _one_of(get_args(wanted), value, path)
    if origin is tuple:
        return _tuple(get_args(wanted)[0], value, path)
    if isinstance(wanted, type) and is_dataclass(wanted):
        return build(wanted, value, path)
    return _plain(wanted, value, path)


def _one_of(words: tuple[str, ...], value: object, path: Path) -> object:
    if value not in words:
        raise Fault(path, f"Here should be one of: {', '.join(words)}.")
    return value


def _tuple(wanted: Any, value: object, path: Path) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise Fault(path, "Here should be a list.")
    if not value:
        raise Fault(path, "The list is empty.")
    return tuple(_value(wanted, item, (*path, place)) for place, item in enumerate(value))


def _plain(wanted: type, value: object, path: Path) -> object:
    # By exact type, because True is an int to Python and would pass for 1.
    if type(value) is not wanted:
        raise Fault(path, f"Here should be {_NAMES[wanted]}.")
    if isinstance(value, str) and not value.strip():
        raise Fault(path, "The text is empty.")
    if isinstance(value, int) and value < 0:
        raise Fault(path, "The number is below zero.")
    return value


_NAMES = {str: "a text", int: "a whole number", bool: "true or false"}
