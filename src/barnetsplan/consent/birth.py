"""A child is born: the one who carried it stands alone no longer, and the guardians of the register begin.

*Source:* model.md 7.3 point 7 (birth requires new consents); law.md FAM-02 (the register tells who the guardians are).
"""

from datetime import datetime

from django.db import transaction

from barnetsplan.consent.custody import close_what_nothing_carries, invalidate_what_was_asked
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import GiverRole
from barnetsplan.people import register
from barnetsplan.people.actions import be_born, lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import by_number, find_child, number_hash, number_of
from barnetsplan.protection.actions import take_family_from_register


@transaction.atomic
def record_birth(*, child: Child, number: IdentityNumber, at: datetime) -> Child | Refused:
    """Let an unborn child be the one whom the register knows by this number; its case and its texts go on.

    What the one who carried it said yes to ends, and is asked anew of the guardians. Nothing from before is shown to
    another guardian by it: what was written then was about the one who carried. The same form twice is one birth.

    *Source:* model.md 7.3 point 7; law.md FAM-02, CON-01, PROT-05 (two records are never joined).
    """
    lock_child(child.pk)
    child = find_child(child.pk) or child
    if child.born_on is not None:
        known = number_of(child.person)
        return child if known is not None and known.digits == number.digits else Refused(Reason.WRONG_STATE)
    found = _found(child, number, at)
    if isinstance(found, Refused):
        return found
    carried = child.carried_by_id
    born = be_born(child, found, at=at)
    if carried is not None:
        invalidate_what_was_asked(born, carried, at, roles=(GiverRole.CARRIES,))
    close_what_nothing_carries(child=born, at=at)
    take_family_from_register(found, at=at)
    return find_child(born.pk) or born


def _found(child: Child, number: IdentityNumber, at: datetime) -> register.RegisteredChild | Refused:
    """The child in the register, when it is this one: born, and of the one who carried it."""
    if number.born_on > local_date(at):
        return Refused(Reason.DAY_TO_COME)
    if by_number(number) is not None:
        return Refused(Reason.HERE_ALREADY)
    try:
        found = register.look_up(number)
    except register.NoRegister:
        return Refused(Reason.NO_REGISTER)
    if found is None:
        return Refused(Reason.UNKNOWN_CHILD)
    carried = child.carried_by
    named = {number_hash(adult.number) for adult in found.guardians}
    of_carrier = carried is not None and bytes(carried.number_hash or b"") in named
    return found if of_carrier else Refused(Reason.NOT_CARRIED_BY)
