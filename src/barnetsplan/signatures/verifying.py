"""Whether every signature still proves what it said, and whether everything that must be signed is.

What was said lies in rooms above. Each names, in the settings, a ``Witness`` that tells what its rows say now.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from barnetsplan.signatures.actions import PURPOSE, canonical, digest, moment, proof, shown_place
from barnetsplan.signatures.models import Signature
from barnetsplan.vault.sealing import SealBroken, unseal_bytes
from barnetsplan.vault.signing import Signed, verify


@dataclass(frozen=True, slots=True)
class Witness:
    """What a room knows of what it had signed.

    ``said`` is what its rows say now, in the form in which it was signed; ``covers`` are the ids of rows that a
    statement is about, and ``all_rows`` the ids of every row that some statement must be about.
    """

    said: Callable[[Signature, Mapping[str, Any]], Mapping[str, Any] | None]
    covers: Callable[[Mapping[str, Any]], Iterable[UUID]]
    all_rows: Callable[[], Iterator[UUID]]


@dataclass(frozen=True, slots=True)
class Fault:
    """The first thing that does not hold: of which row, and what about it."""

    row: UUID
    what: str


@dataclass(frozen=True, slots=True)
class Verified:
    """How many were looked at, and the first fault."""

    signatures: int
    fault: Fault | None


def witnesses() -> Mapping[str, Witness]:
    """Each kind of statement with its room's witness; ``config`` names them."""
    return {kind: import_string(path) for kind, path in settings.SIGNED.items()}


def verify_all() -> Verified:
    """Look at every signature in the order of time, and then for what nobody has signed; stop at the first fault."""
    by_kind, covered, count = witnesses(), set[UUID](), 0
    rows = Signature.objects.select_related("sign_in", "child__person__key").order_by("signed_at", "pk")
    for row in rows.iterator(chunk_size=500):
        count += 1
        what = fault_of(row, by_kind)
        if what:
            return Verified(count, Fault(row.pk, what))
        covered.update(by_kind[row.kind].covers(json.loads(bytes(row.statement))["said"]))
    missing = next((key for witness in by_kind.values() for key in witness.all_rows() if key not in covered), None)
    return Verified(count, Fault(missing, "has no signature") if missing else None)


def fault_of(row: Signature, by_kind: Mapping[str, Witness]) -> str:
    """What does not hold about one signature; empty when all does."""
    statement = bytes(row.statement)
    if not verify(PURPOSE, statement, Signed(row.key_id, bytes(row.signature))):
        return "the signature is not of this statement"
    told = json.loads(statement)
    if canonical(told) != statement or row.kind not in by_kind:
        return "the statement is of no form that is known"
    columns = {name: told[name] for name in ("kind", "about", "child", "person", "at")}
    checks = (
        ("the row says something else than the statement", lambda: columns == _columns(row)),
        ("the sign-in is another than the one that was signed", lambda: proof(row.sign_in) == told["sign_in"]),
        ("what was shown is not what lies kept", lambda: _is_shown(row, told["shown"])),
        (
            "what was said is not what the records say",
            lambda: by_kind[row.kind].said(row, told["said"]) == told["said"],
        ),
    )
    return next((what for what, holds in checks if not holds()), "")


def _columns(row: Signature) -> Mapping[str, str]:
    return {
        "kind": row.kind,
        "about": str(row.about),
        "child": str(row.child_id),
        "person": str(row.person_id),
        "at": moment(row.signed_at),
    }


def _is_shown(row: Signature, shown: str | None) -> bool:
    if row.sealed_shown is None:
        return shown is None
    try:
        kept = unseal_bytes(row.sealed_shown, key=row.child.person.key, place=shown_place(row.pk))
    except SealBroken:
        return False
    return digest(kept) == shown
