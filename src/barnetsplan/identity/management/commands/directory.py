"""``barnetsplan directory FILE``: take in by what names a directory knows staff and units."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from barnetsplan import context
from barnetsplan.identity.directory import WrongDirectory, take


class Command(BaseCommand):
    """Takes in all of a file, or nothing."""

    help = "Take in by what names a directory knows staff and units (docs/sign-in.md)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file."""
        parser.add_argument("file", type=Path)

    def handle(self, *, file: Path, **_: Any) -> None:
        """Take it in."""
        at = timezone.now()  # noqa: TID251  # a command is its own clock
        try:
            with transaction.atomic(), context.job("staff-names", at=at):
                number = take(file, at=at)
        except WrongDirectory as wrong:
            raise CommandError(str(wrong)) from None
        self.stdout.write(f"{number} rows are taken in.")
