"""How an actor stands to a protected child, and to a child whom somebody wants to protect."""

from datetime import datetime

from barnetsplan.access.gate import Thing
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import find_child, involved_units, live_guardianships
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.protection.queries import is_listed, is_officer_of


def _as_officer(actor: Actor, child: Child, at: datetime) -> Facts:
    """A security officer answers for the list of every protected child around whom the own organisation is."""
    protected = child.protection != Protection.NONE
    stands = protected and is_officer_of(actor, child.pk, at=at)
    return Facts(actor, frozenset({Relation.SECURITY_OFFICER}) if stands else frozenset())


def _as_listed(actor: Actor, child: Child, at: datetime) -> Facts:
    listed = actor.kind is ActorKind.STAFF and is_listed(actor.person_id, child.pk, at=at)
    return Facts(actor, frozenset({Relation.LISTED}) if listed else frozenset())


def _as_near(actor: Actor, child: Child, at: datetime) -> Facts:
    return Facts(actor, frozenset(_near(actor, child, at)))


def _near(actor: Actor, child: Child, at: datetime) -> set[Relation]:
    """The relations by which one may say that a child needs protection."""
    if actor.kind is ActorKind.STAFF:
        return {Relation.INVOLVED} if actor.party in involved_units(child.pk, at=at) else set()
    if actor.kind is ActorKind.NOBODY:
        return set()
    if actor.person == child.pk:
        return {Relation.SELF}
    if child.born_on is None:
        return {Relation.CARRIES} if child.carried_by_id == actor.person else set()
    guards = live_guardianships(child.pk, at=at).filter(guardian=actor.person).exists()
    return {Relation.GUARDIAN} if guards else set()


def _nothing(_child: Child) -> str:
    """The officers and the asking for a reason stand outside the list: nothing that is written is shown there."""
    return Protection.NONE


PROTECTED: Thing[Child] = Thing(
    find=find_child, facts=_as_officer, child=lambda child: child.pk, lock=lock_child, protection=_nothing
)
REASON: Thing[Child] = Thing(
    find=find_child, facts=_as_listed, child=lambda child: child.pk, lock=lock_child, protection=_nothing
)
NEAR: Thing[Child] = Thing(
    find=find_child, facts=_as_near, child=lambda child: child.pk, lock=lock_child, protection=lambda c: c.protection
)
