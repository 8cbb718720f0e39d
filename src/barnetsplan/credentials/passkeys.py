"""Passkeys by WebAuthn: what the browser is asked, and whether its answer is true (ADR 0020).

The library is loaded when the first passkey is used, for it takes a tenth of a second of the start of a process.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

if TYPE_CHECKING:
    from fido2.server import Fido2Server

#: What the session keeps between the question and the answer.
State = dict[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A new passkey: its name, its public half, and how often it has been used."""

    credential: bytes
    public: bytes
    uses: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page hands to the browser, and what the session keeps of it."""

    options: str
    state: State


@cache
def _server() -> "Fido2Server":
    from fido2.server import Fido2Server  # noqa: PLC0415 - see above
    from fido2.webauthn import PublicKeyCredentialRpEntity  # noqa: PLC0415

    # Whose keys these are is said in the settings and not by the Host of a request: a key made here works only here.
    owner = PublicKeyCredentialRpEntity(id=settings.PASSKEY_HOST, name="Barnets plan")
    return Fido2Server(owner, verify_origin=is_our_origin)


def is_our_origin(origin: str) -> bool:
    """Whether the page that asked the key is one of ours: this host, and over https wherever people are real."""
    parts = urlsplit(origin)
    schemes = {"https", "http"} if settings.PLAIN_HTTP else {"https"}
    return parts.scheme in schemes and parts.hostname == settings.PASSKEY_HOST


def to_make(*, account: UUID, name: str, existing: Collection[bytes]) -> Asked:
    """Ask the browser for a new key: one that the device lets only its owner use, and that needs no name typed."""
    from fido2.webauthn import (  # noqa: PLC0415
        PublicKeyCredentialDescriptor,
        PublicKeyCredentialType,
        PublicKeyCredentialUserEntity,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    options, state = _server().register_begin(
        PublicKeyCredentialUserEntity(id=account.bytes, name=name, display_name=name),
        [PublicKeyCredentialDescriptor(type=PublicKeyCredentialType.PUBLIC_KEY, id=each) for each in existing],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return Asked(json.dumps(dict(options)["publicKey"]), _kept(state))


def to_prove() -> Asked:
    """Ask the browser for whichever key of ours the device has; nobody is named, so nobody can be found out."""
    from fido2.webauthn import UserVerificationRequirement  # noqa: PLC0415

    options, state = _server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    return Asked(json.dumps(dict(options)["publicKey"]), _kept(state))


def _kept(state: Mapping[str, Any]) -> State:
    return {key: str(value) for key, value in state.items()}


def read(answer: str) -> Mapping[str, Any] | None:
    """The browser's answer as it was posted; nothing when it cannot be one."""
    try:
        found = json.loads(answer)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def made(state: State, answer: Mapping[str, Any]) -> Made | None:
    """The new key, when the answer is to our question, from our page, and the device has seen its owner."""
    try:
        data = _server().register_complete(dict(state), answer)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    credential = data.credential_data
    return Made(credential.credential_id, bytes(credential), data.counter) if credential else None


def credential_of(answer: Mapping[str, Any]) -> bytes | None:
    """Which key the browser says that it used."""
    from fido2.utils import websafe_decode  # noqa: PLC0415

    try:
        return websafe_decode(str(answer["rawId"]))
    except (KeyError, ValueError):
        return None


def proved(state: State, answer: Mapping[str, Any], public: bytes) -> int | None:
    """How often the key has been used, when its answer is true; nothing otherwise."""
    from fido2.webauthn import AttestedCredentialData, AuthenticationResponse  # noqa: PLC0415

    try:
        _server().authenticate_complete(dict(state), [AttestedCredentialData(public)], answer)
        return AuthenticationResponse.from_dict(answer).response.authenticator_data.counter
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
