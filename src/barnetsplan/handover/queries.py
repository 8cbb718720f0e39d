"""Reading who can hold a plan together, and which offers wait."""

from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import OfferState
from barnetsplan.handover.models import Offer
from barnetsplan.plans.circle import agreed_units, seats_of
from barnetsplan.plans.models import Plan


def may_coordinate(plan: Plan, *, at: datetime) -> frozenset[UUID]:
    """The services that can hold the plan together: the custodian, and those seated with the family's yes now."""
    seated = {seat.unit_id for seat in seats_of(plan, at=at)}
    return frozenset(seated & agreed_units(plan.case, at=at)) | {plan.custodian_id}


def open_offer_of(plan: UUID) -> UUID | None:
    """The service that has been asked and has not answered, if any."""
    return Offer.objects.filter(plan=plan, state=OfferState.OPEN).values_list("to_unit", flat=True).first()


def answered_plan(key: UUID, unit: UUID) -> UUID | None:
    """The plan of an offer that this unit has answered: a form sent twice goes where the first one went."""
    answered = Offer.objects.filter(pk=key, to_unit=unit).exclude(state=OfferState.OPEN)
    return answered.values_list("plan", flat=True).first()
