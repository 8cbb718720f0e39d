"""A text of a unit, and a struck one, as things for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.keeping.queries import find_struck
from barnetsplan.keeping.words import TITLES
from barnetsplan.organisations.models import Unit
from barnetsplan.policy.facts import Actor
from barnetsplan.records.facts import relations_to_entry
from barnetsplan.records.models import Entry, Struck
from barnetsplan.records.queries import find_entry


def find_writing(key: UUID) -> Entry | None:
    """A text of one unit, or of the child, that stands alone; what belongs to a plan is found in the plan."""
    entry = find_entry(key)
    return entry if entry is not None and entry.kind in TITLES else None


def _relations(actor: Actor, entry: Entry, at: datetime) -> frozenset[Relation]:
    return relations_to_entry(actor, entry, at=at)


def _to_struck(actor: Actor, struck: Struck, _at: datetime) -> frozenset[Relation]:
    """What the own domain has struck is its registrar's to keep, and no other domain's (OSL 8:1-2)."""
    own = Unit.objects.filter(pk=struck.entry.owner_id, domain=actor.domain).exists()
    return frozenset({Relation.OWNS}) | (actor.duties & {Relation.REGISTRAR}) if own else frozenset()


WRITING = thing_of_child(find=find_writing, child=lambda entry: entry.child, relations=_relations)
STRUCK = thing_of_child(find=find_struck, child=lambda struck: struck.entry.child, relations=_to_struck)
