"""Reads a county's file into a practice model, or says in one sentence what is wrong and on which line."""

import re
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from barnetsplan.practice.build import Built, Fault, build
from barnetsplan.practice.checks import check
from barnetsplan.practice.model import Practice
from barnetsplan.practice.places import line_of

KRONOBERG = Path(__file__).with_name("kronoberg.toml")


class WrongPractice(Exception):
    """A county's file that cannot be used; the program does not start with it."""

    def __init__(self, file: Path, line: int, field: str, sentence: str) -> None:
        """Keep the four apart, and join them to one sentence for the one who starts the program."""
        place = f"{file.name}, line {line}, {field}" if field else f"{file.name}, line {line}"
        super().__init__(f"{place}: {sentence}")
        self.file = file
        self.line = line
        self.field = field
        self.sentence = sentence


def load(path: Path) -> Practice:
    """Read and check one file. *Raises* WrongPractice for the first thing that is wrong."""
    return load_as(path, Practice, check)


def load_as(path: Path, kind: type[Built], check_all: Callable[[Built], None]) -> Built:
    """Read one of the county's files as a class that is its grammar. *Raises* WrongPractice, as ``load`` does."""
    source = _read(path)
    try:
        found = build(kind, _parse(source, path))
        check_all(found)
    except Fault as fault:
        field = ".".join(name for name in fault.path if isinstance(name, str))
        raise WrongPractice(path, line_of(source, fault.path), field, fault.sentence) from None
    return found


class _Chosen:
    path = KRONOBERG


def use(path: Path) -> Practice:
    """Make another county's file the current one: for config, once, at start. *Raises* WrongPractice."""
    practice = _loaded(path)
    _Chosen.path = path
    return practice


def current() -> Practice:
    """The practice model that this program runs with; Kronoberg's when nobody chose another."""
    return _loaded(_Chosen.path)


@cache
def _loaded(path: Path) -> Practice:
    return load(path)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise WrongPractice(path, line, "", "The file is not written in UTF-8.") from None
    except OSError:
        raise WrongPractice(path, 1, "", "The file cannot be read.") from None


def _parse(source: str, path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        # The reader tells the line only inside its message.
        told = re.search(r"line (\d+)", str(error))
        line = int(told[1]) if told else source.count("\n") + 1
        raise WrongPractice(path, line, "", f"The file is not TOML: {error}.") from None
