"""What stands on the page of the family as things for the gate; what waits asks the unit that it waits for."""

from datetime import datetime
from uuid import UUID

from barnetsplan.consent.models import Override
from barnetsplan.coordination.secrecy import decides_in_their_place
from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.people.models import Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.people.relating import find_hiding, find_proposal, find_relationship
from barnetsplan.policy.facts import Actor


def _find_pause(key: UUID) -> Pause | None:
    return Pause.objects.select_related("child__person__key").filter(pk=key, lifted_at__isnull=True).first()


def _find_open_proposal(key: UUID) -> ProposedGuardian | None:
    found = find_proposal(key)
    return found if found is not None and found.answered_at is None else None


def _find_open_hiding(key: UUID) -> WhereaboutsHidden | None:
    found = find_hiding(key)
    return found if found is not None and found.ended_at is None else None


def _find_override(key: UUID) -> Override | None:
    return Override.objects.select_related("request__child__person__key").filter(pk=key).first()


def _asked(
    actor: Actor,
    waits: Pause | ProposedGuardian | WhereaboutsHidden,
    at: datetime,
) -> frozenset[Relation]:
    if waits.unit_id != actor.party:
        return frozenset()
    if isinstance(waits, ProposedGuardian):
        return frozenset({Relation.ASKED})
    begun_by = waits.said_by_id if isinstance(waits, Pause) else waits.decided_by_id
    alone = decides_in_their_place(actor, unit=waits.unit_id, begun_by=begun_by, at=at)
    return frozenset({Relation.ASKED, *([Relation.NOBODY_DECIDES] if alone else [])})


PAUSE = thing_of_child(find=_find_pause, child=lambda pause: pause.child, relations=_asked)
PROPOSAL = thing_of_child(find=_find_open_proposal, child=lambda proposal: proposal.child, relations=_asked)
HIDING = thing_of_child(find=_find_open_hiding, child=lambda hiding: hiding.child, relations=_asked)
RELATIONSHIP = thing_of_child(find=find_relationship, child=lambda relation: relation.child)
OVERRIDE = thing_of_child(find=_find_override, child=lambda override: override.request.child)
