"""One access decision with its facts, among few children and among many."""

import statistics
from collections.abc import Callable
from datetime import date
from functools import partial
from time import perf_counter

from django.db import connection, transaction

from barnetsplan import context
from barnetsplan.coordination.things import CHILD
from barnetsplan.domain.vocabulary import GuardianshipSource, InvolvementReason, PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.people.queries import find_child
from barnetsplan.plans.facts import PLAN, find_plan
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide
from barnetsplan.policy.facts import Actor
from barnetsplan.vault.models import Key
from tests.cast import World, made
from tests.world import published

CHILDREN = (10, 1_000, 10_000)
TIMES = 400
MOST_MS = 1.0


def decisions(world: World) -> dict[str, tuple[Actor, Callable[[], object]]]:
    """What is decided: who, and the deed that reads the facts and decides."""
    child, plan = made(find_child(world.noel.pk)), made(find_plan(world.plan.pk))
    sara, at = world.as_guardian(world.sara), world.at
    return {
        "a professional, the child": (
            world.maria,
            lambda: decide(Act.CHILD_OPEN, CHILD.facts(world.maria, child, at)),
        ),
        "a professional, the plan": (world.leila, lambda: decide(Act.PLAN_OPEN, PLAN.facts(world.leila, plan, at))),
        "a guardian, the child's plan": (sara, lambda: decide(Act.FAMILY_PLAN_OPEN, CHILD.facts(sara, child, at))),
    }


def table() -> list[str]:
    """The lines of the table; nothing of it stays in the database."""
    figures: dict[str, list[float]] = {}
    with transaction.atomic():
        world = published(World())
        there = 1
        for children in CHILDREN:
            fill(world, children - there)
            there = children
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for name, (actor, deed) in decisions(world).items():
                with context.acting(person=actor.person_id, party=actor.party, at=world.at):
                    figures.setdefault(name, []).append(_median_ms(deed))
        transaction.set_rollback(True)
    head = " | ".join(f"{children:,} children".replace(",", " ") for children in CHILDREN)
    return [
        f"| ms, median of {TIMES} (at most {MOST_MS:.0f}) | {head} |",
        "|---|" + "---|" * len(CHILDREN),
        *(f"| {name} | {' | '.join(f'{ms:.2f}' for ms in taken)} |" for name, taken in figures.items()),
    ]


def _median_ms(deed: Callable[[], object]) -> float:
    taken = []
    for _ in range(TIMES):
        began = perf_counter()
        if not deed():
            raise RuntimeError("What is measured is not permitted.")
        taken.append((perf_counter() - began) * 1000)
    return statistics.median(taken)


def fill(world: World, children: int) -> None:
    """So many more children around whom the same units work, each with a guardian of its own."""
    people, guardians = _people(world, children), _people(world, children)
    born = Child.objects.bulk_create(Child(person=person, born_on=date(2020, 1, 1)) for person in people)
    around = partial(Involvement, reason=InvolvementReason.RECEIVED, valid_from=world.at)
    Involvement.objects.bulk_create(
        around(unit=unit, child=child) for child in born for unit in (world.bvc, world.social)
    )
    guards = partial(Guardianship, kind="guardian", source=GuardianshipSource.REGISTER, valid_from=world.at)
    Guardianship.objects.bulk_create(
        guards(child=child, guardian=guardian) for child, guardian in zip(born, guardians, strict=True)
    )


def _people(world: World, number: int) -> list[Person]:
    parties = Party.objects.bulk_create(Party(kind=PartyKind.PERSON) for _ in range(number))
    keys = Key.objects.bulk_create(Key(wrapped=b"", master="none", made_at=world.at) for _ in range(number))
    return Person.objects.bulk_create(
        Person(party=party, key=key, sealed_name=b"") for party, key in zip(parties, keys, strict=True)
    )
