"""A case, a disclosure and a promise as things for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.access.gate import Thing
from barnetsplan.cases.models import Case
from barnetsplan.cases.queries import find_disclosure, is_told_of, received_once, receives
from barnetsplan.coordination.facts import stance_to_child
from barnetsplan.coordination.things import CHILD, thing_of_child
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.records.models import Disclosure


def find_case(key: UUID) -> Case | None:
    """A case by id, with its child, key and unit."""
    return Case.objects.select_related("child__person__key", "unit__domain").filter(pk=key).first()


CASE = thing_of_child(find=find_case, child=lambda case: case.child, state=lambda case: case.state)


def relations_to_disclosure(actor: Actor, disclosure: Disclosure, at: datetime) -> frozenset[Relation]:
    """Having made it, reading by it now or having read, being told of it."""
    if actor.party is None:
        return frozenset()
    if disclosure.discloser_id == actor.party:
        return frozenset({Relation.DISCLOSED})
    if receives(actor.party, disclosure, at=at) or is_told_of(actor.party, disclosure, at=at):
        return frozenset({Relation.RECEIVED})
    return frozenset({Relation.ONCE_READ}) if received_once(actor.party, disclosure) else frozenset()


DISCLOSURE = thing_of_child(
    find=find_disclosure,
    child=lambda disclosure: disclosure.child,
    relations=relations_to_disclosure,
)


def _who_is_to_promise(actor: Actor, child: Child, at: datetime) -> Facts:
    """As before any child, but for the promise itself: it closes everything else until it is given."""
    stance = stance_to_child(actor, child, at=at)
    closed = None if stance.closed is Reason.MUST_PROMISE else stance.closed
    return Facts(actor=actor, relations=stance.relations, closed=closed)


PROMISE: Thing[Child] = Thing(
    find=CHILD.find,
    facts=_who_is_to_promise,
    child=CHILD.child,
    lock=CHILD.lock,
    protection=CHILD.protection,
)
