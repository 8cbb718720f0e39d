"""``barnetsplan messages queue`` and ``barnetsplan messages late``: what two routines do, to be run by hand too."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from barnetsplan import context
from barnetsplan.sending.jobs import queue_messages
from barnetsplan.sending.late import tell_of_late


class Command(BaseCommand):
    """Put what is to be told into the queue, or tell of late actions."""

    help = "queue: decide what is to be told, and put what is due into the queue. late: tell of late actions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["queue", "late"])

    def handle(self, *, what: str, **_: object) -> None:
        """Do it, and say how many."""
        if what == "queue":
            self.stdout.write(f"Put {queue_messages()} messages into the queue.")
            return
        now = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job("late-actions", at=now):
            self.stdout.write(f"Told of {tell_of_late(at=now)} late actions.")
