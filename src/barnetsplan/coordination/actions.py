"""Beginning, handing over and ending the two functions; the child is locked first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import InvolvementReason, TermKind
from barnetsplan.people.actions import involve, lock_child


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
