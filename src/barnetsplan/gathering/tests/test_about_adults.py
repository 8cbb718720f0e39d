"""What a unit writes about a guardian's own life goes to no other guardian (law.md CON-02, FAM-05)."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.gathering.actions import release_voices
from barnetsplan.people.models import Person
from barnetsplan.records.models import Entry, EntryAbout
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, made, talk_agreed

pytestmark = pytest.mark.django_db


def write(world: World, *about: Person, **fields: Any) -> Any:
    sent = {"token": str(uuid4()), "hemmet_works": "Sara har varit sjuk.", "vh-about": [one.pk for one in about]}
    return client_for(world, world.maria).post(reverse("own_voice", args=[world.case.pk]), sent | fields)


def reads(world: World, person: Person) -> bool:
    return visible_to(person.pk, at=world.at).filter(kind="contribution", area="hemmet").exists()


def test_fam_05_what_is_about_one_guardian_is_shown_to_that_guardian_and_not_to_the_other(world: World) -> None:
    case_open(world)
    assert write(world, world.sara).status_code == 302

    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert reads(world, world.sara)
    assert not reads(world, world.daniel)


def test_fam_05_what_is_about_the_child_alone_is_shown_to_both(world: World) -> None:
    case_open(world)
    assert write(world).status_code == 302

    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    assert reads(world, world.sara)
    assert reads(world, world.daniel)


def test_fam_05_new_words_stay_about_the_one_whom_the_old_were_about(world: World) -> None:
    case_open(world)
    write(world, world.sara)
    write(world, hemmet_works="Lugnare nu.")

    newest = made(Entry.objects.filter(kind="contribution", superseded_by__isnull=True).first())
    assert EntryAbout.objects.filter(entry=newest, person=world.sara.pk).exists()


def test_fam_05_it_can_be_said_afterwards_without_changing_a_word(world: World) -> None:
    case_open(world)
    write(world)
    write(world, world.sara)

    newest = made(Entry.objects.filter(kind="contribution", superseded_by__isnull=True).first())
    assert EntryAbout.objects.filter(entry=newest, person=world.sara.pk).exists()


def answer(world: World, **fields: Any) -> Any:
    sent = {"token": str(uuid4()), "utveckling_challenging": "Pappa är sjuk.", **fields}
    return client_for(world, world.linda).post(reverse("question", args=[world.question.pk]), sent)


def test_fam_05_an_asked_service_that_knows_no_names_says_that_it_is_about_one_of_them(world: World) -> None:
    talk_agreed(world)
    page = client_for(world, world.linda).get(reverse("question", args=[world.question.pk])).content.decode()
    assert "Ja, om någon av dem" in page
    assert "Lindqvist" not in page, "who they are is not told"

    assert answer(world, **{"vh-about": ["all"]}).status_code == 302

    entry = Entry.objects.get(owner=world.preschool.pk, kind="contribution")
    about = set(EntryAbout.objects.filter(entry=entry).values_list("person", flat=True))
    assert about == {world.noel.pk, world.sara.pk, world.daniel.pk}
    assert visible_to(world.bvc.pk, at=world.later()).filter(pk=entry.pk).exists(), "the one who asked reads it"
    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    for guardian in (world.sara, world.daniel):
        assert not visible_to(guardian.pk, at=world.at).filter(pk=entry.pk).exists()


@pytest.mark.parametrize("who", ["Daniel", " daniel  lindqvist ", "DANIEL"])
def test_con_08_an_asked_service_may_say_by_name_whom_of_them_it_is_about(world: World, who: str) -> None:
    talk_agreed(world)

    assert answer(world, **{"vh-who": who}).status_code == 302

    made(release_voices(case=world.case, by=world.maria, at=world.later()))
    assert _about_adults(world) == {world.daniel.pk}
    assert _reads_the_answer(world) == [world.daniel]


@pytest.mark.parametrize("who", ["Nora", "Lindqvist", "Dan", "-"])
def test_con_08_a_name_that_is_not_one_of_them_alone_is_kept_from_all_and_tells_nothing(world: World, who: str) -> None:
    talk_agreed(world)

    sent = answer(world, **{"vh-who": who})

    assert sent.status_code == 302
    assert sent.content == answer(world, **{"vh-who": "Daniel"}).content
    assert _reads_the_answer(world) == []


def _about_adults(world: World) -> set[UUID]:
    rows = EntryAbout.objects.filter(entry__owner=world.preschool.pk, entry__kind="contribution")
    return set(rows.exclude(person=world.noel.pk).values_list("person", flat=True))


def _reads_the_answer(world: World) -> list[Person]:
    return [
        guardian
        for guardian in (world.sara, world.daniel)
        if visible_to(guardian.pk, at=world.at).filter(owner=world.preschool.pk, kind="contribution").exists()
    ]


def test_fam_05_without_it_the_answer_of_an_asked_service_is_shown_to_both(world: World) -> None:
    talk_agreed(world)
    assert answer(world).status_code == 302

    made(release_voices(case=world.case, by=world.maria, at=world.later()))

    for guardian in (world.sara, world.daniel):
        assert visible_to(guardian.pk, at=world.at).filter(owner=world.preschool.pk, kind="contribution").exists()
