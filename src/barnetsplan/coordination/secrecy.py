"""Who decides on secrecy in a unit, and who does where nobody has that task (OSL 6:3; law.md FAM-06, FAM-07)."""

from datetime import datetime
from uuid import UUID

from barnetsplan.accounts.models import Assignment
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.people.queries import live
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current


def somebody_decides(unit: UUID, *, at: datetime) -> bool:
    """Whether anybody in a unit has a role that decides on secrecy now."""
    roles = [role.key for role in current().roles if Relation.DECIDES_SECRECY in role.duties]
    return Assignment.objects.filter(live(at), unit=unit, role__in=roles).exists()


def decides_in_their_place(actor: Actor, *, unit: UUID | None, begun_by: UUID, at: datetime) -> bool:
    """Whether a colleague decides, because nobody in the unit has the task: never the one who began it.

    *Source:* OSL 6:3: the employee who answers for it tries it first, and where nobody does, the authority itself.
    """
    return unit is not None and unit == actor.party and begun_by != actor.person and not somebody_decides(unit, at=at)


def decides(actor: Actor, *, unit: UUID | None, begun_by: UUID, at: datetime) -> bool:
    """Whether somebody decides on what waits for their unit."""
    if unit is None or unit != actor.party:
        return False
    return Relation.DECIDES_SECRECY in actor.duties or decides_in_their_place(
        actor, unit=unit, begun_by=begun_by, at=at
    )
