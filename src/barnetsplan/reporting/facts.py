"""The compartment's things for the gate.

Neither names its child to the log: an event here tells who acted and on which row, and no log about a child shows it.

*Source:* OSL 40:7 g; law.md ORO-04: excluded from plan, timeline, log extract and statistics.
"""

from datetime import datetime
from uuid import UUID

from barnetsplan.access.gate import Thing
from barnetsplan.coordination.facts import stance_to_child
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.records.facts import relations_to_entry
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import find_entry
from barnetsplan.reporting.models import HarmAnswer
from barnetsplan.reporting.queries import find_answer


def _of_answer(actor: Actor, answer: HarmAnswer, _at: datetime) -> Facts:
    relations: set[Relation] = set()
    if actor.kind is ActorKind.STAFF:
        if (actor.person, actor.party) == (answer.person_id, answer.unit_id):
            relations |= {Relation.WROTE, Relation.OWNS}
        if Relation.REGISTRAR in actor.duties and actor.domain == answer.domain_id:
            relations.add(Relation.REGISTRAR)
    return Facts(actor=actor, relations=frozenset(relations))


def _find_concern(key: UUID) -> Entry | None:
    entry = find_entry(key)
    return entry if entry is not None and entry.kind == Concern.KIND else None


def _of_concern(actor: Actor, entry: Entry, at: datetime) -> Facts:
    stance = stance_to_child(actor, entry.child, at=at)
    held = stance.relations | relations_to_entry(actor, entry, at=at)
    return Facts(actor=actor, relations=held, closed=stance.closed)


def _nobody(_thing: object) -> None:
    return None


def _unlocked(_child: UUID) -> None:
    return None


def _unguarded(_thing: object) -> str:
    return Protection.NONE


ANSWER: Thing[HarmAnswer] = Thing(
    find=find_answer, facts=_of_answer, child=_nobody, lock=_unlocked, protection=_unguarded
)
ASKED_OF: Thing[Entry] = Thing(
    find=_find_concern, facts=_of_concern, child=_nobody, lock=_unlocked, protection=_unguarded
)
