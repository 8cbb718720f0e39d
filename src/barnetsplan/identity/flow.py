"""The code flow of OpenID Connect: where the browser is sent, and what is made of what it brings back.

*Source:* law.md IDN-01; RFC 6749, 7636 (PKCE), 7523 (private_key_jwt), 9101 (signed requests), 9207 (iss); ADR 0018.
"""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode, urlsplit

from joserfc import jwt

from barnetsplan.identity import discovery
from barnetsplan.identity.attempts import Attempt
from barnetsplan.identity.discovery import Metadata
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.fetching import get, post
from barnetsplan.identity.keys import algorithm_of
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.reading import Identified, identified
from barnetsplan.identity.tokens import Claims, Expected, check_id_token, check_userinfo

_ASSERTION: Final = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
_LASTS_SECONDS: Final = 60
_MESSAGE: Final = "https://id.oidc.se/param/userMessage"
_ESSENTIAL: Final = {"essential": True}
#: What a provider says when nobody was signed in -> whose doing it was; anything else is its own fault.
_SAID: Final[Mapping[str, Fault]] = {
    "access_denied": Fault.CANCELLED,
    "interaction_required": Fault.CANCELLED,
    "login_required": Fault.CANCELLED,
    "consent_required": Fault.CANCELLED,
    "account_selection_required": Fault.CANCELLED,
    "unmet_authentication_requirements": Fault.LEVEL,
    "temporarily_unavailable": Fault.DOWN,
    "server_error": Fault.DOWN,
}


def address(provider: Provider, attempt: Attempt, *, back: str, message: str, again: bool, at: datetime) -> str:
    """Where to send the browser; ``message`` is what the e-identity shows its owner, ``again`` asks for a fresh proof.

    *Raises:* ``NotProven`` when the provider cannot be reached.
    """
    metadata = discovery.metadata_of(provider, at=at)
    asked = _asked(provider, attempt, back, again=again)
    if provider.profile.user_message and metadata.shows_messages:
        shown = base64.b64encode(message.encode()).decode()
        asked[_MESSAGE] = {"message": {"sv": shown}, "mime_type": "text/plain"}
    if metadata.takes_signed_requests and provider.row.signed_request:
        # The parameters that OpenID Connect wants outside too; what is inside the signature counts.
        asked = {
            **{name: asked[name] for name in ("client_id", "response_type", "scope")},
            "request": _signed_request(provider, asked, at),
        }
    query = {name: value if isinstance(value, str) else json.dumps(value) for name, value in asked.items()}
    joined = "&" if urlsplit(metadata.authorization).query else "?"
    return f"{metadata.authorization}{joined}{urlencode(query)}"


def _asked(provider: Provider, attempt: Attempt, back: str, *, again: bool) -> dict[str, Any]:
    row, profile = provider.row, provider.profile
    told = dict.fromkeys(profile.claims)
    id_token: dict[str, Any] = {"acr": {**_ESSENTIAL, "values": list(provider.acrs)}, "auth_time": _ESSENTIAL}
    claims = {"id_token": {**id_token, **told}} if row.userinfo == "none" else {"id_token": id_token, "userinfo": told}
    asked: dict[str, Any] = {
        "client_id": row.client_id,
        "response_type": "code",
        "redirect_uri": back,
        "scope": " ".join(("openid", *profile.scopes, *row.scopes)),
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": _challenge(attempt.verifier),
        "code_challenge_method": "S256",
        "prompt": "login",
        "claims": claims,
        "ui_locales": "sv",
    }
    return {**asked, "max_age": "0"} if again else asked


def _challenge(verifier: str) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()


def _signed_request(provider: Provider, asked: Mapping[str, Any], at: datetime) -> str:
    claims = {**asked, **({"max_age": int(asked["max_age"])} if "max_age" in asked else {})}
    return _signed(
        provider, {**claims, "iss": provider.row.client_id, "aud": provider.issuer}, at, "oauth-authz-req+jwt"
    )


def _signed(provider: Provider, claims: Mapping[str, Any], at: datetime, kind: str) -> str:
    key, now = provider.keys[0], int(at.timestamp())
    algorithm = algorithm_of(key)
    moments = {"iat": now, "exp": now + _LASTS_SECONDS, "jti": secrets.token_urlsafe(16)}
    header = {"alg": algorithm, "kid": str(key.kid), "typ": kind}
    return jwt.encode(header, {**claims, **moments}, key, algorithms=[algorithm])


def finish(
    provider: Provider, attempt: Attempt, answer: Mapping[str, list[str]], *, back: str, at: datetime
) -> Identified:
    """Who has signed in, by what the browser brought back. *Raises:* ``NotProven`` when that is not proven."""
    metadata = discovery.metadata_of(provider, at=at)
    code = _code(provider, metadata, answer)
    tokens = _exchanged(provider, metadata, attempt, code, back, at)
    access_token = str(tokens["access_token"])
    expected = Expected(nonce=attempt.nonce, begun_at=attempt.at, access_token=access_token)
    told = check_id_token(str(tokens["id_token"]), provider=provider, expected=expected, at=at)
    claims = _joined(provider, told, _userinfo(provider, metadata, access_token, told["sub"], at))
    sid = told.get("sid")
    session = f"sid:{sid}" if isinstance(sid, str) and sid else f"sub:{told['sub']}"
    return identified(claims, provider=provider, acr=told.get("acr"), session=session)


def _one(answer: Mapping[str, list[str]], name: str) -> str:
    values = answer.get(name, [])
    if len(values) > 1:
        raise NotProven(Fault.LIES, f"{name} twice")
    return values[0] if values else ""


def _code(provider: Provider, metadata: Metadata, answer: Mapping[str, list[str]]) -> str:
    # Which provider answers is looked at first, also when it says no (RFC 9207).
    issuer = _one(answer, "iss")
    if (issuer or metadata.names_itself) and issuer != provider.issuer:
        raise NotProven(Fault.LIES, "iss of the answer")
    if said := _one(answer, "error"):
        raise NotProven(_SAID.get(said, Fault.LIES), "an error instead of a code")
    code = _one(answer, "code")
    if not code:
        raise NotProven(Fault.LIES, "no code")
    return code


def _exchanged(
    provider: Provider, metadata: Metadata, attempt: Attempt, code: str, back: str, at: datetime
) -> Mapping[str, object]:
    ours = provider.row.client_id
    audience = provider.issuer if provider.row.assertion_audience == "issuer" else metadata.token
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "client_id": ours,
        "code_verifier": attempt.verifier,
        "client_assertion_type": _ASSERTION,
        "client_assertion": _signed(provider, {"iss": ours, "sub": ours, "aud": audience}, at, "JWT"),
    }
    answer = post(metadata.token, fields)
    if answer.status >= 500:
        raise NotProven(Fault.DOWN, f"token: status {answer.status}")
    tokens = answer.table("token answer is no JSON")
    if tokens.get("error") == "invalid_grant":
        raise NotProven(Fault.STALE, "the code is used")
    if answer.status != 200 or str(tokens.get("token_type", "")).lower() != "bearer":
        raise NotProven(Fault.LIES, f"token: status {answer.status}")
    for name in ("id_token", "access_token"):
        if not isinstance(tokens.get(name), str) or not tokens[name]:
            raise NotProven(Fault.LIES, f"without {name}")
    return tokens


def _userinfo(provider: Provider, metadata: Metadata, access_token: str, subject: str, at: datetime) -> Claims:
    wanted = provider.row.userinfo
    if wanted == "none" or not metadata.userinfo:
        return {}
    signed = wanted == "signed"
    answer = get(metadata.userinfo, accept="application/jwt" if signed else "application/json", bearer=access_token)
    if answer.status != 200:
        raise NotProven(Fault.DOWN if answer.status >= 500 else Fault.LIES, f"userinfo: status {answer.status}")
    if signed:
        if answer.kind != "application/jwt":
            raise NotProven(Fault.LIES, "userinfo is not signed")
        told = answer.body.decode("ascii", errors="replace")
        return check_userinfo(told, provider=provider, subject=subject, at=at)
    claims = answer.table("userinfo is no JSON")
    if claims.get("sub") != subject:
        raise NotProven(Fault.LIES, "userinfo of another")
    return claims


def _joined(provider: Provider, told: Claims, more: Claims) -> Claims:
    """What both tell of somebody; two that do not agree are not believed."""
    joined: dict[str, Any] = {}
    for name in provider.profile.claims:
        values = [claims[name] for claims in (told, more) if claims.get(name) is not None]
        if len(values) == 2 and values[0] != values[1]:
            raise NotProven(Fault.LIES, "two answers that differ")
        joined |= {name: values[0]} if values else {}
    return joined


def sign_out_address(provider: Provider, *, back: str, at: datetime) -> str | None:
    """Where one signs out at the provider too; nothing where that is not offered.

    The ID token is not kept for it: it holds an identity number (law.md IDN-04). The provider asks its user instead.
    """
    if not provider.row.sign_out:
        return None
    metadata = discovery.metadata_of(provider, at=at)
    if not metadata.end_session:
        return None
    query = urlencode({"client_id": provider.row.client_id, "post_logout_redirect_uri": back, "ui_locales": "sv"})
    joined = "&" if urlsplit(metadata.end_session).query else "?"
    return f"{metadata.end_session}{joined}{query}"
