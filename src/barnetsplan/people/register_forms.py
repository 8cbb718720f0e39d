"""The forms in which the register's file can come, each read into the same rows (law.md 3 Standards: Navet).

*JSON*: one document, ``{"children": [...]}``. *JSON lines*: one child per line, to which a system of the municipality
adds; the last line about a child counts. *Terms*: lines of ``#UP <code> <value>`` between ``#UPPGIFT_START`` and
``#UPPGIFT_SLUT``, as the register's own notifications are built.

The codes of relations below are ours to confirm against the register's own description before it is connected.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]

_START, _END, _TERM = "#UPPGIFT_START", "#UPPGIFT_SLUT", "#UP "
_NUMBER, _GIVEN, _FAMILY = "01001", "01012", "01014"
#: A relation begins with its type, and its own terms follow.
_RELATION, _OF_WHOM, _ITS_GIVEN, _ITS_FAMILY = "06001", "06003", "06008", "06010"
#: The type of one who has custody of the child.
_CUSTODY = "V"
#: Marks are flags; a person is known by the code, and only a ``J`` sets it.
_MARKS = frozenset({"01003", "01020"})


def rows(text: str) -> tuple[Row, ...]:
    """The children of a file, whichever of the forms it has."""
    begun = text.lstrip()
    if begun.startswith("#"):
        return tuple(_terms(begun))
    if _is_one_document(begun):
        return tuple(json.loads(begun)["children"])
    return tuple({row["number"]: row for row in map(json.loads, filter(None, begun.splitlines()))}.values())


def _is_one_document(text: str) -> bool:
    """One document holds ``children``; a line of several holds a child."""
    first = text.partition("\n")[0].strip()
    return first in {"{", ""} or '"children"' in first


def _terms(text: str) -> Iterable[Row]:
    child: dict[str, Any] = {}
    for line in map(str.strip, text.splitlines()):
        if line == _START:
            child = {"name": "", "guardians": [], "marks": []}
        elif line == _END:
            yield _finished(child)
        elif line.startswith(_TERM):
            code, _space, value = line.removeprefix(_TERM).partition(" ")
            _take(child, code, value.strip())


def _take(child: dict[str, Any], code: str, value: str) -> None:
    if code == _RELATION:
        child["guardians"].append({"type": value, "name": ""})
    elif code in {_OF_WHOM, _ITS_GIVEN, _ITS_FAMILY} and child["guardians"]:
        _take_person(child["guardians"][-1], code, value)
    elif code in {_NUMBER, _GIVEN, _FAMILY}:
        _take_person(child, {_NUMBER: _OF_WHOM, _GIVEN: _ITS_GIVEN, _FAMILY: _ITS_FAMILY}[code], value)
    elif code in _MARKS and value == "J":
        child["marks"].append(code)


def _take_person(person: dict[str, Any], code: str, value: str) -> None:
    if code == _OF_WHOM:
        person["number"] = value
    else:
        person["name"] = f"{person['name']} {value}".strip()


def _finished(child: dict[str, Any]) -> Row:
    guardians = [person for person in child["guardians"] if person["type"] == _CUSTODY]
    return {**child, "guardians": guardians}
