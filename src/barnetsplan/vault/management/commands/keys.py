"""``barnetsplan keys add NAME``, ``keys rewrap`` and ``keys sign NAME``: rotate the keys (ADR 0005)."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from barnetsplan import context
from barnetsplan.vault.masters import add_master
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import rewrap
from barnetsplan.vault.signing import add_signing_key


class Command(BaseCommand):
    """Add a newest master key, wrap all data keys by it, or add a newest signing key."""

    help = "Rotate the master key: add one, then rewrap the data keys; or sign by a new key from now on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take ``add`` or ``sign`` with a name, or ``rewrap``."""
        parser.add_argument("what", choices=["add", "rewrap", "sign"])
        parser.add_argument("name", nargs="?", default="")

    def handle(self, *, what: str, name: str, **_: Any) -> None:
        """Run the chosen part."""
        if what == "add":
            add_master(settings.MASTER_KEY_FILE, name=name)
            self.stdout.write(f"The master key '{name}' is the newest now. Run 'barnetsplan keys rewrap'.")
        elif what == "sign":
            add_signing_key(name=name)
            self.stdout.write(f"What is signed from now on is signed by '{name}'.")
        else:
            with context.job("rewrap"):
                rewrapped = rewrap(Key.objects.iterator())
            self.stdout.write(f"Rewrapped {rewrapped} data keys.")
