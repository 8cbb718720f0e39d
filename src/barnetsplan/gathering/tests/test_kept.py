"""The writer is asked whether a guardian's reading could harm; the child, person by person, who may read."""

from typing import Any

import pytest
from django.urls import reverse

from barnetsplan.gathering.actions import release_voices
from barnetsplan.gathering.tests.posting import post
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Draft, Entry, KeptFrom
from barnetsplan.records.queries import readers_of, visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, gathered, made, published, talk_agreed

pytestmark = pytest.mark.django_db


def from_daniel(world: World) -> dict[str, str]:
    return {"vh-keep_from": str(world.daniel.pk), "vh-reason": "Han har hotat Noel."}


def reading(world: World, **entry: Any) -> set[str]:
    found = Entry.objects.get(superseded_by=None, **entry)
    people = {"sara": world.sara.pk, "daniel": world.daniel.pk, "noel": world.noel.pk, "bvc": world.bvc.pk}
    return {name for name, party in people.items() if visible_to(party, at=world.later()).filter(pk=found.pk).exists()}


def test_own_voice_kept_from_a_guardian_is_shown_to_the_others_alone(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    assert "Kan barnet fara illa om någon vårdnadshavare läser det här?" in page
    assert "checked" not in page

    without = post(client, "own_voice", world.case.pk, hemmet_works="Lugnt.", **{"vh-keep_from": str(world.daniel.pk)})
    assert "Skriv varför barnet skulle skadas" in without.content.decode()
    assert not KeptFrom.objects.exists()
    post(client, "own_voice", world.case.pk, hemmet_works="Lugnt.", **from_daniel(world))
    shown = made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert shown == 1
    assert reading(world, area="hemmet") == {"sara", "bvc"}, "a telephone can be in anybody's hand"
    again = client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    assert "Visas inte för:" in again


def test_a_revision_of_what_is_kept_is_kept_without_being_asked_again(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    post(client, "own_voice", world.case.pk, hemmet_works="Lugnt.", **from_daniel(world))
    post(client, "own_voice", world.case.pk, hemmet_works="Inte så lugnt.")
    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert reading(world, area="hemmet") == {"sara", "bvc"}


def test_an_asked_service_keeps_its_answer_from_all_guardians_or_from_none_and_learns_no_name(world: World) -> None:
    talk_agreed(world)
    client = client_for(world, world.linda)
    page = client.get(reverse("question", args=[world.question.pk])).content.decode()
    assert "Ingen vårdnadshavare ska läsa" in page
    assert "Daniel" not in page

    keep = {"vh-keep_from": "all", "vh-reason": "Barnet är rädd hemma."}
    post(client, "question", world.question.pk, utveckling_works="Bygger.", **keep)
    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert reading(world, owner=world.preschool.pk, kind="contribution") == {"bvc"}


def test_analysis_and_report_ask_the_same(world: World) -> None:
    gathered(world)
    said = {"summary": "Kort.", "child_view": "Noel vill.", "outcome": "collaboration"}
    post(client_for(world, world.maria), "analysis", world.case.pk, **said, **from_daniel(world))
    assert KeptFrom.objects.get().entry.kind == "analysis"


def test_a_report_that_is_kept_goes_to_the_others(world: World) -> None:
    published(world)
    said = {"status": "going_on", "text": "Det går."}
    post(client_for(world, world.linda), "action_report", world.bildschema, **said, **from_daniel(world))

    assert reading(world, kind="action_report") == {"sara", "bvc"}


# --- the child's own words -------------------------------------------------------------------------------------------


def words(world: World, *readers: Any, harm: str = "no", **more: str) -> Any:
    said = {"relationer_works": "Jag leker med Ali.", "vh-harm": harm, "readers": [str(each.pk) for each in readers]}
    return post(client_for(world, world.maria), "child_words", world.case.pk, **said, **more)


def test_what_is_said_beforehand_stands_on_the_page_and_nothing_is_chosen(world: World) -> None:
    case_open(world)
    page = client_for(world, world.maria).get(reverse("child_words", args=[world.case.pk])).content.decode()

    assert current().child_words.safe in page
    assert "Om du berättar att någon gör dig illa måste jag berätta det för någon som kan hjälpa." in page
    assert "Vem får läsa det här?" in page
    assert "Kan barnet fara illa om någon vårdnadshavare läser det?" in page
    assert "checked" not in page
    for reader in (world.sara, world.daniel, world.preschool):
        assert f'value="{reader.pk}"' in page


def test_the_adult_must_answer_and_a_yes_names_whom(world: World) -> None:
    case_open(world)

    assert "Svara ja eller nej." in words(world, harm="").content.decode()
    assert "Välj vem av vårdnadshavarna det gäller." in words(world, harm="yes").content.decode()
    assert "Svara då ja här." in words(world, **from_daniel(world)).content.decode()
    assert not Entry.objects.filter(voice=world.noel.pk).exists()


def test_a_yes_keeps_the_words_from_that_guardian_and_leads_to_the_way_to_report(world: World) -> None:
    case_open(world)

    answer = words(world, world.sara, world.daniel, harm="yes", **from_daniel(world))

    assert answer.headers["Location"] == reverse("harm")
    assert reading(world, voice=world.noel.pk) == {"sara", "bvc"}
    page = client_for(world, world.maria).get(reverse("wheel", args=[world.case.pk])).content.decode()
    assert "fara illa" not in page.partition("<main")[2], "the answer itself is nowhere"


def test_the_answer_is_kept_in_no_draft(world: World) -> None:
    case_open(world)
    address = reverse("draft_save", args=["child_words", world.case.pk])
    client = client_for(world, world.maria)
    client.post(address, {"vh-harm": "yes", "vh-reason": "Rädd.", "readers": [str(world.sara.pk)]})
    assert not Draft.objects.exists()

    client.post(address, {"hemmet_works": "Bra", "vh-harm": "yes", "readers": [str(world.sara.pk)]})
    page = client.get(reverse("child_words", args=[world.case.pk])).content.decode()
    assert "Bra" in page
    assert "checked" not in page


def test_a_reader_who_is_not_named_again_reads_no_longer(world: World) -> None:
    case_open(world)
    words(world, world.sara, world.preschool)
    page = client_for(world, world.maria).get(reverse("child_words", args=[world.case.pk])).content.decode()
    assert "Nu läser:" in page
    words(world, world.preschool)

    entry = Entry.objects.get(voice=world.noel.pk, superseded_by=None)
    assert readers_of([entry.pk], at=world.later())[entry.pk] == {world.bvc.pk, world.preschool.pk}


def test_the_childs_own_sign_in_shows_what_every_guardian_reads(world: World) -> None:
    case_open(world)
    words(world, world.sara)
    assert reading(world, voice=world.noel.pk) == {"sara", "bvc"}
    words(world, world.sara, world.daniel)
    assert reading(world, voice=world.noel.pk) == {"sara", "daniel", "noel", "bvc"}


def test_the_audience_names_no_guardian_who_reads_no_longer(world: World) -> None:
    gathered(world)
    entry = Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND)
    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    world.noel.guardianships.filter(guardian=world.daniel).update(valid_until=world.later())

    assert world.daniel.pk not in readers_of([entry.pk], at=world.later())[entry.pk]
    for name in ("child_words", "own_voice", "ask_family"):
        page = client_for(world, world.maria).get(reverse(name, args=[world.case.pk])).content.decode()
        assert "Daniel" not in page
