"""Receipts: one for every give and every withdraw, the giver's own, on a page, as a PDF and as a record."""

import json
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.tests.pages import client_of, opened, plain, posted, without_secrets
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Person
from tests.files import tags_of_pdf, words_of_pdf
from tests.sign_in import client_for
from tests.world import World, circle_asked, say

pytestmark = pytest.mark.django_db

FORMS = ("family_receipt", "family_receipt_pdf", "family_receipt_record")


def _receipts(world: World, person: Person) -> list[UUID]:
    """Those of the question about the circle, oldest first."""
    found = ConsentAnswer.objects.filter(giver=person, row__request=world.circle.pk).order_by("answered_at", "number")
    return [receipt for receipt in dict.fromkeys(found.values_list("receipt", flat=True)) if receipt]


def _given(world: World, said: Answer = Answer.YES) -> UUID:
    circle_asked(world)
    say(world, world.circle, world.sara, said)
    return _receipts(world, world.sara)[-1]


def test_con_01_every_give_and_every_withdraw_has_a_receipt_of_its_own(world: World) -> None:
    _given(world)
    client = client_of(world, world.sara)
    change = {"service": str(world.social.pk), "layer": "map", "area": "", "answer": "withdrawn"}

    posted(client, "family_consent_change", world.circle.pk, **change)

    first, second = _receipts(world, world.sara)
    assert "Du sa ja" in plain(client.get(reverse("family_receipt", args=[first])))
    page = plain(client.get(reverse("family_receipt", args=[second])))
    assert "Du tog tillbaka ditt ja" in page
    assert "Får socialtjänsten läsa vem som gör vad i planen för Noel?" in page
    assert "Får förskolan" not in page
    listed = client.get(reverse("family_receipts", args=[world.noel.pk])).content.decode()
    assert listed.index(str(second)) < listed.index(str(first))


def test_con_01_a_receipt_shows_who_when_how_until_and_the_hash(world: World) -> None:
    receipt = _given(world)

    page = plain(opened(world, world.sara, "family_receipt", receipt))

    assert "Här på sidan" in page
    assert "BVC Hovmantorp" in page
    assert "Ett ja gäller till och med" in page
    assert ConsentAnswer.objects.filter(receipt=receipt)[0].shown_hash in page


def test_what_another_wrote_down_is_shown_to_whose_answer_it_is(world: World) -> None:
    circle_asked(world)
    fields = {f"map_{unit.pk.hex}": "yes" for unit in (world.preschool, world.social)}
    posted(
        client_for(world, world.maria),
        "consent_record",
        world.circle.pk,
        **fields,
        vem=str(world.sara.pk),
        way="oral",
        heard_on=world.circle.asked_at.date().isoformat(),
        token=str(uuid4()),
    )
    (receipt,) = _receipts(world, world.sara)
    client = client_of(world, world.sara)

    waits = plain(client.get(reverse("family_plan", args=[world.noel.pk])))
    page = plain(client.get(reverse("family_receipt", args=[receipt])))

    assert "Ditt svar är nedskrivet" in waits
    assert "Maria Sand har skrivit in det du sa." in page
    assert not Notice.objects.filter(kind=NoticeKind.CONSENT_NOTED, thing=receipt, done_at=None).exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_receipt_is_its_givers_alone(world: World, form: str) -> None:
    receipt = _given(world)
    unknown = opened(world, world.daniel, form, uuid4())

    for actor in (world.as_guardian(world.daniel), world.maria, world.linda, world.stranger):
        answer = client_for(world, actor).get(reverse(form, args=[receipt]))
        assert answer.status_code == 404
    assert without_secrets(opened(world, world.daniel, form, receipt)) == without_secrets(unknown)


def test_the_record_is_what_iso_27560_asks_for(world: World) -> None:
    receipt = _given(world)

    answer = opened(world, world.sara, "family_receipt_record", receipt)
    told = json.loads(answer.content)
    record = told["dpv:hasRecordOfActivity"]

    assert answer["Content-Type"] == "application/ld+json"
    assert told["@type"] == "dpv:ConsentReceipt"
    assert record["@type"] == "dpv:ConsentRecord"
    assert record["dpv:hasNotice"]["dpv-27560:contentHash"]["value"] == world.fresh(world.circle).shown_hash
    assert {one["dpv:hasConsentStatus"]["@type"] for one in record["dpv:hasProcess"]} == {"dpv:ConsentGiven"}
    assert all(one["dpv:hasRecipient"] and one["dpv:hasDataSource"] for one in record["dpv:hasProcess"])
    assert record["dpv:hasProcess"][0]["dpv:hasConsentStatus"]["dpv:isIndicatedBy"]["schema:name"] == "Sara Lindqvist"
    prefixes = {key.partition(":")[0] for key in _keys(told) if ":" in key}
    assert prefixes <= set(told["@context"]), "no term without its prefix"
    assert "Daniel" not in answer.content.decode()


def _keys(node: object) -> set[str]:
    if isinstance(node, dict):
        return {str(key) for key in node} | {key for value in node.values() for key in _keys(value)}
    return {key for value in node for key in _keys(value)} if isinstance(node, list) else set()


def test_con_07_the_receipt_is_a_tagged_pdf_with_the_same_words(world: World) -> None:
    receipt = _given(world)

    answer = opened(world, world.sara, "family_receipt_pdf", receipt)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'attachment; filename="kvitto.pdf"'
    words = words_of_pdf(answer.content)
    assert words.startswith("Kvitto på ditt svar")
    assert "Får socialtjänsten läsa vem som gör vad i planen för Noel?" in words
    assert "Du sa ja." in words
    assert "Daniel" not in words
    assert "H1" in tags_of_pdf(answer.content)


def test_the_list_is_empty_and_teaches_before_anything_is_answered(world: World) -> None:
    assert "Inget kvitto än" in plain(opened(world, world.sara, "family_receipts", world.noel.pk))


def test_a_givers_list_holds_nothing_of_the_other(world: World) -> None:
    receipt = _given(world)

    page = opened(world, world.daniel, "family_receipts", world.noel.pk).content.decode()

    assert str(receipt) not in page
