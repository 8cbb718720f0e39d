"""A child is born: the one who carried it stands alone no longer, and the guardians begin.

*Source:* model.md 7.3 point 7 (birth requires new consents); law.md FAM-02 (the register tells who the guardians are;
where it does not answer, an extract that two persons have seen).
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.custody import answered, close_what_nothing_carries, invalidate_what_was_asked
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.vocabulary import GiverRole
from barnetsplan.people import newborn, register
from barnetsplan.people.actions import be_born, lock_child
from barnetsplan.people.models import Child, ProposedGuardian
from barnetsplan.people.queries import find_child, number_hash, number_of
from barnetsplan.people.relating import find_proposal
from barnetsplan.policy.facts import Actor
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
    born = _let_be_born(child, found, at)
    take_family_from_register(found, at=at)
    return born


@transaction.atomic
def answer_birth(*, proposal: ProposedGuardian, confirm: bool, by: Actor, at: datetime) -> ProposedGuardian | Refused:
    """Confirm, as the second person, the extract on which the child is born, or say that it is wrong.

    What is true then is asked again: the register may have got to know the child meanwhile, and goes before.

    *Source:* law.md FAM-02 (four eyes), PROT-05.
    """
    lock_child(proposal.child_id)
    row = find_proposal(proposal.pk) or proposal
    found = _as_seen(row, by, at) if confirm else None
    if isinstance(found, Refused):
        return found
    refused = answered(row, confirm=confirm, by=by, at=at)
    if refused is not None:
        return refused
    if found is not None:
        _let_be_born(row.child, found, at, seen_by=(row.proposed_by_id, by.person_id))
    return row


def _as_seen(row: ProposedGuardian, by: Actor, at: datetime) -> register.RegisteredChild | Refused:
    birth = newborn.opened_birth(row)
    if birth is None:
        return Refused(Reason.NOT_FOUND)
    refused = newborn.why_not_born(row.child, birth, seen_on=row.seen_on, by=by, at=at)
    if refused is not None:
        return refused
    return newborn.as_registered(row, birth) or Refused(Reason.NOT_CARRIED_BY)


def _let_be_born(
    child: Child, found: register.RegisteredChild, at: datetime, *, seen_by: tuple[UUID, UUID] | None = None
) -> Child:
    carried = child.carried_by_id
    born = be_born(child, found, at=at, seen_by=seen_by)
    if carried is not None:
        invalidate_what_was_asked(born, carried, at, roles=(GiverRole.CARRIES,))
    close_what_nothing_carries(child=born, at=at)
    return find_child(born.pk) or born


def _found(child: Child, number: IdentityNumber, at: datetime) -> register.RegisteredChild | Refused:
    """The child in the register, when it is this one: born, and of the one who carried it."""
    taken = newborn.why_taken(number, at=at)
    if taken is not None:
        return taken
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
