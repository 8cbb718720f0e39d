"""Verification: every sealed event is there, unchanged and in its place; the first bad row is named."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from uuid import UUID

from barnetsplan.audit.merkle import Tree, leaf_hash
from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent
from barnetsplan.audit.sealer import waiting
from barnetsplan.audit.witness import Witness, is_signed

_CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found; ``fault`` is empty when everything holds."""

    sealed: int
    unsealed: int
    fault: str = ""


def verify(witnesses: Iterable[Witness] = ()) -> Verdict:
    """Check places, contents, columns, order, roots and signatures, one checkpoint after the other, until a fault.

    A row that was forged together with its leaf shows in the root alone: then the places of that checkpoint are named.
    Checkpoints that are kept elsewhere tell too when all was built anew, signatures included.
    """
    kept = list(witnesses)
    unsealed = waiting().count()
    # Read before the checkpoints: a sealer at work commits its places together with the checkpoint that covers them.
    last = SealedEvent.objects.order_by("-position").first()
    tree, signed = Tree(), False
    for checkpoint in Checkpoint.objects.order_by("size").iterator(_CHUNK):
        begins = tree.size
        places = list(
            SealedEvent.objects.filter(position__gte=begins, position__lt=checkpoint.size).order_by("position")
        )
        events = AuditEvent.objects.in_bulk([place.event for place in places])
        fault = _first_fault(begins, checkpoint.size, places, events)
        if fault:
            return Verdict(begins, unsealed, fault)
        tree.grow(bytes(events[place.event].leaf) for place in places)
        if (tree.root, tree.to_bytes()) != (bytes(checkpoint.root), bytes(checkpoint.frontier)):
            between = f"positions {begins} to {tree.size - 1}"
            return Verdict(begins, unsealed, f"{between}: the tree differs from its checkpoint")
        fault = _told_otherwise(checkpoint, kept) or _signature_fault(checkpoint, since=signed)
        if fault:
            return Verdict(begins, unsealed, fault)
        signed = bool(checkpoint.signed_by)
    fault = _beyond(tree.size, last) or _never_signed(tree.size, signed=signed) or _unmet(kept) or _unsealed_fault()
    return Verdict(tree.size, unsealed, fault)


def _signature_fault(checkpoint: Checkpoint, *, since: bool) -> str:
    # What was sealed before checkpoints were signed is covered by the first that is.
    if not checkpoint.signed_by and not since:
        return ""
    if is_signed(checkpoint):
        return ""
    return f"the checkpoint of {checkpoint.size} events: it is not signed by a key of this installation"


def _never_signed(size: int, *, signed: bool) -> str:
    return "" if signed or not size else f"the checkpoint of {size} events: the newest one is not signed"


def _told_otherwise(checkpoint: Checkpoint, kept: list[Witness]) -> str:
    for witness in [witness for witness in kept if witness.size == checkpoint.size]:
        kept.remove(witness)
        if witness.root != bytes(checkpoint.root):
            return f"the checkpoint of {checkpoint.size} events: one that is kept elsewhere says otherwise"
    return ""


def _unmet(kept: Iterable[Witness]) -> str:
    for witness in kept:
        return f"the checkpoint of {witness.size} events: it is kept elsewhere and gone from here"
    return ""


def _first_fault(begins: int, ends: int, places: Sequence[SealedEvent], events: Mapping[UUID, AuditEvent]) -> str:
    by_position = {place.position: place for place in places}
    for position in range(begins, ends):
        if position not in by_position:
            return f"position {position}: missing"
        event = by_position[position].event
        fault = _fault(events.get(event))
        if fault:
            return f"position {position}, event {event}: {fault}"
    return _first_out_of_order(places, events)


def _first_out_of_order(places: Iterable[SealedEvent], events: Mapping[UUID, AuditEvent]) -> str:
    # The sealer places the events of one checkpoint by their moment and id.
    for place, event in zip(places, sorted(events.values(), key=lambda event: (event.at, event.pk)), strict=True):
        if place.event != event.pk:
            return f"position {place.position}, event {place.event}: out of order"
    return ""


def _fault(event: AuditEvent | None) -> str:
    if event is None:
        return "the event is gone"
    if leaf_hash(bytes(event.canonical)) != bytes(event.leaf):
        return "the content was changed"
    if not _columns_agree(event):
        return "a column differs from the content"
    return ""


def _columns_agree(event: AuditEvent) -> bool:
    content = json.loads(bytes(event.canonical))
    columns = {
        "id": event.pk,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
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


def _beyond(size: int, last: SealedEvent | None) -> str:
    if last is None or last.position < size:
        return ""
    return f"position {size}: no checkpoint covers the places from here to {last.position}"


def _unsealed_fault() -> str:
    for event in waiting().iterator(_CHUNK):
        fault = _fault(event)
        if fault:
            return f"event {event.pk}, not sealed yet: {fault}"
    return ""
