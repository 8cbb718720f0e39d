"""How an actor stands to a child; every room's facts begin here."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Case, Exists, Q, QuerySet, Value, When

from barnetsplan.audit.queries import children_opened, has_opened
from barnetsplan.coordination.models import Term
from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.vocabulary import FOR_A_UNIT, ActorKind, Regime, Relation, TermKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.kinship import is_of_family
from barnetsplan.people.models import Child, Involvement
from barnetsplan.people.queries import live, live_guardianships
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Promise, Release
from barnetsplan.statements import Statement, a_moment, a_text, an_id

_FUNCTIONS = {TermKind.BBA: Relation.BBA, TermKind.COORDINATOR: Relation.COORDINATES}
_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Stance:
    """How an actor stands to a child, and what closes the child to the actor however they stand."""

    relations: frozenset[Relation] = frozenset()
    closed: Reason | None = None


def relations_to_child(actor: Actor, child: Child, *, at: datetime) -> frozenset[Relation]:
    """The relations between an actor and a child at a moment: one query."""
    return stance_to_child(actor, child, at=at).relations


def stance_to_child(actor: Actor, child: Child, *, at: datetime) -> Stance:
    """The relations, and what closes the child to the one who has them: one query."""
    if actor.kind in FOR_A_UNIT:
        return _staff(actor, child.pk, at)
    if actor.kind is ActorKind.FAMILY:
        return Stance(frozenset(_family(actor, child, at)))
    return Stance()


def _staff(actor: Actor, child: UUID, at: datetime) -> Stance:
    relations = set(actor.duties)
    if actor.may_hold_bba:
        relations.add(Relation.MAY_HOLD_BBA)
    stands = _STANDS.first(
        unit=actor.party_id,
        person=actor.person_id,
        child=child,
        at=at,
        since=at - _HOUR,
        version=current().disclosure.reservation.version,
    )
    if stands is None:
        return Stance(frozenset(relations))
    of_family, others, must_promise, *held = stands
    relations.add(Relation.INVOLVED)
    relations |= {relation for relation, holds in zip(_FUNCTIONS.values(), held, strict=True) if holds}
    closed = _closed(of_family=of_family, others=others or 0)
    return Stance(frozenset(relations), closed or (Reason.MUST_PROMISE if must_promise else None))


def _closed(*, of_family: bool, others: int) -> Reason | None:
    """Why a child is closed to somebody whose unit is around it; who has opened it already goes on with it.

    *Source:* law.md 5, abuse cases 17 and 32.
    """
    if of_family:
        return Reason.OWN_FAMILY
    if others >= current().reading.children_an_hour:
        return Reason.TOO_MANY_CHILDREN
    return None


def must_promise(unit: Any, person: Any, child: Any) -> Q:
    """Whether somebody in a unit that only a contract binds, or a guest, has not promised what the reservation asks.

    It is asked where something of others has been disclosed to the unit; what the unit has noticed itself is its own.

    *Source:* OSL 10:14, 12:2 second para; law.md LAW-06.
    """
    by_contract = Unit.objects.filter(Q(domain__regime=Regime.CONTRACT) | Q(guest=True), pk=unit)
    promised = Promise.objects.filter(child=child, party=unit, person=person, version=a_text("version"))
    disclosed = Release.objects.filter(disclosure__child=child, recipient=unit)
    return Q(Exists(by_contract), Exists(disclosed), ~Exists(promised))


def _stands() -> "QuerySet[Involvement, tuple[Any, ...]]":
    """One row for a unit that is around the child: what closes it to the person, and which functions the unit holds."""
    unit, person, child = an_id("unit"), an_id("person"), an_id("child")
    at, since = a_moment("at"), a_moment("since")
    held = Term.objects.filter(live(at), unit=unit, child=child)
    opened = children_opened(person, since=since)
    columns = {
        "of_family": _yes_or_no(is_of_family(person, child)),
        # Counted for those alone whom it can close the child to.
        "others": Case(When(has_opened(person, child, since=since), then=Value(0)), default=opened),
        "must_promise": _yes_or_no(must_promise(unit, person, child)),
        **{kind.value: Exists(held.filter(kind=kind)) for kind in _FUNCTIONS},
    }
    involved = Involvement.objects.filter(live(at), unit=unit, child=child)
    return involved.annotate(**columns).values_list(*columns)[:1]


def _yes_or_no(condition: Any) -> Case:
    return Case(When(condition, then=True), default=False, output_field=BooleanField())


_STANDS = Statement(_stands)


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
