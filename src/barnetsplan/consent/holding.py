"""Until when a yes can hold, when nobody does anything: ends that are dates are known when something is released.

*Source:* architecture.md rule 5 (ends that are dates are computed; access never waits for a job).
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.models import OverrideLine
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.periods import birthday, midnight_of
from barnetsplan.people.maturity import live_decisions
from barnetsplan.people.models import Child, Guardianship
from barnetsplan.practice.load import current
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release
from barnetsplan.records.release import end_releases


def holds_until(child: Child, row: RowState, *, at: datetime) -> datetime | None:
    """The first of the days to come on which a row that holds now holds no more; nothing when none is known.

    Birthdays, the ends of guardianships and of decisions: at each of them the state is computed as it will be then.
    """
    for day in sorted(_turning_points(child, [row.id], at)):
        if at < day < row.valid_until and row.id not in _active(child, day):
            return day
    return None


def end_what_nothing_carries(child: Child, *, at: datetime) -> int:
    """End what is shared on a row that holds no more, and on one that will hold no more before that ends by itself.

    The end of a release was fixed when it was made; a guardian or a decision that has come since may mean an earlier
    one. What the row still carries until then is released anew, with the end that is known now.
    """
    states = row_states(child, at=at)
    ended = end_releases(bases=[row.id for row in states if not row.is_active], at=at)
    active = [row.id for row in states if row.is_active]
    for day in sorted(day for day in _turning_points(child, active, at) if day > at):
        lasting = Release.objects.filter(live_release(at), basis__in=active, valid_until__gt=day)
        beyond = set(active).intersection(lasting.values_list("basis", flat=True))
        if beyond:
            ended += end_releases(bases=beyond - _active(child, day), at=at)
    return ended


def _active(child: Child, at: datetime) -> frozenset[UUID]:
    return frozenset(row.id for row in row_states(child, at=at) if row.is_active)


def _turning_points(child: Child, rows: Collection[UUID], at: datetime) -> set[datetime]:
    periods = Guardianship.objects.filter(child=child.pk).values_list("valid_from", "valid_until")
    decisions = live_decisions(child.pk, at=at).values_list("valid_until", flat=True)
    standing = OverrideLine.objects.filter(row__in=list(rows)).values_list("override__valid_until", flat=True)
    ends = {moment for period in periods for moment in period} | {*decisions, *standing, *_birthdays(child)}
    return {moment for moment in ends if moment is not None}


def _birthdays(child: Child) -> set[datetime]:
    if child.born_on is None:
        return set()
    ages = {age for rule in current().consent_rules for age in (rule.from_age, rule.until_age) if age}
    return {midnight_of(birthday(child.born_on, age)) for age in ages}
