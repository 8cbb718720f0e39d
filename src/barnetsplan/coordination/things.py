"""Ready-made things for the gate: the child itself, and how any room adds its own relations to the child's."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from barnetsplan.access.gate import Thing
from barnetsplan.coordination.facts import stance_to_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child
from barnetsplan.people.queries import find_child
from barnetsplan.policy.facts import Actor, Facts

T = TypeVar("T")


def _none(_actor: Actor, _thing: object, _at: datetime) -> frozenset[Relation]:
    return frozenset()


def _no_state(_thing: object) -> str:
    return ""


def thing_of_child(
    *,
    find: Callable[[UUID], T | None],
    child: Callable[[T], Child],
    relations: Callable[[Actor, T, datetime], frozenset[Relation]] = _none,
    state: Callable[[T], str] = _no_state,
    protection: Callable[[T], str] | None = None,
) -> Thing[T]:
    """A thing about a child: its facts are the relations to the child, those to the thing itself, and its state."""

    def facts(actor: Actor, thing: T, at: datetime) -> Facts:
        stance = stance_to_child(actor, child(thing), at=at)
        held = stance.relations | relations(actor, thing, at)
        return Facts(actor=actor, relations=held, state=state(thing), closed=stance.closed)

    return Thing(
        find=find,
        facts=facts,
        child=lambda thing: child(thing).pk,
        lock=lock_child,
        protection=protection or (lambda thing: child(thing).protection),
    )


CHILD: Thing[Child] = thing_of_child(find=find_child, child=lambda child: child)
