"""Every write of accounts and assignments: who may sign in, and for which unit."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from barnetsplan.accounts.models import Account, Assignment, Session
from barnetsplan.accounts.queries import handle_of, own_sessions
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date, midnight_of, months_after
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import live
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current

#: The longest that an assignment lasts before somebody renews it (law.md abuse case 5).
_LONGEST_MONTHS = 12


#: So many named persons in an organisation may ask for all protected children (law.md PROT-04).
_OFFICERS = 2


def _is_officer(role: str) -> bool:
    return "security_officer" in current().role(role).duties


def _other_officers(person: UUID, unit: Unit, at: datetime) -> int:
    """How many others answer for the security of the unit's organisation now."""
    roles = [role.key for role in current().roles if "security_officer" in role.duties]
    held = Assignment.objects.filter(live(at), role__in=roles, unit__domain__organisation=unit.domain.organisation_id)
    return held.exclude(person=person).values("person").distinct().count()


def open_account(person: UUID) -> Account:
    """Let a person sign in, or return the account that they have."""
    return Account.objects.get_or_create(person_id=person)[0]


def end_own_session(handle: str, *, this: str, by: Actor, at: datetime) -> int:
    """End one of one's own sessions, or with no handle all but this one; returns how many. *Source:* law.md 4.4."""
    own = own_sessions(by, at=at).exclude(session_key=this).values_list("session_key", flat=True)
    ended = [key for key in own if not handle or handle_of(key) == handle]
    return Session.objects.filter(pk__in=ended).delete()[0]


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

    A role belongs to some sectors and not to others. Two in an organisation answer for its security, and no third.
    *Source:* model.md 10, 12; law.md abuse case 5, PROT-04.
    """
    if unit.sector not in current().role(role).sectors:
        return Refused(Reason.ROLE_OF_ANOTHER_SECTOR)
    if last_day > months_after(local_date(at), _LONGEST_MONTHS):
        return Refused(Reason.ASSIGNMENT_TOO_LONG)
    until = midnight_of(last_day + timedelta(days=1))
    if until <= valid_from:
        return Refused(Reason.ENDS_BEFORE_BEGINNING)
    if _is_officer(role) and _other_officers(person, unit, at) >= _OFFICERS:
        return Refused(Reason.TWO_OFFICERS)
    open_account(person)
    assignment = Assignment(person_id=person, unit=unit, role=role, valid_from=valid_from, valid_until=until)
    assignment.save(force_insert=True)
    return assignment
