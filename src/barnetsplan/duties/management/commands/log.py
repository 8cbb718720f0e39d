"""``barnetsplan log review``: look for unusual reading, and draw the week's sample; the rest is the log's own."""

import time
from datetime import timedelta
from typing import Any

from django.utils import timezone

from barnetsplan import context
from barnetsplan.audit.management.commands.log import Command as LogCommand
from barnetsplan.duties.actions import review, sample

#: How far back each round looks; findings are raised once, so that looking twice costs nothing but time.
_BACK = timedelta(days=2)


class Command(LogCommand):
    """Seal, verify or review the log."""

    help = "Verify the log (names the first bad row), seal its new events, or raise unusual reading for review."
    parts = (*LogCommand.parts, "review")

    def handle(self, *, what: str, every: float | None = None, **options: Any) -> None:
        """Run the chosen part."""
        if what != "review":
            super().handle(what=what, every=every, **options)
            return
        while True:
            self._review()
            if every is None:
                return
            time.sleep(every)

    def _review(self) -> None:
        at = timezone.now()  # noqa: TID251 - a command is a door too, and reads the clock once
        with context.job("review", at=at):
            found = review(since=at - _BACK, until=at, at=at) + sample(week_of=at, at=at)
        if found:
            self.stdout.write(f"Raised {found} findings.")
