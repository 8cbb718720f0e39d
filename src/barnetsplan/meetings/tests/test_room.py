"""The meeting itself: who sees what on the shared page, what is put aside, and two who write on one line."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.domain.vocabulary import Answer, PlanState, VersionState
from barnetsplan.meetings import pulse
from barnetsplan.meetings.models import BoardLine, Invitee, Meeting
from barnetsplan.meetings.tests.test_board import add, end_meeting
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.meetings.tests.test_ending import call_follow_up
from barnetsplan.plans.models import Plan, Version
from barnetsplan.records.kinds import Goal, MeetingNote
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World, board_written, made, meeting_called, published, say

pytestmark = pytest.mark.django_db


def of_meeting(name: str, world: World) -> str:
    return reverse(name, args=[world.meeting.pk])


def read(client: Client, name: str, world: World, **headers: str) -> Any:
    return client.get(of_meeting(name, world), headers=headers)


def is_there(world: World, *people: UUID, speaks: str = "") -> Any:
    content = {"do": "narvaro", "there": [str(each) for each in people], "speaks": speaks}
    return client_for(world, world.maria).post(of_meeting("meeting_chair", world), content)


def change(client: Client, world: World, line: BoardLine, *, seen: int, **fields: Any) -> Any:
    content = {
        "do": "andra",
        "rad": str(line.pk),
        "sedd": str(seen),
        "slag": line.kind,
        "verksamhet": str(line.responsible_id or ""),
        "andra-token": str(uuid4()),
        **{f"andra-{name}": value for name, value in fields.items()},
    }
    return client.post(of_meeting("meeting_lead", world), content)


def goal_of(world: World) -> BoardLine:
    return BoardLine.objects.get(meeting=world.meeting, kind=Goal.KIND)


# Who sees the shared page.


def test_everybody_who_is_called_sees_the_same_lines(world: World) -> None:
    board_written(world)
    pages = [
        read(client_for(world, world.maria), "meeting_lead", world),
        read(client_for(world, world.linda), "meeting_room", world),
        read(client_for(world, world.as_guardian(world.sara)), "family_meeting_room", world),
    ]

    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200
        for words in ("Bildschema vid lämning", "Jag vill ha min bok med.", "En kväll är för lite.", "Linda Ahl"):
            assert words in text


def test_who_is_called_but_does_not_lead_may_not_write(world: World) -> None:
    board_written(world)
    page = read(client_for(world, world.linda), "meeting_room", world).content.decode()

    assert "<form" not in page[page.index("<main") :]
    assert client_for(world, world.linda).post(of_meeting("meeting_lead", world), {"do": "mal"}).status_code == 404
    assert client_for(world, world.linda).post(of_meeting("meeting_room", world)).status_code == 405


@pytest.mark.parametrize("name", ["meeting_room", "meeting_chair", "family_meeting_room"])
@pytest.mark.parametrize("who", ["stranger", "pregnant_stranger"])
def test_somebody_who_is_not_called_may_not_see_the_room(world: World, name: str, who: str) -> None:
    board_written(world)
    actor = world.stranger if who == "stranger" else world.linda
    if who != "stranger":
        Invitee.objects.filter(meeting=world.meeting, party=world.preschool.pk).delete()

    same_as_unknown(client_for(world, actor), name, world.meeting.pk)


def test_service_whose_yes_is_taken_back_may_not_see_the_room_any_longer(world: World) -> None:
    board_written(world)
    client = client_for(world, world.leila)
    seen = read(client, "meeting_room", world).context["card"]

    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    # The number moves in the same transaction, so that the open page asks again and is closed.
    assert pulse.number_of(world.meeting.pk) > seen.live.number
    page = read(client, "meeting_room", world, **{"X-Pass": seen.live.token})
    assert page.status_code == 403
    assert "Det här delas inte längre med er." in page.content.decode()
    card = read(client_for(world, world.maria), "meeting_lead", world).context["card"]
    assert world.social.name not in [name for _party, name in card.called]


def test_service_whose_yes_is_taken_back_gets_nothing_of_what_the_meeting_agrees(world: World) -> None:
    board_written(world)
    say(world, world.circle, world.sara, Answer.WITHDRAWN)
    after, client = world.at, client_for(world, world.maria)
    there = [str(world.sara.pk), str(world.daniel.pk)]

    page = end_meeting(client, world, came=there).content.decode()
    BoardLine.objects.filter(responsible__in=[world.social.pk, world.preschool.pk]).delete()
    end_meeting(client, world, came=there)

    assert "är inte med längre. Ändra på bladet vem som gör det" in page
    assert Version.objects.filter(plan=world.plan).exists()
    later = Release.objects.filter(recipient=world.social.pk, valid_from__gt=after)
    assert not later.exists()
    assert not open_visible(world.social.pk, child=world.noel, at=world.later(days=30), containers=[world.plan.pk])


# What the board holds.


def test_only_what_everybody_there_may_read_stands_on_the_board(world: World) -> None:
    meeting_called(world)
    words = "Lugna kvällar."  # Sara's own, released to BVC alone
    chair = client_for(world, world.maria)
    assert words not in read(chair, "meeting_lead", world).content.decode()

    is_there(world, world.sara.pk, world.bvc.pk)

    assert words in read(chair, "meeting_lead", world).content.decode()
    assert (
        words in read(client_for(world, world.as_guardian(world.sara)), "family_meeting_room", world).content.decode()
    )
    is_there(world, world.sara.pk, world.bvc.pk, world.preschool.pk)
    assert words not in read(chair, "meeting_lead", world).content.decode()


def test_chair_may_see_what_stands_aside_and_who_must_leave_for_which_area(world: World) -> None:
    meeting_called(world)
    is_there(world, world.sara.pk, world.daniel.pk, world.bvc.pk, world.preschool.pk)

    card = read(client_for(world, world.maria), "meeting_chair", world).context["card"]

    aside = {(each.area.label, each.who): each.not_for for each in card.aside}
    assert aside["Hemmet", "Sara Lindqvist"] == ("Daniel Lindqvist", "Förskolan Gullvivan")
    points = {point.area.key: point.must_leave for part in card.parts for point in part.points}
    assert "Förskolan Gullvivan" in points["hemmet"]
    carrying = [part.part.key for part in card.parts if part.points]
    assert carrying == ["situation", "needs"]


def test_nobody_else_is_told_what_stands_aside(world: World) -> None:
    meeting_called(world)
    is_there(world, world.sara.pk, world.daniel.pk, world.bvc.pk, world.preschool.pk)

    for client, name in (
        (client_for(world, world.maria), "meeting_lead"),
        (client_for(world, world.linda), "meeting_room"),
        (client_for(world, world.as_guardian(world.daniel)), "family_meeting_room"),
    ):
        page = read(client, name, world).content.decode()
        assert "Lagt åt sidan" not in page
        assert "Lugna kvällar." not in page


def test_shared_page_has_no_way_to_report_and_the_chairs_own_has(world: World) -> None:
    board_written(world)
    chair = client_for(world, world.maria)

    shared, own = (read(chair, name, world).content.decode() for name in ("meeting_lead", "meeting_chair"))

    assert 'class="harm-link"' not in shared
    assert 'class="harm-link"' in own
    assert "Till dig som leder" not in shared


def test_chair_may_say_how_far_the_meeting_has_come_and_who_speaks_for_the_child(world: World) -> None:
    meeting_called(world)
    chair = client_for(world, world.maria)

    chair.post(of_meeting("meeting_chair", world), {"do": "del", "part": "needs"})
    is_there(world, world.sara.pk, world.bvc.pk, speaks=str(world.sara.pk))

    page = read(client_for(world, world.linda), "meeting_room", world).content.decode()
    assert "Här är vi nu" in page
    assert "Talar för barnet:" in page
    meeting = Meeting.objects.get(pk=world.meeting.pk)
    assert (meeting.part, meeting.spoke_for_child_id) == ("needs", world.sara.pk)


@pytest.mark.parametrize(("there", "speaks"), [(UUID(int=1), ""), (None, str(UUID(int=1)))])
def test_somebody_who_is_not_called_may_not_be_checked_in(world: World, there: UUID | None, speaks: str) -> None:
    meeting_called(world)

    page = is_there(world, *([there] if there else []), speaks=speaks)

    assert page.status_code == 200
    assert not Invitee.objects.filter(came__isnull=False).exists()


# Two who write.


def test_chair_may_change_a_line(world: World) -> None:
    board_written(world)
    client, goal = client_for(world, world.maria), goal_of(world)
    form = client.get(of_meeting("meeting_lead", world), {"andra": str(goal.pk)}).content.decode()

    answer = change(client, world, goal, seen=1, text="Noel är lugn vid lämning.", area="relationer")

    assert "Noel känner sig trygg vid lämning.</textarea>" in form
    assert answer.status_code == 302
    page = read(client, "meeting_lead", world).content.decode()
    assert "Noel är lugn vid lämning." in page
    assert "Noel känner sig trygg" not in page
    assert goal_of(world).version == 2


def test_two_who_change_the_same_line_see_both_texts_and_lose_neither(world: World) -> None:
    board_written(world)
    client, goal = client_for(world, world.maria), goal_of(world)
    change(client, world, goal, seen=1, text="Den enas mål.")

    page = change(client, world, goal, seen=1, text="Den andras mål.")

    text = page.content.decode()
    assert page.status_code == 200
    assert "Någon annan ändrade raden medan du skrev." in text
    assert "Den enas mål." in text
    assert "Den andras mål.</textarea>" in text
    assert goal_of(world).version == 2
    assert change(client, world, goal, seen=2, text="Den andras mål.").status_code == 302


def test_change_that_is_sent_again_is_made_once(world: World) -> None:
    board_written(world)
    client, goal = client_for(world, world.maria), goal_of(world)

    answers = [change(client, world, goal, seen=1, text="Lugn lämning.") for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert goal_of(world).version == 2


def test_text_on_a_line_that_was_taken_off_becomes_a_new_line(world: World) -> None:
    board_written(world)
    client, goal = client_for(world, world.maria), goal_of(world)
    client.post(of_meeting("meeting_lead", world), {"do": "bort", "rad": str(goal.pk)})

    page = change(client, world, goal, seen=1, text="Det jag skrev.").content.decode()

    assert "Raden togs bort medan du skrev." in page
    assert "Det jag skrev.</textarea>" in page
    goal.pk = ""
    assert change(client, world, goal, seen=0, text="Det jag skrev.").status_code == 302
    assert "Det jag skrev." in read(client, "meeting_lead", world).content.decode()


@pytest.mark.parametrize(
    "posted",
    [
        {"slag": "strunt"},
        {"slag": "contact", "verksamhet": "strunt"},
        {"sedd": "-1"},
        {"sedd": "9" * 40},
        {"rad": "strunt", "slag": "goal"},
    ],
)
def test_change_of_nothing_changes_nothing(world: World, posted: dict[str, str]) -> None:
    board_written(world)
    content = {"do": "andra", "rad": "", "andra-text": "X", "andra-token": "strunt", **posted}

    page = client_for(world, world.maria).post(of_meeting("meeting_lead", world), content)

    assert page.status_code == 200
    assert goal_of(world).version == 1


def test_changed_item_of_the_plan_is_a_new_entry_that_replaces_the_old(world: World) -> None:
    published(world)
    world.meeting = call_follow_up(world)
    client, goal = client_for(world, world.maria), goal_of(world)
    before = Entry.objects.get(pk=made(goal.carries))

    change(client, world, goal, seen=1, text="Noel är lugn vid lämning.", area="relationer")
    end_meeting(client, world)

    after = Entry.objects.get(kind=Goal.KIND, supersedes=before)
    newest = Version.objects.get(plan=world.plan, number=2)
    assert after.thread == before.thread
    assert after.pk in set(newest.items.values_list("entry", flat=True))
    assert before.pk not in set(newest.items.values_list("entry", flat=True))
    seen = {entry.id for entry in open_visible(world.preschool.pk, child=world.noel, at=world.later(), kinds=["goal"])}
    assert seen == {before.pk}, "until it is published, the circle reads what it read"


# What is agreed, and how it ends.


def test_what_is_agreed_by_area_goes_to_the_family_and_the_bba_alone(world: World) -> None:
    board_written(world)
    client = client_for(world, world.maria)
    add(client, world, "ense", area="hemmet", text="Kvällarna är lugna.")
    assert "Kvällarna är lugna." in read(client_for(world, world.linda), "meeting_room", world).content.decode()

    end_meeting(client, world)

    note = Entry.objects.get(kind=MeetingNote.KIND)
    assert note.area == "hemmet"
    readers = set(Release.objects.filter(entry=note).values_list("recipient", flat=True))
    assert readers == {world.bvc.pk, world.sara.pk, world.daniel.pk, world.noel.pk}
    assert "Kvällarna är lugna." in client.get(of_meeting("meeting", world)).content.decode()


def test_whole_family_in_the_room_gives_everybody_the_plan_in_the_same_minute(world: World) -> None:
    board_written(world)
    everybody = [world.sara.pk, world.daniel.pk, world.preschool.pk, world.social.pk]

    end_meeting(client_for(world, world.maria), world, came=[str(each) for each in everybody])

    version = Version.objects.get(plan=world.plan)
    assert version.state == VersionState.PUBLISHED
    assert Plan.objects.get(pk=world.plan.pk).state == PlanState.LIVE
    seen = {e.kind for e in open_visible(world.preschool.pk, child=world.noel, at=world.later(days=120))}
    assert {"goal", "action", "dissent", "contact"} <= seen
    for client, name in (
        (client_for(world, world.linda), "meeting_room"),
        (client_for(world, world.as_guardian(world.sara)), "family_meeting_room"),
    ):
        assert "alla som är med i den har den nu" in read(client, name, world).content.decode()


def test_guardian_who_was_not_there_has_days_and_the_services_read_their_own_part(world: World) -> None:
    board_written(world)

    end_meeting(client_for(world, world.maria), world, came=[str(world.sara.pk), str(world.preschool.pk)])

    assert Version.objects.get(plan=world.plan).state == VersionState.WITH_FAMILY
    page = client_for(world, world.linda).get(of_meeting("meeting", world)).content.decode()
    assert "Bildschema vid lämning" in page
    assert "Familjestöd hemma" not in page
    assert "En kväll är för lite." not in page
    assert client_for(world, world.linda).get(reverse("plan", args=[world.plan.pk])).status_code == 404
