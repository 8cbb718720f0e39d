"""Until when a yes can hold, when nobody does anything: ends that are dates are known when something is released.

*Source:* architecture.md rule 5 (ends that are dates are computed; access never waits for a job).
"""

from datetime import datetime
from uuid import UUID

from barnetsplan.consent.models import OverrideLine
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.periods import birthday, midnight_of
from barnetsplan.people.maturity import live_decisions
from barnetsplan.people.models import Child, Guardianship
from barnetsplan.practice.load import current


def holds_until(child: Child, row: RowState, *, at: datetime) -> datetime | None:
    """The first of the days to come on which a row that holds now holds no more; nothing when none is known.

    Birthdays, the ends of guardianships and of decisions: at each of them the state is computed as it will be then.
    """
    for day in sorted(_turning_points(child, row.id, at)):
        if at < day < row.valid_until and not _is_active(child, row.id, day):
            return day
    return None


def _is_active(child: Child, row: UUID, at: datetime) -> bool:
    return any(one.is_active for one in row_states(child, at=at, ids=[row]))


def _turning_points(child: Child, row: UUID, at: datetime) -> set[datetime]:
    periods = Guardianship.objects.filter(child=child.pk).values_list("valid_from", "valid_until")
    decisions = live_decisions(child.pk, at=at).values_list("valid_until", flat=True)
    standing = OverrideLine.objects.filter(row=row).values_list("override__valid_until", flat=True)
    ends = {moment for period in periods for moment in period} | {*decisions, *standing, *_birthdays(child)}
    return {moment for moment in ends if moment is not None}


def _birthdays(child: Child) -> set[datetime]:
    if child.born_on is None:
        return set()
    ages = {age for rule in current().consent_rules for age in (rule.from_age, rule.until_age) if age}
    return {midnight_of(birthday(child.born_on, age)) for age in ages}
