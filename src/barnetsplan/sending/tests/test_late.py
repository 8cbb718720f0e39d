"""Late actions are told on one step at a time, to staff alone (interface.md rules 2 and 14)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from barnetsplan import context
from barnetsplan.domain.vocabulary import ActionStatus, Answer
from barnetsplan.notices.actions import end_notice
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.queries import names_of
from barnetsplan.plans.actions import report_action
from barnetsplan.plans.facts import find_action
from barnetsplan.sending.kinds import Capacity
from barnetsplan.sending.late import tell_of_late
from barnetsplan.sending.tests.reached import LINDA, decide, news, reached
from barnetsplan.work.words import KINDS
from tests.sign_in import client_for
from tests.world import World, made, published, say

pytestmark = pytest.mark.django_db
#: The day of the preschool's action (``tests.world``).
DUE = datetime(2026, 10, 12, 7, tzinfo=UTC)


def told(world: World, days: int) -> dict[str, set[object]]:
    """Who has been told of what, when the routine has run so many days after the day."""
    at = DUE + timedelta(days=days)
    with context.job("late-actions", at=at):
        tell_of_late(at=at)
    late = Notice.objects.filter(
        kind__in=[NoticeKind.ACTION_LATE, NoticeKind.ACTION_LATE_ELSEWHERE], done_at=None, thing=world.bildschema
    )
    return {row.kind: {(one.party_id, one.about_id) for one in late if one.kind == row.kind} for row in late}


def test_lateness_goes_to_its_owner_first_then_to_the_bba_and_never_to_the_family(world: World) -> None:
    published(world)
    preschool, bvc, linda = world.preschool.pk, world.bvc.pk, world.linda.person_id

    assert told(world, 0) == {}
    assert told(world, 1) == {"action_late": {(preschool, linda)}}
    assert told(world, 2) == {"action_late": {(preschool, linda)}}
    assert told(world, 3) == {"action_late": {(preschool, None)}}
    assert told(world, 6) == {"action_late": {(preschool, None)}}
    assert told(world, 7) == {"action_late": {(preschool, None)}, "action_late_elsewhere": {(bvc, preschool)}}
    family = {world.sara.pk, world.daniel.pk, world.noel.pk}
    assert not Notice.objects.filter(kind__startswith="action_late", party__in=family).exists()


def test_who_has_rung_about_it_is_not_asked_to_ring_again(world: World) -> None:
    published(world)
    told(world, 7)
    end_notice(notice=Notice.objects.get(kind=NoticeKind.ACTION_LATE_ELSEWHERE, thing=world.bildschema), at=DUE)

    assert set(told(world, 14)) == {"action_late"}


def test_a_service_that_tells_how_it_goes_is_late_no_longer(world: World) -> None:
    published(world)
    told(world, 7)
    made(
        report_action(
            action=made(find_action(world.bildschema)),
            status=ActionStatus.GOING_ON,
            text="Nu är det i gång.",
            entry_id=uuid4(),
            by=world.linda,
            at=DUE + timedelta(days=7, hours=1),
        ),
    )

    assert told(world, 8) == {}


def test_con_06_a_service_that_may_not_read_the_action_any_longer_is_not_told_on(world: World) -> None:
    published(world)
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.WITHDRAWN)

    assert told(world, 7) == {}


def test_the_first_step_is_a_message_to_one_and_the_second_to_all(world: World) -> None:
    published(world)
    colleague = world._professional("Ola Ek", world.preschool, "special_educator", 17)
    for person, text in ((world.linda, LINDA), (colleague, "ola@arbete.example")):
        reached(world, person.person_id, text, capacity=Capacity.STAFF)

    told(world, 1)
    decide(DUE + timedelta(days=1))
    assert (len(news(world.linda.person_id)), len(news(colleague.person_id))) == (1, 0)
    told(world, 3)
    decide(DUE + timedelta(days=3))
    assert len(news(colleague.person_id)) == 1


def test_the_desk_says_what_is_late_and_who_is_to_ring(world: World) -> None:
    published(world)
    told(world, 7)

    owner = client_for(world, world.linda).get("/arbete/").content.decode()
    bba = client_for(world, world.maria).get("/arbete/").content.decode()

    assert str(KINDS[NoticeKind.ACTION_LATE].title) in owner
    assert str(KINDS[NoticeKind.ACTION_LATE_ELSEWHERE].title) in bba
    assert names_of([world.linda.person_id])
    assert (
        "skulle ha kommit igång" not in client_for(world, world.as_guardian(world.sara)).get("/min/").content.decode()
    )
