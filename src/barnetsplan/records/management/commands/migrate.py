"""Django's ``migrate``, done as the owner of the tables, followed by the triggers and the row policies.

A migration can drop them, none may leave them off.
"""

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from barnetsplan.records import append_only, row_security


class Command(MigrateCommand):
    """Migrate, then install the triggers and the policies anew."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all three."""
        if options["plan"] or options["check_unapplied"]:
            super().handle(*args, **options)
            return
        with row_security.as_owner():
            row_security.remove()
            super().handle(*args, **options)
            append_only.install()
            row_security.install()
