"""Who is told of what, when, and how often; and who is rung instead (law.md NOT-02)."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from barnetsplan.accounts.models import Assignment
from barnetsplan.coordination.guarding import NewPause, begin_pause
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import PauseSaidAs
from barnetsplan.notices.actions import tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.protection.actions import protect
from barnetsplan.sending.actions import Choice, choose
from barnetsplan.sending.kinds import Capacity, Channel, MessageState, Rhythm
from barnetsplan.sending.models import Line, Message
from barnetsplan.sending.tests.reached import DANIEL, LINDA, SARA, decide, news, reached, send_all
from tests.world import World, circle_asked, made, published, service_asked

pytestmark = pytest.mark.django_db


def something_new(world: World, kind: NoticeKind = NoticeKind.CONSENT_NOTED) -> None:
    tell(party=world.sara.pk, child=world.noel.pk, kind=kind, thing=uuid4(), at=world.later())


def rung(world: World) -> set[object]:
    """About whom somebody has been asked to ring."""
    return set(Notice.objects.filter(kind=NoticeKind.CALL_INSTEAD).values_list("about", flat=True))


def test_not_02_whoever_has_chosen_nothing_is_told_nothing_outside(world: World) -> None:
    service_asked(world)

    assert decide(world.later()) == 0
    assert not Message.objects.exists()
    assert rung(world) == set()


def test_not_02_several_things_become_one_message_and_each_is_told_once(world: World) -> None:
    reached(world, world.sara.pk, SARA)
    for _ in range(3):
        something_new(world)

    assert decide(world.later()) == 1
    assert decide(world.later()) == 0
    (message,) = news(world.sara.pk)
    assert Line.objects.filter(message=message).count() == 3

    something_new(world)
    decide(world.later())

    assert news(world.sara.pk) == [message]
    assert Line.objects.filter(message=message).count() == 4


def test_not_02_nobody_gets_two_messages_in_one_period(world: World, post: object) -> None:
    reached(world, world.sara.pk, SARA)
    for _ in range(3):
        something_new(world)
        decide(world.later())
        send_all(world.later())

    sent, waiting = news(world.sara.pk)
    assert (sent.state, waiting.state) == (MessageState.SENT, MessageState.DECIDED)
    assert waiting.send_after - sent.send_after <= timedelta(hours=1)
    assert waiting.send_after.minute == 0
    assert Line.objects.filter(message=waiting).count() == 2


def test_not_02_once_a_day_is_in_the_morning(world: World) -> None:
    reached(world, world.sara.pk, SARA, rhythm=Rhythm.DAILY, safe=(8, 20))
    something_new(world)
    decide(world.at)

    (message,) = news(world.sara.pk)
    assert message.send_after == datetime(2026, 9, 8, 6, tzinfo=UTC), "08.00 in Sweden, the morning after"


def test_not_02_what_is_decided_at_night_waits_for_the_safe_hours(world: World, post: object) -> None:
    reached(world, world.sara.pk, SARA, safe=(8, 20))
    world.at = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)
    something_new(world)
    decide(world.later())

    (message,) = news(world.sara.pk)
    assert message.send_after == datetime(2026, 10, 25, 7, tzinfo=UTC), "the night with 25 hours; 08.00 is 07.00 UTC"
    assert send_all(datetime(2026, 10, 25, 6, 59, tzinfo=UTC)) == []
    assert send_all(datetime(2026, 10, 25, 7, tzinfo=UTC)) == ["sent"]


def test_not_02_safe_hours_are_looked_at_again_when_it_is_tried(world: World, post: object) -> None:
    reached(world, world.sara.pk, SARA, safe=(8, 20))
    something_new(world)
    decide(world.at)
    late = datetime(2026, 9, 7, 21, tzinfo=UTC)

    assert send_all(late) == ["decided"]
    (message,) = news(world.sara.pk)
    assert (message.send_after, message.attempts) == (datetime(2026, 9, 8, 6, tzinfo=UTC), 0)


def test_what_began_to_wait_before_the_choice_is_not_told(world: World) -> None:
    something_new(world)
    reached(world, world.sara.pk, SARA)

    assert decide(world.later()) == 0


def test_a_unit_is_told_through_those_who_work_there_now_and_want_it(world: World) -> None:
    reached(world, world.linda.person_id, LINDA, capacity=Capacity.STAFF)
    # The same person as a private one is another matter (law.md IDN-02).
    reached(world, world.maria.person_id, "maria@hemma.example", capacity=Capacity.FAMILY)
    published(world)

    decide(world.later())

    assert len(news(world.linda.person_id)) == 1
    assert news(world.maria.person_id) == []


def test_whoever_works_there_no_longer_is_not_told(world: World) -> None:
    reached(world, world.linda.person_id, LINDA, capacity=Capacity.STAFF)
    colleague = world._professional("Ola Ek", world.preschool, "special_educator", 17)
    reached(world, colleague.person_id, "ola@arbete.example", capacity=Capacity.STAFF)
    Assignment.objects.filter(pk=made(colleague.assignment)).update(valid_until=world.later())
    published(world)

    decide(world.later())

    assert len(news(world.linda.person_id)) == 1
    assert news(colleague.person_id) == []


# --- who is rung instead ---------------------------------------------------------------------------------------------


def asks_the_family(world: World) -> None:
    circle_asked(world)
    decide(world.later())


def test_not_02_whoever_wants_no_messages_is_rung_once(world: World) -> None:
    never = Choice(Channel.NEVER, "sv", Rhythm.AT_ONCE, 0, 24)
    choose(person=world.sara.pk, capacity=Capacity.FAMILY, choice=never, at=world.at)
    asks_the_family(world)

    assert rung(world) == {world.sara.pk}
    call = Notice.objects.get(kind=NoticeKind.CALL_INSTEAD)
    assert call.party_id == world.bvc.pk, "whoever holds the function around the child"
    decide(world.later())
    assert Notice.objects.filter(kind=NoticeKind.CALL_INSTEAD).count() == 1


def test_not_02_a_protected_person_is_told_nothing_and_rung(world: World) -> None:
    reached(world, world.sara.pk, SARA)
    made(protect(person=world.sara.pk, protection=Protection.PLACE, reason="Hot.", by=world.maria, at=world.at))
    asks_the_family(world)
    send_all(world.later(hours=2))

    assert world.sara.pk in rung(world)
    assert {message.state for message in news(world.sara.pk)} == {MessageState.DROPPED}


def test_not_02_a_protected_person_who_knows_and_wants_to_is_told(world: World, post: object) -> None:
    made(protect(person=world.sara.pk, protection=Protection.PLACE, reason="Hot.", by=world.maria, at=world.at))
    # The child's own protection comes from hers, and would keep everybody around it silent.
    world.noel.refresh_from_db()
    world.noel.protection = Protection.NONE
    world.noel.save(update_fields=["protection"])
    reached(world, world.sara.pk, SARA, anyway=True)
    asks_the_family(world)

    assert send_all(world.later(hours=1)) == ["sent"]


def pause_by_sara(world: World) -> None:
    made(
        begin_pause(
            NewPause(
                id=uuid4(),
                child=world.noel,
                about=world.daniel.pk,
                reason="",
                said_as=PauseSaidAs.GUARDIAN,
                by=world.as_guardian(world.sara),
                at=world.later(),
            ),
        ),
    )


def test_not_02_who_says_that_the_other_may_do_harm_is_told_nothing_more_and_the_other_notices_nothing(
    world: World, post: object
) -> None:
    reached(world, world.sara.pk, SARA)
    reached(world, world.daniel.pk, DANIEL)
    circle_asked(world)
    pause_by_sara(world)
    decide(world.later())
    send_all(world.later(hours=1))

    assert rung(world) == {world.sara.pk}
    assert {message.state for message in news(world.sara.pk)} <= {MessageState.DROPPED}
    assert [message.state for message in news(world.daniel.pk)] == [MessageState.SENT]


def test_reminders_are_sent_only_where_the_county_wants_them(world: World, post: object) -> None:
    reached(world, world.sara.pk, SARA)
    published(world)
    decide(world.at)
    send_all(world.at)
    decide(world.later(days=30))

    assert not Line.objects.filter(reminds=True).exists()
