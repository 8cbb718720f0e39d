"""Many faults tried in one process: the tests are read once, and each fault has a fork of its own.

As a plugin of pytest (``-p tests.proof.trying``) it puts each fault of the module that ``FAULTS_OF`` names into the
functions as they stand in memory, and writes to ``FAULTS_TOLD`` what became of it. What cannot be tried so, code that
is no function's and a function that was called on import, is imported anew in the fork where the tests need no more
than its room; else ``tests.proof.mutation`` tries it in a process of its own.
"""

import gc
import json
import os
import signal
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from functools import _lru_cache_wrapper, partial
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from django.db import connections

from tests.proof.mutants import VARIABLE, Finder, Mutant, mutants, path_of, quick_to_fail

MODULE, TOLD = "FAULTS_OF", "FAULTS_TOLD"
#: Whoever has heard nothing after so many seconds has noticed that something is wrong.
PATIENCE = 300
#: What a fork ends with that has not come to an answer.
_BROKEN = 3


class Outcome(StrEnum):
    """What became of one fault."""

    NOTICED = "noticed"
    PASSED = "passed"
    ANEW = "anew"


_called: set[str] = set()


def _remember(frame: FrameType, event: str, _arg: object) -> None:
    if event == "call" and frame.f_code.co_filename == str(path_of(os.environ[MODULE])):
        _called.add(frame.f_code.co_qualname)


@pytest.hookimpl(trylast=True)
def pytest_configure() -> None:
    """Of generated tests it is enough that they fail."""
    quick_to_fail()


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Once without a fault, then each fault; instead of the ordinary run."""
    sys.setprofile(None)
    module = os.environ[MODULE]
    from tests.memory import Memory  # noqa: PLC0415  it knows models, and the commands begin before there are any

    Memory.acts_anew = True
    items = _prepared(session)
    with Path(os.environ[TOLD]).open("w", encoding="utf-8") as told:
        passed, durations = _in_a_fork(partial(_run, session, items, None))
        if not passed or not (_need_a_database(items) or _in_a_fork(partial(_run_anew, session, module, ""))[0]):
            raise pytest.UsageError(module)
        items.sort(key=lambda item: durations[item.nodeid])
        for number, mutant in enumerate(mutants(module)):
            outcome = _tried(session, items, mutant, number)
            told.write(f"{json.dumps([number, outcome])}\n")
            told.flush()
    return True


def _need_a_database(items: Sequence[pytest.Item]) -> bool:
    return any("db" in getattr(item, "fixturenames", ()) for item in items)


def _prepared(session: pytest.Session) -> list[pytest.Item]:
    """The tests, with a database when there is one that needs it."""
    items = list(session.items)
    of_database = next((item for item in items if "db" in getattr(item, "fixturenames", ())), None)
    if of_database is not None:
        runtestprotocol(of_database, log=False, nextitem=items[0] if items[0] is not of_database else items[-1])
        connections.close_all()
    return items


def _tried(session: pytest.Session, items: list[pytest.Item], mutant: Mutant, number: int) -> Outcome:
    put = _putting(mutant)
    if put is not None:
        passed, durations = _in_a_fork(partial(_run, session, items, put))
        if not passed and durations:
            # Whoever noticed this fault is asked first about the next.
            killer = next(item for item in items if item.nodeid == list(durations)[-1])
            items.remove(killer)
            items.insert(0, killer)
        if not passed:
            return Outcome.NOTICED
    if _need_a_database(items):
        return Outcome.ANEW
    passed, _durations = _in_a_fork(partial(_run_anew, session, mutant.module, str(number)))
    return Outcome.PASSED if passed else Outcome.NOTICED


def _putting(mutant: Mutant) -> Callable[[], None] | None:
    """How the fault is put into its function; nothing when that has to be imported anew."""
    outer, _, inner = mutant.function.partition(".")
    found = _unwrapped(vars(import_module(f"barnetsplan.{mutant.module}")).get(outer))
    name = outer
    if isinstance(found, type):
        method = inner.partition(".")[0]
        found, name = _unwrapped(vars(found).get(method)), f"{outer}.{method}"
    code = _code_of(compile(mutant.tree, str(path_of(mutant.module)), "exec"), name)
    was_called = any(each.split(".<locals>")[0] == name for each in _called)
    if not isinstance(found, FunctionType) or code is None or was_called:
        return None
    function, faulty = found, code

    def put() -> None:
        function.__code__ = faulty

    return put


def _unwrapped(found: Any) -> Any:
    found = getattr(found, "fget", found)
    while hasattr(found, "__wrapped__"):
        found = found.__wrapped__
    return found


def _code_of(code: CodeType, function: str) -> CodeType | None:
    inner = [each for each in code.co_consts if isinstance(each, CodeType)]
    here = next((each for each in inner if each.co_qualname == function), None)
    return here or next((found for each in inner if (found := _code_of(each, function))), None)


def _in_a_fork(run: Callable[[int], bool]) -> tuple[bool, dict[str, float]]:
    """Whether all tests pass, and how long each took, up to the first that does not."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _be_tried(run, writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as pipe:
        durations = dict(json.loads(line) for line in pipe)
    _, status = os.waitpid(child, 0)
    if os.waitstatus_to_exitcode(status) == _BROKEN:
        raise pytest.UsageError("A fork has ended before its tests had.")
    return status == 0, durations


def _be_tried(run: Callable[[int], bool], writer: int) -> None:
    """In the fork, which ends here and nowhere else."""
    ended = _BROKEN
    try:
        signal.alarm(PATIENCE)
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        ended = 0 if run(writer) else 1
    finally:
        os._exit(ended)


def _run(session: pytest.Session, items: Sequence[pytest.Item], put: Callable[[], None] | None, writer: int) -> bool:
    """The tests as they have been read, with the fault put in, until one notices."""
    if put is not None:
        put()
        _forget_what_was_computed()
    session._setupstate.teardown_exact(items[0])
    return all(_passes(item, following, writer) for item, following in zip(items, (*items[1:], None), strict=True))


def _forget_what_was_computed() -> None:
    """Nothing that the right code has computed is kept."""
    for kept in gc.get_objects():
        if type(kept) is _lru_cache_wrapper and str(kept.__module__).startswith(("barnetsplan", "tests")):
            kept.cache_clear()


def _passes(item: pytest.Item, following: pytest.Item | None, writer: int) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=following)
    os.write(writer, f"{json.dumps([item.nodeid, sum(report.duration for report in reports)])}\n".encode())
    return not any(report.failed for report in reports)


def _run_anew(session: pytest.Session, module: str, number: str, _writer: int) -> bool:
    """The room of the faulty module and its tests, imported once more; the modules of other rooms keep what they had."""
    room = f"barnetsplan.{module.partition('.')[0]}"
    for name in [name for name in sys.modules if f"{name}.".startswith(f"{room}.")]:
        if not name.endswith((".models", ".apps")):
            del sys.modules[name]
    os.environ[VARIABLE] = f"{module}#{number}"
    sys.meta_path.insert(0, Finder(module))
    options = ("-x", "-q", "-n0", "--assert=plain", "-p", "tests.proof.mutants", "-p", "no:cacheprovider")
    ended = pytest.main([*options, *session.config.args])
    if ended not in {pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED}:
        raise pytest.UsageError(module)
    return ended == pytest.ExitCode.OK


if MODULE in os.environ:
    # An ear to what is called while everything is imported; this plugin is the first that is.
    sys.setprofile(_remember)
