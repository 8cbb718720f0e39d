"""Makes the catalogues that the pages read, without gettext on the machine."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from barnetsplan.ui.texts import BadCatalogueError, compile_catalogues


class Command(BaseCommand):
    """`manage.py compile_texts`."""

    help = "Writes locale/*/LC_MESSAGES/*.mo from the .po beside them."
    requires_system_checks = []

    def handle(self, *_args: object, **_options: object) -> None:
        """Compiles every catalogue, or says which is wrong and where."""
        try:
            made = compile_catalogues(Path(folder) for folder in settings.LOCALE_PATHS)
        except BadCatalogueError as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"Catalogues written: {len(made)}.")
