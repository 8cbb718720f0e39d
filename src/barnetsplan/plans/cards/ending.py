"""What the page shows on which a plan is ended: its goals and the people whose words are asked for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.texts import unit_names
from barnetsplan.people.queries import family_names, name_of
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.models import Plan
from barnetsplan.plans.queries import newest_published
from barnetsplan.plans.releasing import plan_readers
from barnetsplan.plans.words import whose
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Goal
from barnetsplan.records.queries import open_visible


@dataclass(frozen=True, slots=True)
class EndCard:
    """A plan that is about to end: goals, the child and the guardians by id and name, and who will read."""

    plan: UUID
    child: UUID
    child_name: str
    whose: str
    goals: tuple[tuple[UUID, str], ...]
    voices: tuple[tuple[UUID, str], ...]
    audience: tuple[str, ...]
    is_born: bool
    entries: tuple[UUID, ...]


def end_card(actor: Actor, plan: Plan, at: datetime) -> EndCard:
    """The goals of the version that is in force."""
    version = newest_published(plan)
    items = list(version.items.order_by("position").values_list("entry", flat=True)) if version else []
    seen = open_visible(actor.party_id, child=plan.child, at=at, kinds=(Goal.KIND,), ids=items)
    goals = sorted(seen, key=lambda entry: items.index(entry.id))
    family = family_names(plan.child, at=at)
    units = unit_names(readers := plan_readers(plan, at=at))
    child = name_of(plan.child.person)
    return EndCard(
        plan=plan.pk,
        child=plan.child_id,
        child_name=child,
        whose=whose(child),
        goals=tuple((entry.id, payload_as(entry, Goal).text) for entry in goals),
        voices=((plan.child_id, child), *family.items()),
        audience=(child, *family.values(), *(units[unit] for unit in readers)),
        is_born=plan.child.born_on is not None,
        entries=tuple(entry.id for entry in goals),
    )
