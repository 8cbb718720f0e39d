"""Calling a meeting and answering the call, as the browser meets it."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.consent.actions import GivenAnswer, answer
from barnetsplan.coordination.actions import pass_on
from barnetsplan.domain.vocabulary import Answer, InvitationReply, TermKind
from barnetsplan.meetings.forms import CallForm
from barnetsplan.meetings.models import BoardLine, Invitee, Meeting
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.sign_in import client_for
from tests.world import BACKGROUND, World, circle_asked, meeting_called, parts, published, say

pytestmark = pytest.mark.django_db


def call_content(world: World, **fields: Any) -> dict[str, Any]:
    """A whole call, as it is posted."""
    return {
        "token": str(uuid4()),
        "services": [str(world.preschool.pk), str(world.social.pk)],
        "day": "2030-05-14",
        "clock": "15.00",
        "where": "Biblioteket",
        "question": "Hur blir lämningen lugnare?",
        "child_takes_part": "for_a_while",
        **fields,
    }


def _call(world: World, who: Actor | None = None, **fields: Any) -> Any:
    client = client_for(world, who or world.maria)
    return client.post(reverse("meeting_call", args=[world.case.pk]), call_content(world, **fields))


def _agreed(world: World) -> None:
    circle_asked(world)
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)


def _without_secrets(page: Any) -> str:
    """The page without the values that are new at every visit."""
    return re.sub(r'[A-Za-z0-9_-]{20,}={0,2}(?=")', "", page.content.decode())


def same_as_unknown(client: Client, name: str, key: UUID) -> None:
    """A page of somebody else's answers as one that does not exist."""
    hidden, unknown = (client.get(reverse(name, args=[each])) for each in (key, uuid4()))
    assert hidden.status_code == unknown.status_code == 404
    assert _without_secrets(hidden) == _without_secrets(unknown)


def test_bba_may_call_the_family_and_the_agreed_services(world: World) -> None:
    _agreed(world)
    page = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk])).content.decode()

    answer = _call(world)

    assert all(name in page for name in ("Sara Lindqvist", "Daniel Lindqvist", "Noel Lindqvist", "Gullvivan"))
    meeting = Meeting.objects.get(case=world.case)
    assert answer.headers["Location"] == reverse("meeting", args=[meeting.pk])
    assert meeting.starts_at == datetime(2030, 5, 14, 13, tzinfo=UTC)
    called = set(Invitee.objects.filter(meeting=meeting).values_list("party", flat=True))
    units = {world.bvc.pk, world.preschool.pk, world.social.pk}
    assert called == {world.noel.pk, world.sara.pk, world.daniel.pk} | units
    told = Notice.objects.filter(kind=NoticeKind.INVITED, done_at__isnull=True)
    assert set(told.values_list("party", flat=True)) == called - {world.noel.pk, world.bvc.pk}


def test_notice_of_a_late_meeting_has_the_swedish_day(world: World) -> None:
    _agreed(world)

    _call(world, day="2030-05-15", clock="00.30")

    days = set(Notice.objects.filter(kind=NoticeKind.INVITED).values_list("due_on", flat=True))
    assert {day.isoformat() for day in days if day} == {"2030-05-15"}


def test_call_sent_twice_calls_once(world: World) -> None:
    _agreed(world)
    token = str(uuid4())

    first, second = _call(world, token=token), _call(world, token=token)

    assert first.headers["Location"] == second.headers["Location"]
    assert Meeting.objects.count() == 1


def test_bba_may_not_call_again_while_a_meeting_is_called(world: World) -> None:
    _agreed(world)
    _call(world)

    page = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk])).content.decode()

    assert "Ett möte är redan kallat" in page
    assert _call(world).status_code == 200
    assert Meeting.objects.count() == 1


def test_unit_without_consent_may_not_be_called(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)

    page = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk])).content.decode()
    answer = _call(world)

    assert "Svar saknas från:" in page
    assert reverse("consent_follow", args=[world.circle.pk]) in page
    assert reverse("consent_ask", args=[world.case.pk]) in page
    assert answer.status_code == 200
    assert "Välj ett av alternativen." in answer.content.decode()
    assert not Meeting.objects.exists()


def test_unit_outside_the_asking_may_not_be_called(world: World) -> None:
    _agreed(world)

    answer = _call(world, services=[str(world.school.pk)])

    assert answer.status_code == 200
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"day": "2020-01-01"}, "Den tiden har redan varit."),
        ({"day": "igår"}, "Skriv datumet som år-månad-dag"),
        ({"clock": ""}, "Välj en tid."),
        ({"question": ""}, "Skriv något här."),
        ({"question": "ordlös " * 11_500}, "Texten är för lång"),
        ({"services": []}, "Välj ett alternativ."),
        ({"child_takes_part": "flying"}, "Välj ett av alternativen."),
    ],
)
def test_bad_call_gets_a_sentence_and_keeps_what_was_typed(world: World, wrong: dict[str, Any], sentence: str) -> None:
    _agreed(world)

    page = _call(world, **wrong).content.decode()

    assert sentence in page
    assert "Biblioteket" in page
    assert not Meeting.objects.exists()


def test_call_has_no_more_required_fields_than_its_budget(world: World) -> None:
    _agreed(world)
    answer = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk]))

    form: CallForm = answer.context["form"]

    assert form.required_count <= current().budgets.call


def test_unborn_child_is_not_asked_how_to_take_part(world: World) -> None:
    _agreed(world)
    answer = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk]))
    card = replace(answer.context["card"], is_born=False)

    form = CallForm(None, card=card, at=world.at)

    assert "child_takes_part" not in form.fields
    assert card.child_name not in card.audience


@pytest.mark.parametrize("who", ["linda", "leila", "stranger", "sara"])
def test_others_may_not_call(world: World, who: str) -> None:
    _agreed(world)
    person = getattr(world, who)
    actor = person if isinstance(person, Actor) else world.as_guardian(person)

    same_as_unknown(client_for(world, actor), "meeting_call", world.case.pk)


def test_invited_unit_may_open_and_answer(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.linda)
    page = client.get(reverse("meeting", args=[world.meeting.pk])).content.decode()

    answer = client.post(reverse("meeting_reply", args=[world.meeting.pk]), {"reply": "coming"})

    assert "Hur blir lämningen lugnare?" in page
    assert answer.headers["Location"] == reverse("meeting", args=[world.meeting.pk])
    assert Invitee.objects.get(meeting=world.meeting, party=world.preschool.pk).reply == InvitationReply.COMING
    assert "Ni har svarat att ni kommer." in client.get(reverse("meeting", args=[world.meeting.pk])).content.decode()


def test_only_those_who_lead_may_see_every_reply(world: World) -> None:
    meeting_called(world)
    client_for(world, world.linda).post(reverse("meeting_reply", args=[world.meeting.pk]), {"reply": "not_coming"})
    url = reverse("meeting", args=[world.meeting.pk])

    leader = client_for(world, world.maria).get(url).content.decode()
    other = client_for(world, world.leila).get(url).content.decode()

    assert "Kommer inte" in leader
    assert reverse("meeting_lead", args=[world.meeting.pk]) in leader
    assert "Kommer inte" not in other
    assert other.count("Inget svar än") == 1
    assert "Förskolan Gullvivan" in other
    assert reverse("meeting_lead", args=[world.meeting.pk]) not in other


def test_invited_unit_may_not_answer_something_else(world: World) -> None:
    meeting_called(world)

    page = client_for(world, world.linda).post(reverse("meeting_reply", args=[world.meeting.pk]), {"reply": "kanske"})

    assert "Välj ett av alternativen." in page.content.decode()
    assert not Invitee.objects.exclude(reply="").exists()


def test_uninvited_unit_may_not_open_anything_of_the_meeting(world: World) -> None:
    meeting_called(world)
    client = client_for(world, world.stranger)

    for name in ("meeting", "meeting_lead", "meeting_finish"):
        same_as_unknown(client, name, world.meeting.pk)
    assert client.post(reverse("meeting_reply", args=[world.meeting.pk]), {"reply": "coming"}).status_code == 404


def test_unit_whose_yes_is_taken_back_may_not_open_the_meeting(world: World) -> None:
    meeting_called(world)
    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    page = client_for(world, world.leila).get(reverse("meeting", args=[world.meeting.pk]))
    leader = client_for(world, world.maria).get(reverse("meeting", args=[world.meeting.pk])).content.decode()

    assert page.status_code == 403
    assert "Det här delas inte längre med er." in page.content.decode()
    assert world.social.name not in leader


def test_coordinator_may_call_the_follow_up_and_lead_it(world: World) -> None:
    published(world)
    world.case.refresh_from_db()
    pass_on(child=world.noel.pk, kind=TermKind.COORDINATOR, to=world.social.pk, at=world.later())
    client = client_for(world, world.leila)
    page = client.get(reverse("meeting_call", args=[world.case.pk])).content.decode()

    _call(world, world.leila, services=[str(world.preschool.pk), str(world.bvc.pk)])

    assert "Kalla till uppföljning" in page
    meeting = Meeting.objects.get(chair=world.social.pk)
    assert client.get(reverse("meeting", args=[meeting.pk])).status_code == 200
    board = client.get(reverse("meeting_lead", args=[meeting.pk])).content.decode()
    assert "Bildschema vid lämning" in board
    assert BoardLine.objects.filter(meeting=meeting).count() > 4
    assert client_for(world, world.linda).get(reverse("meeting", args=[meeting.pk])).status_code == 200


def test_background_taken_back_does_not_close_the_meeting(world: World) -> None:
    meeting_called(world)
    only = {"layer": BACKGROUND, "area": "hemmet"}
    given = parts(world, world.circle, Answer.WITHDRAWN, only=only)
    taken_back = GivenAnswer(giver=world.sara.pk, parts=given)
    answer(world.fresh(world.circle), taken_back, by=world.as_guardian(world.sara), at=world.later())

    assert client_for(world, world.leila).get(reverse("meeting", args=[world.meeting.pk])).status_code == 200
