"""What waits for whom: once each, for the party it was told to, until it is done."""

from datetime import timedelta
from uuid import UUID, uuid4

from barnetsplan.notices.actions import done, end_notice, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.notices.queries import days_waited, find_notice, waiting_for
from tests.world import World, made

THING = uuid4()


def told(world: World, party: UUID, kind: NoticeKind = NoticeKind.CONCERN_CAME, thing: UUID = THING) -> None:
    tell(party=party, child=world.noel.pk, kind=kind, thing=thing, at=world.later())


def waits(party: UUID) -> list[str]:
    return [notice.kind for notice in waiting_for(party)]


def test_something_waits_for_the_party_it_was_told_to_and_for_no_other(world: World) -> None:
    told(world, world.bvc.pk)

    assert waits(world.bvc.pk) == ["concern_came"]
    assert waits(world.social.pk) == []


def test_what_waits_already_does_not_wait_twice(world: World) -> None:
    told(world, world.bvc.pk)
    first = Notice.objects.get()
    told(world, world.bvc.pk)

    assert Notice.objects.get() == first
    assert str(first) == f"concern_came {first.pk}"


def test_what_is_done_may_come_again(world: World) -> None:
    told(world, world.bvc.pk)
    done(thing=THING, kind=NoticeKind.CONCERN_CAME, at=world.later())
    assert waits(world.bvc.pk) == []

    told(world, world.bvc.pk)

    assert waits(world.bvc.pk) == ["concern_came"]


def test_done_by_one_still_waits_for_the_other(world: World) -> None:
    for party in (world.sara.pk, world.daniel.pk):
        told(world, party, NoticeKind.CONSENT_ASKED)

    done(thing=THING, kind=NoticeKind.CONSENT_ASKED, party=world.sara.pk, at=world.later())
    assert (waits(world.sara.pk), waits(world.daniel.pk)) == ([], ["consent_asked"])
    done(thing=THING, kind=NoticeKind.CONSENT_ASKED, at=world.later())
    assert waits(world.daniel.pk) == []


def test_the_oldest_stands_first_and_may_be_chosen_by_child_and_kind(world: World) -> None:
    for kind in (NoticeKind.QUESTION_CAME, NoticeKind.CONCERN_CAME):
        told(world, world.bvc.pk, kind)

    assert waits(world.bvc.pk) == ["question_came", "concern_came"]
    assert [row.kind for row in waiting_for(world.bvc.pk, kinds=["concern_came"])] == ["concern_came"]
    assert waiting_for(world.bvc.pk, child=world.noel.pk).count() == 2
    assert waiting_for(world.bvc.pk, child=uuid4()).count() == 0


def test_one_is_ended_by_hand_and_only_once(world: World) -> None:
    told(world, world.bvc.pk)
    notice = Notice.objects.get()
    first = world.later()

    end_notice(notice=notice, at=first)
    end_notice(notice=notice, at=world.later())

    assert made(find_notice(notice.pk)).done_at == first
    assert find_notice(uuid4()) is None


def test_days_are_counted_in_whole_ones(world: World) -> None:
    told(world, world.bvc.pk)
    notice = Notice.objects.get()

    assert days_waited(notice, at=notice.made_at + timedelta(hours=47)) == 1
