"""To whom a family member may give the own words: those who hold the functions always, and whom the writer ticks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.queries import holders
from barnetsplan.family.cards.naming import Names
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import seats_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who can be ticked."""

    party: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Readers:
    """Who always reads, and who may be ticked besides."""

    always: tuple[Reader, ...]
    choice: tuple[Reader, ...]


def family_besides(actor: Actor, child: Child, at: datetime) -> tuple[UUID, ...]:
    """The other adults with standing, and the child, when the child is born and does not write itself."""
    adults = [adult for adult in family_of(child, at=at) if adult != actor.party]
    return (*adults, *(() if child.born_on is None or child.pk == actor.party else (child.pk,)))


def readers_of_words(actor: Actor, child: Child, at: datetime, *, plan: UUID | None) -> Readers:
    """The readers of words to the plan: its holders always; its circle and the family when ticked."""
    always = tuple(dict.fromkeys(holders(child.pk, at=at).values()))
    found = Plan.objects.filter(pk=plan).first() if plan else None
    circle = [seat.unit_id for seat in seats_of(found, at=at)] if found else []
    choice = [unit for unit in circle if unit not in always]
    return named(always, [*family_besides(actor, child, at), *choice], actor=actor, child=child)


def named(always: Iterable[UUID], choice: Iterable[UUID], *, actor: Actor, child: Child) -> Readers:
    """Readers with their names."""
    fixed, free = tuple(always), tuple(dict.fromkeys(choice))
    names = Names({*fixed, *free}, child=child, actor=actor)

    def reader(party: UUID) -> Reader:
        return Reader(party, names.unit(party).name if names.is_unit(party) else names.titled(party))

    return Readers(tuple(map(reader, fixed)), tuple(map(reader, free)))
