"""Signing what somebody has said; the caller is inside the transaction in which it is said."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import UUID

from barnetsplan.accounts.models import SignIn
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.signatures.models import Signature
from barnetsplan.vault.sealing import Place, seal_bytes
from barnetsplan.vault.signing import sign

#: A signature of this kind of thing proves nothing of another kind (``vault.signing``).
PURPOSE: Final = "statement"


@dataclass(frozen=True, slots=True)
class NewSignature:
    """What is signed: what was said (``said``, as codes, ids and hashes), and what was shown.

    ``shown`` is kept here, sealed, where it lies nowhere else; what lies elsewhere is named by its hash in ``said``.
    """

    kind: str
    about: UUID
    child: Child
    said: Mapping[str, Any]
    by: Actor
    at: datetime
    shown: bytes | None = None


def sign_statement(new: NewSignature, *, sign_in: SignIn | None) -> Signature:
    """Sign it, with how it is known who says it. *Source:* law.md CON-01; ADR 0022."""
    made = Signature(
        kind=new.kind,
        about=new.about,
        child=new.child,
        person_id=new.by.person_id,
        sign_in=sign_in,
        signed_at=new.at,
    )
    made.statement = canonical(_statement(new, sign_in))
    if new.shown is not None:
        made.sealed_shown = seal_bytes(new.shown, key=new.child.person.key, place=shown_place(made.pk))
    signed = sign(PURPOSE, made.statement)
    made.key_id, made.signature = signed.key_id, signed.signature
    made.save(force_insert=True)
    return made


def sign_in_of(actor: Actor) -> SignIn | None:
    """The proof by which the actor's session acts; what no session does has none."""
    return None if actor.sign_in is None else SignIn.objects.get(pk=actor.sign_in)


def _statement(new: NewSignature, sign_in: SignIn | None) -> Mapping[str, Any]:
    return {
        "version": 1,
        "kind": new.kind,
        "about": str(new.about),
        "child": str(new.child.pk),
        "person": str(new.by.person_id),
        "for": str(new.by.party_id),
        "at": moment(new.at),
        "sign_in": proof(sign_in),
        "shown": None if new.shown is None else digest(new.shown),
        "said": new.said,
    }


def proof(sign_in: SignIn | None) -> Mapping[str, Any] | None:
    """A sign-in as a statement holds it."""
    if sign_in is None:
        return None
    return {
        "id": str(sign_in.pk),
        "person": str(sign_in.person_id),
        "kind": sign_in.kind,
        "way": sign_in.way,
        "issuer": sign_in.issuer,
        "acr": sign_in.acr,
        "level": sign_in.level,
        "transaction": sign_in.transaction,
        "at": moment(sign_in.at),
    }


def shown_place(signature: UUID) -> Place:
    """Where what was shown lies sealed."""
    return Place("signatures_signature", "sealed_shown", signature)


def canonical(content: Mapping[str, Any]) -> bytes:
    """The one way in which a statement is written."""
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def digest(content: bytes) -> str:
    """SHA-256, as a statement holds it."""
    return hashlib.sha256(content).hexdigest()


def moment(at: datetime) -> str:
    """A moment as a statement holds it: the same text, whatever the zone it was read in."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
