"""The jobs of the queue: a door each, which reads the clock once, is given ids alone, and tells no exception on.

The queue keeps what a job was given, what it returned and the traceback of what it raised. So none is given anything
but an id, returns anything but a word, or lets an exception out, whose message may quote what somebody wrote.
"""

import io
import logging
from uuid import UUID

from django.core.management import call_command
from django.utils import timezone
from django_tasks import task

from barnetsplan import context
from barnetsplan.sending import outbox, posting, routines

_log = logging.getLogger(__name__)


@task(priority=10)
def send_message(key: str) -> str:
    """Try one message of the outbox; twice in the queue, it is tried once."""
    at = timezone.now()  # noqa: TID251 - a job is a door too, and reads the clock once
    try:
        return posting.send(UUID(key), at=at)
    except Exception:  # noqa: BLE001 - whatever it is, its message must not reach the queue's table
        _log.exception("A message could not be tried; its claim runs out, and it is tried again.")
        return "broken"


@task
def run_routine(name: str, run: str) -> str:
    """Run one routine, if this round of it has not been run."""
    at = timezone.now()  # noqa: TID251 - a job is a door too, and reads the clock once
    if not routines.begin(name, UUID(run), at=at):
        return ""
    try:
        call_command(*routines.named(name).command, stdout=io.StringIO(), stderr=io.StringIO())
    except Exception:  # noqa: BLE001 - as above
        _log.exception("A routine failed; it is tried again.")
        routines.end(name, UUID(run), failed=True, at=timezone.now())  # noqa: TID251
        return "failed"
    routines.end(name, UUID(run), failed=False, at=timezone.now())  # noqa: TID251
    return "done"


def queue_messages() -> int:
    """Decide what is to be told, and put what is due into the queue; returns how many."""
    at = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
    with context.job(posting.JOB, at=at):
        outbox.decide(at=at)
        keys = outbox.take_for_queue(at=at)
    for key in keys:
        send_message.enqueue(str(key))
    return len(keys)


def queue_routines() -> int:
    """Put every routine that is due into the queue, once for each round; returns how many."""
    at = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
    rounds = routines.take_due(at=at)
    for name, run in rounds:
        run_routine.using(priority=routines.named(name).priority).enqueue(name, str(run))
    return len(rounds)
