"""What somebody in the family has said to a version of the plan, as it is signed, with the version as it was shown."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from barnetsplan.plans.models import Version, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import PlanAnswer
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import entry_place, open_visible
from barnetsplan.signatures.actions import NewSignature, canonical, digest, moment, sign_in_of, sign_statement
from barnetsplan.signatures.models import Signature
from barnetsplan.signatures.verifying import Witness
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import SealBroken, unseal

KIND: Final = "plan"


def sign_answer(entry: Entry, version: Version, *, by: Actor, at: datetime) -> None:
    """Sign an answer to a version, with everything of the version that the one who answers could read."""
    if Signature.objects.filter(kind=KIND, about=entry.pk).exists():
        return
    child = version.plan.child
    shown = canonical(_shown(version, by, at))
    new = NewSignature(KIND, entry.pk, child, _said(entry, key=child.person.key), by=by, at=at, shown=shown)
    sign_statement(new, sign_in=sign_in_of(by))


def _shown(version: Version, by: Actor, at: datetime) -> Mapping[str, Any]:
    items = list(VersionItem.objects.filter(version=version).order_by("position").values_list("entry", flat=True))
    seen = {one.id: one for one in open_visible(by.party_id, child=version.plan.child, at=at, ids=items)}
    content = [
        {"id": str(key), "kind": seen[key].kind, "content": asdict(seen[key].payload)} for key in items if key in seen
    ]
    whole = {
        "version": str(version.pk),
        "number": version.number,
        "made_at": moment(version.made_at),
        "follow_up_on": version.follow_up_on.isoformat(),
        "items": content,
    }
    return json.loads(json.dumps(whole))  # type: ignore[no-any-return]


def _said(entry: Entry, *, key: Key) -> Mapping[str, Any]:
    text = unseal(entry.sealed, key=key, place=entry_place(entry.pk))
    return {
        "entry": str(entry.pk),
        "version": str(entry.container),
        "reply": entry.outcome,
        "voice": str(entry.voice_id),
        "text": digest(text.encode()),
        "at": moment(entry.written_at),
    }


def _said_now(row: Signature, _told: Mapping[str, Any]) -> Mapping[str, Any] | None:
    entry = Entry.objects.filter(pk=row.about, kind=PlanAnswer.KIND).first()
    try:
        return _said(entry, key=row.child.person.key) if entry else None
    except SealBroken:
        return None


def _covers(told: Mapping[str, Any]) -> Iterable[UUID]:
    return (UUID(told["entry"]),)


def _all_rows() -> Iterator[UUID]:
    rows = Entry.objects.filter(kind=PlanAnswer.KIND).order_by("written_at", "pk")
    return rows.values_list("pk", flat=True).iterator()


WITNESS: Final = Witness(said=_said_now, covers=_covers, all_rows=_all_rows)
