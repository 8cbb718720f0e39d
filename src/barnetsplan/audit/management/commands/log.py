"""``barnetsplan log``: check the log, give its events their places, or write out the newest checkpoint."""

import time
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from barnetsplan import context
from barnetsplan.audit.sealer import seal
from barnetsplan.audit.verify import verify
from barnetsplan.audit.witness import Witness, WrongWitness, newest_to_keep, read_witness


class Command(BaseCommand):
    """Seal or verify the log, or write out its newest checkpoint."""

    help = "Verify the log (names the first bad row), seal its new events, or write out the newest checkpoint."
    #: What can be asked for; a room above adds to it.
    parts: tuple[str, ...] = ("verify", "seal", "checkpoint")

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do, how often, and what others have kept."""
        parser.add_argument("what", choices=self.parts)
        parser.add_argument("--every", type=float, help="seconds between rounds; without it, one round")
        parser.add_argument("--kept", type=Path, nargs="*", default=(), help="checkpoints that were kept elsewhere")

    def handle(self, *, what: str, every: float | None = None, kept: Sequence[Path] = (), **_: object) -> None:
        """Run the chosen part."""
        if what == "verify":
            self._verify([_kept(path) for path in kept])
        elif what == "checkpoint":
            self._write_out()
        else:
            self._seal(every)

    def _write_out(self) -> None:
        with context.job("verify"):
            checkpoint = newest_to_keep()
        if checkpoint is None:
            raise CommandError("Nothing is sealed yet: run 'barnetsplan log seal' first.")
        self.stdout.write(checkpoint, ending="")

    def _verify(self, witnesses: Sequence[Witness]) -> None:
        with context.job("verify"):
            verdict = verify(witnesses)
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


def _kept(path: Path) -> Witness:
    try:
        return read_witness(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, WrongWitness) as error:
        raise CommandError(f"{path.name} cannot be used: {error}.") from error
