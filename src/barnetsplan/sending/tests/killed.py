"""A worker that can be killed at any point: run as a process of its own, told what to do line by line.

``tell AT`` lets something new wait for the person. ``run AT N`` decides, queues and works off the queue as the worker
does, in a child that is killed with SIGKILL before its Nth statement (0: at none). It is apparatus of the tests alone:
nothing in the product knows of it. Each child opens its own connection; this process has none.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.urls import get_resolver  # noqa: E402
from django.utils.module_loading import import_string  # noqa: E402
from django_tasks_db.management.commands.db_worker import Worker  # noqa: E402

from barnetsplan import context  # noqa: E402
from barnetsplan.notices.actions import tell  # noqa: E402
from barnetsplan.notices.kinds import NoticeKind  # noqa: E402
from barnetsplan.sending import jobs  # noqa: E402


def main(person: UUID, child: UUID) -> None:
    """Do what each line says, and answer with how it went; all that a child needs is read in before there is one."""
    _ = [import_string(name) for name in settings.STILL_WAITS.values()], get_resolver().url_patterns
    for line in sys.stdin:
        what, at, *rest = line.split()
        moment = datetime.fromisoformat(at)
        if what == "tell":
            answer(in_a_child(partial(waits, person, child, moment)))
        else:
            answer(in_a_child(partial(work, moment, int(rest[0]))))


def answer(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def in_a_child(do: Callable[[], None]) -> str:
    pid = os.fork()
    if pid == 0:
        try:
            do()
        except BaseException as fault:  # noqa: BLE001  told to the test, whatever it is
            sys.stderr.write(f"{type(fault).__name__}: {fault}\n")
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return f"killed {os.WTERMSIG(status)}"
    return f"ended {os.WEXITSTATUS(status)}"


def waits(person: UUID, child: UUID, at: datetime) -> None:
    with context.job("custody", at=at):
        tell(party=person, child=child, kind=NoticeKind.CONSENT_NOTED, thing=uuid4(), at=at)


def work(at: datetime, last: int) -> None:
    """A round of the worker, whose clock stands at this moment."""
    setattr(jobs, "timezone", SimpleNamespace(now=lambda: at))  # noqa: B010  its only clock
    answer(f"pid {os.getpid()}")
    with connection.execute_wrapper(Killer(last)):
        jobs.queue_messages()
        worker = Worker(
            queue_names=["*"],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )
        worker.run()


class Killer:
    """Counts statements, and ends the process before one of them, as a lost machine would."""

    def __init__(self, last: int) -> None:
        self.left = last

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.left -= 1
        if self.left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*statement)


if __name__ == "__main__":
    main(UUID(sys.argv[1]), UUID(sys.argv[2]))
