"""Local accounts from the command line: the first in an organisation is invited by the operator."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from barnetsplan.credentials.actions import invite
from barnetsplan.credentials.queries import find_colleague
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import local_date

_DAYS = 7


class Command(BaseCommand):
    """``accounts invite <assignment>`` prints the code of an invitation, once."""

    help = "Invite somebody to make a local account: accounts invite <assignment>."

    def add_arguments(self, parser: CommandParser) -> None:
        """Which assignment."""
        parser.add_argument("what", choices=["invite"])
        parser.add_argument("assignment", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the invitation, and print what is shown nowhere else."""
        at = timezone.now()  # noqa: TID251 - a command is where the clock is read
        colleague = find_colleague(options["assignment"])
        if colleague is None or not colleague.valid_from <= at < colleague.valid_until:
            raise CommandError("There is no such assignment, or it does not hold now.")
        last_day = local_date(at) + timedelta(days=_DAYS)
        made = invite(assignment=colleague, last_day=last_day, invitation_id=uuid4(), by=None, at=at)
        if isinstance(made, Refused):
            raise CommandError(f"Refused: {made.reason.value}.")
        self.stdout.write(made.code)
