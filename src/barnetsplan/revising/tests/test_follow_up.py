"""Following a plan up: prepared on one page, held in short, or moved; never without a next day."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.vocabulary import VersionState
from barnetsplan.family.telling import still_waits as family_waits
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.plans.actions import publish
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Plan, Seat, Version
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, posted, text_of
from barnetsplan.records.models import Entry
from barnetsplan.revising.actions import move_follow_up
from barnetsplan.work.telling import still_waits as staff_waits
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db


def _held(world: World, **more: Any) -> Any:
    seen = Version.objects.filter(plan=world.plan.pk).latest("number").pk
    fields = {"seen": str(seen), "follow_up_on": "2027-01-20", "words_0": "Nu är det roligt.", **more}
    return posted(client_for(world, world.maria), "plan_follow_up", world.plan.pk, **fields)


def test_the_page_is_prepared_with_what_was_promised_and_what_has_happened(story: World) -> None:
    page = text_of(opened(story, story.maria, "plan_follow_up", story.plan.pk))

    for words in (
        "Bildschema vid lämning",
        "Det har kommit igång.",
        "Noel känner sig trygg vid lämning.",
        "I kortform",
    ):
        assert words in page


def test_new_own_words_since_the_plan_was_made_stand_on_the_page(story: World) -> None:
    client = client_for(story, story.as_guardian(story.sara))
    client.post(
        reverse("family_words", args=[story.noel.pk]),
        {"form": "words", "words-token": str(uuid4()), "words-text": "Kvällarna är lugnare."},
    )

    page = text_of(opened(story, story.maria, "plan_follow_up", story.plan.pk))

    assert "Kvällarna är lugnare." in page


def test_a_follow_up_in_short_becomes_a_version_that_the_family_reads_first(story: World) -> None:
    assert _held(story, goal_0="Lämningen är lugnare.").status_code == 302

    version = Version.objects.get(plan=story.plan.pk, number=2)
    assert (version.state, str(version.follow_up_on)) == (VersionState.WITH_FAMILY, "2027-01-20")
    page = text_of(opened(story, story.maria, "plan", story.plan.pk, "?version=2"))
    assert "Nu är det roligt." in page
    assert "Lämningen är lugnare." in page
    family = text_of(opened(story, story.as_guardian(story.sara), "family_plan", story.noel.pk))
    assert "Lämningen är lugnare." in family


def test_the_short_form_sent_twice_is_held_once(story: World) -> None:
    token = str(uuid4())
    for _ in range(2):
        assert _held(story, token=token, goal_0="Det går bra.").status_code == 302

    assert Version.objects.filter(plan=story.plan.pk).count() == 2
    assert Entry.objects.filter(kind="follow_up").count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"follow_up_on": ""}, "Välj en dag."),
        ({"follow_up_on": "2020-01-01"}, "Dagen har redan varit."),
        ({"words_0": ""}, "Skriv vad barnet säger nu, eller varför det inte är med."),
        ({"ended": str(uuid4())}, "alternativ"),
    ],
)
def test_what_is_missing_gets_a_sentence_and_nothing_is_lost(
    story: World, typed: dict[str, str], sentence: str
) -> None:
    page = _held(story, goal_0="Det går bra.", **typed)

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert "Det går bra." in page.content.decode()
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def test_what_is_not_needed_any_longer_is_left_out(story: World) -> None:
    _held(story, ended=str(story.bildschema))

    items = Version.objects.get(plan=story.plan.pk, number=2).items
    assert not items.filter(entry=story.bildschema).exists()
    assert items.filter(entry=story.family_support).exists()


def test_the_day_is_moved_for_everybody(story: World) -> None:
    answer = posted(client_for(story, story.maria), "follow_up_move", story.plan.pk, to="2027-02-03")

    assert answer.status_code == 302
    assert str(Plan.objects.get(pk=story.plan.pk).follow_up_on) == "2027-02-03"
    for actor, page in ((story.leila, "plan"), (story.as_guardian(story.sara), "family_plan")):
        key = story.plan.pk if page == "plan" else story.noel.pk
        assert "3 februari 2027" in text_of(opened(story, actor, page, key))


def test_no_open_action_is_left_without_a_day_to_come(story: World) -> None:
    client = client_for(story, story.maria)
    for wrong in ("2020-01-01", ""):
        posted(client, "follow_up_move", story.plan.pk, to=wrong)

    assert str(Plan.objects.get(pk=story.plan.pk).follow_up_on) == "2026-12-15"
    page = text_of(client.get(reverse("plan_follow_up", args=[story.plan.pk])))
    assert "Då behövs en dag som kommer" in page
    assert "Välj en dag." in page


def test_those_who_do_not_hold_the_plan_may_neither_follow_it_up_nor_move_it(story: World) -> None:
    for actor in (story.leila, story.linda, story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan_follow_up", story.plan.pk)
        for day in ("2027-02-03", ""):
            assert posted(client_for(story, actor), "follow_up_move", story.plan.pk, to=day).status_code == 404
    assert str(Plan.objects.get(pk=story.plan.pk).follow_up_on) == "2026-12-15"


def _told(world: World) -> Any:
    return Notice.objects.filter(kind=NoticeKind.FOLLOW_UP_MOVED, done_at__isnull=True)


def test_those_who_know_the_day_hear_that_it_is_moved_and_nobody_else_does(story: World) -> None:
    Seat.objects.filter(plan=story.plan, unit=story.social).update(valid_until=story.later())
    posted(client_for(story, story.maria), "follow_up_move", story.plan.pk, to="2027-02-03")

    told = _told(story)
    assert set(told.values_list("party", flat=True)) == {story.sara.pk, story.daniel.pk, story.preschool.pk}
    assert {str(notice.due_on) for notice in told} == {"2027-02-03"}
    desk = text_of(client_for(story, story.linda).get(reverse("desk")))
    home = text_of(client_for(story, story.as_guardian(story.sara)).get(reverse("family_plan", args=[story.noel.pk])))
    assert "Uppföljningen av en plan har fått en ny dag" in desk
    assert "Uppföljningen har fått en ny dag" in home
    assert "3 februari" in home
    sara = story.as_guardian(story.sara)
    assert family_waits(sara, [told.get(party=story.sara.pk).pk], at=story.later())
    assert staff_waits(story.linda, [told.get(party=story.preschool.pk).pk], at=story.later())


def test_a_day_that_is_moved_twice_waits_once_and_one_that_is_the_same_is_not_told(story: World) -> None:
    client = client_for(story, story.maria)
    posted(client, "follow_up_move", story.plan.pk, to="2026-12-15")
    assert not _told(story).exists()

    for day in ("2027-02-03", "2027-02-10", "2027-02-10"):
        posted(client, "follow_up_move", story.plan.pk, to=day)

    assert [str(notice.due_on) for notice in _told(story).filter(party=story.sara.pk)] == ["2027-02-10"]
    assert Notice.objects.filter(kind=NoticeKind.FOLLOW_UP_MOVED, party=story.sara.pk).count() == 2


def test_a_version_is_not_published_when_its_next_day_has_been_until_it_is_moved(story: World) -> None:
    assert _held(story, goal_0="Det går bra.").status_code == 302
    version = made(find_version(Version.objects.get(plan=story.plan.pk, number=2).pk))
    at = story.later(days=200)

    refused = publish(version=version, by=story.maria, at=at)
    moved = move_follow_up(plan=version.plan, to=at.date() + timedelta(days=30), by=story.maria, at=at)
    version.refresh_from_db()

    assert getattr(refused, "reason", None) == Reason.NO_FOLLOW_UP
    assert made(moved).follow_up_on == version.follow_up_on
    assert isinstance(publish(version=version, by=story.maria, at=at), Version)
