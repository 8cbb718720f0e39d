"""What a call says beside time and question, whom it asks to prepare what, and whom it can still be sent to."""

from typing import Any

import pytest
from django.urls import reverse

from barnetsplan.cases.sharing import decide_sharing
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.actions import answer_consent
from barnetsplan.family.telling import still_waits
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.tests.test_calling import call_content
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.plans.circle import ask_for_circle
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Invitation, Preparation, from_json
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World, circle_asked, made, meeting_called, parts, say

pytestmark = pytest.mark.django_db
TO_SARA, TO_NOEL, TO_LINDA = "Ta med boken om björnen.", "Rita hur lämningen känns.", "Fråga Noel före mötet."


def _agreed(world: World) -> None:
    circle_asked(world)
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)


def _call(world: World, **fields: Any) -> Any:
    client = client_for(world, world.maria)
    return client.post(reverse("meeting_call", args=[world.case.pk]), call_content(world, **fields))


def _called(world: World, **fields: Any) -> Meeting:
    _agreed(world)
    _call(world, **fields)
    return made(Meeting.objects.filter(case=world.case).first())


def _page(world: World, who: Actor, name: str, meeting: Meeting) -> str:
    return client_for(world, who).get(reverse(name, args=[meeting.pk])).content.decode()


def _asks(world: World) -> dict[str, str]:
    asked = {world.sara.pk: TO_SARA, world.noel.pk: TO_NOEL, world.preschool.pk: TO_LINDA}
    return {f"prepare_{party.hex}": text for party, text in asked.items()}


def test_the_call_says_how_one_meets_and_who_helps(world: World) -> None:
    meeting = _called(world, way="home", interpreter="arabiska", child_with="farmor")

    pages = [
        _page(world, world.linda, "meeting", meeting),
        _page(world, world.as_guardian(world.sara), "family_meeting", meeting),
    ]

    for page in pages:
        assert "Hemma hos barnet" in page
        assert "arabiska" in page
        assert "farmor" in page


def test_a_call_that_says_no_way_is_to_a_place(world: World) -> None:
    meeting = _called(world, way="")

    assert "På en plats" in _page(world, world.linda, "meeting", meeting)


def test_a_call_from_before_one_could_choose_is_still_read() -> None:
    old = '{"when": "5 oktober", "question": "Hur?", "where": "", "child_takes_part": ""}'

    assert from_json("invitation", 1, old) == Invitation(when="5 oktober", question="Hur?")


def test_each_reads_what_it_is_asked_to_prepare_and_nobody_elses(world: World) -> None:
    meeting = _called(world, **_asks(world))

    sara, daniel = (_page(world, world.as_guardian(p), "family_meeting", meeting) for p in (world.sara, world.daniel))
    linda, leila = (_page(world, who, "meeting", meeting) for who in (world.linda, world.leila))

    assert [text in sara for text in (TO_SARA, TO_NOEL, TO_LINDA)] == [True, True, False]
    assert [text in daniel for text in (TO_SARA, TO_NOEL, TO_LINDA)] == [False, True, False]
    assert [text in linda for text in (TO_SARA, TO_NOEL, TO_LINDA)] == [False, False, True]
    assert not any(text in leila for text in (TO_SARA, TO_NOEL, TO_LINDA))


def test_the_one_who_calls_reads_what_each_is_asked(world: World) -> None:
    meeting = _called(world, **_asks(world))

    page = _page(world, world.maria, "meeting", meeting)

    assert all(text in page for text in (TO_SARA, TO_NOEL, TO_LINDA))


def test_what_is_asked_of_one_is_released_to_no_other_party(world: World) -> None:
    meeting = _called(world, **_asks(world))

    for party, texts in (
        (world.daniel.pk, {TO_NOEL}),
        (world.social.pk, set()),
        (world.preschool.pk, {TO_LINDA}),
        (world.sara.pk, {TO_SARA, TO_NOEL}),
    ):
        seen = open_visible(party, child=world.case.child, at=world.at, containers=[meeting.pk])
        assert {entry.payload.text for entry in seen if isinstance(entry.payload, Preparation)} == texts


def test_a_service_that_is_not_called_is_asked_nothing(world: World) -> None:
    asked = {f"prepare_{world.social.pk.hex}": "Ta med planen."}

    meeting = _called(world, services=[str(world.preschool.pk)], **asked)

    assert "Ta med planen." not in _page(world, world.maria, "meeting", meeting)


def test_the_whole_page_has_no_more_required_fields_than_the_call(world: World) -> None:
    _agreed(world)

    page = client_for(world, world.maria).get(reverse("meeting_call", args=[world.case.pk])).content.decode()

    assert page.count("data-required") <= current().budgets.call


def test_a_new_service_shows_whose_yes_it_lacks_and_starts_the_question(world: World) -> None:
    _agreed(world)
    client = client_for(world, world.maria)

    page = client.get(reverse("meeting_call", args=[world.case.pk])).content.decode()
    begun = client.post(
        reverse("sharing", args=[world.case.pk]),
        {"token": "", "step": "answers", "services": [str(world.school.pk)]},
    )

    assert "Det som saknas är ett ja" in page
    assert str(world.school.pk) in page
    assert reverse("sharing", args=[world.case.pk]) in page
    assert begun.status_code == 200
    assert world.school.name in begun.content.decode()


def _say_yes_to_the_school(world: World) -> None:
    ask = {world.school.pk: (SharingAnswer.ASK, "")}
    decide_sharing(case=world.case, token=world.noel.pk, answers=ask, by=world.maria, at=world.later())
    asked = made(
        ask_for_circle(
            case=world.case,
            token=world.school.pk,
            services={world.school.pk: ()},
            last_day=None,
            by=world.maria,
            at=world.later(),
        )
    )
    for person in (world.sara, world.daniel):
        say(world, asked, person, Answer.YES)


def test_a_service_that_got_its_yes_after_the_call_can_be_called_too(world: World) -> None:
    meeting_called(world)
    _say_yes_to_the_school(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("meeting", args=[world.meeting.pk])).content.decode()

    address, wanted = reverse("meeting_more", args=[world.meeting.pk]), {"verksamhet": str(world.school.pk)}
    answers = [client.post(address, wanted) for _ in range(2)]

    assert "Familjen har sagt ja till fler" in page
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Invitee.objects.filter(meeting=world.meeting, party=world.school.pk).count() == 1
    assert Notice.objects.filter(party=world.school.pk, kind=NoticeKind.INVITED, done_at__isnull=True).count() == 1


@pytest.mark.parametrize("unit", ["school", "nonsense"])
def test_nobody_without_a_yes_is_called_afterwards(world: World, unit: str) -> None:
    meeting_called(world)
    wanted = str(world.school.pk) if unit == "school" else unit

    client_for(world, world.maria).post(reverse("meeting_more", args=[world.meeting.pk]), {"verksamhet": wanted})

    assert not Invitee.objects.filter(meeting=world.meeting, party=world.school.pk).exists()


def test_everybody_who_was_called_hears_that_the_meeting_is_off(world: World) -> None:
    meeting_called(world)
    client_for(world, world.maria).post(reverse("meeting_move", args=[world.meeting.pk]), {"do": "installt"})

    told = Notice.objects.filter(kind=NoticeKind.MEETING_OFF, done_at__isnull=True)
    home = client_for(world, world.as_guardian(world.sara)).get(reverse("family_plan", args=[world.noel.pk]))

    assert set(told.values_list("party", flat=True)) == {
        world.sara.pk,
        world.daniel.pk,
        world.preschool.pk,
        world.social.pk,
    }
    assert "Mötet är inställt" in home.content.decode()
    assert still_waits(world.as_guardian(world.sara), [told.get(party=world.sara.pk).pk], at=world.later())


def test_who_reads_the_call_no_longer_hears_nothing_of_its_end(world: World) -> None:
    meeting_called(world)
    said = parts(world, world.circle, Answer.WITHDRAWN)
    only_social = {part: each for part, each in said.items() if part[0] == world.social.pk}
    _take_back(world, only_social)

    client_for(world, world.maria).post(reverse("meeting_move", args=[world.meeting.pk]), {"do": "installt"})

    assert not Notice.objects.filter(kind=NoticeKind.MEETING_OFF, party=world.social.pk).exists()


def _take_back(world: World, said: Any) -> None:
    made(
        answer_consent(
            request=world.fresh(world.circle), parts=said, by=world.as_guardian(world.sara), at=world.later()
        )
    )
