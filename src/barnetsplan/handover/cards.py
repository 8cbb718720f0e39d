"""What the pages about handing over the coordination show."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import OfferState, TermKind
from barnetsplan.handover.models import Offer
from barnetsplan.handover.queries import may_coordinate, open_offer_of
from barnetsplan.people.queries import name_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Term


@dataclass(frozen=True, slots=True)
class OfferingCard:
    """Whom one can ask to hold the plan together, and what it means."""

    plan: UUID
    child: UUID
    child_name: str
    coordinates_now: str
    bba: str
    services: tuple[tuple[UUID, str], ...]
    waits_for: str
    coordinator_term: Term
    bba_term: Term
    entries: tuple[UUID, ...] = ()


def offering_card(actor: Actor, plan: Plan, at: datetime) -> OfferingCard:
    """The services in the circle that do not hold the plan together already, and an offer that waits, if any."""
    held = holders(plan.child_id, at=at)
    able = may_coordinate(plan, at=at) - {held.get(TermKind.COORDINATOR), actor.party_id}
    waiting = open_offer_of(plan.pk)
    names = unit_names({*able, *held.values(), actor.party_id, *((waiting,) if waiting else ())})
    practice = current()
    return OfferingCard(
        plan=plan.pk,
        child=plan.child_id,
        child_name=name_of(plan.child.person),
        coordinates_now=names.get(held.get(TermKind.COORDINATOR, plan.custodian_id), ""),
        bba=names.get(held.get(TermKind.BBA, plan.custodian_id), ""),
        services=tuple(sorted(((unit, names[unit]) for unit in able), key=lambda each: each[1])),
        waits_for=names[waiting] if waiting else "",
        coordinator_term=practice.term("coordinator"),
        bba_term=practice.term("bba"),
    )


@dataclass(frozen=True, slots=True)
class OfferCard:
    """An offer as the asked service reads it."""

    id: UUID
    plan: UUID
    child: UUID
    child_name: str
    asks: str
    bba: str
    is_open: bool
    coordinator_term: Term
    bba_term: Term
    entries: tuple[UUID, ...] = ()


def offer_card(_actor: Actor, offer: Offer, at: datetime) -> OfferCard:
    """Who asks, about whose plan, and what a yes means."""
    held = holders(offer.plan.child_id, at=at)
    names = unit_names({offer.from_unit_id, *held.values()})
    practice = current()
    return OfferCard(
        id=offer.pk,
        plan=offer.plan_id,
        child=offer.plan.child_id,
        child_name=name_of(offer.plan.child.person),
        asks=names[offer.from_unit_id],
        bba=names.get(held.get(TermKind.BBA, offer.from_unit_id), ""),
        is_open=offer.state == OfferState.OPEN,
        coordinator_term=practice.term("coordinator"),
        bba_term=practice.term("bba"),
    )
