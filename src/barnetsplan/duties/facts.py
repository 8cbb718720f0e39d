"""The duties' things for the gate: each is opened in its own organisation, and an emergency by whoever opened it.

None locks or names its child: the log of a duty is about the one who reads, and the family is told by the officer.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from barnetsplan.access.gate import Thing
from barnetsplan.coordination.models import Investigation
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.duties.models import EmergencyOpening, Raised
from barnetsplan.organisations.queries import organisation_of
from barnetsplan.policy.facts import Actor, Facts


def _find_raised(key: UUID) -> Raised | None:
    return Raised.objects.select_related("unit").filter(pk=key).first()


def _find_opening(key: UUID) -> EmergencyOpening | None:
    return EmergencyOpening.objects.select_related("key", "unit__domain").filter(pk=key).first()


def _find_investigation(key: UUID) -> Investigation | None:
    return Investigation.objects.filter(pk=key, ended_at__isnull=True).first()


def _of_raised(actor: Actor, raised: Raised, _at: datetime) -> Facts:
    own = organisation_of(actor.party) == raised.organisation_id and actor.person != raised.person_id
    return _facts(actor, [Relation.ASKED] if own else [])


def _of_opening(actor: Actor, opening: EmergencyOpening, at: datetime) -> Facts:
    relations = []
    if actor.kind is ActorKind.STAFF:
        if (actor.person, actor.party) == (opening.person_id, opening.unit_id):
            relations.append(Relation.WROTE if at < opening.valid_until else Relation.ONCE_READ)
        if organisation_of(actor.party) == opening.unit.domain.organisation_id and actor.person != opening.person_id:
            relations.append(Relation.ASKED)
    return _facts(actor, relations)


def _of_investigation(actor: Actor, investigation: Investigation, _at: datetime) -> Facts:
    own = actor.kind is ActorKind.STAFF and actor.party == investigation.unit_id
    return _facts(actor, [Relation.OWNS] if own else [])


def _facts(actor: Actor, relations: Iterable[Relation]) -> Facts:
    return Facts(actor=actor, relations=frozenset(relations) | actor.duties)


def _nobody(_thing: object) -> None:
    return None


def _unlocked(_child: UUID) -> None:
    return None


def _unguarded(_thing: object) -> str:
    return Protection.NONE


RAISED: Thing[Raised] = Thing(find=_find_raised, facts=_of_raised, child=_nobody, lock=_unlocked, protection=_unguarded)
#: What the security officer weighs.
OPENING: Thing[EmergencyOpening] = Thing(
    find=_find_opening, facts=_of_opening, child=_nobody, lock=_unlocked, protection=_unguarded
)
#: What the one who opened reads: this is about the child, and the log of the child has it.
OPENED: Thing[EmergencyOpening] = Thing(
    find=_find_opening,
    facts=_of_opening,
    child=lambda opening: opening.child_id,
    lock=_unlocked,
    protection=_unguarded,
)
INVESTIGATION: Thing[Investigation] = Thing(
    find=_find_investigation, facts=_of_investigation, child=_nobody, lock=_unlocked, protection=_unguarded
)
