"""A birth as an extract tells it: where no register answers, two persons see the same paper (law.md FAM-02).

It waits as the proposal that the one who carried the child is its guardian, with the child's number and name sealed
beside it. Nobody is born by it, and nobody gets standing, before a second person has confirmed it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import local_date
from barnetsplan.people import register
from barnetsplan.people.models import Child, ProposedGuardian
from barnetsplan.people.queries import by_number, name_of, number_of
from barnetsplan.people.register import RegisteredChild, RegisteredPerson
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, seal, unseal


@dataclass(frozen=True, slots=True)
class SeenBirth:
    """Who the child is by the extract, and who else is its guardian besides the one who carried it."""

    number: IdentityNumber
    name: str
    other: RegisteredPerson | None = None


def birth_place(row: UUID) -> Place:
    """Where what the extract says of the child lies."""
    return Place("people_birth", "sealed_birth", row)


def sealed_birth(birth: SeenBirth, *, key: Key, row: UUID) -> bytes:
    """The birth, sealed by the key of the child."""
    other = birth.other
    said = {
        "number": birth.number.digits,
        "name": birth.name,
        "other": {"number": other.number.digits, "name": other.name} if other is not None else None,
    }
    return seal(json.dumps(said), key=key, place=birth_place(row))


def opened_birth(row: ProposedGuardian) -> SeenBirth | None:
    """The birth that a proposal tells of; nothing when it tells of a guardian alone."""
    if row.sealed_birth is None:
        return None
    said = json.loads(unseal(bytes(row.sealed_birth), key=row.child.person.key, place=birth_place(row.pk)))
    return SeenBirth(IdentityNumber(said["number"]), said["name"], _other(said["other"]))


def _other(said: Mapping[str, Any] | None) -> RegisteredPerson | None:
    return RegisteredPerson(IdentityNumber(said["number"]), said["name"]) if said is not None else None


def as_registered(row: ProposedGuardian, birth: SeenBirth) -> RegisteredChild | None:
    """The child and the guardians as the register would have told them; nothing when the one who carried has no number.

    An extract shows no marks that anybody may rely on: protection is set by hand, at once (law.md PROT-06).
    """
    number = number_of(row.guardian)
    if number is None:
        return None
    carried = RegisteredPerson(number, name_of(row.guardian))
    return RegisteredChild(birth.number, birth.name, (carried, *([birth.other] if birth.other is not None else [])))


def why_taken(number: IdentityNumber, *, at: datetime) -> Refused | None:
    """Why nobody can be born with this number: its day is to come, or it is somebody's already (law.md PROT-05)."""
    if number.born_on > local_date(at):
        return Refused(Reason.DAY_TO_COME)
    return Refused(Reason.HERE_ALREADY) if by_number(number) is not None else None


def why_not_born(child: Child, birth: SeenBirth, *, seen_on: date, by: Actor, at: datetime) -> Refused | None:
    """Why an extract cannot tell this birth; the register goes before it wherever it knows the child.

    *Source:* law.md FAM-02 (the register is the source; without it, proof that is seen by two), PROT-05.
    """
    if child.born_on is not None:
        return Refused(Reason.WRONG_STATE)
    taken = why_taken(birth.number, at=at)
    if taken is not None:
        return taken
    if seen_on < birth.number.born_on:
        return Refused(Reason.EXTRACT_BEFORE_BIRTH)
    if _register_knows(birth.number):
        return Refused(Reason.REGISTER_KNOWS)
    return _why_not_other(child, birth.other, by)


def _register_knows(number: IdentityNumber) -> bool:
    try:
        return register.look_up(number) is not None
    except register.NoRegister:
        return False


def _why_not_other(child: Child, other: RegisteredPerson | None, by: Actor) -> Refused | None:
    known = by_number(other.number) if other is not None else None
    if known is None:
        return None
    if known.pk == child.carried_by_id:
        return Refused(Reason.CARRIED_TWICE)
    return Refused(Reason.SAME_PERSON) if known.pk == by.person else None
