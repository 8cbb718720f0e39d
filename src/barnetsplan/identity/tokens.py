"""Checks of what a provider has signed: the ID token, the user's information, the word that somebody signed out.

*Source:* OpenID Connect Core 3.1.3.7 and 5.3.2, Back-Channel Logout 2.6, the Swedish OpenID Connect profile 3.2;
law.md IDN-01.
"""

import base64
import hashlib
import hmac
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from joserfc import jws, jwt
from joserfc.errors import ExpiredTokenError, InvalidClaimError, JoseError
from joserfc.jwk import ECKey, Key, RSAKey
from joserfc.jwt import JWTClaimsRegistry

from barnetsplan.identity.discovery import keys_of
from barnetsplan.identity.faults import Fault, NotProven
from barnetsplan.identity.provider import Provider

Claims = Mapping[str, Any]

_LONGEST: Final = 32 * 1024
_LOGOUT: Final = "http://schemas.openid.net/event/backchannel-logout"
#: The word that somebody signed out is sent at once: an old one is somebody else's.
_LOGOUT_SECONDS: Final = 300
_CURVE: Final = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}
#: Claims about time: what is wrong with them is most often a clock.
_OF_TIME: Final = frozenset({"exp", "iat", "nbf"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What an ID token must answer to: the attempt of one browser."""

    nonce: str
    begun_at: datetime
    access_token: str


def check_id_token(text: str, *, provider: Provider, expected: Expected, at: datetime) -> Claims:
    """The claims of an ID token that answers this attempt. *Raises:* ``NotProven`` when anything is not right."""
    header, claims = _verified(text, provider=provider, at=at, types=("jwt",))
    row = provider.row
    _registered(claims, provider, at, essential=("iss", "sub", "aud", "exp", "iat"))
    _audience(claims, provider)
    now = at.timestamp()
    if claims["exp"] - claims["iat"] > row.longest_token_seconds:
        raise NotProven(Fault.LIES, "lives too long")
    if now - claims["iat"] > row.longest_token_seconds + row.skew_seconds:
        raise NotProven(Fault.CLOCK, "iat long ago")
    if not _same(claims.get("nonce"), expected.nonce):
        raise NotProven(Fault.LIES, "nonce")
    authenticated = claims.get("auth_time")
    if not isinstance(authenticated, int | float) or isinstance(authenticated, bool):
        raise NotProven(Fault.LIES, "auth_time")
    # Signed in anew, for this attempt: an older sign-in may be somebody else's, on a device that is shared.
    if not expected.begun_at.timestamp() - row.skew_seconds <= authenticated <= now + row.skew_seconds:
        raise NotProven(Fault.CLOCK, "auth_time is not of this attempt")
    if "at_hash" in claims and not _same(claims["at_hash"], _half_hash(expected.access_token, header["alg"])):
        raise NotProven(Fault.LIES, "at_hash")
    return claims


def check_userinfo(text: str, *, provider: Provider, subject: str, at: datetime) -> Claims:
    """The claims of signed user information about the one whom the ID token is about; raises as above."""
    _header, claims = _verified(text, provider=provider, at=at, types=("jwt",))
    _registered(claims, provider, at, essential=("iss", "sub", "aud"))
    _audience(claims, provider)
    if not _same(claims["sub"], subject):
        raise NotProven(Fault.LIES, "userinfo of another")
    return claims


def check_logout(text: str, *, provider: Provider, at: datetime) -> Claims:
    """The claims of a word that somebody has signed out at the provider; raises as above."""
    _header, claims = _verified(text, provider=provider, at=at, types=("logout+jwt", "jwt"))
    _registered(claims, provider, at, essential=("iss", "aud", "iat", "jti"))
    _audience(claims, provider)
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(_LOGOUT), dict) or "nonce" in claims:
        raise NotProven(Fault.LIES, "no word of a sign-out")
    if at.timestamp() - claims["iat"] > _LOGOUT_SECONDS + provider.row.skew_seconds:
        raise NotProven(Fault.CLOCK, "an old word of a sign-out")
    if not any(isinstance(claims.get(name), str) and claims[name] for name in ("sid", "sub")):
        raise NotProven(Fault.LIES, "whose sign-out")
    return claims


def _verified(
    text: str, *, provider: Provider, at: datetime, types: tuple[str, ...]
) -> tuple[Mapping[str, Any], dict[str, Any]]:
    """Header and claims of a token that one of the provider's keys has signed."""
    header = _header(text)
    algorithm, kid = header.get("alg"), header.get("kid")
    if not isinstance(algorithm, str) or algorithm not in provider.row.algorithms:
        raise NotProven(Fault.LIES, "alg")
    if kid is not None and not isinstance(kid, str):
        raise NotProven(Fault.LIES, "kid")
    if str(header.get("typ", "jwt")).lower().removeprefix("application/") not in types:
        raise NotProven(Fault.LIES, "typ")
    keys = [key for key in keys_of(provider, at=at, named=kid) if _signs(key, algorithm, kid)]
    # Without a name only the one key that there is can be meant.
    if not keys or (kid is None and len(keys) > 1):
        raise NotProven(Fault.LIES, "no such key")
    for claims in _opened(text, keys, algorithm):
        return header, claims
    raise NotProven(Fault.LIES, "signature")


def _header(text: str) -> Mapping[str, Any]:
    if len(text) > _LONGEST:
        raise NotProven(Fault.LIES, "token without end")
    try:
        return jws.extract_compact(text.encode("ascii")).headers()
    except (JoseError, ValueError, TypeError, RecursionError):
        raise NotProven(Fault.LIES, "no token") from None


def _signs(key: Key, algorithm: str, kid: str | None) -> bool:
    if kid is not None and key.kid != kid:
        return False
    if key.get("alg", algorithm) != algorithm:
        return False
    if isinstance(key, ECKey):
        return _CURVE.get(algorithm) == key.curve_name
    return isinstance(key, RSAKey) and algorithm not in _CURVE


def _opened(text: str, keys: list[Key], algorithm: str) -> Iterator[dict[str, Any]]:
    for key in keys:
        try:
            yield jwt.decode(text, key, algorithms=[algorithm]).claims
        except (JoseError, ValueError, TypeError, RecursionError):
            continue


def _registered(claims: dict[str, Any], provider: Provider, at: datetime, *, essential: tuple[str, ...]) -> None:
    missing = [name for name in essential if claims.get(name) in (None, "", [])]
    if missing:
        raise NotProven(Fault.LIES, f"without {', '.join(missing)}")
    registry = JWTClaimsRegistry(
        now=int(at.timestamp()),
        leeway=provider.row.skew_seconds,
        iss={"essential": True, "value": provider.issuer},
    )
    try:
        registry.validate(claims)
    except ExpiredTokenError:
        raise NotProven(Fault.CLOCK, "expired") from None
    except InvalidClaimError as error:
        of_time = error.claim in _OF_TIME and _is_number(claims.get(error.claim))
        raise NotProven(Fault.CLOCK if of_time else Fault.LIES, str(error.claim)) from None
    except (JoseError, ValueError, TypeError, OverflowError):
        raise NotProven(Fault.LIES, "claims") from None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _audience(claims: Claims, provider: Provider) -> None:
    """For us, and for nobody else: whoever else may hold it could send it on to us."""
    ours = provider.row.client_id
    if claims["aud"] not in (ours, [ours]):
        raise NotProven(Fault.LIES, "aud")
    if claims.get("azp", ours) != ours:
        raise NotProven(Fault.LIES, "azp")


def _same(said: object, expected: str) -> bool:
    return isinstance(said, str) and hmac.compare_digest(said.encode(), expected.encode())


def _half_hash(text: str, algorithm: str) -> str:
    digest = hashlib.new(f"sha{algorithm[2:]}", text.encode()).digest()
    return base64.urlsafe_b64encode(digest[: len(digest) // 2]).rstrip(b"=").decode()
