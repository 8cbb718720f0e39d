"""Verification: every sealed event is there, unchanged and in its place; the first bad row is named."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from barnetsplan.audit.merkle import Tree, leaf_hash
from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; ``fault`` is empty when everything holds."""

    sealed: int
    unsealed: int
    fault: str = ""


def verify() -> Verdict:
    """Check positions, contents, columns and every checkpoint, in order, until the first fault."""
    tree = Tree()
    roots = {size: bytes(root) for size, root in Checkpoint.objects.values_list("size", "root")}
    unsealed = AuditEvent.objects.count() - SealedEvent.objects.count()
    for place, event in _in_order():
        fault = _fault(place, event, expected=tree.size)
        if fault or event is None:
            return Verdict(tree.size, unsealed, fault)
        tree.grow([bytes(event.leaf)])
        if tree.size in roots and roots.pop(tree.size) != tree.root:
            return Verdict(tree.size, unsealed, f"position {place.position}: the tree differs from its checkpoint")
    if roots:
        return Verdict(tree.size, unsealed, f"position {tree.size}: missing, a checkpoint of size {min(roots)} exists")
    return Verdict(tree.size, unsealed)


def _in_order() -> Iterator[tuple[SealedEvent, AuditEvent | None]]:
    last = -1
    while places := list(SealedEvent.objects.filter(position__gt=last).order_by("position")[:_CHUNK]):
        events = AuditEvent.objects.in_bulk([place.event for place in places])
        for place in places:
            yield place, events.get(place.event)
        last = places[-1].position


def _fault(place: SealedEvent, event: AuditEvent | None, *, expected: int) -> str:
    where = f"position {place.position}, event {place.event}"
    if place.position != expected:
        return f"position {expected}: missing"
    if event is None:
        return f"{where}: the event is gone"
    if leaf_hash(bytes(event.canonical)) != bytes(event.leaf):
        return f"{where}: the content was changed"
    if not _columns_agree(event):
        return f"{where}: a column differs from the content"
    return ""


def _columns_agree(event: AuditEvent) -> bool:
    content = json.loads(bytes(event.canonical))
    columns = {
        "id": event.pk,
        "act": event.act,
        "permitted": event.permitted,
        "person": event.person,
        "party": event.party,
        "child": event.child,
        "thing": event.thing,
    }
    return all(
        content[name] == (value if value is None or isinstance(value, (bool, str)) else str(value))
        for name, value in columns.items()
    )
