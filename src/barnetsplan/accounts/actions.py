"""Every write of accounts and assignments: who may sign in, and for which unit."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date, midnight_of, months_after
from barnetsplan.organisations.models import Unit
from barnetsplan.practice.load import current

#: The longest that an assignment lasts before somebody renews it (law.md abuse case 5).
_LONGEST_MONTHS = 12


def open_account(person: UUID) -> Account:
    """Let a person sign in, or return the account that they have."""
    return Account.objects.get_or_create(person_id=person)[0]


@transaction.atomic
def assign(
    *,
    person: UUID,
    unit: Unit,
    role: str,
    valid_from: datetime,
    last_day: date,
    at: datetime,
) -> Assignment | Refused:
    """Let a professional work for a unit in a role, until a day at most twelve months from now.

    A role belongs to some sectors and not to others. *Source:* model.md 10, 12; law.md abuse case 5.
    """
    if unit.sector not in current().role(role).sectors:
        return Refused(Reason.ROLE_OF_ANOTHER_SECTOR)
    if last_day > months_after(local_date(at), _LONGEST_MONTHS):
        return Refused(Reason.ASSIGNMENT_TOO_LONG)
    until = midnight_of(last_day + timedelta(days=1))
    if until <= valid_from:
        return Refused(Reason.ENDS_BEFORE_BEGINNING)
    open_account(person)
    assignment = Assignment(person_id=person, unit=unit, role=role, valid_from=valid_from, valid_until=until)
    assignment.save(force_insert=True)
    return assignment
