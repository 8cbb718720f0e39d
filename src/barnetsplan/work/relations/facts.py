"""Proposals, pauses and decisions on whereabouts as things for the gate: the unit that they wait for is asked."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.people.models import Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.people.relating import find_hiding, find_proposal
from barnetsplan.policy.facts import Actor


def _find_pause(key: UUID) -> Pause | None:
    return Pause.objects.select_related("child__person__key").filter(pk=key, lifted_at__isnull=True).first()


def _find_open_proposal(key: UUID) -> ProposedGuardian | None:
    found = find_proposal(key)
    return found if found is not None and found.answered_at is None else None


def _find_open_hiding(key: UUID) -> WhereaboutsHidden | None:
    found = find_hiding(key)
    return found if found is not None and found.ended_at is None else None


def _asked(
    actor: Actor,
    waits: Pause | ProposedGuardian | WhereaboutsHidden,
    _at: datetime,
) -> frozenset[Relation]:
    return frozenset({Relation.ASKED}) if waits.unit_id == actor.party else frozenset()


PAUSE = thing_of_child(find=_find_pause, child=lambda pause: pause.child, relations=_asked)
PROPOSAL = thing_of_child(find=_find_open_proposal, child=lambda proposal: proposal.child, relations=_asked)
HIDING = thing_of_child(find=_find_open_hiding, child=lambda hiding: hiding.child, relations=_asked)
