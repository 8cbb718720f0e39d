"""Releasing what stands in a plan: to the family first, then to the circle, and reports over the map."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import ActorKind, Ground, TermKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import agreed_units, map_rows_to, seats_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action
from barnetsplan.records.models import Entry


def release_to_family(
    plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime, of_plan: bool = False
) -> Refused | None:
    """Let every guardian and the child read items of the plan, and the custodian, who answers for it.

    What the plan itself says (``of_plan``) lies with the family alone, where the plan lies in its own space.

    *Source:* OSL 12:1, 12:3; law.md 0 (``plan_custody``).
    """
    family = ([*family_of(plan.child, at=at), plan.child_id], Ground.TO_SUBJECT_12_1)
    custodian = ([plan.custodian_id], Ground.WITHIN_DOMAIN)
    for recipients, ground in (family,) if of_plan and current().is_own_space else (custodian, family):
        outcome = _disclose(plan, plan.pk, _owned(items, plan), recipients, ground, by=by, at=at)
        if isinstance(outcome, Refused):
            return outcome
    return None


def _owned(items: Sequence[Entry], plan: Plan) -> list[Entry]:
    return [item for item in items if item.owner_id == plan.pk]


def release_to_circle(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """Let every seated service read the map, each on the family's own row from the custodian to it.

    From the family's own space the family alone sends it, also to the custodian (law.md 0, ``plan_custody``).
    """
    if current().is_own_space:
        return _send(plan, items, by=by, at=at) if by.kind is ActorKind.FAMILY else None
    return _release_map(plan, items, [seat.unit_id for seat in seats_of(plan, at=at)], by=by, at=at)


def release_to_coordinator(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """Let the service that holds the plan together read the map before the circle does (model.md 4.3)."""
    if current().is_own_space:
        return None
    coordinator = holders(plan.child_id, at=at).get(TermKind.COORDINATOR, plan.custodian_id)
    return _release_map(plan, items, {coordinator} - {plan.custodian_id}, by=by, at=at)


def release_own_actions(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """Let each service read what it is to do itself, before the whole plan goes to the circle (architecture.md 5.3)."""
    if current().is_own_space:
        return None
    for unit in sorted(agreed_units(plan.case, at=at) - {plan.custodian_id}):
        own = [item for item in items if item.kind == Action.KIND and item.responsible_id == unit]
        outcome = _release_map(plan, own, [unit], by=by, at=at) if own else None
        if isinstance(outcome, Refused):
            return outcome
    return None


def _send(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> Refused | None:
    """The family sends the plan to the custodian, and to every seated service that it has said yes to."""
    owned, rows = _owned(items, plan), row_states(plan.child, at=at)
    seated = {seat.unit_id for seat in seats_of(plan, at=at)} - {plan.custodian_id}
    readers = {unit: map_rows_to(unit, rows, discloser=plan.custodian_id) for unit in sorted(seated)}
    agreed = {unit: row for unit, row in readers.items() if row is not None}
    for unit in (plan.custodian_id, *agreed):
        sent = [item for item in owned if unit == plan.custodian_id or item.kind in MAP_KINDS]
        outcome = _disclose(plan, plan.pk, sent, [unit], Ground.OWN_GIVING, by=by, at=at, consent=agreed.get(unit))
        if isinstance(outcome, Refused):
            return outcome
    return None


def _release_map(
    plan: Plan,
    items: Sequence[Entry],
    units: Collection[UUID],
    *,
    by: Actor,
    at: datetime,
) -> Refused | None:
    mapped = [item for item in items if item.kind in MAP_KINDS]
    rows = row_states(plan.child, at=at) if units else ()
    readers = {unit: map_rows_to(unit, rows, discloser=plan.custodian_id) for unit in units}
    return _on_rows(plan, plan.custodian_id, mapped, readers, by=by, at=at)


def report_readers(plan: Plan, owner: UUID, *, at: datetime) -> Mapping[UUID, RowState]:
    """The services beside the owner that read a service's report, with the family's row that lets each of them.

    Also what the audience line above the report is made from.
    """
    rows = row_states(plan.child, at=at)
    around = {seat.unit_id for seat in seats_of(plan, at=at)} | {plan.custodian_id}
    around |= set(holders(plan.child_id, at=at).values())
    found = {unit: map_rows_to(unit, rows, discloser=owner) for unit in sorted(around - {owner})}
    return {unit: row for unit, row in found.items() if row is not None}


def plan_readers(plan: Plan, *, at: datetime) -> tuple[UUID, ...]:
    """The services that read what is written into the plan itself: the custodian and every seated one with a yes."""
    rows = row_states(plan.child, at=at)
    seated = sorted(seat.unit_id for seat in seats_of(plan, at=at))
    reading = [unit for unit in seated if map_rows_to(unit, rows, discloser=plan.custodian_id)]
    return (plan.custodian_id, *reading)


def share_report(plan: Plan, report: Entry, *, by: Actor, at: datetime) -> Refused | None:
    """Let the family and the map read a service's report: each other service on the family's row between the two."""
    owner = report.owner_id
    family = [*family_of(plan.child, at=at), plan.child_id]
    outcome = _disclose(plan, owner, [report], family, Ground.TO_SUBJECT_12_1, by=by, at=at)
    if isinstance(outcome, Refused):
        return outcome
    return _on_rows(plan, owner, [report], report_readers(plan, owner, at=at), by=by, at=at)


def _on_rows(
    plan: Plan,
    discloser: UUID,
    entries: Sequence[Entry],
    readers: Mapping[UUID, RowState | None],
    *,
    by: Actor,
    at: datetime,
) -> Refused | None:
    """One disclosure per reader, each on its own row; without a row, none."""
    for reader, row in readers.items():
        if row is None:
            continue
        outcome = disclose(
            Disclose(
                child=plan.child,
                discloser=discloser,
                entries=entries,
                recipients=[reader],
                ground=Ground.CONSENT_12_2,
                consent=row,
                by=by,
                at=at,
            ),
        )
        if isinstance(outcome, Refused):
            return outcome
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
    consent: RowState | None = None,
) -> object:
    domain = Unit.objects.get(pk=plan.custodian_id).domain_id if discloser == plan.pk else None
    return disclose_to_family(
        Disclose(
            child=plan.child,
            discloser=discloser,
            entries=entries,
            recipients=recipients,
            ground=ground,
            by=by,
            at=at,
            discloser_domain=domain,
            consent=consent,
        ),
    )
