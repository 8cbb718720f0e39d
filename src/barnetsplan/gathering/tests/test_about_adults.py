"""What a unit writes about a guardian's own life goes to no other guardian (law.md CON-02, FAM-05)."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.gathering.actions import release_voices
from barnetsplan.people.models import Person
from barnetsplan.records.models import Entry, EntryAbout
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, made

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
