"""What is visible to the reader, in the few columns that lists and the log need; nothing is opened for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.queries import OpenEntry, visible_to


@dataclass(frozen=True, slots=True)
class Seen:
    """An entry that the reader may see: its kind, its area and whose it is."""

    kind: str
    area: str
    owner: UUID


def seen_by(actor: Actor, child: Child, at: datetime) -> Mapping[UUID, Seen]:
    """Everything that the reader may see of a child, earlier revisions too; one query."""
    rows = visible_to(actor.party_id, at=at).filter(child=child.pk).values_list("pk", "kind", "area", "owner")
    return {pk: Seen(kind, area, owner) for pk, kind, area, owner in rows}


def of_entries(entries: Iterable[OpenEntry]) -> Mapping[UUID, Seen]:
    """The same of entries that are opened already."""
    return {entry.id: Seen(entry.kind, entry.area, entry.owner) for entry in entries}
