"""Signing in from a SAML federation, over the bridge, from the first link to the last page; and all that it refuses."""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from barnetsplan.accounts.models import SignIn
from barnetsplan.identity.families import families
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.models import Commission
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.words import WORDS
from tests.cast import made
from tests.oidc.foreign import CARE, LOA, SAMBI, ask
from tests.oidc.signing_in import HSA_UNIT, NUMBER, citizen, connected, named, start
from tests.saml.federation import Change, Federation, post_at_member, post_to_bridge, sign_in_at_member
from tests.world import World

# Alone, beside what plays in a browser: the bridge is one process, and starting it takes seconds.
pytestmark = [pytest.mark.browser, pytest.mark.slow]

EPPN = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6"
SCHOOL_UNIT = "urn:oid:1.2.752.194.10.2.4"
SAMBI_NAMES = "http://sambi.se/attributes/1/"
NAMES = re.compile(r"(?:linda|sten)@skola|AttributeValue")
#: Our profiles, and those that hold the federation's names of the same.
PAIRS = (
    ("school", "saml_school"),
    ("inera", "saml_sambi"),
    ("oidc_sweden_employee", "saml_sweden_employee"),
    ("oidc_sweden_citizen", "saml_sweden_citizen"),
)


def sten(**changes: Any) -> dict[str, Any]:
    """What the school says of Sten, a teacher."""
    return {"attributes": {EPPN: "sten@skola.example", SCHOOL_UNIT: "12345678"}, "level": f"{LOA}2", **changes}


def sign_in(client: Client, provider: Provider, said: Mapping[str, Any], **how: Change) -> HttpResponse:
    """Over the bridge, and back here with what it answers."""
    back = sign_in_at_member(start(client, provider.key), said, **how)
    assert back.location.startswith("http://testserver/"), back.body
    answer: HttpResponse = client.get(back.location)  # type: ignore[assignment]
    return answer


def refused(answer: HttpResponse, fault: Fault) -> None:
    """A sentence that says what to do, and nobody in."""
    assert answer.status_code == 403
    assert escape(str(WORDS[fault])) in answer.content.decode()
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("level", [2, 3])
def test_idn_02_a_teacher_signs_in_from_a_school_federation_at_the_level_that_it_tells(
    federation: Federation, today: World, level: int
) -> None:
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        answer = sign_in(Client(), provider, sten(level=f"{LOA}{level}"))

    assert answer.status_code == 302, answer.content.decode()
    proof = made(SignIn.objects.get())
    assert (proof.person_id, proof.kind, proof.level) == (today.stranger.person_id, "employee", level)
    assert (proof.issuer, proof.acr) == (federation.url, f"{LOA}{level}")


def test_an_assertion_that_only_the_bridge_can_read_is_read(federation: Federation, today: World) -> None:
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        assert sign_in(Client(), provider, sten(encrypt=True)).status_code == 302


def test_idn_10_a_commission_from_sambi_binds_the_session(federation: Federation, today: World) -> None:
    named(today)
    provider = federation.provider("inera")
    told = {
        "employeeHsaId": "SE5560000000-0001",
        "commissionHsaId": "SE5560000000-U1",
        "commissionPurpose": CARE,
        "healthCareUnitHsaId": HSA_UNIT,
        "healthCareProviderHsaId": "SE5560000000-VG",
    }
    attributes = {f"{SAMBI_NAMES}{name}": value for name, value in told.items()}
    said = {"attributes": attributes, "level": SAMBI}
    with connected([provider]):
        answer = sign_in(Client(), provider, said)

        assert (answer.status_code, answer["Location"]) == (302, reverse("desk")), answer.content.decode()
        bound = Commission.objects.get()
        assert bound.sign_in.person_id == today.maria.person_id

        attributes[f"{SAMBI_NAMES}commissionPurpose"] = "Statistik"
        again = sign_in(Client(), provider, said)
        assert again.status_code == 403
        assert escape(str(WORDS[Fault.PURPOSE])) in again.content.decode()


def test_a_guardian_signs_in_from_sweden_connect(federation: Federation, today: World) -> None:
    provider = federation.provider("oidc_sweden_citizen")
    said = {"attributes": {"urn:oid:1.2.752.29.4.13": citizen(today.sara)[NUMBER]}, "level": f"{LOA}3"}
    with connected([provider]):
        answer = sign_in(Client(), provider, said)

    assert (answer.status_code, answer["Location"]) == (302, reverse("family_home")), answer.content.decode()
    assert SignIn.objects.get().kind == "citizen"


@pytest.mark.parametrize(
    "level", ["", f"{LOA}1", SAMBI, f"{LOA}2 ", "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"]
)
def test_idn_02_a_level_that_is_not_told_or_not_listed_is_refused_with_a_sentence(
    federation: Federation, today: World, level: str
) -> None:
    """``""`` is a member that tells none: its assertion says «unspecified»."""
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        answer = sign_in(Client(), provider, sten(level=level))

    refused(answer, Fault.LEVEL)


def _replaced(old: str, new: str) -> Change:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new)

    return change


def _wrapped(*, first: bool, keep_id: bool) -> Change:
    """A forged copy of the assertion beside the signed one (signature wrapping)."""

    def change(text: str) -> str:
        signed = made(re.search(r"<saml:Assertion.*</saml:Assertion>", text, re.DOTALL))[0]
        forged = re.sub(r"<Signature .*</Signature>", "", signed, flags=re.DOTALL).replace("sten@", "linda@")
        if not keep_id:
            forged = re.sub(r' ID="[^"]+"', ' ID="_forged"', forged, count=1)
        return text.replace(signed, forged + signed if first else signed + forged)

    return change


def _wrapped_within(text: str) -> str:
    """The signed assertion lies inside the signature of a forged one."""
    signed = made(re.search(r"<saml:Assertion.*</saml:Assertion>", text, re.DOTALL))[0]
    signature = made(re.search(r"<Signature .*</Signature>", signed, re.DOTALL))[0]
    inside = signature.replace("</Signature>", f"<Object>{signed.replace(signature, '')}</Object></Signature>")
    forged = signed.replace(signature, inside).replace("sten@", "linda@", 1)
    return text.replace(signed, re.sub(r' ID="[^"]+"', ' ID="_forged"', forged, count=1))


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(_replaced("sten@skola.example", "linda@skola.example"), id="another person"),
        pytest.param(_replaced(f"{LOA}2<", f"{LOA}3<"), id="a higher level"),
        pytest.param(_replaced("<SignatureValue>", "<SignatureValue>AAAA"), id="another signature"),
        pytest.param(_replaced("<samlp:Response", "<!DOCTYPE x [<!ENTITY y 'z'>]><samlp:Response"), id="entities"),
        pytest.param(_wrapped(first=True, keep_id=False), id="a forged one first"),
        pytest.param(_wrapped(first=False, keep_id=False), id="a forged one last"),
        pytest.param(_wrapped(first=True, keep_id=True), id="a forged one first, of the same name"),
        pytest.param(_wrapped(first=False, keep_id=True), id="a forged one last, of the same name"),
        pytest.param(_wrapped_within, id="a forged one around it"),
    ],
)
def test_idn_01_a_changed_assertion_is_refused_by_the_bridge(
    federation: Federation, today: World, change: Change
) -> None:
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        answer = sign_in(Client(), provider, sten(), change=change)

    refused(answer, Fault.CANCELLED)


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"sign": "none"}, id="not signed"),
        pytest.param({"sign": "response"}, id="signed around it, not itself"),
        pytest.param({"audience": "https://another.example"}, id="for another"),
        pytest.param({"ago": 600}, id="a sign-in before it was asked for"),
        pytest.param({"ago": -600}, id="a sign-in in the future"),
    ],
)
def test_idn_01_an_assertion_that_is_not_signed_for_this_request_is_refused(
    federation: Federation, today: World, how: dict[str, Any]
) -> None:
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        answer = sign_in(Client(), provider, sten(**how))

    refused(answer, Fault.CANCELLED)


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"signature": "rsa-sha1", "digest": "sha1"}, id="both"),
        pytest.param({"signature": "rsa-sha1"}, id="the signature"),
        pytest.param({"digest": "sha1"}, id="the digest"),
        pytest.param({"signature": "rsa-sha1", "encrypt": True}, id="the signature, within what is encrypted"),
        pytest.param({"digest": "sha1", "encrypt": True}, id="the digest, within what is encrypted"),
    ],
)
def test_idn_01_an_assertion_that_is_signed_with_sha_1_is_refused(
    federation: Federation, today: World, how: dict[str, Any]
) -> None:
    """The signature is right, and of the member; the log of the bridge tells which member, and with what it signs."""
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        answer = sign_in(Client(), provider, sten(**how))

    refused(answer, Fault.CANCELLED)
    logged = federation.said.read_text(encoding="utf-8").splitlines()[-1]
    assert "#sha1: refused" in logged or "#rsa-sha1: refused" in logged or "#sha1, " in logged
    assert not NAMES.search(logged)


def test_an_answer_counts_once_and_in_the_browser_that_asked(federation: Federation, today: World) -> None:
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        at_bridge = ask("GET", start(Client(), provider.key), None, {}, {})
        form = post_at_member(at_bridge.location, sten())

        elsewhere = post_to_bridge(form, {})
        assert elsewhere.status != 303, elsewhere.location
        assert "code=" in post_to_bridge(form, at_bridge.cookies).location
        assert "code=" not in post_to_bridge(form, at_bridge.cookies).location
    assert not SignIn.objects.exists()


def _exchange(federation: Federation, **changes: str) -> tuple[int, str]:
    """What the bridge answers when a code is used otherwise than our program does; ``""`` leaves a field out."""
    provider = federation.provider("school")
    with connected([provider]):
        back = sign_in_at_member(start(Client(), provider.key), sten())
    fields = {
        "grant_type": "authorization_code",
        "code": dict(parse_qsl(urlsplit(back.location).query))["code"],
        "redirect_uri": back.location.partition("?")[0],
        "client_id": "barnets-plan",
        **changes,
    }
    form = urlencode({name: value for name, value in fields.items() if value})
    answer = ask(
        "POST", f"{federation.url}/oidc/token", form, {"content-type": "application/x-www-form-urlencoded"}, {}
    )
    return answer.status, answer.body


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({}, id="without a key"),
        pytest.param({"client_secret": "barnets-plan"}, id="with a password"),
        pytest.param({"client_assertion": "eyJhbGciOiJub25lIn0.e30.", "client_assertion_type": "x"}, id="unsigned"),
    ],
)
def test_idn_01_a_code_is_worth_nothing_without_our_key(
    federation: Federation, today: World, how: dict[str, str]
) -> None:
    status, body = _exchange(federation, **how)

    assert status >= 400, body
    assert "id_token" not in body


def test_idn_01_a_code_is_worth_nothing_in_another_browser(
    federation: Federation, today: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Our program asks with its key, and with the verifier of another attempt."""
    named(today)
    provider = federation.provider("school")
    client = Client()
    with connected([provider]):
        back = sign_in_at_member(start(client, provider.key), sten())
        attempts = client.session["attempts"]
        attempts[0]["verifier"] = "A" * 43
        session = client.session
        session["attempts"] = attempts
        session.save()
        answer = client.get(back.location)

    assert answer.status_code == 403
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("left_out", ["code_challenge", "code_challenge_method", "redirect_uri"])
def test_idn_01_a_request_without_what_binds_it_is_refused(federation: Federation, today: World, left_out: str) -> None:
    provider = federation.provider("school")
    with connected([provider]):
        address = urlsplit(start(Client(), provider.key))
    query = urlencode([(name, value) for name, value in parse_qsl(address.query) if name != left_out])

    answer = ask("GET", address._replace(query=query).geturl(), None, {}, {})

    assert federation.member.issuer not in answer.location


@pytest.mark.parametrize("claims", ["", "{}", '{"id_token": {"acr": null}}', '{"id_token": {"acr": {"values": "x"}}}'])
def test_idn_02_a_request_that_demands_no_level_gets_nobody(federation: Federation, today: World, claims: str) -> None:
    """Somebody has taken the level out of the address on the way."""
    provider = federation.provider("school")
    with connected([provider]):
        address = urlsplit(start(Client(), provider.key))
    query = [(name, claims if name == "claims" else value) for name, value in parse_qsl(address.query)]
    asked = address._replace(query=urlencode([each for each in query if each[1]])).geturl()

    assert "error=unmet_authentication_requirements" in sign_in_at_member(asked, sten()).location


def test_idn_01_an_address_that_is_not_ours_is_answered_nothing(federation: Federation, today: World) -> None:
    provider = federation.provider("school")
    with connected([provider]):
        address = urlsplit(start(Client(), provider.key))
    query = {**dict(parse_qsl(address.query)), "redirect_uri": "https://elsewhere.example/"}

    answer = ask("GET", address._replace(query=urlencode(query)).geturl(), None, {}, {})

    assert "elsewhere.example" not in answer.location
    assert federation.member.issuer not in answer.location


@pytest.mark.parametrize(("ours", "theirs"), PAIRS)
def test_every_attribute_of_a_profile_is_handed_on_and_no_other(
    federation: Federation, today: World, ours: str, theirs: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``profiles.toml`` knows both names of each attribute; the bridge has the same pairs."""
    profile, federated = made(families().profile(ours)), made(families().profile(theirs))
    names = dict(
        zip(federated.claims, [name for name in profile.claims if "coordination" not in name.lower()], strict=False)
    )
    said = {"attributes": {**dict.fromkeys(federated.claims, "x"), "urn:oid:2.5.4.42": "x"}}
    said["attributes"] = {name: f"value of {number}" for number, name in enumerate(said["attributes"])}
    provider = federation.provider(ours)
    heard: list[Mapping[str, Any]] = []
    monkeypatch.setattr("barnetsplan.identity.flow.identified", _listening(heard))
    with connected([provider]):
        sign_in(Client(), provider, {**said, "level": provider.acrs[0]})

    (claims,) = heard
    assert {name: claims.get(told) for name, told in names.items()} == {
        name: [said["attributes"][name]] for name in names
    }
    assert said["attributes"]["urn:oid:2.5.4.42"] not in json.dumps(claims)


def _listening(heard: list[Mapping[str, Any]]) -> Any:
    def listen(claims: Mapping[str, Any], **_more: Any) -> None:
        heard.append(claims)
        raise NotProven(Fault.UNKNOWN, "heard")

    return listen


def test_idn_04_the_bridge_writes_nobody_down(federation: Federation, today: World) -> None:
    """Not on disk, not in its log, and not in an address; also not of somebody whom it refuses."""
    named(today)
    provider = federation.provider("school")
    with connected([provider]):
        for said, change in (
            (sten(), str),
            (sten(level="unlisted"), str),
            (sten(), _replaced("sten@", "linda@")),
            (sten(), _wrapped(first=True, keep_id=False)),
            (sten(), _wrapped_within),
            (sten(sign="none"), str),
        ):
            back = sign_in_at_member(start(Client(), provider.key), said, change=change)
            assert not NAMES.search(unquote(back.location)), back.location

    for path in federation.folder.iterdir():
        assert not NAMES.search(path.read_text(encoding="utf-8")), path
    assert "saml2.sigver" in federation.said.read_text(encoding="utf-8")
