"""The end of a meeting and what follows, as the browser meets it."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import CaseState, MeetingState, PlanState
from barnetsplan.meetings.actions import Call, call_meeting
from barnetsplan.meetings.models import BoardLine, Meeting
from barnetsplan.meetings.tests.test_board import add, end_meeting, open_board
from barnetsplan.plans.models import Plan, Version
from barnetsplan.records.kinds import Invitation, MeetingNote
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, board_written, made, meeting_called, published, version_with_family

pytestmark = pytest.mark.django_db


def test_empty_board_may_not_become_a_version(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("meeting_finish", args=[world.meeting.pk])).content.decode()

    answer = end_meeting(client, world, note="Vi pratade länge.")

    assert "Bladet är tomt" in page
    assert answer.status_code == 200
    assert "Skriv minst ett mål eller en insats" in answer.content.decode()
    assert "Vi pratade länge." in answer.content.decode()
    assert not Version.objects.exists()
    assert not Entry.objects.filter(kind=MeetingNote.KIND).exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"follow_up_on": "2020-01-01"}, "Dagen har redan varit."),
        ({"follow_up_on": ""}, "Välj en dag."),
        ({"decision": ""}, "Välj ett alternativ."),
        ({"decision": "no", "note": ""}, "vem som fortsätter att hjälpa."),
        ({"came": [str(uuid4())]}, "alternativ"),
    ],
)
def test_bad_end_gets_a_sentence(world: World, wrong: dict[str, Any], sentence: str) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    add(client, world, "mal", text="Trygg lämning.")

    page = end_meeting(client, world, **{"note": "Det var lugnt.", **wrong})

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Version.objects.exists()
    assert BoardLine.objects.exists()


def test_end_sent_twice_goes_where_the_first_went(world: World) -> None:
    meeting_called(world)
    client, token = client_for(world, world.maria), str(uuid4())
    add(client, world, "mal", text="Trygg lämning.")

    answers = [end_meeting(client, world, token=token) for _ in range(2)]

    assert {answer.headers.get("Location") for answer in answers} == {reverse("plan", args=[world.plan.pk])}
    assert Version.objects.count() == 1
    assert client.get(reverse("meeting_lead", args=[world.meeting.pk])).status_code == 403


def test_no_closes_the_case_kindly_and_the_family_reads_why(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    add(client, world, "mal", text="Trygg lämning.")
    words = "Förskolan fortsätter med egen vuxen vid lämning."

    answers = [end_meeting(client, world, decision="no", follow_up_on="", note=words) for _ in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {reverse("meeting", args=[world.meeting.pk])}
    assert Case.objects.get(pk=world.case.pk).state == CaseState.CLOSED
    assert Plan.objects.get(pk=world.plan.pk).state == PlanState.ENDED
    assert not holders(world.noel.pk, at=world.later(days=120))
    assert not BoardLine.objects.exists()
    assert not Version.objects.exists()
    assert Entry.objects.filter(kind=MeetingNote.KIND).count() == 1
    readers = set(Release.objects.filter(entry__kind=MeetingNote.KIND).values_list("recipient", flat=True))
    assert readers == {world.bvc.pk, world.sara.pk, world.daniel.pk, world.noel.pk}
    url = reverse("meeting", args=[world.meeting.pk])
    assert words in client.get(url).content.decode()
    other = client_for(world, world.linda).get(url).content.decode()
    assert "Mötet är avslutat" in other
    assert words not in other


def test_meeting_that_did_not_take_place_may_be_called_again(world: World) -> None:
    meeting_called(world)

    answer = end_meeting(client_for(world, world.maria), world, decision="called_off", follow_up_on="")

    assert answer.headers["Location"] == reverse("meeting_call", args=[world.case.pk])
    assert Meeting.objects.get(pk=world.meeting.pk).state == MeetingState.FINISHED
    assert Case.objects.get(pk=world.case.pk).state == CaseState.ANALYSED


def call_follow_up(world: World) -> Meeting:
    world.case = Case.objects.select_related("child__person__key", "unit__domain").get(pk=world.case.pk)
    return made(
        call_meeting(
            Call(
                case=world.case,
                meeting_id=uuid4(),
                payload=Invitation(when="15 december", question="Hur har det gått?"),
                starts_at=datetime(2026, 12, 15, 14, tzinfo=UTC),
                units=[world.preschool.pk, world.social.pk],
                by=world.maria,
                at=world.later(),
            )
        )
    )


def test_follow_up_carries_over_and_keeps_unchanged_entries(world: World) -> None:
    published(world)
    before = list(Version.objects.get(number=1).items.order_by("position").values_list("entry", flat=True))
    world.meeting = call_follow_up(world)
    client = client_for(world, world.maria)
    board = open_board(client, world)
    url = reverse("meeting_lead", args=[world.meeting.pk])
    ended = BoardLine.objects.get(meeting=world.meeting, carries=world.family_support)
    assert list(BoardLine.objects.order_by("written_at").values_list("carries", flat=True)) == before

    client.post(url, {"do": "bort", "rad": str(ended.pk), "till": "insatser"})
    add(client, world, "mal", text="Lugna kvällar.")
    end_meeting(client, world)

    assert "Vi följer upp planen för" in board
    assert "från förra versionen" in board
    after = list(Version.objects.get(number=2).items.order_by("position").values_list("entry", flat=True))
    kept = [entry for entry in before if entry in after]
    lost = {Entry.objects.get(pk=entry).kind for entry in before if entry not in after}
    assert lost == {"action", "dissent"}
    assert after[:-1] == kept
    assert Entry.objects.filter(pk=world.family_support).exists()


def test_follow_up_called_while_the_family_reads_loses_nothing(world: World) -> None:
    version_with_family(world)

    world.meeting = call_follow_up(world)

    assert BoardLine.objects.filter(meeting=world.meeting).count() == world.version.items.count()


def test_second_version_waits_until_the_first_is_published(world: World) -> None:
    version_with_family(world)
    world.meeting = call_follow_up(world)

    page = end_meeting(client_for(world, world.maria), world)

    assert page.status_code == 200
    assert "Familjen läser redan en version." in page.content.decode()
    assert BoardLine.objects.exists()


def test_no_at_a_follow_up_leads_to_the_end_of_the_plan(world: World) -> None:
    published(world)
    world.meeting = call_follow_up(world)

    answer = end_meeting(client_for(world, world.maria), world, decision="no", note="Nu går det bra.", follow_up_on="")

    assert answer.headers["Location"] == reverse("plan_end", args=[world.plan.pk])
    assert Plan.objects.get(pk=world.plan.pk).state == PlanState.LIVE


def test_crc_01_a_plan_without_the_childs_words_says_why_to_the_unit_alone(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    add(client, world, "mal", text="Trygg lämning.")

    without = end_meeting(client, world, why_no_words="")
    assert without.status_code == 200
    assert "Skriv barnets ord på bladet, eller varför de saknas." in without.content.decode()
    assert not Version.objects.exists()

    assert end_meeting(client, world).status_code == 302
    why = Entry.objects.get(kind="child_view", container=world.meeting.pk)
    assert (why.owner_id, why.outcome) == (world.bvc.pk, "not_heard")
    assert not visible_to(world.sara.pk, at=world.at).filter(pk=why.pk).exists()
    written = client.get(reverse("writing", args=[why.pk])).content.decode()
    assert "Noel ville inte säga något i dag." in written


def test_crc_01_where_the_childs_words_stand_on_the_board_nothing_is_asked(world: World) -> None:
    board_written(world)
    page = client_for(world, world.maria).get(reverse("meeting_finish", args=[world.meeting.pk])).content.decode()

    assert "why_no_words" not in page
