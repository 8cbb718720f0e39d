"""How many SQL statements it takes to open a plan, its log event included: at most 14, whatever its size."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.audit.queries import reads_about_child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from tests.big_plan import big_plan
from tests.sign_in import client_for
from tests.world import World, version_with_family

MOST = 14
_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _statements(world: World, actor: Actor, key: object) -> list[str]:
    client = client_for(world, actor)
    with CaptureQueriesContext(connection) as caught:
        response = client.get(reverse("plan", args=[key]))
    assert response.status_code == 200
    return [query["sql"] for query in caught.captured_queries if not query["sql"].startswith(_NOT_COUNTED)]


@pytest.mark.slow
@pytest.mark.parametrize("times", [1, 3])  # ten times takes long to build: bin/bench does that
def test_a_plan_opens_in_the_same_few_statements_when_it_holds_three_times_as_much(world: World, times: int) -> None:
    plan = big_plan(world, times=times)
    # One of them tells PostgreSQL who asks (ADR 0012).
    count = 11 + (connection.vendor == "postgresql")

    for who in (world.maria, world.leila):
        statements = _statements(world, who, plan.pk)
        assert len(statements) == count <= MOST, "\n".join(statements)


def test_a_plan_that_the_family_is_reading_opens_within_the_figure(world: World) -> None:
    version_with_family(world)

    statements = _statements(world, world.maria, world.plan.pk)

    assert len(statements) <= MOST, "\n".join(statements)


def test_opening_a_plan_leaves_one_event(world: World) -> None:
    version_with_family(world)

    _statements(world, world.maria, world.plan.pk)

    assert _opened(world) == 1


def _opened(world: World) -> int:
    return len(list(reads_about_child(world.noel.pk, acts=[Act.PLAN_OPEN.value], most=99)))
