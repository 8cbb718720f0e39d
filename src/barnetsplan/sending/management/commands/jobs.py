"""``barnetsplan jobs run``: the one process beside the web server that does what waits in the queue, and what is due.

``barnetsplan jobs list`` says when each routine was done last, and when it is due next.
"""

import time
from argparse import ArgumentParser
from uuid import uuid4

from django.core.management.base import BaseCommand
from django_tasks_db.management.commands.db_worker import Worker

from barnetsplan.sending.jobs import queue_routines
from barnetsplan.sending.models import Routine


class Command(BaseCommand):
    """Run the queue and the routines until told to stop; several at once share the work."""

    help = "run: do what is due and what waits in the queue, until stopped. list: how each routine stands."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and how long to rest."""
        parser.add_argument("what", choices=["run", "list"])
        parser.add_argument("--every", type=float, default=1.0, help="seconds to rest when nothing waits")
        parser.add_argument("--once", action="store_true", help="one round, and stop when the queue is empty")

    def handle(self, *, what: str, every: float, once: bool, **_: object) -> None:
        """Do it."""
        if what == "list":
            self._list()
            return
        worker = Worker(
            queue_names=["*"],
            interval=every,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=uuid4().hex,
            excluded_queue_names=[],
        )
        if not once:
            worker.configure_signals()
        while worker.running:
            queue_routines()
            worker.run()
            if once:
                return
            if worker.running:
                time.sleep(every)

    def _list(self) -> None:
        for row in Routine.objects.order_by("name"):
            went = "failed" if row.failed else f"done {row.ended_at:%Y-%m-%d %H:%M}" if row.ended_at else "not done yet"
            self.stdout.write(f"{row.name}: {went}; due {row.due_at:%Y-%m-%d %H:%M} (UTC).")
