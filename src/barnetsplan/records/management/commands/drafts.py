"""``barnetsplan drafts purge``: remove drafts that nobody has touched for 30 days (architecture.md 2)."""

from argparse import ArgumentParser
from datetime import timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from barnetsplan import context
from barnetsplan.records.actions import purge_old_drafts

_KEPT = timedelta(days=30)


class Command(BaseCommand):
    """Purge old drafts."""

    help = "Remove drafts that were last saved more than 30 days ago."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``purge``, so that nobody removes anything by naming the command alone."""
        parser.add_argument("what", choices=["purge"])

    def handle(self, **_: object) -> None:
        """Remove them, and say how many."""
        now = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job("drafts"):
            removed = purge_old_drafts(before=now - _KEPT)
        self.stdout.write(f"Removed {removed} drafts.")
