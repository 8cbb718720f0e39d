"""Proof of custody as two persons see it, for tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
)
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.people.relating import Proposed
from barnetsplan.policy.facts import Actor
from tests.world import World

SARAS, DANIELS = make_invented(date(1991, 5, 2), 1), make_invented(date(1989, 8, 20), 2)
ALVA = make_invented(date(1990, 6, 1), 1)


def colleague(world: World) -> Actor:
    """Another person who works where Maria works."""
    return world._professional("Karin Lund", world.bvc, "bvc_nurse", 17)


def seen(world: World, **otherwise: Any) -> Proposed:
    new: dict[str, Any] = {
        "id": uuid4(),
        "child": world.noel,
        "adult": RegisteredPerson(ALVA, "Alva Ek"),
        "kind": GuardianshipKind.APPOINTED_GUARDIAN,
        "source": GuardianshipSource.SEEN_DECISION,
        "seen_on": date(2026, 9, 1),
        "evidence": "Växjö tingsrätt T 12-26",
        "by": world.maria,
        "at": world.later(),
    }
    return Proposed(**new | otherwise)
