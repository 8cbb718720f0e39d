"""``barnetsplan demo``: make the demonstration county, once."""

import time
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from barnetsplan import context
from barnetsplan.demo.make import is_made, make_county


class Command(BaseCommand):
    """Make the county, or say that it is there."""

    requires_system_checks: list[str] = []
    help = "Make the demonstration county with invented people; a county that is there is left as it is."

    def handle(self, **_: Any) -> None:
        """Make it and tell how long it took."""
        if is_made():
            self.stdout.write("The demonstration county is there already.")
            return
        began = time.monotonic()
        with context.job("demo"):
            made = make_county(at=timezone.now())  # noqa: TID251 - a command is a door too, and reads the clock once
        self.stdout.write(
            f"Made the demonstration county in {time.monotonic() - began:.1f} s: "
            f"{made.units} units, {made.professionals} professionals, {made.children} children with a story.",
        )
