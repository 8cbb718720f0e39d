"""Drafts: the author's alone, kept while writing, gone when sent or after 30 days."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from barnetsplan.records.actions import purge_draft, save_draft
from barnetsplan.records.models import Draft
from barnetsplan.records.queries import kept_draft, newest_draft
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db


def _save(client: Client, form: str, key: UUID, **fields: object) -> Any:
    return client.post(reverse("draft_save", args=[form, key]), fields)


def test_author_may_save_and_comes_back_to_the_page(world: World) -> None:
    key = uuid4()
    client = client_for(world, world.maria)
    response = _save(client, "analysis", key, summary="Halvt", token="x", services=["A", "B"])
    assert response.headers["Location"] == reverse("analysis", args=[key])
    kept = kept_draft(author=world.maria.person_id, party=world.maria.party_id, form="analysis", thing=key)
    assert kept is not None
    assert kept.fields == {"summary": "Halvt", "services": "A\nB"}


def test_a_form_about_nothing_yet_comes_back_with_its_key(world: World) -> None:
    key = uuid4()
    response = _save(client_for(world, world.linda), "concern", key, seen="Leker ensam")
    assert response.headers["Location"] == f"{reverse('notice')}?utkast={key}"
    assert newest_draft(author=world.linda.person_id, party=world.linda.party_id, form="concern") == key


def test_htmx_gets_a_line_that_says_when(world: World) -> None:
    client = client_for(world, world.maria)
    url = reverse("draft_save", args=["question", uuid4()])
    page = client.post(url, {"a": "b"}, headers={"HX-Request": "true"})
    assert page.status_code == 200
    assert "Utkastet sparades" in page.content.decode()
    assert "<html" not in page.content.decode()


def test_one_who_is_signed_out_is_told_and_nothing_is_saved(client: Client, world: World) -> None:
    url = reverse("draft_save", args=["question", uuid4()])
    page = client.post(url, {"a": "b"}, headers={"HX-Request": "true"})
    assert "du är utloggad" in page.content.decode()
    assert client.post(url, {"a": "b"}).headers["Location"] == reverse("sign_in")
    assert not Draft.objects.exists()


def test_an_unknown_form_has_no_drafts(world: World) -> None:
    assert _save(client_for(world, world.maria), "okand", uuid4(), a="b").status_code == 404
    assert not Draft.objects.exists()


def test_a_draft_is_read_by_its_author_alone_and_in_its_capacity_alone(world: World) -> None:
    key = uuid4()
    _save(client_for(world, world.maria), "question", key, a="Mitt")
    others = (world.linda, world.leila, world.as_guardian(world.sara))
    assert all(
        kept_draft(author=other.person_id, party=other.party_id, form="question", thing=key) is None for other in others
    )
    colleague = kept_draft(author=world.linda.person_id, party=world.maria.party_id, form="question", thing=key)
    own_as_family = kept_draft(author=world.maria.person_id, party=world.maria.person_id, form="question", thing=key)
    assert colleague is None
    assert own_as_family is None


def test_a_draft_is_sealed(world: World) -> None:
    _save(client_for(world, world.maria), "question", uuid4(), a="Hemligt")
    assert b"Hemligt" not in bytes(Draft.objects.get().sealed)


def test_a_very_long_draft_is_kept_whole(world: World) -> None:
    key, text = uuid4(), "å" * 80_000
    _save(client_for(world, world.maria), "question", key, a=text)
    kept = kept_draft(author=world.maria.person_id, party=world.maria.party_id, form="question", thing=key)
    assert kept is not None
    assert kept.fields["a"] == text


def test_a_form_that_is_emptied_has_no_draft(world: World) -> None:
    key, client = uuid4(), client_for(world, world.maria)
    _save(client, "question", key, a="Något")
    _save(client, "question", key, a=" ")
    assert not Draft.objects.exists()


def _draft(world: World, at: datetime) -> Draft:
    return save_draft(
        author=world.maria.person_id, party=world.maria.party_id, form="question", thing=uuid4(), fields={}, at=at
    )


def test_drafts_are_purged_after_thirty_days(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    old, kept = _draft(world, world.at - timedelta(days=3650)), _draft(world, world.at + timedelta(days=3650))
    call_command("drafts", "purge")
    assert capsys.readouterr().out == "Removed 1 drafts.\n"
    assert not Draft.objects.filter(pk=old.pk).exists()
    purge_draft(author=kept.author_id, party=kept.party_id, form="question", thing=kept.thing)
    assert not Draft.objects.exists()
