"""Makes the style sheet, fonts, icons and script that the pages use."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from barnetsplan.ui.static_build import MissingPackageError, build


class Command(BaseCommand):
    """`manage.py build_static`."""

    help = "Writes ui/static/ui from the front-end packages and ui/static_src."
    requires_system_checks = []

    def handle(self, *_args: object, **_options: object) -> None:
        """Builds, or says what to run first."""
        try:
            made = build()
        except MissingPackageError as missing:
            message = f"A front-end file is missing: {missing}. Run first: npm ci --ignore-scripts --omit=dev"
            raise CommandError(message) from missing
        self.stdout.write(f"Static files written: {len(made)}.")
