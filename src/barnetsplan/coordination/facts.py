"""How an actor stands to a child; every room's facts begin here."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists

from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import ActorKind, Relation, TermKind
from barnetsplan.people.models import Child, Involvement
from barnetsplan.people.queries import live, live_guardianships
from barnetsplan.policy.facts import Actor

_FUNCTIONS = {TermKind.BBA: Relation.BBA, TermKind.COORDINATOR: Relation.COORDINATES}


def relations_to_child(actor: Actor, child: Child, *, at: datetime) -> frozenset[Relation]:
    """The relations between an actor and a child at a moment: one query."""
    if actor.kind is ActorKind.STAFF:
        return frozenset(_staff(actor, child.pk, at))
    if actor.kind is ActorKind.FAMILY:
        return frozenset(_family(actor, child, at))
    return frozenset()


def _staff(actor: Actor, child: UUID, at: datetime) -> set[Relation]:
    relations: set[Relation] = set()
    if actor.may_hold_bba:
        relations.add(Relation.MAY_HOLD_BBA)
    held = Term.objects.filter(live(at), unit=actor.party_id, child=child)
    functions = {kind.value: Exists(held.filter(kind=kind)) for kind in _FUNCTIONS}
    involved = Involvement.objects.filter(live(at), unit=actor.party_id, child=child).annotate(**functions)
    for row in involved.values(*functions)[:1]:
        relations.add(Relation.INVOLVED)
        relations |= {relation for kind, relation in _FUNCTIONS.items() if row[kind.value]}
    return relations


def _family(actor: Actor, child: Child, at: datetime) -> set[Relation]:
    person = actor.person_id
    if person == child.pk:
        return {Relation.SELF}
    if child.born_on is None:
        return {Relation.CARRIES} if child.carried_by_id == person else set()
    guards = live_guardianships(child.pk, at=at).filter(guardian=person).exists()
    return {Relation.GUARDIAN} if guards else set()
