"""``barnetsplan signatures verify``: recompute every signature, and name the first row that does not hold."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from barnetsplan import context
from barnetsplan.signatures.verifying import verify_all


class Command(BaseCommand):
    """Prove what people have said."""

    help = "Recompute what everybody has signed: a changed byte in a text, an answer, a time or a level is named."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``verify``."""
        parser.add_argument("what", choices=["verify"])

    def handle(self, **_: object) -> None:
        """Verify, and say how many; a fault is an error."""
        now = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job("signatures-verify", at=now):
            verified = verify_all()
        if verified.fault is not None:
            raise CommandError(f"{verified.fault.row}: {verified.fault.what}.")
        self.stdout.write(f"Verified {verified.signatures} signatures.")
