"""Releasing what stands in a plan: to the family first, then to the circle, and reports over the map."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.queries import row_states
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import map_rows_to, seats_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.records.models import Entry


def release_to_family(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """Let every guardian and the child read items of the plan (OSL 12:1, 12:3), and the custodian, who answers for it."""
    for recipients, ground in (
        ([plan.custodian_id], Ground.WITHIN_DOMAIN),
        ([*family_of(plan.child, at=at), plan.child_id], Ground.TO_SUBJECT_12_1),
    ):
        outcome = _disclose(plan, plan.pk, _owned(items, plan), recipients, ground, by=by, at=at)
        if isinstance(outcome, Refused):
            return outcome
    return None


def _owned(items: Sequence[Entry], plan: Plan) -> list[Entry]:
    return [item for item in items if item.owner_id == plan.pk]


def release_to_circle(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """Let every seated service read the map, each on the family's own row from the custodian to it."""
    rows = row_states(plan.child, at=at)
    mapped = [item for item in items if item.kind in MAP_KINDS]
    for seat in seats_of(plan, at=at):
        row = map_rows_to(seat.unit_id, rows, discloser=plan.custodian_id)
        if row is None:
            continue
        outcome = disclose(
            Disclose(
                child=plan.child,
                discloser=plan.custodian_id,
                entries=mapped,
                recipients=[seat.unit_id],
                ground=Ground.CONSENT_12_2,
                consent=row,
                by=by,
                at=at,
            ),
        )
        if isinstance(outcome, Refused):
            return outcome
    return None


def share_report(plan: Plan, report: Entry, *, by: Actor, at: datetime) -> Refused | None:
    """Let the family and the map read a service's report: each other service on the family's row between the two."""
    owner = report.owner_id
    family = [*family_of(plan.child, at=at), plan.child_id]
    outcome = _disclose(plan, owner, [report], family, Ground.TO_SUBJECT_12_1, by=by, at=at)
    if isinstance(outcome, Refused):
        return outcome
    rows = row_states(plan.child, at=at)
    readers = {seat.unit_id for seat in seats_of(plan, at=at)} | {plan.custodian_id}
    readers |= set(holders(plan.child_id, at=at).values())
    for reader in readers - {owner}:
        row = map_rows_to(reader, rows, discloser=owner)
        if row is None:
            continue
        shared = disclose(
            Disclose(
                child=plan.child,
                discloser=owner,
                entries=[report],
                recipients=[reader],
                ground=Ground.CONSENT_12_2,
                consent=row,
                by=by,
                at=at,
            ),
        )
        if isinstance(shared, Refused):
            return shared
    return None


def give_words(
    plan: Plan,
    entries: Sequence[Entry],
    *,
    readers: Collection[UUID],
    by: Actor,
    at: datetime,
) -> Refused | None:
    """Give a family member's own words to chosen readers (OSL 10:1)."""
    owner = entries[0].owner_id
    outcome = _disclose(plan, owner, entries, sorted(readers), Ground.OWN_GIVING, by=by, at=at)
    return outcome if isinstance(outcome, Refused) else None


def _disclose(
    plan: Plan,
    discloser: UUID,
    entries: Sequence[Entry],
    recipients: Sequence[UUID],
    ground: Ground,
    *,
    by: Actor,
    at: datetime,
) -> object:
    domain = Unit.objects.get(pk=plan.custodian_id).domain_id if discloser == plan.pk else None
    return disclose(
        Disclose(
            child=plan.child,
            discloser=discloser,
            entries=entries,
            recipients=recipients,
            ground=ground,
            by=by,
            at=at,
            discloser_domain=domain,
        ),
    )
