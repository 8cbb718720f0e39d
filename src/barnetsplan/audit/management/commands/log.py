"""``barnetsplan log verify`` and ``barnetsplan log seal``: check the log, or give its events their places."""

import time
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from barnetsplan import context
from barnetsplan.audit.sealer import seal
from barnetsplan.audit.verify import verify


class Command(BaseCommand):
    """Seal or verify the log."""

    help = "Verify the log (names the first bad row), or seal its new events."
    #: What can be asked for; a room above adds to it.
    parts: tuple[str, ...] = ("verify", "seal")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, and how often."""
        parser.add_argument("what", choices=self.parts)
        parser.add_argument("--every", type=float, help="seconds between rounds; without it, one round")

    def handle(self, *, what: str, every: float | None = None, **_: object) -> None:
        """Run the chosen part."""
        if what == "verify":
            self._verify()
        else:
            self._seal(every)

    def _verify(self) -> None:
        with context.job("verify"):
            verdict = verify()
        counts = f"{verdict.sealed} sealed events, {verdict.unsealed} waiting for the sealer"
        if verdict.fault:
            raise CommandError(f"The log is broken at {verdict.fault}. Sound until there: {verdict.sealed} events.")
        self.stdout.write(f"The log is whole: {counts}.")

    def _seal(self, every: float | None) -> None:
        while True:
            with context.job("sealer"):
                sealed = seal(at=timezone.now())  # noqa: TID251 - a command is a door too, and reads the clock once
            if sealed and every is None:
                self.stdout.write(f"Sealed {sealed} events.")
            if every is None and not sealed:
                return
            if every is not None and not sealed:
                time.sleep(every)
