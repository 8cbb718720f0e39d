"""Choosing how to be told: in each capacity for itself, and nobody else's."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.domain.protection import Protection
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.actions import protect
from barnetsplan.sending.kinds import Capacity, Channel, MessageKind
from barnetsplan.sending.models import Address, Message, Preference
from barnetsplan.sending.tests.counterparts import Post, words_of
from barnetsplan.sending.tests.reached import MARIA, SARA, code_of, reached, send_all
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
PAGE = "messages"
CHOICE = {"channel": "email", "language": "so", "rhythm": "daily", "safe_from": "9", "safe_until": "18"}


@pytest.fixture(params=["family", "staff"])
def who(request: pytest.FixtureRequest, world: World) -> Actor:
    return world.as_guardian(world.sara) if request.param == "family" else world.maria


def send(client: Client, name: str, place: str = "", **form: str) -> str:
    """Post a form with the token of the page, and follow it; the words of the page that comes."""
    token = {"token": "6f8f3f6e-5a04-4b0e-9d6f-0f2f6a3c8a11"}
    fields = {f"{place}-{key}" if place else key: value for key, value in {**token, **form}.items()}
    answer = client.post(reverse(name, args=[place] if place else []), fields, follow=True)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_not_02_somebody_gives_an_address_proves_it_and_chooses(world: World, who: Actor, post: Post) -> None:
    client = client_for(world, who)
    page = client.get(reverse(PAGE)).content.decode()
    assert "Du har något nytt i Min sida. Logga in på minsida.example." in page, "what will be sent is shown"

    assert "Vi har skickat en kod" in send(client, "messages_address", "email", text=" Sara@post.example ")
    assert send_all(world.later()) == ["sent"]
    (letter,) = post.letters
    address = Address.objects.get(person=who.person_id)
    assert code_of(address) in words_of(letter)
    assert "Klart. Nu kan vi nå dig där." in send(client, "messages_code", "email", code=code_of(address))
    assert "Sparat" in send(client, PAGE, **CHOICE)

    chosen = Preference.objects.get(person=who.person_id)
    assert (chosen.channel, chosen.language, chosen.safe_from, chosen.safe_until) == ("email", "so", 9, 18)
    address.refresh_from_db()
    assert address.confirmed_at is not None
    assert address.sealed_code is None
    assert b"post.example" not in bytes(address.sealed), "sealed"


def test_idn_02_the_two_capacities_of_one_person_do_not_know_each_other(world: World) -> None:
    reached(world, world.maria.person_id, MARIA, capacity=Capacity.STAFF)
    own = world.as_guardian(world.sara)

    at_work = client_for(world, world.maria).get(reverse(PAGE)).content.decode()
    as_sara = client_for(world, own).get(reverse(PAGE)).content.decode()

    assert MARIA in at_work
    assert MARIA not in as_sara


def test_who_is_not_signed_in_is_sent_to_the_sign_in(world: World) -> None:
    assert Client().get(reverse(PAGE)).status_code == 302
    assert Client().post(reverse("messages_address", args=["email"])).status_code == 302


@pytest.mark.parametrize(
    ("channel", "text", "sentence"),
    [
        ("email", "sara", "Den ska se ut som namn@exempel.se"),
        ("email", "", "Skriv något här"),
        ("email", "sara@exämple.se", "Den ska se ut som namn@exempel.se"),
        ("email", "a@b.se\nBcc: x@y.se", "Den ska se ut som namn@exempel.se"),
        ("sms", "12345", "Skriv det som 070-123 45 67"),
        ("sms", "+46 70 abc", "Skriv det som 070-123 45 67"),
    ],
)
def test_an_address_that_cannot_be_gets_a_sentence_and_is_kept_as_typed(
    world: World, channel: str, text: str, sentence: str
) -> None:
    page = send(client_for(world, world.as_guardian(world.sara)), "messages_address", channel, text=text)

    assert sentence in page
    assert text.split("\n", maxsplit=1)[0] in page
    assert not Address.objects.exists()


@pytest.mark.parametrize("text", ["070-174 06 05", "0701740605", "+46701740605", "0046 70 174 06 05"])
def test_a_number_is_kept_as_every_operator_takes_it(world: World, text: str) -> None:
    page = send(client_for(world, world.as_guardian(world.sara)), "messages_address", "sms", text=text)

    assert "+46701740605" in page


def test_a_wrong_code_counts_and_an_old_one_is_refused(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))
    send(client, "messages_address", "email", text=SARA)
    right = code_of(Address.objects.get())
    wrong = f"{(int(right) + 1) % 1_000_000:06}"

    for _ in range(5):
        assert "Koden stämmer inte" in send(client, "messages_code", "email", code=wrong)
    assert "Koden gäller inte längre" in send(client, "messages_code", "email", code=right)
    Address.objects.update(tries=0, code_until=world.at - timedelta(minutes=1))
    assert "Koden gäller inte längre" in send(client, "messages_code", "email", code=right)
    assert not Address.objects.filter(confirmed_at__isnull=False).exists()


def test_nobody_lets_the_program_write_to_others_without_end(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))
    for number in range(5):
        send(client, "messages_address", "email", text=f"{number}@annan.example")

    assert "flera koder i dag" in send(client, "messages_address", "email", text="6@annan.example")
    assert Address.objects.count() == 5
    assert Address.objects.filter(ended_at__isnull=True).count() == 1


def test_a_form_sent_twice_keeps_one_choice(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))
    send(client, PAGE, **CHOICE)
    send(client, PAGE, **CHOICE)

    assert Preference.objects.count() == 1


def test_hours_without_time_between_them_get_a_sentence(world: World) -> None:
    page = send(client_for(world, world.as_guardian(world.sara)), PAGE, **{**CHOICE, "safe_until": "9"})

    assert "Välj två olika klockslag" in page
    assert not Preference.objects.exists()


def test_an_address_is_forgotten(world: World) -> None:
    reached(world, world.sara.pk, SARA)
    page = send(client_for(world, world.as_guardian(world.sara)), "messages_forget", "email")

    assert SARA not in page
    assert not Address.objects.filter(ended_at__isnull=True).exists()


def test_not_02_only_whoever_has_a_protection_of_their_own_reads_of_it(world: World) -> None:
    made(protect(person=world.sara.pk, protection=Protection.PLACE, reason="Hot.", by=world.maria, at=world.at))
    sara, daniel = (client_for(world, world.as_guardian(person)) for person in (world.sara, world.daniel))

    assert "Du har skyddade uppgifter" in sara.get(reverse(PAGE)).content.decode()
    assert "skyddade" not in daniel.get(reverse(PAGE)).content.decode()
    send(sara, PAGE, **CHOICE, anyway="on")
    assert Preference.objects.get().anyway


def test_a_code_that_was_not_used_in_time_is_not_sent_afterwards(world: World, post: Post) -> None:
    send(client_for(world, world.as_guardian(world.sara)), "messages_address", "email", text=SARA)

    assert send_all(world.later(hours=1)) == ["dropped"]
    assert post.letters == []
    assert Message.objects.get().kind == MessageKind.CODE


@pytest.mark.parametrize("name", ["messages_code", "messages_address"])
def test_a_form_that_comes_without_its_turn_gets_the_page(world: World, name: str) -> None:
    client = client_for(world, world.as_guardian(world.sara))
    assert "Din e-postadress" in send(client, name, "email")
    reached(world, world.sara.pk, SARA)
    assert SARA in send(client, name, "email")
    assert client.post(reverse("messages_forget", args=["email"])).status_code == 302


def test_a_channel_that_does_not_exist_changes_nothing(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))
    for name in ("messages_address", "messages_code", "messages_forget"):
        assert client.post(reverse(name, args=["duva"])).status_code == 200
    assert {channel.value for channel in Channel} == {"email", "sms", "in_app", "never"}
    assert not Address.objects.exists()
