"""From a telephone call to a called meeting on one page, as the browser meets it (architecture.md 5.5)."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.cases.sharing import meets_children
from barnetsplan.consent.models import ConsentAnswer, ConsentRequest
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.vocabulary import CaseState, ConsentWay
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.tests.test_board import add
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import ChildView
from barnetsplan.records.models import Entry
from tests.files import a_picture
from tests.sign_in import client_for
from tests.world import World, concern_sent, gathered, made, meeting_called

pytestmark = pytest.mark.django_db


def _content(world: World, **fields: Any) -> dict[str, Any]:
    """What must be filled in, and nothing else."""
    return {
        "token": str(uuid4()),
        "child_says": "Jag vill att mamma är med.",
        "services": [str(world.preschool.pk), str(world.social.pk)],
        "yeses": [str(world.sara.pk), str(world.daniel.pk)],
        "day": "2030-05-14",
        "clock": "15.00",
        **fields,
    }


def _post(world: World, who: Actor | None = None, **fields: Any) -> Any:
    client = client_for(world, who or world.maria)
    return client.post(reverse("short_call", args=[world.concern.pk]), _content(world, **fields))


def _page(world: World) -> str:
    return client_for(world, world.maria).get(reverse("short_call", args=[world.concern.pk])).content.decode()


def test_the_short_way_has_no_more_required_fields_than_its_budget(world: World) -> None:
    concern_sent(world)
    page = client_for(world, world.maria).get(reverse("short_call", args=[world.concern.pk]))

    required = re.findall(r"data-required", page.content.decode())

    assert page.context["form"].required_count == len(required) == current().budgets.call == 5


def test_the_way_to_report_stands_on_the_page(world: World) -> None:
    concern_sent(world)

    assert reverse("harm") in re.sub(r"(?s)<header.*?</header>", "", _page(world))


def test_five_fields_call_the_meeting(world: World) -> None:
    concern_sent(world)

    answer = _post(world)

    meeting = Meeting.objects.get()
    assert answer.headers["Location"] == reverse("meeting", args=[meeting.pk])
    assert Case.objects.get(child=world.noel).state == CaseState.ANALYSED
    assert set(Invitee.objects.values_list("party", flat=True)) == {
        *(person.pk for person in (world.noel, world.sara, world.daniel)),
        *(unit.pk for unit in (world.bvc, world.preschool, world.social)),
    }
    ways = ConsentAnswer.objects.filter(heard_by=world.maria.person_id).values_list("giver", "way")
    assert set(ways) == {(person.pk, ConsentWay.ORAL.value) for person in (world.sara, world.daniel)}
    assert Entry.objects.get(kind=ChildView.KIND).outcome == ChildHeard.SAID.value


def test_those_who_are_called_read_the_call_and_answer(world: World) -> None:
    concern_sent(world)
    _post(world)
    meeting = Meeting.objects.get()

    for who, name in ((world.linda, "meeting"), (world.as_guardian(world.daniel), "family_meeting")):
        page = client_for(world, who).get(reverse(name, args=[meeting.pk])).content.decode()
        assert "Vad behöver Noel, och vem gör vad?" in page


def test_the_meeting_can_be_written_at_once_in_every_area(world: World) -> None:
    concern_sent(world)
    _post(world)
    world.meeting = Meeting.objects.get()
    client = client_for(world, world.maria)

    written = add(client, world, "mal", text="Lugn lämning.", area="hemmet")
    page = client.get(reverse("meeting_lead", args=[world.meeting.pk])).content.decode()

    assert written.status_code == 302
    assert "Lugn lämning." in page
    assert all(area.label in page for area in current().areas)
    for name in ("analysis", "child_words", "case_areas"):
        assert client.get(reverse(name, args=[world.meeting.case_id])).status_code == 200


def test_a_form_that_is_sent_twice_calls_once(world: World) -> None:
    concern_sent(world)
    token = str(uuid4())

    answers = [_post(world, token=token) for _ in range(2)]

    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert (Meeting.objects.count(), ConsentRequest.objects.filter(container=Case.objects.get().pk).count()) == (1, 1)


def test_an_open_case_goes_on_and_what_was_gathered_stays(world: World) -> None:
    gathered(world)

    assert _post(world).status_code == 302
    assert Case.objects.get().pk == world.case.pk


def test_why_the_child_was_not_asked_stands_for_its_words(world: World) -> None:
    concern_sent(world)

    _post(world, child_says="", why_not="Noel sov.")

    assert Entry.objects.get(kind=ChildView.KIND).outcome == ChildHeard.NOT_HEARD.value


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"child_says": ""}, "varför barnet inte är frågat"),
        ({"services": []}, "Välj"),
        ({"yeses": []}, "Välj"),
        ({"day": "2020-01-01"}, "Den tiden har redan varit."),
        ({"day": "2030-03-31", "clock": "02.30"}, "Klockan ställs om den natten"),
        ({"day": "2030-10-27", "clock": "02.30"}, "Klockan ställs om den natten"),
        ({"clock": ""}, "tid"),
    ],
)
def test_bad_input_gets_a_sentence_and_calls_nobody(world: World, wrong: dict[str, Any], sentence: str) -> None:
    concern_sent(world)

    page = _post(world, **wrong)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert not Meeting.objects.exists()
    assert not Case.objects.exists()


def test_one_missing_yes_calls_nobody(world: World) -> None:
    concern_sent(world)

    page = _post(world, yeses=[str(world.sara.pk)])

    assert "Alla behöver säga ja" in page.content.decode()
    assert not Meeting.objects.exists()
    assert not ConsentRequest.objects.filter(purpose="map").exists()


def test_a_yes_on_paper_is_kept_with_its_paper(world: World) -> None:
    concern_sent(world)
    on_paper: dict[str, Any] = {f"way_{world.sara.pk.hex}": "paper"}

    without = _post(world, **on_paper)
    scanned = SimpleUploadedFile("ja.png", a_picture("PNG"), content_type="image/png")
    answer = _post(world, **on_paper | {f"paper_{world.sara.pk.hex}": scanned})

    assert "Välj filen med det skannade papperet" in without.content.decode()
    assert answer.status_code == 302
    said = made(ConsentAnswer.objects.filter(giver=world.sara.pk, way=ConsentWay.PAPER).first())
    assert said.paper_id is not None


def test_a_meeting_that_is_called_already_is_not_called_again(world: World) -> None:
    meeting_called(world)

    page = _post(world)

    assert page.status_code == 200
    assert Meeting.objects.count() == 1


def test_a_neighbour_may_not_call(world: World) -> None:
    concern_sent(world)

    same_as_unknown(client_for(world, world.stranger), "short_call", world.concern.pk)
    assert _post(world, world.linda).status_code == 403
    assert not Meeting.objects.exists()


def test_every_sector_is_offered_but_the_one_whose_people_meet_no_child() -> None:
    assert {sector.key for sector in current().sectors if not meets_children(sector.key)} == {"oversight"}
