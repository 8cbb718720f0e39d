"""``barnetsplan make_keys``: write the secret, the master and the signing key files into the state folder, once."""

import secrets
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from barnetsplan.vault.masters import make_key_file
from barnetsplan.vault.signing import make_signing_keys


class Command(BaseCommand):
    """Make what is missing and touch nothing that is there."""

    help = "Make secret.key, master.keys and signing.keys in BARNETSPLAN_STATE_DIR when they are missing."
    requires_system_checks: list[str] = []

    def handle(self, **_: Any) -> None:
        """Write the files, readable by their owner alone."""
        secret = settings.STATE_DIR / "secret.key"
        if not secret.exists():
            secret.touch(mode=0o600)
            secret.write_text(secrets.token_urlsafe(64), encoding="ascii")
        make_key_file(settings.MASTER_KEY_FILE, name="master-1")
        make_signing_keys(name="signing-1")
        self.stdout.write("The key files are in the state folder. Back them up apart from the database.")
