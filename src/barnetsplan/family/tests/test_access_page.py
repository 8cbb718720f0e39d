"""Who may see: what holds now, and taking back with two taps."""

import pytest
from django.urls import reverse

from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.family.tests.others import adult
from barnetsplan.family.tests.pages import client_of, opened, plain, posted
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.records.queries import open_visible
from tests.cast import World
from tests.sign_in import client_for

pytestmark = pytest.mark.django_db


def _change(world: World, *, layer: str = "background", area: str = "hemmet", answer: str = "withdrawn") -> object:
    client = client_of(world, world.sara)
    fields = {"service": str(world.social.pk), "layer": layer, "area": area, "answer": answer}
    response = client.post(reverse("family_consent_change", args=[world.circle.pk]), fields)
    assert response.headers["Location"] == reverse("family_access", args=[world.noel.pk])
    return client.get(response.headers["Location"])


def _areas_of_social(world: World) -> set[str]:
    seen = open_visible(world.social.pk, child=world.noel, at=world.later())
    return {entry.area for entry in seen if entry.kind == "contribution"}


def _kinds_of_social(world: World) -> set[str]:
    return {
        e.kind for e in open_visible(world.social.pk, child=world.noel, at=world.later()) if e.owner != world.social.pk
    }


def test_the_page_says_what_is_read_and_what_has_been_read(story: World) -> None:
    page = plain(opened(story, story.sara, "family_access", story.noel.pk))

    assert "Barn och familj Lessebo" in page
    assert "Läser nu" in page
    assert "Barn och familj Lessebo har redan fått läsa det som du har berättat om det här." in page
    assert "Det de redan har tagit emot kan de behöva spara enligt lag." in page
    assert "Vi ber BVC Hovmantorp ringa dig." in page


def test_one_area_is_closed_with_two_taps_and_the_nurse_is_told_to_call(story: World) -> None:
    assert "hemmet" in _areas_of_social(story)

    page = plain(_change(story))

    assert "Klart. Det delas inte längre." in page
    assert "Tillbakataget" in page
    assert "har redan fått läsa det som du har berättat" in page
    assert "hemmet" not in _areas_of_social(story)
    assert story.family_support in {e.id for e in open_visible(story.social.pk, child=story.noel, at=story.later())}
    told = Notice.objects.get(kind=NoticeKind.CALL_AFTER_WITHDRAWAL, party=story.bvc.pk)
    assert told.about_id == story.sara.pk


def test_what_was_taken_back_can_be_given_back(story: World) -> None:
    _change(story)

    page = plain(_change(story, answer="yes"))

    assert "Klart. Du har sagt ja igen." in page
    assert "hemmet" in _areas_of_social(story)


def test_taking_back_the_map_takes_its_background_with_it(story: World) -> None:
    page = plain(_change(story, layer="map", area=""))

    assert _areas_of_social(story) == set()
    assert "action" not in _kinds_of_social(story)
    assert page.count("Dela igen") == 1


def test_background_is_not_given_back_without_the_map(story: World) -> None:
    _change(story, layer="map", area="")

    _change(story, answer="yes")

    assert _areas_of_social(story) == set()


def test_form_sent_twice_takes_back_once(story: World) -> None:
    for _ in range(2):
        _change(story)

    rows = ConsentAnswer.objects.filter(giver=story.sara, answer="withdrawn", row__area="hemmet")
    assert set(rows.values_list("number", flat=True)) == {2}


@pytest.mark.parametrize("fields", [{"layer": "allt"}, {"area": "garage"}, {"answer": "kanske"}])
def test_a_choice_that_cannot_be_read_changes_nothing_and_says_so(story: World, fields: dict[str, str]) -> None:
    before = ConsentAnswer.objects.count()

    page = plain(_change(story, **fields))

    assert ConsentAnswer.objects.count() == before
    assert "Välj igen" in page or "försök igen" in page


def test_nobody_else_may_change_a_givers_answer(story: World) -> None:
    fields = {"service": str(story.social.pk), "layer": "map", "area": "", "answer": "withdrawn"}
    before = ConsentAnswer.objects.count()

    for client in (client_of(story, adult(story, "Nina Granne", 7)), client_for(story, story.maria)):
        for sent in (fields, {}):
            response = client.post(reverse("family_consent_change", args=[story.circle.pk]), sent)
            assert response.status_code == 404

    assert ConsentAnswer.objects.count() == before


def test_changing_is_only_posted(story: World) -> None:
    response = client_of(story, story.sara).get(reverse("family_consent_change", args=[story.circle.pk]))

    assert response.status_code == 405


def test_a_part_that_one_said_no_to_can_be_answered_again(story: World) -> None:
    client = client_of(story, story.sara)
    said = {f"map_{unit.pk.hex}": "no" for unit in (story.preschool, story.social)}
    posted(client, "family_consent", story.circle.pk, **said)

    page = plain(client.get(reverse("family_access", args=[story.noel.pk])))

    assert "Tillbakataget" in page
    assert "Dela igen" in page
