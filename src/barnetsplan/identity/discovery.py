"""What a provider says of itself: its addresses and its keys, read when needed and kept for a while by each process."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from joserfc.jwk import KeySet

from barnetsplan.identity.checks import is_loopback
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.fetching import get
from barnetsplan.identity.keys import believable
from barnetsplan.identity.provider import Provider

_FRESH: Final = timedelta(hours=1)
#: A provider that does not answer is known by what it said last, for so long.
_LASTING: Final = timedelta(hours=24)
#: An unknown key is asked for at most so often: whoever sends us invented ones must not make us ask for each.
_BETWEEN: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """The addresses of a provider, and what it can do."""

    authorization: str
    token: str
    keys: str
    userinfo: str
    end_session: str
    names_itself: bool
    takes_signed_requests: bool
    shows_messages: bool


@dataclass(slots=True)
class _Known:
    metadata: Metadata | None = None
    metadata_at: datetime | None = None
    keys: KeySet | None = None
    keys_at: datetime | None = None
    asked_at: datetime | None = None
    lock: Lock = field(default_factory=Lock)


_KNOWN: Final[dict[str, _Known]] = {}


def forget() -> None:
    """Know nothing of any provider again."""
    _KNOWN.clear()


def metadata_of(provider: Provider, *, at: datetime) -> Metadata:
    """The addresses of a provider. *Raises:* ``NotProven`` when it does not answer, or speaks of another."""
    known = _KNOWN.setdefault(provider.issuer, _Known())
    with known.lock:
        if known.metadata is not None and _is_within(_FRESH, known.metadata_at, at):
            return known.metadata
        try:
            known.metadata, known.metadata_at = _read_metadata(provider), at
        except NotProven as fault:
            if fault.fault is not Fault.DOWN or known.metadata is None:
                raise
            if not _is_within(_LASTING, known.metadata_at, at):
                raise
        return known.metadata


def keys_of(provider: Provider, *, at: datetime, named: str | None = None) -> KeySet:
    """The keys of a provider; read again when an hour has passed, or when the one that is named is not among them.

    *Raises:* ``NotProven`` when there are none that can be believed.
    """
    address = metadata_of(provider, at=at).keys
    known = _KNOWN[provider.issuer]
    with known.lock:
        if _is_within(_FRESH, known.keys_at, at) and known.keys is not None and _has(known.keys, named):
            return known.keys
        if known.keys is None or not _is_within(_BETWEEN, known.asked_at, at):
            _read_keys(known, address, at)
        if known.keys is None or not _is_within(_LASTING, known.keys_at, at):
            raise NotProven(Fault.LIES, "no keys")
        return known.keys


def _read_keys(known: _Known, address: str, at: datetime) -> None:
    known.asked_at = at
    try:
        known.keys, known.keys_at = _published(address), at
    except NotProven:
        if known.keys is None:
            raise


def _published(address: str) -> KeySet | None:
    answer = get(address, accept="application/jwk-set+json, application/json")
    if answer.status != 200:
        raise NotProven(Fault.DOWN, f"keys: status {answer.status}")
    return believable(answer.table("keys are no JSON"))


def _has(keys: KeySet, named: str | None) -> bool:
    return named is None or any(key.kid == named for key in keys)


def _is_within(span: timedelta, then: datetime | None, now: datetime) -> bool:
    # abs: a clock that was set back must not make an old answer new for ever.
    return then is not None and abs(now - then) < span


def _read_metadata(provider: Provider) -> Metadata:
    answer = get(provider.issuer.rstrip("/") + "/.well-known/openid-configuration")
    if answer.status != 200:
        raise NotProven(Fault.DOWN, f"metadata: status {answer.status}")
    said = answer.table("metadata is no JSON")
    if said.get("issuer") != provider.issuer:
        raise NotProven(Fault.LIES, "metadata of another issuer")
    return Metadata(
        authorization=_address(said, "authorization_endpoint", provider),
        token=_address(said, "token_endpoint", provider),
        keys=_address(said, "jwks_uri", provider),
        userinfo=_address(said, "userinfo_endpoint", provider, needed=False),
        end_session=_address(said, "end_session_endpoint", provider, needed=False),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        takes_signed_requests=said.get("request_parameter_supported") is True,
        shows_messages=said.get("https://id.oidc.se/disco/userMessageSupported") is True,
    )


def _address(said: Mapping[str, object], name: str, provider: Provider, *, needed: bool = True) -> str:
    value = said.get(name)
    if value is None and not needed:
        return ""
    if not isinstance(value, str) or not _is_safe(value, provider):
        raise NotProven(Fault.LIES, f"metadata: {name}")
    return value


def _is_safe(address: str, provider: Provider) -> bool:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return True
    # On this machine only for a provider that is there itself.
    return parts.scheme == "http" and is_loopback(address) and is_loopback(provider.issuer)
