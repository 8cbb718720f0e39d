"""A plan with a hundred actions and fifty versions opens in as many SQL statements as one with two and one."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.domain.vocabulary import PlanReply, VersionState
from barnetsplan.plans.actions import answer_version, publish
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Plan, Version, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Action, Goal
from barnetsplan.revising.actions import Revision, revise
from barnetsplan.revising.sheet import Row, Sheet
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
ACTIONS, VERSIONS = 100, 50
_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _statements(world: World, actor: Actor, name: str, key: object) -> int:
    client, address = client_for(world, actor), reverse(name, args=[key])
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as caught:
        client.get(address)
    return len([one for one in caught.captured_queries if not one["sql"].startswith(_NOT_COUNTED)])


def _pages(world: World) -> dict[str, int]:
    sara = world.as_guardian(world.sara)
    return {
        "plan, who holds it": _statements(world, world.maria, "plan", world.plan.pk),
        "plan, the circle": _statements(world, world.leila, "plan", world.plan.pk),
        "difference": _statements(world, world.maria, "plan_difference", world.plan.pk),
        "follow-up": _statements(world, world.maria, "plan_follow_up", world.plan.pk),
        "plan, a guardian": _statements(world, sara, "family_plan", world.noel.pk),
    }


def _grow(world: World) -> None:
    """A version with a hundred actions, read and published; then as many versions like it."""
    units = (world.preschool.pk, world.social.pk)
    sheet = Sheet(
        goals=[Row(Goal(text="Noel är trygg."))],
        actions=[
            Row(Action(text=f"Vi läser bok {n}.", when="varje dag"), responsible=units[n % 2], goal=0)
            for n in range(ACTIONS)
        ],
    )
    version = made(
        revise(
            Revision(
                plan=Plan.objects.get(pk=world.plan.pk),
                seen=world.version.pk,
                token=uuid4(),
                sheet=sheet,
                follow_up_on=world.version.follow_up_on,
                by=world.maria,
                at=world.later(),
            ),
        ),
    )
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(version.pk)),
                reply=PlanReply.AGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            ),
        )
    made(publish(version=made(find_version(version.pk)), by=world.maria, at=world.later()))
    _as_many_versions(like=version)


def _as_many_versions(*, like: Version) -> None:
    """Versions with the same in them."""
    items = list(like.items.order_by("position").values_list("entry_id", "position"))
    more = [
        Version(
            plan_id=like.plan_id,
            number=number,
            state=VersionState.PUBLISHED,
            made_at=like.made_at,
            published_at=like.published_at,
            family_reads_until=like.family_reads_until,
            follow_up_on=like.follow_up_on,
        )
        for number in range(3, VERSIONS + 1)
    ]
    Version.objects.bulk_create(more)
    VersionItem.objects.bulk_create(
        VersionItem(version=one, entry_id=entry, position=place) for one in more for entry, place in items
    )


@pytest.mark.slow
def test_a_large_old_plan_opens_in_the_same_statements_as_a_small_new_one(story: World) -> None:
    small = _pages(story)
    _grow(story)

    large = _pages(story)

    assert Version.objects.filter(plan=story.plan.pk).count() == VERSIONS
    assert large == small
