"""How an actor stands to a child; every room's facts begin here."""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, QuerySet

from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import ActorKind, Relation, TermKind
from barnetsplan.people.models import Child, Involvement
from barnetsplan.people.queries import live, live_guardianships
from barnetsplan.policy.facts import Actor
from barnetsplan.statements import Statement, a_moment, an_id

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
    held = _FUNCTIONS_HELD.first(unit=actor.party_id, child=child, at=at)
    if held is not None:
        relations.add(Relation.INVOLVED)
        relations |= {relation for relation, holds in zip(_FUNCTIONS.values(), held, strict=True) if holds}
    return relations


def _functions_held(unit: UUID, child: UUID, at: datetime) -> "QuerySet[Involvement, tuple[bool, ...]]":
    """One row for a unit that is around the child: whether it holds each function."""
    held = Term.objects.filter(live(at), unit=unit, child=child)
    functions = {kind.value: Exists(held.filter(kind=kind)) for kind in _FUNCTIONS}
    involved = Involvement.objects.filter(live(at), unit=unit, child=child)
    return involved.annotate(**functions).values_list(*functions)[:1]


_FUNCTIONS_HELD = Statement(lambda: _functions_held(an_id("unit"), an_id("child"), a_moment("at")))


def _family(actor: Actor, child: Child, at: datetime) -> set[Relation]:
    person = actor.person_id
    if person == child.pk:
        return {Relation.SELF}
    if child.born_on is None:
        return {Relation.CARRIES} if child.carried_by_id == person else set()
    guards = _GUARDS.rows(child=child.pk, person=person, at=at)
    return {Relation.GUARDIAN} if guards else set()


_GUARDS = Statement(
    lambda: (
        live_guardianships(an_id("child"), at=a_moment("at"))
        .filter(guardian=an_id("person"))
        .values_list("valid_from")[:1]
    ),
)
