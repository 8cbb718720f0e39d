"""``barnetsplan consents renew`` and ``barnetsplan consents verify``: what runs out, and whether the proof holds."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from barnetsplan import context
from barnetsplan.consent.proof import verify_all
from barnetsplan.consent.renewing import tell_all_to_ask_again


class Command(BaseCommand):
    """Look after consents: nothing ends by this command, for what ends by date ends by itself."""

    help = "renew: tell askers what has run out or soon will. verify: recompute the hash of everything that was shown."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to do."""
        parser.add_argument("what", choices=["renew", "verify"])

    def handle(self, *, what: str, **_: object) -> None:
        """Do it, and say how many; a broken proof is an error."""
        now = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job(f"consents-{what}", at=now):
            if what == "renew":
                self.stdout.write(f"Told {tell_all_to_ask_again(at=now)} askers.")
                return
            proof = verify_all()
        self.stdout.write(f"Checked {proof.shown} texts and {proof.answers} answers.")
        if proof.broken:
            raise CommandError(f"Broken: {', '.join(str(key) for key in proof.broken)}")
