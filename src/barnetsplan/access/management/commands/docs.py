"""``python manage.py docs``: write the documents that are made from the tables of the code."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from barnetsplan.access.documents import documents


class Command(BaseCommand):
    """Write ``access-matrix.md`` and ``case-states.md``."""

    help = "Write docs/access-matrix.md and docs/case-states.md from the policy table and the tables of states."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take another folder, if it is to be another."""
        parser.add_argument("--to", type=Path, default=settings.PROJECT / "docs", help="the folder to write to")

    def handle(self, *, to: Path, **_: Any) -> None:
        """Write both."""
        for name, text in documents().items():
            (to / name).write_text(text, encoding="utf-8")
            self.stdout.write(f"Wrote {name}.")
