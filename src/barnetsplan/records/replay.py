"""What a unit could see of a child during a day that is over: the same function of visibility, asked of that day.

Access begins at moments that are stored: a release, a unit's coming around the child, the unit's own writing. Between
two of them nothing is added, so that asking at each of them, and when the day begins, finds all that could be seen.

*Source:* law.md GDPR-06, LAW-05; architecture.md rule 3: computed by ``visible_to`` and nothing else.
"""

from datetime import date, datetime, timedelta
from uuid import UUID

from barnetsplan.domain.periods import midnight_of
from barnetsplan.people.models import Involvement
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import visible_to


def could_see(unit: UUID, *, child: UUID, day: date, before: datetime) -> frozenset[UUID]:
    """The entries that a unit could see of a child at any time of a local day, as far as it has passed."""
    begins, ends = midnight_of(day), min(midnight_of(day + timedelta(days=1)), before)
    found: set[UUID] = set()
    for moment in sorted(_beginnings(unit, child, begins, ends)):
        rows = visible_to(unit, at=moment).filter(child=child, written_at__lte=moment)
        found |= set(rows.values_list("pk", flat=True))
    return frozenset(found)


def _beginnings(unit: UUID, child: UUID, begins: datetime, ends: datetime) -> set[datetime]:
    """The moments of a period at which the unit may have begun to see more; none in a period that lies ahead."""
    if begins >= ends:
        return set()
    during = {"valid_from__gte": begins, "valid_from__lt": ends}
    released = Release.objects.filter(recipient=unit, entry__child=child, **during).values_list("valid_from", flat=True)
    around = Involvement.objects.filter(unit=unit, child=child, **during).values_list("valid_from", flat=True)
    written = Entry.objects.filter(owner=unit, child=child, written_at__gte=begins, written_at__lt=ends)
    return {begins, *released, *around, *written.values_list("written_at", flat=True)}
