"""An offer to hold the plan together, as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.handover.models import Offer
from barnetsplan.policy.facts import Actor


def find_offer(key: UUID) -> Offer | None:
    """An offer by id, with its plan, child and units."""
    rows = Offer.objects.select_related("plan__child__person__key", "plan__case__child", "from_unit", "to_unit")
    return rows.filter(pk=key).first()


def _relations(actor: Actor, offer: Offer, _at: datetime) -> frozenset[Relation]:
    return frozenset({Relation.ASKED}) if offer.to_unit_id == actor.party else frozenset()


OFFER = thing_of_child(
    find=find_offer,
    child=lambda offer: offer.plan.child,
    relations=_relations,
    state=lambda offer: offer.state,
)
