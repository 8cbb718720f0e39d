"""Offering the coordination to the service most involved, and answering the offer (model.md 4.3)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.coordination.actions import pass_on
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.states import OFFER_MOVES
from barnetsplan.domain.vocabulary import OfferState, PlanState, TermKind
from barnetsplan.handover.models import Offer
from barnetsplan.handover.queries import may_coordinate
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor


@transaction.atomic
def offer_coordination(*, plan: Plan, offer_id: UUID, to: UUID, by: Actor, at: datetime) -> Offer | Refused:
    """Ask a service in the circle to hold the plan together; it passes on only with that service's yes.

    *Source:* model.md 4.2 point 8, 4.3.
    """
    lock_child(plan.child_id)
    earlier = Offer.objects.filter(pk=offer_id).first()
    if earlier is not None:
        return earlier if earlier.plan_id == plan.pk else Refused(Reason.WRONG_STATE)
    if to not in may_coordinate(plan, at=at):
        return Refused(Reason.CONSENT_NOT_ACTIVE)
    if to in {by.party_id, holders(plan.child_id, at=at).get(TermKind.COORDINATOR)}:
        return Refused(Reason.WRONG_STATE)
    if Offer.objects.filter(plan=plan, state=OfferState.OPEN).exists():
        return Refused(Reason.WRONG_STATE)
    offer = Offer(
        id=offer_id,
        plan=plan,
        from_unit_id=by.party_id,
        to_unit_id=to,
        asked_by_id=by.person_id,
        state=OfferState.OPEN,
        asked_at=at,
    )
    offer.save(force_insert=True)
    tell(
        party=to,
        child=plan.child_id,
        kind=NoticeKind.COORDINATION_OFFERED,
        thing=offer.pk,
        about=by.party_id,
        at=at,
    )
    return offer


@transaction.atomic
def answer_offer(*, offer: Offer, accept: bool, by: Actor, at: datetime) -> Offer | Refused:
    """Say yes or no; a yes passes the coordination on in the same moment, and the BBA keeps following.

    *Source:* model.md 4.2 point 7, 4.3.
    """
    lock_child(offer.plan.child_id)
    answer = OfferState.ACCEPTED if accept else OfferState.DECLINED
    if answer not in OFFER_MOVES[OfferState(offer.state)]:
        return Refused(Reason.ALREADY_ANSWERED)
    if accept and offer.plan.state != PlanState.LIVE:
        return Refused(Reason.WRONG_STATE)
    if accept and offer.to_unit_id not in may_coordinate(offer.plan, at=at):
        return Refused(Reason.CONSENT_NOT_ACTIVE)
    offer.state, offer.answered_at, offer.answered_by_id = answer, at, by.person_id
    offer.save(update_fields=["state", "answered_at", "answered_by"])
    if accept:
        pass_on(child=offer.plan.child_id, kind=TermKind.COORDINATOR, to=offer.to_unit_id, at=at)
    done(thing=offer.pk, kind=NoticeKind.COORDINATION_OFFERED, at=at)
    tell(
        party=offer.from_unit_id,
        child=offer.plan.child_id,
        kind=NoticeKind.COORDINATION_ANSWERED,
        thing=offer.plan_id,
        about=offer.to_unit_id,
        at=at,
    )
    return offer
