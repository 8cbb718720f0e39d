"""What the family has said is signed, with how it is known who said it, and a changed byte is found (law.md CON-01)."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F
from django.urls import reverse

from barnetsplan.accounts.models import SignIn
from barnetsplan.consent.models import ConsentAnswer, ConsentShown
from barnetsplan.domain.vocabulary import Answer, ConsentWay
from barnetsplan.records import append_only
from barnetsplan.records.kinds import PlanAnswer
from barnetsplan.records.models import Entry
from barnetsplan.signatures.actions import PURPOSE
from barnetsplan.signatures.models import Signature
from barnetsplan.signatures.verifying import verify_all
from barnetsplan.vault.signing import Signed, verify
from tests.sign_in import client_for
from tests.world import World, made


@pytest.fixture
def signed(story: World) -> Iterator[World]:
    """Sara has taken back one part in her own session; then somebody has power over the database."""
    session = client_for(story, story.as_guardian(story.sara))
    part = {"service": story.social.pk, "layer": "background", "area": "hemmet", "answer": Answer.WITHDRAWN.value}
    assert session.post(reverse("family_consent_change", args=[story.circle.pk]), part).status_code == 302
    append_only.remove()
    yield story
    append_only.install()


def newest(kind: str = "consent") -> Signature:
    return Signature.objects.filter(kind=kind).order_by("-signed_at")[0]


def told(row: Signature) -> Any:
    return json.loads(bytes(row.statement))


def answer_of(row: Signature) -> Any:
    return ConsentAnswer.objects.filter(pk=told(row)["said"]["answers"][0]["id"])


def test_con_01_a_withdrawal_carries_who_how_it_is_known_and_the_hash_of_what_was_shown(signed: World) -> None:
    row = newest()
    statement = told(row)
    line = statement["said"]["answers"][0]
    shown = ConsentShown.objects.get(request=signed.circle.pk, giver=signed.sara)

    assert statement["person"] == str(signed.sara.pk)
    assert statement["sign_in"] | {"id": "", "at": "", "person": ""} == {
        "id": "",
        "at": "",
        "person": "",
        "kind": "citizen",
        "way": "test",
        "issuer": "https://idp.example",
        "acr": "http://id.elegnamnden.se/loa/1.0/loa3",
        "level": 3,
        "transaction": "txn-1",
    }
    assert (line["answer"], line["acr"], line["transaction"]) == (
        "withdrawn",
        statement["sign_in"]["acr"],
        "txn-1",
    )
    assert line["shown"] == shown.shown_hash
    assert verify(PURPOSE, bytes(row.statement), Signed(row.key_id, bytes(row.signature)))


def test_con_01_the_answers_own_columns_and_the_receipt_tell_the_level_and_the_transaction(signed: World) -> None:
    answered = answer_of(newest()).get()
    session = client_for(signed, signed.as_guardian(signed.sara))

    record = session.get(reverse("family_receipt_record", args=[answered.receipt])).content.decode()

    assert (answered.acr, answered.transaction) == ("http://id.elegnamnden.se/loa/1.0/loa3", "txn-1")
    assert '"dpv-27560:authenticationContext": "http://id.elegnamnden.se/loa/1.0/loa3"' in record
    assert '"dpv-27560:transaction": "txn-1"' in record


def test_con_01_who_writes_down_what_another_said_signs_as_witness_and_lends_no_level(signed: World) -> None:
    heard = ConsentAnswer.objects.filter(way=ConsentWay.ORAL)[0]
    row = Signature.objects.get(about=made(heard.receipt))

    assert (row.person_id, told(row)["said"]["answers"][0]["giver"]) == (signed.linda.person, str(heard.giver_id))
    assert heard.acr == ""


def test_an_answer_to_the_plan_carries_the_version_as_it_was_shown(signed: World) -> None:
    row = newest("plan")

    assert told(row)["said"]["reply"] == "agree"
    assert len(told(row)["shown"]) == 64
    assert row.sealed_shown is not None


def test_everything_signed_is_verified_by_command(signed: World) -> None:
    out = StringIO()

    call_command("signatures", "verify", stdout=out)

    assert out.getvalue() == f"Verified {Signature.objects.count()} signatures.\n"
    assert {kind for (kind,) in Signature.objects.values_list("kind")} == {"consent", "plan"}


def _answer() -> Signature:
    answer_of(newest()).update(answer="yes")
    return newest()


def _acr() -> Signature:
    answer_of(newest()).update(acr="http://id.elegnamnden.se/loa/1.0/loa4")
    return newest()


def _sign_in() -> Signature:
    SignIn.objects.filter(pk=made(newest().sign_in_id)).update(acr="http://id.elegnamnden.se/loa/1.0/loa4")
    return newest()


def _issuer() -> Signature:
    SignIn.objects.filter(pk=made(newest().sign_in_id)).update(issuer="https://somebody.else.example")
    return newest()


def _time() -> Signature:
    answer_of(newest()).update(answered_at=F("answered_at") - timedelta(days=1))
    return newest()


def _own_time() -> Signature:
    Signature.objects.filter(pk=newest().pk).update(signed_at=F("signed_at") + timedelta(seconds=1))
    return newest()


def _person() -> Signature:
    row = newest()
    other = ConsentAnswer.objects.exclude(giver=row.person_id)[0].giver_id
    Signature.objects.filter(pk=row.pk).update(person=other)
    return row


def _signature() -> Signature:
    row = newest()
    Signature.objects.filter(pk=row.pk).update(signature=_turned(bytes(row.signature)))
    return row


def _statement() -> Signature:
    row = newest()
    changed = bytes(row.statement).replace(b'"withdrawn"', b'"withdrawm"')
    Signature.objects.filter(pk=row.pk).update(statement=changed)
    return row


def _text() -> Signature:
    line = told(newest())["said"]["answers"][0]
    for shown in ConsentShown.objects.filter(shown_hash=line["shown"]):
        ConsentShown.objects.filter(pk=shown.pk).update(sealed=_turned(bytes(shown.sealed)))
    # The first that was shown this text is named.
    return next(row for row in _in_order() if line["shown"] in str(told(row)))


def _hash_of_text() -> Signature:
    answer_of(newest()).update(shown_hash="0" * 64)
    return newest()


def _plan_shown() -> Signature:
    row = newest("plan")
    Signature.objects.filter(pk=row.pk).update(sealed_shown=_turned(bytes(row.sealed_shown or b"")))
    return row


def _plan_reply() -> Signature:
    row = newest("plan")
    Entry.objects.filter(pk=row.about).update(outcome="disagree")
    return row


def _plan_text() -> Signature:
    row = newest("plan")
    entry = Entry.objects.get(pk=row.about)
    Entry.objects.filter(pk=row.about).update(sealed=_turned(bytes(entry.sealed)))
    return row


def _turned(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


def _in_order() -> list[Signature]:
    return list(Signature.objects.order_by("signed_at", "pk"))


@pytest.mark.parametrize(
    "change",
    [
        _answer,
        _acr,
        _sign_in,
        _issuer,
        _time,
        _own_time,
        _person,
        _signature,
        _statement,
        _text,
        _hash_of_text,
        _plan_shown,
        _plan_reply,
        _plan_text,
    ],
    ids=lambda change: change.__name__,
)
def test_con_01_a_changed_byte_is_found_and_its_row_named(signed: World, change: Callable[[], Signature]) -> None:
    assert verify_all().fault is None

    row = change()

    with pytest.raises(CommandError, match=str(row.pk)):
        call_command("signatures", "verify")


def test_an_answer_whose_signature_was_taken_away_is_found(signed: World) -> None:
    row = newest()
    answered = answer_of(row).get()
    row.delete()

    with pytest.raises(CommandError, match=f"{answered.pk}: has no signature"):
        call_command("signatures", "verify")


def test_a_signature_of_another_key_proves_nothing(signed: World) -> None:
    row = newest()
    Signature.objects.filter(pk=row.pk).update(key_id="unknown")

    with pytest.raises(CommandError, match=str(row.pk)):
        call_command("signatures", "verify")


def test_the_same_form_sent_twice_is_signed_once(story: World) -> None:
    session = client_for(story, story.as_guardian(story.sara))
    form = {"reply": "agree", "text": "", "token": str(uuid4())}

    for _ in range(2):
        session.post(reverse("family_version", args=[story.version.pk]), form)

    answers = Entry.objects.filter(kind=PlanAnswer.KIND).values_list("pk", flat=True)
    assert sorted(Signature.objects.filter(kind="plan").values_list("about", flat=True)) == sorted(answers)
