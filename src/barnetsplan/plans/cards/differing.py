"""The difference between two versions, for one professional."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.plans.cards.readings import read_plan
from barnetsplan.plans.difference import Difference, difference
from barnetsplan.plans.models import Plan
from barnetsplan.plans.words import whose
from barnetsplan.policy.facts import Actor


@dataclass(frozen=True, slots=True)
class DifferenceCard:
    """Which two versions, and what differs; ``numbers`` are all that the reader may compare."""

    plan: UUID
    whose: str
    earlier: int
    later: int
    on: datetime | None
    numbers: tuple[int, ...]
    difference: Difference
    entries: tuple[UUID, ...]


def difference_card(
    actor: Actor, plan: Plan, at: datetime, *, earlier: int | None = None, later: int | None = None
) -> DifferenceCard:
    """Two versions that the reader knows of: the newest and the one before, where nothing known is asked for.

    *Source:* model.md 5.3; what the reader does not see of a version is not told by what differs either.
    """
    reading = read_plan(actor, plan, at)
    known = {version.number: version for version in reading.known_versions}
    numbers = tuple(known)
    chosen_later = later if later in known else (numbers[-1] if numbers else 0)
    before = [number for number in numbers if number < chosen_later]
    chosen_earlier = earlier if earlier in before else (before[-1] if before else chosen_later)
    old, new = (reading.items_of(known.get(number)) for number in (chosen_earlier, chosen_later))
    shown = known.get(chosen_later)
    return DifferenceCard(
        plan=plan.pk,
        whose=whose(reading.name(plan.child_id)),
        earlier=chosen_earlier,
        later=chosen_later,
        on=shown.published_at if shown else None,
        numbers=numbers,
        difference=difference(old, new, names=reading.names),
        entries=tuple(dict.fromkeys(entry.id for entry in (*old, *new))),
    )
