"""Times to choose among, moving, calling off, and the calendar: read back by others than those who wrote it."""

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import vobject  # type: ignore[import-untyped]
from django.test import Client
from django.urls import reverse

from barnetsplan.domain.periods import STOCKHOLM
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import Answer, InvitationReply, MeetingState
from barnetsplan.family.telling import still_waits
from barnetsplan.meetings.models import CalendarFeed, Invitee, Meeting, ProposedTime
from barnetsplan.meetings.tests.test_calling import _agreed, _call, same_as_unknown
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Child
from tests.sign_in import client_for
from tests.world import World, meeting_called, say

pytestmark = pytest.mark.django_db


def of_meeting(name: str, world: World) -> str:
    return reverse(name, args=[world.meeting.pk])


def event_of(client: Client, address: str) -> Any:
    return vobject.readOne(client.get(address).content.decode()).vevent


def family_of(world: World) -> Client:
    return client_for(world, world.as_guardian(world.sara))


def move(world: World, **fields: str) -> Any:
    return client_for(world, world.maria).post(of_meeting("meeting_move", world), fields)


def with_three_times(world: World) -> None:
    _agreed(world)
    _call(world, day_2="2030-05-15", clock_2="09.00", day_3="2030-05-16", clock_3="10.30")
    world.meeting = Meeting.objects.get(case=world.case)


# Times.


def test_called_may_choose_among_three_times_on_one_page(world: World) -> None:
    with_three_times(world)
    client = family_of(world)
    page = client.get(of_meeting("family_meeting_times", world)).content.decode()
    second = ProposedTime.objects.order_by("starts_at")[1]

    answer = client.post(of_meeting("family_meeting_times", world), {"suits": [str(second.pk)]})

    assert ProposedTime.objects.count() == 3
    assert page.count('name="suits"') == 3
    assert answer.headers["Location"] == of_meeting("family_meeting", world)
    assert Invitee.objects.get(party=world.sara.pk).reply == InvitationReply.COMING
    assert not Notice.objects.filter(kind=NoticeKind.INVITED, party=world.sara.pk, done_at__isnull=True).exists()
    shown = client_for(world, world.maria).get(of_meeting("meeting_move", world)).context["card"]
    assert [time.suits for time in shown.times] == [(), ("Sara Lindqvist",), ()]
    assert "Daniel Lindqvist" in shown.silent
    other = client_for(world, world.linda).get(of_meeting("meeting_times", world)).content.decode()
    assert "Sara Lindqvist" not in other


def test_prot_02_who_reads_the_answer_is_named_by_what_they_do_where_a_place_is_hidden(world: World) -> None:
    meeting_called(world)
    open_page = family_of(world).get(of_meeting("family_meeting_times", world)).context["card"].reader
    Child.objects.filter(pk=world.noel.pk).update(protection=Protection.PLACE)
    hidden_page = family_of(world).get(of_meeting("family_meeting_times", world)).context["card"].reader

    assert open_page == world.bvc.name
    assert hidden_page.startswith("Kontaktperson")


def test_called_may_propose_another_time(world: World) -> None:
    meeting_called(world)

    client_for(world, world.linda).post(
        of_meeting("meeting_times", world), {"rather_day": "2030-06-01", "rather_clock": "14.00"}
    )

    card = client_for(world, world.maria).get(of_meeting("meeting_move", world)).context["card"]
    assert card.rather == (("Förskolan Gullvivan", datetime(2030, 6, 1, 12, tzinfo=UTC)),)


def test_settled_time_moves_the_call_and_everybody_answers_anew(world: World) -> None:
    with_three_times(world)
    third = ProposedTime.objects.order_by("starts_at")[2]
    client_for(world, world.linda).post(of_meeting("meeting_reply", world), {"reply": "coming"})

    answer = move(world, time=str(third.pk))

    meeting = Meeting.objects.get(pk=world.meeting.pk)
    assert answer.headers["Location"] == of_meeting("meeting", world)
    assert (meeting.starts_at, meeting.sequence) == (third.starts_at, 1)
    assert not ProposedTime.objects.exists()
    assert not Invitee.objects.exclude(reply="").exists()
    for client, name in ((client_for(world, world.linda), "meeting"), (family_of(world), "family_meeting")):
        assert "16 maj 2030" in client.get(of_meeting(name, world)).content.decode()


def _waits(world: World, kind: NoticeKind) -> set[object]:
    rows = Notice.objects.filter(thing=world.meeting.pk, kind=kind, done_at__isnull=True)
    return set(rows.values_list("party", flat=True))


def test_moved_meeting_is_told_anew_to_everybody_who_is_called(world: World) -> None:
    with_three_times(world)
    called = _waits(world, NoticeKind.INVITED)
    Notice.objects.filter(kind=NoticeKind.INVITED).update(done_at=world.at)

    move(world, time=str(ProposedTime.objects.order_by("starts_at")[2].pk))

    assert called
    assert _waits(world, NoticeKind.INVITED) == called
    assert _waits(world, NoticeKind.MEETING_SETTLED) == set()


def test_when_the_time_of_the_call_is_settled_whom_it_suits_hears_so_and_the_others_answer_to_it(world: World) -> None:
    with_three_times(world)
    called = _waits(world, NoticeKind.INVITED)
    first, second, _third = ProposedTime.objects.order_by("starts_at")
    client = family_of(world)
    client.post(of_meeting("family_meeting_times", world), {"suits": [str(first.pk), str(second.pk)]})
    client_for(world, world.linda).post(of_meeting("meeting_times", world), {"suits": [str(second.pk)]})

    move(world, time=str(first.pk))

    assert _waits(world, NoticeKind.MEETING_SETTLED) == {world.sara.pk}
    assert _waits(world, NoticeKind.INVITED) == called - {world.sara.pk}
    assert Invitee.objects.get(party=world.sara.pk).reply == InvitationReply.COMING
    assert Invitee.objects.get(party=world.preschool.pk).reply == ""
    home = client.get(reverse("family_plan", args=[world.noel.pk])).content.decode()
    assert "Tiden för mötet är bestämd" in home
    told = Notice.objects.get(kind=NoticeKind.MEETING_SETTLED)
    assert still_waits(world.as_guardian(world.sara), [told.pk], at=world.later())

    client_for(world, world.maria).post(of_meeting("meeting_move", world), {"do": "installt"})
    assert _waits(world, NoticeKind.MEETING_SETTLED) == set(), "a meeting that is off has no time"


def test_service_whose_yes_is_taken_back_is_not_called_to_the_new_time(world: World) -> None:
    meeting_called(world)
    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    assert move(world, day="2030-06-01", clock="14.00").status_code == 302

    assert client_for(world, world.linda).get(of_meeting("meeting", world)).status_code == 403
    assert "juni 2030" in family_of(world).get(of_meeting("family_meeting", world)).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"day": "2020-01-01", "clock": "10.00"}, "Den tiden har redan varit."),
        ({"day": "2030-03-31", "clock": "02.30"}, "Klockan ställs om den natten"),
        ({"day": "2030-10-27", "clock": "02.30"}, "Klockan ställs om den natten"),
        ({"day": "2030-06-01"}, "Skriv både dag och tid."),
        ({"day": ""}, "Välj en dag och en tid."),
    ],
)
def test_bad_time_gets_a_sentence_and_moves_nothing(world: World, fields: dict[str, str], sentence: str) -> None:
    meeting_called(world)

    page = move(world, **fields)

    assert sentence in page.content.decode()
    assert Meeting.objects.get(pk=world.meeting.pk).sequence == 0


@pytest.mark.parametrize("day", ["2030-03-31", "2030-10-27"])
def test_meeting_may_not_be_called_to_a_time_that_the_clock_does_not_show_once(world: World, day: str) -> None:
    _agreed(world)

    assert "Klockan ställs om den natten" in _call(world, day=day, clock="02.30").content.decode()
    assert not Meeting.objects.exists()


def test_meeting_that_is_called_off_says_so_to_everybody_and_may_be_called_anew(world: World) -> None:
    meeting_called(world)

    answers = [move(world, do="installt") for _ in range(2)]

    meeting = Meeting.objects.get(pk=world.meeting.pk)
    assert [answer.status_code for answer in answers] == [302, 403]
    assert meeting.state == MeetingState.FINISHED
    for client, name in ((client_for(world, world.linda), "meeting"), (family_of(world), "family_meeting")):
        assert "Mötet är inställt" in client.get(of_meeting(name, world)).content.decode()
    assert event_of(family_of(world), of_meeting("family_meeting_calendar", world)).status.value == "CANCELLED"


@pytest.mark.parametrize("who", ["linda", "stranger"])
def test_others_may_not_move(world: World, who: str) -> None:
    meeting_called(world)

    same_as_unknown(client_for(world, getattr(world, who)), "meeting_move", world.meeting.pk)


# The calendar.


def test_not_05_calendar_tells_when_and_nothing_else(world: World) -> None:
    with_three_times(world)
    content = family_of(world).get(of_meeting("family_meeting_calendar", world)).content.decode()

    event = vobject.readOne(content).vevent

    assert event.summary.value == "Möte"
    assert event.dtstart.value == datetime(2030, 5, 14, 15, tzinfo=STOCKHOLM)
    assert "METHOD:REQUEST" in content
    assert "TZID:Europe/Stockholm" in content
    assert {"location", "description", "url", "comment", "contact"}.isdisjoint(event.contents)
    for word in ("Noel", "Sara", "Maria", "BVC", "Biblioteket", "lämningen", "Gullvivan", "mailto", str(world.noel.pk)):
        assert word not in content


def test_moved_meeting_is_the_same_event_with_a_higher_sequence(world: World) -> None:
    meeting_called(world)
    client, address = family_of(world), of_meeting("family_meeting_calendar", world)
    before = event_of(client, address)

    move(world, day="2030-06-01", clock="14.00")

    after = event_of(client, address)
    assert before.uid.value == after.uid.value
    assert (before.sequence.value, after.sequence.value) == ("0", "1")
    assert event_of(client_for(world, world.linda), of_meeting("meeting_calendar", world)).uid.value != after.uid.value


def test_not_05_feed_is_off_until_it_is_turned_on_and_its_address_ends_with_it(world: World) -> None:
    meeting_called(world)
    client = family_of(world)
    off = client.get(reverse("calendar")).content.decode()

    on = client.post(reverse("calendar"), {"do": "pa"}).context["address"]

    assert "Det är av." in off
    assert vobject.readOne(Client().get(on).content.decode()).vevent.summary.value == "Möte"
    assert bytes(CalendarFeed.objects.get().token_hash).hex() not in on
    client.post(reverse("calendar"), {"do": "av"})
    ended, unknown = Client().get(on), Client().get(reverse("calendar_feed", args=["strunt"]))
    assert (ended.status_code, unknown.status_code) == (404, 404)
    assert ended.content == unknown.content


def test_feed_holds_nothing_that_the_service_may_not_know_any_longer(world: World) -> None:
    meeting_called(world)
    address = client_for(world, world.linda).post(reverse("calendar"), {"do": "pa"}).context["address"]
    before = Client().get(address).content.decode()

    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    assert before.count("BEGIN:VEVENT") == 1
    assert "BEGIN:VEVENT" not in Client().get(address).content.decode()


def test_new_address_ends_the_old(world: World) -> None:
    meeting_called(world)
    client = family_of(world)

    old, new = (client.post(reverse("calendar"), {"do": "pa"}).context["address"] for _ in range(2))

    assert (Client().get(old).status_code, Client().get(new).status_code) == (404, 200)


def test_calendar_program_reads_the_file(world: World, tmp_path: Path) -> None:
    with_three_times(world)
    file = tmp_path / "mote.ics"
    file.write_bytes(family_of(world).get(of_meeting("family_meeting_calendar", world)).content)
    config = tmp_path / "khal.conf"
    config.write_text(
        f"[calendars]\n[[mine]]\npath = {tmp_path / 'calendar'}\n[sqlite]\npath = {tmp_path / 'khal.db'}\n"
        "[locale]\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
        "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
        "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
    )
    (tmp_path / "calendar").mkdir()
    khal = [str(Path(sys.executable).with_name("khal")), "-c", str(config)]

    subprocess.run([*khal, "import", "--batch", "-a", "mine", str(file)], check=True, capture_output=True)  # noqa: S603
    listed = [*khal, "list", "2030-05-14", "1d"]
    told = subprocess.run(listed, check=True, capture_output=True, text=True).stdout  # noqa: S603

    assert "15:00-15:45 Möte" in told
