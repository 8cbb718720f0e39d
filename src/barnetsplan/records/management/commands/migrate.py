"""Django's ``migrate``, followed by the append-only triggers: a migration can drop them, none may leave them off."""

from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand

from barnetsplan.records import append_only


class Command(MigrateCommand):
    """Migrate, then install the triggers anew."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run both."""
        super().handle(*args, **options)
        if not (options["plan"] or options["check_unapplied"]):
            append_only.install()
