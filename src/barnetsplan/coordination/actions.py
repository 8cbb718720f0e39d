"""Beginning, handing over and ending the two functions, and recording an investigation; the child is locked first."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.coordination.models import Investigation, InvestigationAsk, Term
from barnetsplan.domain.vocabulary import InvolvementReason, TermKind
from barnetsplan.people.actions import involve, lock_child
from barnetsplan.policy.facts import Actor


@transaction.atomic
def begin_terms(*, child: UUID, unit: UUID, at: datetime) -> None:
    """Make a unit both BBA and samverkansansvarig, unless somebody holds the function already (model.md 4.2-4.3)."""
    lock_child(child)
    for kind in TermKind:
        Term.objects.get_or_create(
            child_id=child,
            kind=kind,
            valid_until=None,
            defaults={"unit_id": unit, "valid_from": at},
        )
    involve(unit=unit, child=child, reason=InvolvementReason.COORDINATES, at=at)


@transaction.atomic
def pass_on(*, child: UUID, kind: TermKind, to: UUID, at: datetime) -> None:
    """End the open term of a function and begin the next in the same moment, so that nobody is ever without."""
    lock_child(child)
    Term.objects.filter(child=child, kind=kind, valid_until__isnull=True).update(valid_until=at)
    Term(child_id=child, unit_id=to, kind=kind, valid_from=at).save(force_insert=True)
    involve(unit=to, child=child, reason=InvolvementReason.COORDINATES, at=at)


@transaction.atomic
def end_terms(*, child: UUID, at: datetime) -> None:
    """End both functions, when no case and no plan is open any longer."""
    lock_child(child)
    Term.objects.filter(child=child, valid_until__isnull=True).update(valid_until=at)


@transaction.atomic
def record_investigation(
    *,
    child: UUID,
    opened_on: date,
    asked: Collection[UUID],
    by: Actor,
    at: datetime,
) -> Investigation:
    """Record that the own unit has opened an investigation, and whom it asks; the open one is used and added to.

    *Source:* SoL 20:2, 20:6; law.md ORO-06.
    """
    lock_child(child)
    involve(unit=by.party_id, child=child, reason=InvolvementReason.INVESTIGATES, at=at)
    found, _ = Investigation.objects.get_or_create(
        child_id=child,
        unit_id=by.party_id,
        ended_at=None,
        defaults={"opened_on": opened_on, "recorded_by_id": by.person_id, "recorded_at": at},
    )
    for unit in dict.fromkeys(asked):
        InvestigationAsk.objects.get_or_create(investigation=found, unit_id=unit, defaults={"asked_at": at})
    return found


@transaction.atomic
def end_investigation(*, investigation: Investigation, at: datetime) -> None:
    """Record that an investigation is over: the ground that it opened closes; what was handed out stays."""
    lock_child(investigation.child_id)
    Investigation.objects.filter(pk=investigation.pk, ended_at__isnull=True).update(ended_at=at)
