"""Noticing for a child who is not born yet: the one who carries it alone has standing (model.md 7.3 point 7)."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.givers import who_must_answer
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GiverRole
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import by_number, children_of_family, family_of, find_child
from barnetsplan.records.models import Entry
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
MARTA = make_invented(date(1998, 4, 2), 7)
SARAS = make_invented(date(1991, 5, 2), 1)


def fields(world: World, **otherwise: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "number": MARTA.digits,
        "name": "Marta Nyman",
        "expected_on": (world.at + timedelta(days=120)).date().isoformat(),
        "seen": "Marta sover dåligt.",
        "works": "",
        "tried": "",
        **otherwise,
    }


def notice(world: World, actor: Any, **otherwise: Any) -> Any:
    return client_for(world, actor).post(reverse("notice_unborn"), fields(world, **otherwise))


def test_a_professional_may_notice_for_a_child_who_is_expected(world: World) -> None:
    answer = notice(world, world.maria)

    entry = Entry.objects.get()
    assert answer.headers["Location"] == reverse("concern", args=[entry.pk])
    child = made(find_child(entry.child_id))
    assert child.born_on is None
    assert (entry.owner_id, entry.kind) == (world.bvc.pk, "concern")
    assert client_for(world, world.maria).get(answer.headers["Location"]).status_code == 200


def test_the_one_who_carries_alone_has_standing_and_answers(world: World) -> None:
    notice(world, world.maria)
    child, marta = made(find_child(Entry.objects.get().child_id)), made(by_number(MARTA))

    assert family_of(child, at=world.at) == (marta.pk,)
    assert who_must_answer(child, at=world.at) == {marta.pk: GiverRole.CARRIES}
    assert [one.pk for one in children_of_family(marta.pk, at=world.at)] == [child.pk]


def test_nothing_shows_in_the_other_childrens_cases_nor_to_their_other_parent(world: World) -> None:
    daniel = client_for(world, world.as_guardian(world.daniel))
    pages = [reverse(name, args=[world.noel.pk]) for name in ("family_plan", "family_contacts")]
    before = [len(daniel.get(page).content) for page in pages]

    assert notice(world, world.maria, number=SARAS.digits, name="Sara Lindqvist").status_code == 302

    child = made(find_child(Entry.objects.get().child_id))
    assert family_of(child, at=world.at) == (world.sara.pk,)
    assert [one.pk for one in children_of_family(world.daniel.pk, at=world.at)] == [world.noel.pk]
    assert [len(daniel.get(page).content) for page in pages] == before
    assert daniel.get(reverse("family_plan", args=[child.pk])).status_code == 404
    linda = client_for(world, world.linda)
    assert linda.get(reverse("child", args=[child.pk])).status_code == 404, "a unit around the sibling"


def test_two_who_notice_the_same_pregnancy_write_about_one_child_and_do_not_see_each_other(world: World) -> None:
    notice(world, world.maria)
    notice(world, world.leila, seen="Marta söker hjälp.")

    assert Child.objects.filter(born_on__isnull=True).count() == 1
    mine = client_for(world, world.maria).get(reverse("child", args=[Entry.objects.all()[0].child_id]))
    assert "Marta söker hjälp." not in mine.content.decode()


def test_a_known_person_is_not_renamed_by_whoever_notices(world: World) -> None:
    known = Person.objects.count()

    notice(world, world.maria, number=SARAS.digits, name="Någon Annan")

    assert Person.objects.count() == known + 1, "the child alone is new"


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"number": "199804029999"}, "Numret stämmer inte."),
        ({"expected_on": "2031-01-01"}, "Den ligger för långt bort."),
        ({"seen": ""}, "Skriv något här."),
        ({"name": ""}, "Skriv något här."),
    ],
)
def test_bad_input_is_said_beside_the_field_and_nothing_is_saved(
    world: World, otherwise: dict[str, Any], sentence: str
) -> None:
    answer = notice(world, world.maria, tried="Behåll det här.", **otherwise)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert "Behåll det här." in answer.content.decode()
    assert not Entry.objects.exists()


def test_the_form_sent_twice_writes_once(world: World) -> None:
    token = str(uuid4())

    first, second = notice(world, world.maria, token=token), notice(world, world.maria, token=token)

    assert first.headers["Location"] == second.headers["Location"]
    assert Entry.objects.count() == 1


def test_the_pregnant_professional_may_not_write_about_the_own_child(world: World) -> None:
    own = make_invented(date(1980, 1, 5), 4)

    answer = notice(world, world.maria, number=own.digits, name="Maria Sand")

    assert answer.status_code == 200
    assert not Entry.objects.exists()


def test_a_guardian_may_not_open_the_page(world: World) -> None:
    answer = client_for(world, world.as_guardian(world.sara)).get(reverse("notice_unborn"))

    assert answer.status_code == 404
