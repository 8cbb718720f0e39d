"""A provider that lies in one thing at a time, is slow, is down or has another clock: nobody gets in, and a sentence says why."""

import hmac
import json
import logging
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from joserfc.jwk import ECKey, OctKey

from barnetsplan.accounts.models import Session, SignIn
from barnetsplan.identity import discovery, fetching
from barnetsplan.identity.faults import Fault
from barnetsplan.identity.words import WORDS
from tests.oidc.conftest import Clock
from tests.oidc.foreign import LOA
from tests.oidc.liar import Liar, encoded, new_key, part
from tests.oidc.signing_in import NUMBER, citizen, connected, start
from tests.world import World

Lie = Callable[[Liar], None]

MAPPED = "https://id.swedenconnect.se/claim/mappedPersonalIdentityNumber"
BINDING = "https://id.swedenconnect.se/claim/identityBinding"
PROCESS = "http://id.swedenconnect.se/id-binding/process/"


def said(fault: Fault) -> str:
    """The sentence for a fault, as it stands on the page."""
    return escape(str(WORDS[fault]))


def token(**changes: Any) -> Lie:
    return lambda liar: liar.token.update(changes)


def later(**delta: float) -> Callable[[Liar], int]:
    return lambda liar: int((liar.now() + timedelta(**delta)).timestamp())


def timed(**claims: Callable[[Liar], int]) -> Lie:
    """Claims about time, told when the token is made: the clock goes on until then."""

    def lie(liar: Liar) -> None:
        right = liar.id_claims
        liar.id_claims = lambda: {**right(), **{name: at(liar) for name, at in claims.items()}}  # type: ignore[method-assign]

    return lie


def header(**changes: Any) -> Lie:
    return lambda liar: liar.header.update(changes)


def raw(text: str) -> Lie:
    return lambda liar: setattr(liar, "raw", text)


def info(**changes: Any) -> Lie:
    return lambda liar: liar.info.update(changes)


def answers(path: str, status: int, body: bytes, kind: str = "application/json") -> Lie:
    return lambda liar: liar.answers.update({path: (status, kind, body)})


def unsigned(liar: Liar) -> None:
    liar.signed = lambda claims, **_: f"{part({'alg': 'none', 'typ': 'JWT'})}.{part(claims)}."  # type: ignore[method-assign]


def by_another(liar: Liar) -> None:
    """Signed by a key that is not shown, under the name of one that is."""
    right, another = liar.signed, new_key(str(liar.signs.kid))
    liar.signed = lambda claims, **_: right(claims, key=another)  # type: ignore[method-assign]


def by_shared_secret(liar: Liar) -> None:
    """The public key taken as a shared secret, as in the oldest attack of all."""
    key = liar.signs
    assert isinstance(key, ECKey)

    def signed(claims: Mapping[str, Any], **_: Any) -> str:
        text = f"{part({'alg': 'HS256', 'kid': str(liar.signs.kid)})}.{part(claims)}"
        return f"{text}.{encoded(hmac.digest(key.as_pem(private=False), text.encode(), 'sha256'))}"

    liar.signed = signed  # type: ignore[method-assign]


def shows_a_secret(liar: Liar) -> None:
    liar.signs = OctKey.generate_key(256, {"kid": "secret"})
    liar.shows = [liar.signs]


def says_two_numbers(liar: Liar) -> None:
    liar.token[NUMBER] = "199105029814"
    liar.claims[NUMBER] = "198908209818"


def instead_of_number(**claims: str) -> Lie:
    def lie(liar: Liar) -> None:
        number = liar.claims.pop(NUMBER)
        liar.claims.update({name: value.replace("#", number) for name, value in claims.items()})

    return lie


def mapped(binding: str | None) -> Lie:
    bound = {} if binding is None else {BINDING: binding}
    return instead_of_number(**{MAPPED: "#", **bound})


LIES: Mapping[str, tuple[Fault, Lie]] = {
    "aud of another": (Fault.LIES, token(aud="another")),
    "aud of us and another": (Fault.LIES, token(aud=["barnets-plan", "another"])),
    "no aud": (Fault.LIES, token(aud=None)),
    "azp of another": (Fault.LIES, token(azp="another")),
    "iss of another": (Fault.LIES, token(iss="https://another.example")),
    "nonce of another": (Fault.LIES, token(nonce="another")),
    "no nonce": (Fault.LIES, token(nonce=None)),
    "no sub": (Fault.LIES, token(sub=None)),
    "at_hash of another": (Fault.LIES, token(at_hash="another")),
    "expired": (Fault.CLOCK, timed(exp=later(minutes=-2))),
    "from the future": (Fault.CLOCK, timed(iat=later(minutes=4))),
    "from long ago": (Fault.CLOCK, timed(iat=later(minutes=-8), exp=later(minutes=-4))),
    "lives too long": (Fault.LIES, timed(exp=later(minutes=10))),
    "exp is a word": (Fault.LIES, token(exp="tomorrow")),
    "exp is no number": (Fault.LIES, token(exp=float("nan"))),
    "exp is true": (Fault.LIES, token(exp=True)),
    "signed in before": (Fault.CLOCK, timed(auth_time=later(minutes=-9))),
    "no auth_time": (Fault.LIES, token(auth_time=None)),
    "unsigned": (Fault.LIES, unsigned),
    "a shared secret": (Fault.LIES, by_shared_secret),
    "shows a secret": (Fault.LIES, shows_a_secret),
    "swapped keys": (Fault.LIES, by_another),
    "a key that nobody knows": (Fault.LIES, header(kid="another")),
    "a token of another kind": (Fault.LIES, header(typ="logout+jwt")),
    "something critical": (Fault.LIES, header(crit=["exp"])),
    "nothing": (Fault.LIES, raw("")),
    "three words": (Fault.LIES, raw("a.b.c")),
    "dots": (Fault.LIES, raw("....")),
    "not ASCII": (Fault.LIES, raw("å.ä.ö")),
    "without end": (Fault.LIES, raw("x" * 40_000)),
    "a list": (Fault.LIES, raw("W10.W10.W10")),
    "acr too low": (Fault.LEVEL, token(acr=f"{LOA}2")),
    "acr unknown": (Fault.LEVEL, token(acr="urn:mace:incommon:iap:silver")),
    "acr of nothing": (Fault.LEVEL, token(acr=None)),
    "acr is a list": (Fault.LEVEL, token(acr=[f"{LOA}3"])),
    "info of another": (Fault.LIES, info(sub="another")),
    "info for another": (Fault.LIES, info(aud="another")),
    "info by another issuer": (Fault.LIES, info(iss="https://another.example")),
    "info without signature": (Fault.LIES, answers("/userinfo", 200, b'{"sub": "somebody"}')),
    "info that is broken": (Fault.LIES, answers("/userinfo", 200, b"\xff\xfe", "application/jwt")),
    "no info": (Fault.DOWN, answers("/userinfo", 502, b"{}")),
    "no number": (Fault.NO_NUMBER, instead_of_number()),
    "a number that cannot be": (Fault.LIES, instead_of_number(**{NUMBER: "199105029815"})),
    "two numbers": (Fault.LIES, says_two_numbers),
    "mapped without binding": (Fault.UNBOUND_NUMBER, mapped(None)),
    "mapped by a relative": (Fault.UNBOUND_NUMBER, mapped(f"{PROCESS}registered;{PROCESS}relative")),
    "token: an error": (Fault.DOWN, answers("/token", 503, b"{}")),
    "token: used": (Fault.STALE, answers("/token", 400, b'{"error": "invalid_grant"}')),
    "token: not us": (Fault.LIES, answers("/token", 401, b'{"error": "invalid_client"}')),
    "token: no JSON": (Fault.LIES, answers("/token", 200, b"<html>")),
    "token: a list": (Fault.LIES, answers("/token", 200, b"[]")),
    "token: nothing in it": (Fault.LIES, answers("/token", 200, b'{"token_type": "bearer"}')),
    "token: elsewhere": (Fault.LIES, answers("/token", 302, b"{}")),
    "keys: none": (Fault.LIES, answers("/jwks", 200, b'{"keys": []}')),
    "keys: no JSON": (Fault.LIES, answers("/jwks", 200, b"<html>")),
    "keys: down": (Fault.DOWN, answers("/jwks", 500, b"{}")),
    "keys: nonsense": (Fault.LIES, answers("/jwks", 200, b'{"keys": [7, {"kty": "EC", "x": "!"}, {"kty": "PQ"}]}')),
}


def test_idn_01_a_lie_lets_nobody_in(
    today: World, clock: Clock, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for what, (fault, tell) in LIES.items():
        liar, client = Liar(clock.now, citizen(today.sara)), Client()
        secrets = {liar.claims[NUMBER], "an-access-token", "a-code", "199105029815"}
        with connected([liar.provider(tmp_path)]), caplog.at_level(logging.INFO):
            back = liar.hears(start(client, "liar"))
            tell(liar)

            answer = client.get(back)

        liar.stop()
        assert answer.status_code in {403, 503}, what
        assert said(fault) in answer.content.decode(), (what, caplog.text)
        assert "/logga-in/med/liar/" in answer.content.decode(), what
        for secret in secrets | {liar.query["nonce"], liar.query["state"]}:
            assert secret not in caplog.text, what
    assert not SignIn.objects.exists()
    assert not Session.objects.filter(person__isnull=False).exists()


def test_idn_01_the_truth_lets_somebody_in(liar: Liar, today: World, tmp_path: Path) -> None:
    client = Client()
    liar.claims = citizen(today.sara)
    with connected([liar.provider(tmp_path)]):
        answer = client.get(liar.hears(start(client, "liar")))

    assert answer.status_code == 302, answer.content.decode()
    assert SignIn.objects.get().person_id == today.sara.pk
    # What we sent: proof of us by a key, the other half of the challenge, and no secret.
    assert liar.query["code_challenge_method"] == "S256"
    assert liar.query["prompt"] == "login"
    assert json.loads(liar.query["claims"])["id_token"]["acr"] == {"essential": True, "values": [f"{LOA}3"]}
    assert min(len(liar.query[name]) for name in ("state", "nonce")) >= 43  # 256 bits in base64
    assert liar.posted["client_assertion_type"].endswith("jwt-bearer")
    assert "client_secret" not in liar.posted


@pytest.mark.parametrize("binding", ["swedish-eid", "registered;#iddoc-scanning"])
def test_idn_03_idn_31_a_mapped_number_is_believed_with_the_right_binding(
    binding: str, liar: Liar, today: World, tmp_path: Path
) -> None:
    client = Client()
    liar.claims = citizen(today.sara)
    mapped(PROCESS + binding.replace("#", PROCESS))(liar)
    with connected([liar.provider(tmp_path)]):
        answer = client.get(liar.hears(start(client, "liar")))

    assert answer.status_code == 302, answer.content.decode()
    assert SignIn.objects.get().person_id == today.sara.pk


#: What the browser brings back -> the fault. ``#`` stands for the right state.
BACK: Mapping[str, Fault] = {
    "": Fault.STALE,
    "code=x": Fault.STALE,
    "code=x&state=another": Fault.STALE,
    "code=x&state=#&state=another": Fault.STALE,
    "state=#": Fault.LIES,
    "code=x&code=y&state=#": Fault.LIES,
    "code=x&state=#&iss=https://another.example": Fault.LIES,
    "error=access_denied&state=#": Fault.CANCELLED,
    "error=unmet_authentication_requirements&state=#": Fault.LEVEL,
    "error=temporarily_unavailable&state=#": Fault.DOWN,
    "error=something&state=#": Fault.LIES,
    "error=access_denied&state=#&iss=https://another.example": Fault.LIES,
}


def test_idn_01_only_what_this_browser_began_is_taken_and_once(
    liar: Liar, today: World, clock: Clock, tmp_path: Path
) -> None:
    liar.claims = citizen(today.sara)
    path = "/logga-in/med/liar/svar/"
    with connected([liar.provider(tmp_path)]):
        for query, fault in BACK.items():
            client = Client()
            liar.hears(start(client, "liar"))
            answer = client.get(f"{path}?{query.replace('#', liar.query['state'])}")
            assert said(fault) in answer.content.decode(), query

        client = Client()
        back = liar.hears(start(client, "liar"))
        another = Client()
        assert another.get(back).status_code == 403, "A state is its own browser's."
        assert client.get(back).status_code == 302
        assert client.get(back).status_code == 403, "A state is taken once."
        # Too late: the same browser, a quarter of an hour on.
        client = Client()
        back = liar.hears(start(client, "liar"))
        clock.ahead += timedelta(minutes=15)
        assert client.get(back).status_code == 403
    assert SignIn.objects.count() == 1


#: What a provider says of itself that cannot be right -> the fault.
ABOUT_ITSELF: Mapping[str, tuple[Fault, Lie]] = {
    "another issuer": (Fault.LIES, lambda liar: liar.metadata.update(issuer="https://another.example")),
    "no TLS": (Fault.LIES, lambda liar: liar.metadata.update(token_endpoint="http://another.example/token")),
    "no host": (Fault.LIES, lambda liar: liar.metadata.update(jwks_uri="file:///etc/passwd")),
    "no address": (Fault.LIES, lambda liar: liar.metadata.update(authorization_endpoint=None)),
    "no JSON": (Fault.LIES, answers("/.well-known/openid-configuration", 200, b"<html>")),
    "not there": (Fault.DOWN, answers("/.well-known/openid-configuration", 404, b"{}")),
    "elsewhere": (Fault.DOWN, answers("/.well-known/openid-configuration", 302, b"{}")),
    "without end": (Fault.LIES, answers("/.well-known/openid-configuration", 200, b" " * 300_000)),
    "silent": (Fault.DOWN, answers("/.well-known/openid-configuration", 200, b"")),
    "a byte at a time": (
        Fault.DOWN,
        lambda liar: liar.answers.update({"/.well-known/openid-configuration": (200, "application/json", None)}),
    ),
}


def test_idn_01_a_provider_that_is_slow_or_wrong_about_itself_sends_nobody_away(
    liar: Liar, today: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fetching, "_STEP_SECONDS", 0.3)
    monkeypatch.setattr(fetching, "_WHOLE_SECONDS", 0.5)
    with connected([liar.provider(tmp_path)]):
        for what, (fault, tell) in ABOUT_ITSELF.items():
            liar.answers.clear()
            liar.metadata.clear()
            discovery.forget()
            tell(liar)
            answer = Client().get("/logga-in/med/liar/")
            assert answer.status_code == (503 if fault is Fault.DOWN else 403), what
            assert said(fault) in answer.content.decode(), what
        liar.stop()
        discovery.forget()
        assert Client().get("/logga-in/med/liar/").status_code == 503, "down"


def test_t8_keys_are_read_again_when_they_rotate_and_not_for_every_invented_name(
    liar: Liar, today: World, clock: Clock, tmp_path: Path
) -> None:
    liar.claims = citizen(today.sara)
    with connected([liar.provider(tmp_path)]):
        client = Client()
        client.get(liar.hears(start(client, "liar")))
        assert liar.asked["/jwks"] == 1
        for _time in range(2):
            client = Client()
            client.get(liar.hears(start(client, "liar")))
        assert liar.asked["/jwks"] == 1, "kept"

        clock.ahead += timedelta(minutes=1)
        liar.signs = new_key("two")
        liar.shows = [*liar.shows, liar.signs]
        client = Client()
        assert client.get(liar.hears(start(client, "liar"))).status_code == 302
        assert liar.asked["/jwks"] == 2, "rotated"

        provider = liar.provider(tmp_path)
        at = clock.now()
        for number in range(20):
            discovery.keys_of(provider, at=at, named=f"invented-{number}")
        assert liar.asked["/jwks"] <= 3, "Invented names make us ask once."


def test_t8_a_provider_that_is_down_is_known_by_what_it_said_last(
    liar: Liar, today: World, clock: Clock, tmp_path: Path
) -> None:
    liar.claims = citizen(today.sara)
    with connected([liar.provider(tmp_path)]):
        client = Client()
        assert client.get(liar.hears(start(client, "liar"))).status_code == 302
        liar.answers["/.well-known/openid-configuration"] = (500, "text/html", b"x")
        liar.answers["/jwks"] = (500, "text/html", b"x")
        clock.ahead += timedelta(hours=2)
        client = Client()
        assert client.get(liar.hears(start(client, "liar"))).status_code == 302
        clock.ahead += timedelta(hours=25)
        assert Client().get("/logga-in/med/liar/").status_code == 503
