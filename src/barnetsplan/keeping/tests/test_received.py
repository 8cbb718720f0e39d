"""Each recipient keeps a frozen received version; when the basis is withdrawn it is the registrar's alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.organisations.models import Unit
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Disclosure, Entry, Received, ReceivedOpening, Release
from barnetsplan.records.queries import visible_to
from barnetsplan.records.received import digest_of, received_by
from tests.sign_in import client_for
from tests.world import World, made, say

WORDS = "Familjestöd hemma"


@pytest.fixture
def withdrawn(story: World) -> World:
    """Sara has taken back what she said yes to; the registrar of social services' board has been employed."""
    say(story, story.circle, story.sara, Answer.WITHDRAWN)
    story.employ_diarist(story.social)
    story.later()
    return story


def received(world: World) -> UUID:
    """A disclosure by which social services got the map."""
    rows = Received.objects.filter(recipient=world.social.pk, kind="action", disclosure__discloser=world.bvc.pk)
    return made(rows.order_by("received_at").first()).disclosure_id


def get(world: World, actor: Actor, key: UUID) -> object:
    return client_for(world, actor).get(reverse("received", args=[key]))


def test_law_05_every_release_leaves_a_received_version_with_its_moment_and_hash(story: World) -> None:
    assert Release.objects.count() == Received.objects.count() > 0
    for row in Received.objects.select_related("release__disclosure", "entry"):
        line = row.release
        assert (row.entry_id, row.recipient_id, row.disclosure_id) == (
            line.entry_id,
            line.recipient_id,
            line.disclosure_id,
        )
        assert (row.received_at, row.child_id) == (line.valid_from, line.disclosure.child_id)
        assert row.digest == digest_of(row.entry)


def test_law_05_what_was_received_may_not_be_changed_or_removed(story: World) -> None:
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        received_by(story.social.pk).update(digest="0" * 64)
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        received_by(story.social.pk).delete()


def test_con_06_what_was_received_stays_when_the_yes_is_taken_back(withdrawn: World) -> None:
    assert received_by(withdrawn.social.pk).filter(kind="action").exists()
    assert not visible_to(withdrawn.social.pk, at=withdrawn.at).filter(kind="action").exists()


def test_con_06_the_registrar_opens_it_on_a_reason_marked_with_the_day(withdrawn: World) -> None:
    key, diarist = received(withdrawn), withdrawn.diarist
    client = client_for(withdrawn, diarist)
    listed = client.get(reverse("received_list")).content.decode()
    assert reverse("received", args=[key]) in listed
    closed = client.get(reverse("received", args=[key])).content.decode()
    assert "Grunden återkallades" in closed
    assert WORDS not in closed

    without = client.post(reverse("received", args=[key]), {"reason": "  "})
    assert "Skriv varför" in without.content.decode()
    assert not ReceivedOpening.objects.exists()
    assert client.post(reverse("received", args=[key]), {"reason": "Begärd av en vårdnadshavare."}).status_code == 302

    page = client.get(reverse("received", args=[key])).content.decode()
    assert "Grunden återkallades" in page
    assert WORDS in page
    row = ReceivedOpening.objects.get()
    assert (row.opened_by_id, row.recipient_id) == (diarist.person, withdrawn.social.pk)
    assert b"vardnadshavare" not in bytes(row.sealed_reason)
    acts = AuditEvent.objects.filter(person=diarist.person, act=Act.RECEIVED_OPEN.value, permitted=True)
    assert acts.count() == 4  # closed, without a reason, the opening itself, and its words


def test_an_opening_ends_after_an_hour(withdrawn: World) -> None:
    key, diarist = received(withdrawn), withdrawn.diarist
    client_for(withdrawn, diarist).post(reverse("received", args=[key]), {"reason": "Begärd."})
    withdrawn.at += timedelta(minutes=61)

    page = client_for(withdrawn, diarist).get(reverse("received", args=[key])).content.decode()

    assert WORDS not in page


def test_one_who_opens_opens_for_nobody_else(withdrawn: World) -> None:
    key = received(withdrawn)
    client_for(withdrawn, withdrawn.diarist).post(reverse("received", args=[key]), {"reason": "Begärd."})
    for actor in (withdrawn.leila, withdrawn.maria, withdrawn.stranger, withdrawn.as_guardian(withdrawn.sara)):
        assert client_for(withdrawn, actor).get(reverse("received", args=[key])).status_code == 404
        assert client_for(withdrawn, actor).get(reverse("received_list")).status_code in {403, 404}


def test_the_registrar_may_not_open_what_the_unit_still_reads(story: World) -> None:
    story.employ_diarist(story.social)
    client = client_for(story, story.diarist)

    assert client.get(reverse("received", args=[received(story)])).status_code == 404
    assert reverse("received", args=[received(story)]) not in client.get(reverse("received_list")).content.decode()


def test_the_registrar_of_another_board_may_not(withdrawn: World) -> None:
    Unit.objects.filter(pk=withdrawn.diarist.party).update(domain=withdrawn.preschool.domain)
    client = client_for(withdrawn, withdrawn.diarist)

    assert client.get(reverse("received", args=[received(withdrawn)])).status_code == 404
    assert reverse("received", args=[received(withdrawn)]) not in client.get(reverse("received_list")).content.decode()


def test_the_registrar_reads_nothing_else_of_the_child(withdrawn: World) -> None:
    assert client_for(withdrawn, withdrawn.diarist).get(reverse("child", args=[withdrawn.noel.pk])).status_code == 404
    assert not visible_to(made(withdrawn.diarist.party), at=withdrawn.at).exists()
    assert Entry.objects.exists()
    assert Disclosure.objects.exists()
