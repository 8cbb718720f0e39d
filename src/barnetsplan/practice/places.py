"""Finds on which line of a TOML text something stands, which Python's own reader does not tell.

It knows what the practice files use: tables, arrays of tables, one key to a line. Where it knows nothing it answers
with the table around, so that a message always points somewhere useful.
"""

import re
from collections import Counter
from typing import Final

Path = tuple[str | int, ...]

_HEADER: Final = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_.\- ]+?)\s*\]")
_KEY: Final = re.compile(r"^\s*(\"?)([A-Za-z0-9_-]+)\1\s*=")
_LONG_STRING: Final = re.compile(r"\"\"\"|'''")


def line_of(source: str, path: Path) -> int:
    """The line of a table or key, counted from one: `("areas", 2, "label")` is the third area's label."""
    lines = _lines_by_path(source)
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _lines_by_path(source: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    tables_so_far: Counter[Path] = Counter()
    table: Path = ()
    in_long_string = False
    for number, line in enumerate(source.splitlines(), start=1):
        if not in_long_string:
            if header := _HEADER.match(line):
                table = _table(header[2].split("."), tables_so_far, is_array=header[1] == "[[")
                lines.setdefault(table, number)
                # The array as a whole stands where its first table does.
                lines.setdefault(table[:-1] if isinstance(table[-1], int) else table, number)
            elif key := _KEY.match(line):
                lines.setdefault((*table, key[2]), number)
        in_long_string ^= len(_LONG_STRING.findall(line)) % 2 == 1
    return lines


def _table(names: list[str], tables_so_far: Counter[Path], *, is_array: bool) -> Path:
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name.strip())
        if tables_so_far[path]:
            path = (*path, tables_so_far[path] - 1)
    path = (*path, names[-1].strip())
    if not is_array:
        return path
    tables_so_far[path] += 1
    return (*path, tables_so_far[path] - 1)
