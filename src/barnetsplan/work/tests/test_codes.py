"""A young person without an e-identification comes by a code from somebody who knows them, and can do little by it."""

import re
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import OneTimeCode, SignIn
from barnetsplan.domain.vocabulary import InvolvementReason, Regime, Strength
from barnetsplan.family.tests.others import adult, born
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import OwnWords
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.cast import World, make_unit
from tests.sign_in import client_for

SAID = "Jag orkar inte med skolan."


@pytest.fixture(autouse=True)
def _nothing_passes_by_itself(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for room in ("access.middleware", "access.sessions"):
        monkeypatch.setattr(f"barnetsplan.{room}.timezone", SimpleNamespace(now=lambda: world.at))


@pytest.fixture
def elsa(world: World) -> Child:
    """Fourteen, with a mother, in the school where Gunilla is the nurse."""
    mother = adult(world, "Ida Ek", 11)
    child = born(world, "Elsa Ek", date(2012, 5, 6), mother)
    unit = make_unit(
        "elevhalsa", "Elevhälsan Lessebo", "elevhälsan", "student_health_medical", "25:1", Strength.STRONG, Regime.OSL
    )
    involve(child=child.pk, unit=unit.pk, reason=InvolvementReason.NOTICED, at=world.at)
    world.nurse = world._professional("Gunilla Mård", unit, "school_nurse", 13)  # type: ignore[attr-defined]
    return child


def nurse(world: World) -> Actor:
    who: Actor = world.nurse  # type: ignore[attr-defined]
    return who


def given(world: World, child: Child) -> str:
    page = client_for(world, nurse(world)).post(reverse("code_give", args=[child.pk])).content.decode()
    found = re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page)
    assert found, page
    return found.group()


def came(world: World, child: Child) -> Client:
    client = Client()
    answer = client.post(reverse("code"), {"kod": given(world, child).lower().replace("-", " ")})
    assert answer.headers["Location"] == reverse("code_home")
    return client


def says(client: Client, **fields: object) -> Any:
    return client.post(reverse("code_write"), {"token": str(uuid4()), **fields}, follow=True)


def test_idn_30_the_nurse_gives_a_code_by_hand_and_only_a_hash_is_kept(world: World, elsa: Child) -> None:
    client = client_for(world, nurse(world))
    assert "Ge en kod till den unga" in client.get(reverse("child", args=[elsa.pk])).content.decode()

    code = given(world, elsa)

    row = OneTimeCode.objects.get()
    assert (row.child_id, row.given_by_id, row.used_at) == (elsa.pk, nurse(world).person, None)
    assert row.valid_until - row.given_at == timedelta(minutes=10)
    assert code.replace("-", "").encode() not in bytes(row.code_hash)
    assert "Gör en kod" in client.get(reverse("code_give", args=[elsa.pk])).content.decode(), "shown once"


def test_idn_30_nobody_gives_a_code_to_a_child_they_do_not_know_or_in_a_role_that_may_not(
    world: World, elsa: Child
) -> None:
    for who, key in ((nurse(world), world.noel.pk), (world.maria, elsa.pk), (world.stranger, elsa.pk)):
        assert client_for(world, who).get(reverse("code_give", args=[key])).status_code == 404
        assert client_for(world, who).post(reverse("code_give", args=[key])).status_code == 404
    assert not OneTimeCode.objects.exists()


def test_idn_30_a_small_child_gets_no_code(world: World, elsa: Child) -> None:
    involve(child=world.noel.pk, unit=nurse(world).party_id, reason=InvolvementReason.NOTICED, at=world.at)

    page = client_for(world, nurse(world)).post(reverse("code_give", args=[world.noel.pk])).content.decode()

    assert "Sitt bredvid barnet" in page
    assert not OneTimeCode.objects.exists()


def test_idn_30_the_code_opens_one_page_with_the_next_meeting_and_no_name_place_or_text(
    world: World, elsa: Child
) -> None:
    page = came(world, elsa).get(reverse("code_home")).content.decode()
    main = page.partition("<main")[2]

    assert "Det finns inget möte bestämt" in main
    for hidden in ("Ida", "Gunilla", "Elevhälsan", "Lessebo", "/min/barn/"):
        assert hidden not in main
    sign_in = SignIn.objects.get(person=elsa.pk)
    assert (sign_in.kind, sign_in.level, sign_in.acr) == ("code", 0, "code")


def test_idn_30_what_is_said_reaches_those_who_gave_the_code_and_no_guardian(world: World, elsa: Child) -> None:
    client = came(world, elsa)

    page = says(client, mood="hard", talk="on", text=SAID).content.decode()

    entry = Entry.objects.get(kind=OwnWords.KIND, child=elsa)
    assert (entry.owner_id, entry.voice_id, entry.outcome) == (elsa.pk, elsa.pk, "code")
    assert "Tack för att du berättade" in page
    assert SAID not in page, "whoever holds the telephone next reads nothing"
    at = world.later()
    assert visible_to(nurse(world).party_id, at=at).filter(pk=entry.pk).exists()
    guardian = elsa.guardianships.get().guardian
    assert not visible_to(guardian.pk, at=at).filter(pk=entry.pk).exists()
    assert Notice.objects.filter(party=nurse(world).party_id, kind="child_wants_talk", done_at=None).count() == 1


def test_one_word_is_enough_and_nothing_at_all_gets_a_sentence(world: World, elsa: Child) -> None:
    client = came(world, elsa)

    assert "Välj något, eller skriv några ord." in says(client).content.decode()
    assert "Tack för att du berättade" in says(client, talk="on").content.decode()
    assert Entry.objects.filter(kind=OwnWords.KIND, child=elsa).count() == 1


@pytest.mark.parametrize(
    "name",
    ["family_plan", "family_words", "family_access", "family_log", "family_contacts", "family_receipts"],
)
def test_idn_32_everything_else_is_as_if_it_were_not_there(world: World, elsa: Child, name: str) -> None:
    client = came(world, elsa)

    there, absent = (client.get(reverse(name, args=[key])) for key in (elsa.pk, uuid4()))

    assert (there.status_code, absent.status_code) == (404, 404)
    assert client.post(reverse(name, args=[elsa.pk])).status_code in {404, 405}


@pytest.mark.parametrize("name", ["family_home", "desk", "sessions", "notice"])
def test_idn_32_nor_is_there_anything_beside_it(world: World, elsa: Child, name: str) -> None:
    assert came(world, elsa).get(reverse(name)).status_code == 404


def test_the_page_of_a_code_is_the_young_persons_alone(world: World, elsa: Child) -> None:
    assert client_for(world, world.as_guardian(world.sara)).get(reverse("code_home")).status_code == 404
    assert client_for(world, world.maria).get(reverse("code_home")).status_code == 404
    assert client_for(world, world.as_guardian(elsa.person)).get(reverse("code_home")).status_code == 200
    assert Client().get(reverse("code_home")).headers["Location"] == reverse("sign_in")


def test_idn_30_a_code_is_good_once_and_for_a_short_time(world: World, elsa: Child) -> None:
    code = given(world, elsa)
    assert Client().post(reverse("code"), {"kod": code}).status_code == 302
    assert "stämmer inte" in Client().post(reverse("code"), {"kod": code}).content.decode()

    late = given(world, elsa)
    world.later(minutes=11)
    assert "stämmer inte" in Client().post(reverse("code"), {"kod": late}).content.decode()


def test_a_new_code_ends_the_one_before(world: World, elsa: Child) -> None:
    first, second = given(world, elsa), given(world, elsa)

    assert "stämmer inte" in Client().post(reverse("code"), {"kod": first}).content.decode()
    assert Client().post(reverse("code"), {"kod": second}).status_code == 302


def test_tries_are_limited_where_they_come_from_and_lock_nobody_out_elsewhere(world: World, elsa: Child) -> None:
    code = given(world, elsa)
    for _ in range(10):
        Client(REMOTE_ADDR="192.0.2.7").post(reverse("code"), {"kod": "AAAA-AAAA"})

    assert "för många försök" in Client(REMOTE_ADDR="192.0.2.7").post(reverse("code"), {"kod": code}).content.decode()
    assert Client(REMOTE_ADDR="192.0.2.8").post(reverse("code"), {"kod": code}).status_code == 302
