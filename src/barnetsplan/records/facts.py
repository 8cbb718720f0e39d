"""How an actor stands to one entry."""

from datetime import datetime

from barnetsplan.domain.vocabulary import Relation
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import is_live_reader, was_reader


def relations_to_entry(actor: Actor, entry: Entry, *, at: datetime) -> frozenset[Relation]:
    """Owning, having written, reading now, or having once read: at most two queries."""
    if actor.party is None:
        return frozenset()
    relations: set[Relation] = set()
    if entry.owner_id == actor.party:
        relations.add(Relation.OWNS)
    if entry.author_id == actor.person:
        relations.add(Relation.WROTE)
    if is_live_reader(actor.party, entry, at=at):
        relations.add(Relation.READS)
    elif Relation.OWNS not in relations and was_reader(actor.party, entry):
        relations.add(Relation.ONCE_READ)
    return frozenset(relations)
