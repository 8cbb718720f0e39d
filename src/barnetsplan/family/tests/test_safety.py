"""The quiet page: what one guardian says there changes no byte of the other's world (law.md FAM-06, T2)."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.people.models import Pause
from barnetsplan.people.pauses import paused
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
_NEW_EACH_TIME = re.compile(
    rb'(?<=nonce=)"[^"]*"|(?<=csrfmiddlewaretoken" value=)"[^"]*"|(?<=X-CSRFToken": )"[^"]*"'
    rb'|(?<=name="token" value=)"[^"]*"|(?<=-token" value=)"[^"]*"'
)
_PAGES = ("family_plan", "family_words", "family_access", "family_log", "family_contacts", "family_safety")


def world_of(story: World, person: Any) -> dict[str, bytes]:
    """Every page of a guardian's, as bytes, without what is new in every answer."""
    client = client_for(story, story.as_guardian(person))
    pages = {name: client.get(reverse(name, args=[story.noel.pk])) for name in _PAGES}
    pages["family_home"] = client.get(reverse("family_home"))
    pages["family_version"] = client.get(reverse("family_version", args=[story.version.pk]))
    pages["family_consent"] = client.get(reverse("family_consent", args=[story.circle.pk]))
    return {
        name: _NEW_EACH_TIME.sub(b"", page.content) + str(page.status_code).encode() for name, page in pages.items()
    }


def say_it(story: World, client: Client, **fields: Any) -> Any:
    sent = {"token": str(uuid4()), "about": story.daniel.pk, "reason": "", **fields}
    return client.post(reverse("family_safety", args=[story.noel.pk]), sent)


def test_fam_06_a_guardian_may_stop_what_is_handed_out_in_two_taps_without_a_reason(story: World) -> None:
    client = client_for(story, story.as_guardian(story.sara))
    assert (
        reverse("family_safety", args=[story.noel.pk])
        in client.get(reverse("family_access", args=[story.noel.pk])).content.decode()
    )

    answer = say_it(story, client)

    assert answer.status_code == 302
    assert paused(story.noel.pk, at=story.at)
    assert made(Pause.objects.get().about_id) == story.daniel.pk


def test_fam_06_what_the_other_guardian_sees_is_the_same_to_the_byte(story: World) -> None:
    before = world_of(story, story.daniel)
    assert all(page.endswith(b"200") or name == "family_home" for name, page in before.items())

    assert say_it(story, client_for(story, story.as_guardian(story.sara)), reason="Kanariefågel").status_code == 302

    after = world_of(story, story.daniel)
    assert {name for name in before if before[name] != after[name]} == set()


def test_fam_06_the_page_shows_nothing_afterwards_to_whoever_looks_over_the_shoulder(story: World) -> None:
    client = client_for(story, story.as_guardian(story.sara))
    address = reverse("family_safety", args=[story.noel.pk])
    before = _NEW_EACH_TIME.sub(b"", client.get(address).content)

    say_it(story, client, reason="Kanariefågel")
    client.get(reverse("family_access", args=[story.noel.pk]))

    assert _NEW_EACH_TIME.sub(b"", client.get(address).content) == before


def test_fam_06_the_form_sent_twice_is_one_pause(story: World) -> None:
    client, token = client_for(story, story.as_guardian(story.sara)), str(uuid4())

    for _ in range(2):
        assert say_it(story, client, token=token).status_code == 302

    assert Pause.objects.count() == 1


def test_fam_06_nobody_is_named_who_is_no_guardian(story: World) -> None:
    client = client_for(story, story.as_guardian(story.sara))

    for about in (story.sara.pk, story.leila.person, ""):
        answer = say_it(story, client, about=about, reason="Behåll det här.")
        assert answer.status_code == 200
        assert "Behåll det här." in answer.content.decode()
    assert not Pause.objects.exists()


def test_fam_06_staff_and_strangers_may_not_open_the_page(story: World) -> None:
    for actor in (story.maria, story.stranger):
        assert client_for(story, actor).get(reverse("family_safety", args=[story.noel.pk])).status_code == 404
    own = client_for(story, story.as_guardian(story.sara)).get(reverse("family_safety", args=[uuid4()]))
    assert own.status_code == 404


def test_fam_06_the_title_and_the_address_say_nothing(story: World) -> None:
    """They stand in the browser's history (law.md abuse case 25)."""
    address = reverse("family_safety", args=[story.noel.pk])
    page = client_for(story, story.as_guardian(story.sara)).get(address).content.decode()
    title = page.partition("<title>")[2].partition("</title>")[0]

    assert not re.search(
        "illa|fara|hot|vårdnad|noel|barnet", f"{title} {address}".replace("/min/barn/", ""), re.IGNORECASE
    )
