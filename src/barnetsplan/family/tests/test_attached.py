"""A drawing or a paper that goes with own words: kept with them, seen by exactly those who see them."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.protection import Protection
from barnetsplan.family.tests.pages import client_of, plain
from barnetsplan.policy.acts import Act
from barnetsplan.records.models import Attachment, Entry
from tests.files import PLACE, a_document, a_picture
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.django_db
SHOWS = "Noel och boken, ritad av Noel."


def _sent(world: World, content: bytes = b"", **fields: Any) -> Any:
    """Sara's words, with a file where there is content."""
    file = {"words-file": SimpleUploadedFile("teckning.jpg", content)} if content else {}
    given = {"words-text": "Så här ser det ut.", "words-shows": SHOWS if content else "", "words-token": str(uuid4())}
    address = reverse("family_words", args=[world.noel.pk])
    return client_of(world, world.sara).post(address, {"form": "words", **given, **file, **fields})


def _attached(world: World) -> UUID:
    answer = _sent(world, a_picture())
    assert answer.status_code == 302
    return Attachment.objects.get(entry__owner=world.sara.pk).entry_id


def _opened(world: World, who: Any, key: UUID) -> Any:
    return client_for(world, who).get(reverse("attachment", args=[key]))


def test_a_guardian_may_add_a_drawing_and_those_who_read_her_words_may_see_it(story: World) -> None:
    key = _attached(story)

    for who in (story.as_guardian(story.sara), story.maria):
        answer = _opened(story, who, key)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert PLACE.encode() not in answer.content
    page = plain(client_of(story, story.sara).get(reverse("family_words", args=[story.noel.pk])))
    assert f"Bilaga: {SHOWS}" in page


def test_those_who_may_not_read_the_words_may_not_see_the_drawing(story: World) -> None:
    key = _attached(story)

    for who in (story.as_guardian(story.daniel), story.linda, story.leila, story.stranger):
        assert _opened(story, who, key).status_code == 404


def test_every_opening_of_the_drawing_is_in_the_log_with_the_words_it_goes_with(story: World) -> None:
    key = _attached(story)

    _opened(story, story.maria, key)

    event = AuditEvent.objects.filter(act=Act.ATTACHMENT_OPEN.value, permitted=True).latest("at")
    assert event.thing == key
    assert str(key) in bytes(event.canonical).decode()


def test_the_drawing_lies_sealed(story: World) -> None:
    attachment = Attachment.objects.get(pk=_attached(story))

    assert b"\xff\xd8\xff" not in bytes(attachment.sealed)


def test_a_file_that_lies_about_its_kind_is_refused_with_a_sentence_and_nothing_is_saved(story: World) -> None:
    before = Entry.objects.count()

    page = plain(_sent(story, b"MZ a program"))

    assert "Filen kan inte läsas." in page
    assert "Så här ser det ut." in page
    assert (Entry.objects.count(), Attachment.objects.count()) == (before, 0)


def test_a_file_without_words_for_those_who_cannot_see_it_is_asked_about(story: World) -> None:
    page = plain(_sent(story, a_picture(), **{"words-shows": ""}))

    assert "Skriv med några ord vad bilden eller papperet visar." in page
    assert not Attachment.objects.exists()


def test_the_same_form_sent_twice_keeps_one_file(story: World) -> None:
    token = str(uuid4())

    for _time in range(2):
        assert _sent(story, a_document(), **{"words-token": token}).status_code == 302

    assert Attachment.objects.count() == 1


def test_prot_02_of_a_protected_child_no_file_is_shown_to_the_family(story: World) -> None:
    key = _attached(story)
    story.noel.protection = Protection.PLACE
    story.noel.save()

    assert _opened(story, story.as_guardian(story.sara), key).status_code == 404
    page = plain(client_of(story, story.sara).get(reverse("family_words", args=[story.noel.pk])))
    assert SHOWS not in page
