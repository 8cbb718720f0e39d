"""The program's own keys at a provider: private ones read from files, their public halves shown to it."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from joserfc.errors import JoseError
from joserfc.jwk import ECKey, JWKRegistry, KeySet, KeySetSerialization, RSAKey

from barnetsplan.identity.provider import SigningKey

_LEAST_RSA_BITS: Final = 2048
_KINDS: Final = ("RSA", "EC")
_ALGORITHM_OF_CURVE: Final = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512"}


class WrongKey(Exception):
    """A key file that cannot be used; says why, and shows nothing of it."""


def read_key(path: Path) -> SigningKey:
    """A private key from a PEM file or a JWK file (RSA of at least 2048 bits, or an elliptic curve)."""
    try:
        text = path.read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        raise WrongKey("The key file cannot be read.") from None
    key = _imported(text)
    if not isinstance(key, RSAKey | ECKey) or not key.is_private:
        raise WrongKey("It is no private key of RSA or of an elliptic curve.")
    if isinstance(key, RSAKey) and key.raw_value.key_size < _LEAST_RSA_BITS:
        raise WrongKey(f"An RSA key has at least {_LEAST_RSA_BITS} bits.")
    if isinstance(key, ECKey) and key.curve_name not in _ALGORITHM_OF_CURVE:
        raise WrongKey("The curve is none of P-256, P-384 and P-521.")
    key.ensure_kid()
    return key


def _imported(text: str) -> object:
    try:
        if text.lstrip().startswith("{"):
            return _of_a_kind_that_signs(json.loads(text))
        for kind in (ECKey, RSAKey):
            try:
                return kind.import_key(text)
            except (JoseError, ValueError, TypeError):
                continue
    except (JoseError, ValueError, TypeError, KeyError):
        pass
    raise WrongKey("It is neither PEM without a password nor a JWK.")


def _of_a_kind_that_signs(row: dict[str, object]) -> object:
    """A key of RSA or of a curve; one that two share is not even looked at."""
    if row.get("kty") not in _KINDS:
        raise ValueError
    return JWKRegistry.import_key({name: value for name, value in row.items() if isinstance(value, str)})


def algorithm_of(key: SigningKey) -> str:
    """The signature that a key makes."""
    return "PS256" if isinstance(key, RSAKey) and key.get("alg") == "PS256" else _by_kind(key)


def _by_kind(key: SigningKey) -> str:
    return "RS256" if isinstance(key, RSAKey) else _ALGORITHM_OF_CURVE[key.curve_name]


def public_set(keys: Iterable[SigningKey]) -> KeySetSerialization:
    """The public halves, as a provider reads them from us."""
    shown = []
    for key in keys:
        public = key.as_dict(private=False)
        shown.append({**public, "kid": str(key.kid), "use": "sig", "alg": algorithm_of(key)})
    return {"keys": shown}


def believable(published: object) -> KeySet | None:
    """The keys of a provider that can sign for it: no shared secrets, none too weak, none for encryption.

    A key that this program does not understand is passed by (RFC 7517, section 5).
    """
    rows = published.get("keys") if isinstance(published, dict) else None
    keys: list[object] = []
    for row in rows if isinstance(rows, list) else ():
        key = _public(row)
        if key is not None:
            keys.append(key)
    return KeySet(keys) if keys else None  # type: ignore[arg-type]


def _public(row: object) -> RSAKey | ECKey | None:
    if not isinstance(row, dict) or row.get("use", "sig") != "sig" or _is_weak(row):
        return None
    try:
        key = _of_a_kind_that_signs(row)
    except (JoseError, ValueError, TypeError, KeyError):
        return None
    return key if isinstance(key, RSAKey | ECKey) else None


def _is_weak(row: dict[str, object]) -> bool:
    """Whether it is an RSA key of too few bits; six of them stand in each character."""
    modulus = row.get("n")
    return row.get("kty") == "RSA" and (not isinstance(modulus, str) or len(modulus) * 6 < _LEAST_RSA_BITS)
