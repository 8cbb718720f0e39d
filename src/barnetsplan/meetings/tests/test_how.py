"""Three short questions when a meeting is over, as the browser meets them; counted, and joined to nobody."""

from typing import Any
from uuid import uuid4

import pytest
from django.db.models import DateField, ForeignKey, TimeField
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.periods import local_date
from barnetsplan.meetings.models import HowItWas, Invitee
from barnetsplan.meetings.moving import cancel_meeting
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from tests.sign_in import client_for
from tests.world import World, made, meeting_called, version_with_family

pytestmark = pytest.mark.django_db
ANSWERS = {"heard": "yes", "understood": "partly", "knows_next": "no"}


def _tell(world: World, who: Actor, name: str = "family_meeting_how", **fields: Any) -> Any:
    return client_for(world, who).post(reverse(name, args=[world.meeting.pk]), {**ANSWERS, **fields})


def _counted() -> dict[tuple[str, str, str], int]:
    rows = HowItWas.objects.values_list("who", "question", "answer", "number")
    return {(who, question, answer): number for who, question, answer, number in rows}


def test_guardians_child_and_professionals_are_counted_each_as_what_they_are(world: World) -> None:
    version_with_family(world)

    answers = [
        _tell(world, world.as_guardian(world.sara)),
        _tell(world, world.as_guardian(world.daniel), heard="no", knows_next=""),
        _tell(world, world.linda, "meeting_how"),
    ]

    assert [answer.status_code for answer in answers] == [302, 302, 302]
    assert _counted() == {
        ("guardian", "heard", "yes"): 1,
        ("guardian", "heard", "no"): 1,
        ("guardian", "understood", "partly"): 2,
        ("guardian", "knows_next", "no"): 1,
        ("professional", "heard", "yes"): 1,
        ("professional", "understood", "partly"): 1,
        ("professional", "knows_next", "no"): 1,
    }
    assert set(HowItWas.objects.values_list("month", flat=True)) == {local_date(world.at).strftime("%Y-%m")}


def test_a_count_points_at_nobody_and_holds_no_moment() -> None:
    fields = HowItWas._meta.get_fields()

    assert {field.name for field in fields} == {"id", "month", "who", "question", "answer", "number"}
    assert not [field for field in fields if isinstance(field, ForeignKey | DateField | TimeField)]


def test_the_log_says_that_somebody_answered_and_not_what(world: World) -> None:
    version_with_family(world)

    _tell(world, world.as_guardian(world.sara))

    told = b"".join(bytes(e.canonical) for e in AuditEvent.objects.filter(act="meeting:tell_how_as_family"))
    assert b"guardian_tells_how_it_was" in told
    assert not any(word in told for word in (b"partly", b"heard", b"understood"))


def test_each_answers_once(world: World) -> None:
    version_with_family(world)
    _tell(world, world.as_guardian(world.sara))

    again = _tell(world, world.as_guardian(world.sara))

    assert again.status_code == 200
    assert sum(_counted().values()) == len(ANSWERS)
    assert "inget mer att svara på" in again.content.decode()


def test_the_screen_in_the_room_goes_round_and_the_child_is_asked_in_its_own_words(world: World) -> None:
    version_with_family(world)
    client = client_for(world, world.maria)
    address = reverse("meeting_how", args=[world.meeting.pk])

    page = client.get(f"{address}?vem={world.noel.pk}").content.decode()
    client.post(address, {**ANSWERS, "vem": str(world.noel.pk)})

    question = current().meeting_questions[0]
    assert question.child_text in page
    assert question.professional_text not in page
    assert ("child", "heard", "yes") in _counted()
    assert not Invitee.objects.get(meeting=world.meeting, party=world.bvc.pk).told_how


def test_only_the_one_who_leads_hands_the_screen_on(world: World) -> None:
    version_with_family(world)

    _tell(world, world.linda, "meeting_how", vem=str(world.sara.pk))

    assert {who for who, _question, _answer in _counted()} == {"professional"}
    assert not Invitee.objects.get(meeting=world.meeting, party=world.sara.pk).told_how


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        (dict.fromkeys(ANSWERS, ""), "Svara på minst en fråga"),
        ({"heard": "sometimes"}, "Välj ett av alternativen."),
    ],
)
def test_bad_answer_gets_a_sentence_and_counts_nothing(world: World, wrong: dict[str, str], sentence: str) -> None:
    version_with_family(world)

    page = _tell(world, world.as_guardian(world.sara), **wrong)

    assert sentence in page.content.decode()
    assert not HowItWas.objects.exists()


def test_who_was_not_there_is_not_asked(world: World) -> None:
    version_with_family(world)
    Invitee.objects.filter(meeting=world.meeting, party=world.daniel.pk).update(came=False)

    answer = _tell(world, world.as_guardian(world.daniel))
    page = client_for(world, world.as_guardian(world.daniel)).get(reverse("family_meeting", args=[world.meeting.pk]))

    assert answer.status_code == 200
    assert not HowItWas.objects.exists()
    assert "Tre korta frågor" not in page.content.decode()


def test_nobody_may_answer_before_the_meeting_is_over(world: World) -> None:
    meeting_called(world)

    assert _tell(world, world.as_guardian(world.sara)).status_code == 403
    assert _tell(world, world.linda, "meeting_how").status_code == 403


def test_a_meeting_that_was_called_off_asks_nothing(world: World) -> None:
    meeting_called(world)
    made(cancel_meeting(meeting=world.meeting, by=world.maria, at=world.later()))

    _tell(world, world.as_guardian(world.sara))

    assert not HowItWas.objects.exists()


def test_a_neighbour_may_not_see_that_there_is_a_meeting(world: World) -> None:
    version_with_family(world)

    same_as_unknown(client_for(world, world.stranger), "meeting_how", world.meeting.pk)


def test_unknown_meeting_is_not_found(world: World) -> None:
    assert client_for(world, world.linda).get(reverse("meeting_how", args=[uuid4()])).status_code == 404
