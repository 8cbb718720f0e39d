"""Advice without a name: no child comes of it, and what points somebody out is found before it is sent (LAW-07)."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.cases.models import Advice
from barnetsplan.cases.scanning import scanned
from barnetsplan.people.models import Child, Involvement, Person
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from tests.sign_in import client_for
from tests.world import World, concern_written

QUESTION = "Hur gör ni när ett barn blir ledset varje morgon?"


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def asking(world: World, text: str = QUESTION, **otherwise: Any) -> dict[str, Any]:
    return {"token": str(uuid4()), "to": str(world.bvc.pk), "text": text} | otherwise


def asked(world: World, by: Actor | None = None, **otherwise: Any) -> Any:
    return client_for(world, by or world.linda).post(reverse("advice_ask"), asking(world, **otherwise))


def test_law_07_anybody_may_ask_and_no_child_comes_of_it(world: World) -> None:
    before = [model.objects.count() for model in (Child, Person, Involvement, Entry)]

    answer = asked(world)

    row = Advice.objects.get()
    assert answer.headers["Location"] == reverse("advice", args=[row.pk])
    assert [model.objects.count() for model in (Child, Person, Involvement, Entry)] == before
    assert QUESTION.encode() not in bytes(row.sealed_question)
    assert [event.child for event in AuditEvent.objects.filter(act="advice:ask")] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Hon heter 20170412-9812 i registret.",
        "Numret är 201704129812.",
        "170412 9812",
        "Barnet 2017-04-12-9812 och 170412+9812",
    ],
)
@pytest.mark.parametrize("sure", [{}, {"sure": "on"}])
def test_law_07_a_number_is_never_sent_whoever_is_sure(world: World, text: str, sure: dict[str, Any]) -> None:
    page = asked(world, text=text, **sure)

    assert "ser ut som ett personnummer" in text_of(page)
    assert text in text_of(page), "what was typed is not lost"
    assert not Advice.objects.exists()


def test_law_07_the_action_refuses_a_number_too(world: World) -> None:
    assert scanned("Född 20170412-9812", known=()).numbers == ("20170412-9812",)
    assert scanned("Vi ses kl. 10.30, ring 0478-000 10, rum 1204.", known=()).is_clean


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vi tänker på noel varje dag.", "noel"),
        ("Noels mamma undrar.", "Noels"),
        ("Han heter Lindqvist.", "Lindqvist"),
        ("Pappan, Daniel, ringde.", "Daniel"),
        ("Hon heter Anna Svensson.", "Anna Svensson"),
        ("Det är Karl-Erik Öberg.", "Karl-Erik Öberg"),
        ("Född 2019-04-17.", "2019-04-17"),
    ],
)
def test_law_07_a_name_is_warned_of_once_and_may_be_weighed(world: World, text: str, found: str) -> None:
    concern_written(world)

    warned = asked(world, text=text)
    assert "Det här kan peka ut någon" in text_of(warned)
    assert f'<li translate="no">{found}</li>' in text_of(warned)
    assert not Advice.objects.exists()

    assert asked(world, text=text, sure="on").status_code == 302


def test_law_07_the_names_are_those_that_the_writers_own_unit_knows(world: World) -> None:
    concern_written(world)

    assert asked(world, text="Vi tänker på noel.").status_code == 200
    assert asked(world, by=world.leila, text="Vi tänker på noel.").status_code == 302


def test_a_short_name_counts_with_its_capital_alone() -> None:
    assert scanned("Vi har en bo här.", known=["Bo Ek"]).is_clean
    assert scanned("Vi tänker på Bo.", known=["Bo Ek"]).names == ("Bo",)


def test_whom_to_ask_and_what_must_be_said(world: World) -> None:
    client = client_for(world, world.linda)

    page = text_of(client.get(reverse("advice_ask")))
    silent = text_of(client.post(reverse("advice_ask"), {"token": str(uuid4())}))

    assert "BVC Hovmantorp" in page
    assert "Förskolan Gullvivan ·" not in page, "the own unit and whoever does not advise are not offered"
    assert "Skriv något här." in silent


def answered(world: World, by: Actor, text: str) -> Any:
    row = Advice.objects.get()
    return client_for(world, by).post(reverse("advice_answer", args=[row.pk]), {"token": str(uuid4()), "text": text})


def test_law_07_the_asked_unit_answers_and_the_asking_one_reads(world: World) -> None:
    asked(world)
    row = Advice.objects.get()
    page = reverse("advice", args=[row.pk])

    assert "Svara" in text_of(client_for(world, world.maria).get(reverse("advice_list")))
    answered(world, world.maria, "Prova att komma tio minuter tidigare.")

    assert "Prova att komma tio minuter tidigare." in text_of(client_for(world, world.linda).get(page))
    assert "Besvarad" in text_of(client_for(world, world.linda).get(reverse("advice_list")))
    assert Advice.objects.get().answered_by_id == world.maria.person


def test_an_answer_is_given_once_and_names_nobody_either(world: World) -> None:
    asked(world)

    assert "personnummer" in text_of(answered(world, world.maria, "Gäller det 20170412-9812?"))
    assert "Det här kan peka ut någon" in text_of(answered(world, world.maria, "Är det Anna Svensson?"))
    answered(world, world.maria, "Först.")
    answered(world, world.maria, "Sen.")

    assert "Sen." not in text_of(client_for(world, world.linda).get(reverse("advice", args=[Advice.objects.get().pk])))


@pytest.mark.parametrize("who", ["leila", "stranger"])
def test_nobody_else_reads_or_answers(world: World, who: str) -> None:
    asked(world)
    page = reverse("advice", args=[Advice.objects.get().pk])

    assert client_for(world, getattr(world, who)).get(page).status_code == 404
    assert answered(world, getattr(world, who), "Hej.").status_code == 404
    assert answered(world, world.linda, "Hej.").status_code == 404
    assert client_for(world, world.as_guardian(world.sara)).get(reverse("advice_list")).status_code == 404


def test_the_form_sent_twice_asks_once_and_another_unit_takes_no_id(world: World) -> None:
    said = asking(world)
    client = client_for(world, world.linda)

    first, second = client.post(reverse("advice_ask"), said), client.post(reverse("advice_ask"), said)
    taken = client_for(world, world.leila).post(reverse("advice_ask"), said)

    assert first.headers["Location"] == second.headers["Location"]
    assert "Sidan var för gammal." in text_of(taken)
    assert Advice.objects.count() == 1
