"""What open pages listen to: they hear at once that something is new, and nothing else."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.meetings import pulse
from barnetsplan.meetings.board import lines_of
from barnetsplan.meetings.models import Pulse
from barnetsplan.meetings.tests.test_board import add
from barnetsplan.meetings.tests.test_ending import call_follow_up
from barnetsplan.meetings.tests.test_room import is_there, read
from tests.sign_in import client_for
from tests.world import World, board_written, meeting_called, published

pytestmark = pytest.mark.django_db


def ask(token: str, number: str = "") -> Any:
    return Client().get(reverse("meeting_pulse"), headers={"X-Pass": token, "If-None-Match": number})


def test_open_page_hears_at_once_that_a_line_was_written(world: World) -> None:
    meeting_called(world)
    live = read(client_for(world, world.linda), "meeting_room", world).context["card"].live
    assert ask(live.token, f'"{live.number}"').status_code == 304

    add(client_for(world, world.maria), world, "mal", text="Lugn lämning.")

    heard = ask(live.token, f'"{live.number}"')
    assert heard.status_code == 204
    assert heard.headers["ETag"] == f'"{pulse.number_of(world.meeting.pk)}"'
    assert heard.content == b""


@pytest.mark.parametrize("token", ["", "strunt", "a:b:c"])
def test_who_has_no_pass_hears_nothing(world: World, token: str) -> None:
    meeting_called(world)

    assert ask(token, '"1"').status_code == 410


def test_pass_is_over_after_two_minutes(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting_called(world)
    token = pulse.pass_for(world.meeting.pk, ())
    monkeypatch.setattr(pulse, "PASS_HOLDS", -1)

    assert ask(token).status_code == 410


def test_page_that_is_open_already_with_the_same_entries_makes_no_new_event(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.linda)
    live = read(client, "meeting_room", world).context["card"].live
    opened = AuditEvent.objects.filter(act="meeting:sit").count()

    read(client, "meeting_room", world, **{"X-Pass": live.token})
    again = AuditEvent.objects.filter(act="meeting:sit").count()
    read(client, "meeting_room", world, **{"X-Pass": "strunt"})

    assert (again - opened, AuditEvent.objects.filter(act="meeting:sit").count() - again) == (0, 1)


def test_page_that_shows_more_than_before_makes_a_new_event(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    live = read(client, "meeting_lead", world).context["card"].live
    is_there(world, world.sara.pk, world.bvc.pk)
    before = AuditEvent.objects.filter(act="meeting:lead").count()

    read(client, "meeting_lead", world, **{"X-Pass": live.token})

    assert AuditEvent.objects.filter(act="meeting:lead").count() == before + 1


def test_what_is_written_elsewhere_about_the_child_does_not_move_the_number(world: World) -> None:
    board_written(world)
    before = pulse.number_of(world.meeting.pk)

    client_for(world, world.linda).post(reverse("harm_answer", args=[world.concern.pk]), {"answer": "yes"})

    assert pulse.number_of(world.meeting.pk) == before
    assert Pulse.objects.count() == 1


def test_number_of_a_follow_up_does_not_tell_how_many_lines_are_carried(world: World) -> None:
    published(world)
    meeting = call_follow_up(world)

    assert lines_of(meeting) != ()
    assert pulse.number_of(meeting.pk) == 1


def test_screen_that_reads_anew_gets_the_lines_and_leaves_its_own_forms(world: World) -> None:
    board_written(world)
    client = client_for(world, world.maria)
    token = read(client, "meeting_lead", world).context["card"].live.token

    anew = read(client, "meeting_lead", world, **{"X-Pass": token, "X-Read": "lines"}).content.decode()
    sent = read(client, "meeting_lead", world, **{"X-Pass": token}).content.decode()

    assert "Bildschema" in anew
    assert "andra=" in anew
    assert 'id="nytt-mal"' not in anew
    assert 'id="nytt-mal"' in sent


def test_screen_that_reads_anew_can_choose_what_another_screen_has_written(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    token = read(client, "meeting_lead", world).context["card"].live.token
    add(client_for(world, world.maria), world, "mal", text="Lugn lämning.")

    anew = read(client, "meeting_lead", world, **{"X-Pass": token, "X-Read": "lines"}).content.decode()

    assert re.search(r'<select name="insats-goal".*?Lugn lämning\..*?</select>', anew, re.DOTALL)


def test_taking_off_what_is_gone_already_wakes_no_screen(world: World) -> None:
    board_written(world)
    client = client_for(world, world.maria)
    off = {"do": "bort", "rad": str(world.bildschema)}
    client.post(reverse("meeting_lead", args=[world.meeting.pk]), off)
    before = pulse.number_of(world.meeting.pk)

    client.post(reverse("meeting_lead", args=[world.meeting.pk]), off)

    assert pulse.number_of(world.meeting.pk) == before
