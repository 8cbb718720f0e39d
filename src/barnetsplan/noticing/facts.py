"""A concern as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.facts import Actor
from barnetsplan.records.facts import relations_to_entry
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import find_entry


def find_concern(key: UUID) -> Entry | None:
    """A concern by id; an entry of another kind is no concern."""
    entry = find_entry(key)
    return entry if entry is not None and entry.kind == Concern.KIND else None


def _relations(actor: Actor, entry: Entry, at: datetime) -> frozenset[Relation]:
    return relations_to_entry(actor, entry, at=at)


CONCERN = thing_of_child(find=find_concern, child=lambda entry: entry.child, relations=_relations)
