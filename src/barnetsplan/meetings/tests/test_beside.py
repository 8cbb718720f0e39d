"""Other plans and what makes a plan a SIP, written on the board while the meeting goes on."""

from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.protection import Protection
from barnetsplan.meetings.board import CHANGED, NewLine, write_line
from barnetsplan.meetings.models import BoardLine
from barnetsplan.meetings.tests.test_board import _write_plan, add, end_meeting, open_board
from barnetsplan.plans.models import VersionItem
from barnetsplan.practice.load import current
from barnetsplan.protection.actions import protect
from barnetsplan.records.kinds import PlanReference, Sip
from tests.sign_in import client_for
from tests.world import World, made, meeting_called

pytestmark = pytest.mark.django_db


def _principal(world: World) -> str:
    """The municipality of the preschool, which is called."""
    return world.preschool.domain.organisation.name


def _other_plan() -> str:
    return current().other_plans[0].key


def test_the_chair_writes_another_plan_and_a_sip_on_the_board_and_they_stand_in_the_plan(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    _write_plan(client, world)
    assert "Finns det en plan till" in open_board(client, world)

    add(client, world, "plan", plan=_other_plan(), owner="Skolan", contact="Rektor, 0470-000 11")
    add(client, world, "sip", overall=_principal(world), others="Mormor hämtar på onsdagar.")
    board = open_board(client, world)

    for said in (current().other_plans[0].label, "Rektor, 0470-000 11", "Mormor hämtar på onsdagar."):
        assert said in board
    assert "Planen ska också vara en SIP" not in board, "a plan is a SIP once"
    assert (
        "Mormor hämtar på onsdagar." in client.get(reverse("meeting_finish", args=[world.meeting.pk])).content.decode()
    )
    missing = end_meeting(client, world)
    assert "behöver hjälp av både socialtjänsten och vården" in missing.content.decode()
    add(client, world, "insats", text="Vi läser ihop", responsible=str(world.bvc.pk), when="varje dag")
    assert end_meeting(client, world).status_code == 302
    kinds = set(VersionItem.objects.filter(version__plan=world.meeting.plan).values_list("entry__kind", flat=True))
    assert {PlanReference.KIND, Sip.KIND} <= kinds


def test_the_room_sees_it_and_a_room_without_it_has_nothing_about_it(world: World) -> None:
    meeting_called(world)
    sara = client_for(world, world.as_guardian(world.sara))
    page = reverse("family_meeting_room", args=[world.meeting.pk])
    assert "andra-planer" not in sara.get(page).content.decode()

    add(client_for(world, world.maria), world, "plan", plan=_other_plan(), owner="Skolan")

    assert "Skolan" in sara.get(page).content.decode()


def test_a_line_beside_the_plan_is_changed_and_taken_off_as_all_others(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    add(client, world, "sip", overall=_principal(world), others="Inget")
    line = BoardLine.objects.get(meeting=world.meeting, kind=Sip.KIND)
    url = reverse("meeting_lead", args=[world.meeting.pk])

    changed = {"do": "andra", "rad": str(line.pk), "sedd": "1", "slag": "sip", "andra-token": str(uuid4())}
    client.post(url, {**changed, "andra-overall": _principal(world), "andra-others": "Fotbollen."})
    assert "Fotbollen." in open_board(client, world)
    answer = client.post(url, {"do": "bort", "rad": str(line.pk), "till": "andra-planer"})

    assert answer.headers["Location"].endswith("#andra-planer")
    assert "Fotbollen." not in open_board(client, world)


def test_two_who_make_it_a_sip_at_once_make_one(world: World) -> None:
    meeting_called(world)
    lines = [NewLine(id=uuid4(), payload=Sip(overall=_principal(world), others=said)) for said in ("Inget", "Mormor.")]

    _first, second = [write_line(meeting=world.meeting, line=line, by=world.maria, at=world.later()) for line in lines]

    assert isinstance(second, Refused)
    assert second.detail == CHANGED
    assert BoardLine.objects.filter(meeting=world.meeting, kind=Sip.KIND).count() == 1


def test_what_is_missing_is_said_beside_its_field_and_nothing_is_written(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)

    sip = add(client, world, "sip", others="Mormor.").content.decode()
    plan = add(client, world, "plan", plan=_other_plan()).content.decode()

    assert "Mormor." in sip
    assert "sip-overall" in sip
    assert 'aria-invalid="true"' in sip
    assert 'aria-invalid="true"' in plan
    assert not BoardLine.objects.filter(meeting=world.meeting).exists()


def test_of_a_protected_child_no_municipality_is_offered(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.maria)
    assert _principal(world) in open_board(client, world)
    made(protect(person=world.noel.pk, protection=Protection.PLACE, reason="Hot.", by=world.maria, at=world.at))

    assert _principal(world) not in open_board(client, world)


def test_who_only_sits_in_the_meeting_writes_neither(world: World) -> None:
    meeting_called(world)

    for actor in (world.linda, world.leila, world.as_guardian(world.sara)):
        answer = add(client_for(world, actor), world, "sip", overall=_principal(world), others="Inget")
        assert answer.status_code in {403, 404}
    assert not BoardLine.objects.filter(meeting=world.meeting).exists()
