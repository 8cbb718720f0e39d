"""The plan as the family reads it, and what stands there before there is one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.family.tests.pages import client_of, opened, plain
from barnetsplan.gathering.actions import ask_family
from barnetsplan.plans.actions import Ending, end_plan
from tests.cast import World, made
from tests.world import (
    _asking,
    case_open,
    circle_asked,
    concern_sent,
    concern_written,
    meeting_called,
    published,
    reported,
    version_with_family,
)

pytestmark = pytest.mark.django_db

_NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _page(world: World) -> str:
    return plain(opened(world, world.sara, "family_plan", world.noel.pk))


def test_before_anything_may_be_read_the_page_teaches_and_tells_of_no_case(world: World) -> None:
    concern_written(world)

    assert "Här finns inget att läsa än" in _page(world)
    assert "Gullvivan" not in _page(world)


def test_a_concern_is_read_by_the_family_with_who_has_it_in_hand(world: World) -> None:
    concern_sent(world)
    page = _page(world)

    assert "Det förskolan har sett" in page
    assert "Noel leker ofta ensam" in page
    assert "BVC Hovmantorp har det här om hand nu" in page
    assert "håller ihop planen" not in page


def test_a_question_waits_and_its_title_says_what_it_is_about(world: World) -> None:
    case_open(world)
    made(ask_family(asking=_asking(world, ("hemmet", "utveckling")), token=uuid4()))

    assert "Hur ser ni på utveckling och hemmet ?" in _page(world)


def test_a_request_for_consent_waits_until_it_is_answered(world: World) -> None:
    circle_asked(world)

    assert "Vem får läsa vad?" in _page(world)
    assert "Om ni säger nej påverkar det inte hjälpen ni redan har." in _page(world)


def test_a_call_to_a_meeting_is_what_comes_next_and_can_be_answered_there(world: World) -> None:
    meeting_called(world)
    client = client_of(world, world.sara)

    client.post(reverse("family_meeting", args=[world.meeting.pk]), {"reply": "coming"})

    page = _page(world)
    assert "5 oktober 2026 kl. 15.00" in page
    assert "Hur blir lämningen lugnare?" in page
    assert "Du kommer" in page


def test_there_is_nothing_to_keep_before_there_is_a_plan(world: World) -> None:
    answer = client_of(world, world.sara).get(reverse("family_plan_pdf", args=[world.noel.pk]))

    assert answer.status_code == 302
    assert answer["Location"] == reverse("family_plan", args=[world.noel.pk])


def test_the_family_reads_the_version_before_it_is_published(world: World) -> None:
    version_with_family(world)
    page = _page(world)

    assert "Planen från mötet är klar att läsa" in page
    assert "Bildschema vid lämning" in page
    assert "Jag vill ha min bok med." in page
    assert page.index("Noel s egna ord") < page.index("Det här händer")
    assert "En kväll är för lite." in page


def test_what_has_not_begun_is_said_calmly(world: World) -> None:
    published(world)
    world.later(days=60)
    page = _page(world)

    assert "Skulle ha börjat 12 oktober 2026 . Det har inte kommit igång." in page.replace("2026.", "2026 .")
    assert "Linda Ahl berättar vad som händer nu." in page
    for word in ("försenad", "förfallen", "sent", "Varning"):
        assert word not in page


def test_reports_change_the_status(world: World) -> None:
    reported(world)
    page = _page(world)

    assert "Pågår" in page
    assert "Har börjat" in page
    assert "Vi ses igen 15 december 2026" in page


def test_an_ended_plan_says_what_it_gave(world: World) -> None:
    reported(world)
    goal = next(item.entry_id for item in world.version.items.select_related("entry") if item.entry.kind == "goal")
    ending = Ending(
        outcomes=[(uuid4(), goal, "Lämningen går lugnt.")],
        words=[(uuid4(), world.noel.pk, "Det blev bra.")],
    )
    world.plan.refresh_from_db()
    made(end_plan(plan=world.plan, ending=ending, by=world.maria, at=world.later()))
    page = _page(world)

    assert "Planen är avslutad" in page
    assert "Lämningen går lugnt." in page
    assert "Det blev bra." in page


def test_contacts_name_who_holds_the_plan_together(world: World) -> None:
    published(world)
    page = plain(opened(world, world.sara, "family_contacts", world.noel.pk))

    assert "Linda Ahl" in page
    assert "håller ihop planen" in page
    assert "tel:0478" in opened(world, world.sara, "family_contacts", world.noel.pk).content.decode()


def test_the_plan_opens_in_a_bounded_number_of_statements(world: World) -> None:
    reported(world)
    client = client_of(world, world.sara)

    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("family_plan", args=[world.noel.pk]))

    statements = [q["sql"] for q in caught.captured_queries if not q["sql"].startswith(_NOT_COUNTED)]
    assert len(statements) <= 14, "\n".join(statements)


def test_the_follow_up_is_not_shown_when_its_day_has_been(world: World) -> None:
    published(world)
    world.at += timedelta(days=120)

    assert "Vi ses igen" not in _page(world)
