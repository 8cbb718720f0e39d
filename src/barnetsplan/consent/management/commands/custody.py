"""``barnetsplan custody recheck``: read the register again for every child, once a day (law.md FAM-02)."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils import timezone

from barnetsplan import context
from barnetsplan.consent.custody import recheck_all


class Command(BaseCommand):
    """Let the guardians be those whom the register names."""

    help = "Read the register again for every child: who is no guardian any longer loses access at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``recheck``, so that nobody changes anything by naming the command alone."""
        parser.add_argument("what", choices=["recheck"])

    def handle(self, **_: object) -> None:
        """Read it again, and say in numbers what changed."""
        now = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job("custody", at=now):
            counts = recheck_all(at=now)
        self.stdout.write(
            "Rechecked {children} children: {ended} guardianships ended, {begun} began, "
            "the register did not answer for {unanswered}.".format(**counts),
        )
