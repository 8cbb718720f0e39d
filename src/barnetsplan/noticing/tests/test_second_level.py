"""Who has proved themselves at the second level writes what they notice where it is agreed, and reads a receipt."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.practice import load
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry
from tests.sign_in import client_for
from tests.world import World

SEEN = "Noel är ofta ledsen vid lämning."


@pytest.fixture
def agreed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The partners have agreed that the second level is enough for noticing."""
    now = load.current()
    chosen = replace(now, signing_in=replace(now.signing_in, notice_at_level_2=True))
    monkeypatch.setattr(load, "_loaded", lambda _path: chosen)


def notices(client: Client, world: World) -> str:
    form = {
        "token": str(uuid4()),
        "number": world.noel_number.formatted,
        "seen": SEEN,
        "child_says": "Jag vill hem.",
        "works": "",
        "tried": "",
    }
    answer = client.post(reverse("notice"), form)
    return answer.headers.get("Location", str(answer.status_code))


def test_idn_20_at_the_second_level_one_may_write_and_reads_only_a_receipt(world: World, agreed: None) -> None:
    client = client_for(world, world.linda, level=2)
    assert client.get(reverse("notice")).status_code == 200

    assert notices(client, world) == reverse("notice_receipt")

    receipt = client.get(reverse("notice_receipt")).content.decode()
    concern = Entry.objects.get(kind=Concern.KIND)
    assert concern.owner_id == world.preschool.pk
    assert "Det du skrev är sparat" in receipt
    assert SEEN not in receipt
    assert "Noel" not in receipt
    assert str(concern.pk) not in receipt
    for name, key in (("concern", concern.pk), ("concern_send", concern.pk), ("child", world.noel.pk)):
        assert client.get(reverse(name, args=[key])).status_code == 403
    assert f'href="{reverse("desk")}"' not in receipt


def test_idn_20_where_it_is_not_agreed_the_second_level_may_not_even_write(world: World) -> None:
    client = client_for(world, world.linda, level=2)

    assert client.get(reverse("notice")).status_code == 403
    assert notices(client, world) == "403"
    assert "starkare inloggning" in client.get(reverse("desk")).content.decode()
    assert not Entry.objects.filter(kind=Concern.KIND).exists()


def test_idn_20_a_refusal_at_the_second_level_is_the_same_for_what_is_there_and_what_is_not(world: World) -> None:
    client = client_for(world, world.maria, level=2)

    answers = {client.get(reverse("child", args=[key])).status_code for key in (world.noel.pk, uuid4())}

    assert answers == {403}


def test_at_the_third_level_one_reads_what_one_has_written(world: World, agreed: None) -> None:
    client = client_for(world, world.linda)

    where = notices(client, world)

    assert where == reverse("concern", args=[Entry.objects.get(kind=Concern.KIND).pk])
    assert SEEN in client.get(where).content.decode()
