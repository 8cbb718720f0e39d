"""What lets others read asks for a fresh proof, with nothing typed lost and nothing written before it (law.md 4.4)."""

import re
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.access.proving import LOOK
from barnetsplan.accounts.models import Session
from barnetsplan.audit.models import AuditEvent
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.tests.pages import plain
from barnetsplan.signatures.models import Signature
from tests.cast import AREAS, World
from tests.world import circle_asked, version_with_family

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _sessions_end_in_the_time_of_the_world(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("barnetsplan.access.sessions.timezone", SimpleNamespace(now=lambda: world.at))


def in_the_demonstration(world: World, key: object) -> Client:
    """Somebody who has chosen whom to be, some minutes ago."""
    client = Client()
    assert client.post(reverse("demo_enter", args=[key])).status_code == 302
    world.later(minutes=6)
    return client


def answers(world: World) -> dict[str, object]:
    asked = {world.preschool: ["utveckling"], world.social: list(AREAS)}
    mains = {f"map_{unit.pk.hex}": "yes" for unit in asked}
    token = {"token": str(uuid4())}
    return {**token, **mains, **{f"areas_{unit.pk.hex}": areas for unit, areas in asked.items()}}


def posted(client: Client, world: World) -> Any:
    return client.post(reverse("family_consent", args=[world.circle.pk]), answers(world))


def own(world: World) -> int:
    return ConsentAnswer.objects.filter(row__request=world.circle.pk, giver=world.sara).count()


def again(client: Client, key: object) -> Any:
    return client.post(reverse("demo_enter", args=[key]))


def hidden(page: Any) -> dict[str, list[str]]:
    found = re.findall(r'type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"', page.content.decode())
    fields: dict[str, list[str]] = {}
    for name, value in found:
        if name != "csrfmiddlewaretoken":
            fields.setdefault(name, []).append(unescape(value))
    return fields


def test_an_old_proof_reads_the_question_and_writes_no_answer(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)

    assert client.get(reverse("family_consent", args=[world.circle.pk])).status_code == 200
    answer = posted(client, world)

    assert answer.headers["Location"].startswith(reverse("prove_again"))
    assert own(world) == 0
    refused = AuditEvent.objects.filter(permitted=False).order_by("-at", "-pk")[0]
    assert refused.act == "consent:answer"


def test_after_the_proof_what_was_typed_is_sent_and_signed_with_the_fresh_one(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    page = client.get(posted(client, world).headers["Location"])
    assert "Det du fyllde i är kvar" in plain(page)
    assert reverse("demo_choose") in page.content.decode()
    chooses = plain(client.get(reverse("demo_choose")))
    assert "I demonstrationen väljer du dig själv en gång till" in chooses
    before = client.session.session_key

    assert again(client, world.sara.pk).headers["Location"] == reverse("prove_send")
    assert client.session.session_key != before, "a fresh proof gives the session a new key"
    page = client.get(reverse("prove_send"))
    assert own(world) == 0, "proving is not answering"
    fields = hidden(page)
    assert fields[f"map_{world.social.pk.hex}"] == ["yes"]
    assert sorted(fields[f"areas_{world.social.pk.hex}"]) == sorted(AREAS)

    assert client.post(reverse("family_consent", args=[world.circle.pk]), fields).status_code == 302
    assert own(world) > 0
    signed = Signature.objects.filter(person=world.sara).order_by("-signed_at")[0]
    assert str(signed.sign_in_id) == client.session["sign_in"]
    assert signed.sign_in is not None
    assert signed.signed_at - signed.sign_in.at <= timedelta(minutes=5)
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start"), "it has arrived"


def test_what_was_typed_can_be_looked_at_first_and_nothing_is_saved_then(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    client.get(posted(client, world).headers["Location"])
    again(client, world.sara.pk)
    fields = hidden(client.get(reverse("prove_send")))

    page = client.post(reverse("family_consent", args=[world.circle.pk]), {**fields, LOOK: "1"})

    assert page.status_code == 200
    assert "Läs igenom det du fyllde i" in plain(page)
    assert page.content.decode().count(" checked") >= len(AREAS)
    assert own(world) == 0


def test_the_proof_of_somebody_else_changes_nothing(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    client.get(posted(client, world).headers["Location"])

    again(client, world.daniel.pk)

    assert client.session["person"] == str(world.daniel.pk), "in the demonstration one becomes the other"
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start"), "and finds nothing of the first"
    assert own(world) == 0


def test_what_is_kept_lies_sealed_and_belongs_to_who_typed_it(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    client.get(posted(client, world).headers["Location"])

    row = Session.objects.get(pk=client.session.session_key)
    assert "map_" not in str(row.get_decoded())
    session = client.session
    session["person"] = session["party"] = str(world.daniel.pk)
    session.save()
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start")


def test_withdrawing_and_giving_back_ask_for_a_fresh_proof_too(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    change = {"service": world.social.pk, "layer": "map", "area": "", "answer": Answer.WITHDRAWN.value}

    answer = client.post(reverse("family_consent_change", args=[world.circle.pk]), change)

    assert answer.headers["Location"].startswith(reverse("prove_again"))


def test_answering_the_plan_and_asking_for_a_pause_ask_for_none(world: World) -> None:
    version_with_family(world)
    client = in_the_demonstration(world, world.sara.pk)

    plan = client.post(reverse("family_version", args=[world.version.pk]), {"reply": "agree", "text": ""})

    assert reverse("prove_again") not in plan.headers.get("Location", "")
    assert client.get(reverse("family_safety", args=[world.noel.pk])).status_code == 200


def test_taking_the_plan_out_of_the_house_asks_for_a_fresh_proof(world: World) -> None:
    version_with_family(world)
    client = in_the_demonstration(world, world.sara.pk)

    answer = client.get(reverse("family_plan_pdf", args=[world.noel.pk]))

    assert answer.headers["Location"].startswith(reverse("prove_again"))
    client.get(answer.headers["Location"])
    assert again(client, world.sara.pk).headers["Location"] == reverse("family_plan_pdf", args=[world.noel.pk])


def test_what_was_given_up_does_not_come_back_at_the_next_proof(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.sara.pk)
    client.get(posted(client, world).headers["Location"])
    export = reverse("family_plan_pdf", args=[world.noel.pk])

    client.get(client.get(export).headers["Location"])

    assert again(client, world.sara.pk).headers["Location"] == export


def test_looking_first_begins_nothing_where_something_new_would_begin(world: World) -> None:
    client = in_the_demonstration(world, world.leila.assignment)
    client.get(reverse("prove_again"))
    again(client, world.leila.assignment)

    answer = client.post(reverse("emergency"), {LOOK: "1", "number": world.noel_number.formatted, "reason": "x " * 20})

    assert answer.headers["Location"] == reverse("emergency")


def test_who_is_not_signed_in_has_nothing_to_prove_again(client: Client, world: World) -> None:
    assert client.get(reverse("prove_again")).headers["Location"] == reverse("sign_in")
    assert client.get(reverse("prove_send")).headers["Location"] == reverse("start")


def test_one_is_led_to_no_other_house_after_the_proof(world: World) -> None:
    client = in_the_demonstration(world, world.sara.pk)
    client.get(reverse("prove_again"), {"vidare": "https://elsewhere.example/"})

    assert again(client, world.sara.pk).headers["Location"] == reverse("start")


def test_a_refusal_to_prove_tells_nothing_of_what_there_is(world: World) -> None:
    circle_asked(world)
    client = in_the_demonstration(world, world.maria.assignment)
    listed = [
        client.get(reverse("protected_keep", args=[key])).headers["Location"] for key in (world.noel.pk, world.sara.pk)
    ]

    assert all(each.startswith(reverse("prove_again")) for each in listed)
