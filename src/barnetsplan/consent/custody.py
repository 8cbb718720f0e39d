"""A change of guardians: the question was put to others, so what their answers carried ends with them."""

from datetime import datetime

from django.db import transaction

from barnetsplan.consent.queries import row_states
from barnetsplan.people.actions import end_guardianship, lock_child
from barnetsplan.people.models import Child, Guardianship
from barnetsplan.records.release import end_releases


@transaction.atomic
def end_custody(*, guardianship: Guardianship, at: datetime) -> int:
    """End a guardianship, and in the same transaction every release on a consent that it has made invalid.

    Returns how many releases ended. *Source:* law.md FAM-03, CON-01; architecture.md rule 5.
    """
    lock_child(guardianship.child_id)
    end_guardianship(guardianship=guardianship, at=at)
    return close_what_nothing_carries(child=guardianship.child, at=at)


@transaction.atomic
def close_what_nothing_carries(*, child: Child, at: datetime) -> int:
    """End every live release whose consent row is active no longer; also after a guardian has been added."""
    lock_child(child.pk)
    return end_releases(bases=[row.id for row in row_states(child, at=at) if not row.is_active], at=at)
