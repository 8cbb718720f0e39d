"""Two deeds in the same moment, each on its own connection, with their statements mixed in an order drawn by lot.

One of them is let begin first. Nobody sleeps: before some of its statements a deed lets the other come a drawn number of statements further. Where the
other cannot, because it waits for a lock that the first one holds, patience ends after some milliseconds.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from random import Random
from threading import Barrier
from time import perf_counter, sleep
from types import TracebackType
from typing import Any

from django.db import connection

PATIENCE = 0.003
#: How many of its statements a deed may be held before, and among how many first ones these are drawn.
HELD, AMONG = 3, 16


class TwoAtOnce(AbstractContextManager["TwoAtOnce"]):
    """Two threads that keep their connections from one pair of deeds to the next."""

    def __init__(self, *, seed: int) -> None:
        """The seed decides every order that is drawn."""
        self.lots = Random(seed)  # noqa: S311  orders of statements, no secrets
        self.threads = ThreadPoolExecutor(max_workers=2)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close both connections."""
        self(_close, _close)
        self.threads.shutdown()

    def __call__(self, one: Callable[[], Any], other: Callable[[], Any]) -> tuple[Any, Any]:
        """What both deeds answered; what they raise is raised here."""
        holds = [self._holds(), self._holds()]
        holds[self.lots.randint(0, 1)][1] = self.lots.randint(1, 5 * AMONG)
        pair = _Pair(holds)
        running = [self.threads.submit(pair.run, number, deed) for number, deed in enumerate((one, other))]
        first, second = (each.result(timeout=60) for each in running)
        return first, second

    def _holds(self) -> dict[int, int]:
        held = self.lots.sample(range(2, AMONG), self.lots.randint(0, HELD))
        return {statement: self.lots.randint(1, AMONG) for statement in held}


def _close() -> None:
    connection.close()


class _Pair:
    """How far both have come, and before which statements each waits for the other."""

    def __init__(self, holds: Sequence[dict[int, int]]) -> None:
        self.holds = holds
        self.come = [0, 0]
        self.over = [False, False]
        self.together = Barrier(2)

    def run(self, me: int, deed: Callable[[], Any]) -> Any:
        def before(execute: Any, *statement: Any) -> Any:
            self.come[me] += 1
            self._let_the_other_come(me, self.holds[me].get(self.come[me], 0))
            return execute(*statement)

        self.together.wait(timeout=60)
        try:
            with connection.execute_wrapper(before):
                return deed()
        finally:
            self.over[me] = True

    def _let_the_other_come(self, me: int, so_far: int) -> None:
        # Before its first statement a deed holds no lock, so that the other can always come as far as was drawn.
        until = perf_counter() + (60 if self.come[me] == 1 else PATIENCE)
        while self.come[1 - me] < so_far and not self.over[1 - me] and perf_counter() < until:
            sleep(0)  # gives the thread away, and nothing more
