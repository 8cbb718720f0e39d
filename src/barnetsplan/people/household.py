"""Who counts as one household for the protection of a place: a child, those who answer for it, and its siblings.

The product knows no addresses, so a household is what can be known without one, on the wide side.

*Source:* OSL 21:3 covers the relatives of a threatened person; law.md PROT-01.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from barnetsplan.domain.protection import Protection, highest, is_stronger
from barnetsplan.people.models import Child, Guardianship, Person
from barnetsplan.people.queries import live


def children_around(person: UUID, *, at: datetime) -> frozenset[UUID]:
    """The children of a person's household: oneself, those whom one guards or carries, and their siblings."""
    own = set(
        Child.objects.filter(Q(pk=person) | Q(carried_by=person, born_on__isnull=True)).values_list("pk", flat=True)
    )
    own |= set(Guardianship.objects.filter(live(at), guardian=person).values_list("child", flat=True))
    return frozenset(own | _siblings(own, at))


def household_of(child: UUID, *, at: datetime) -> frozenset[UUID]:
    """Everybody of a child's household: the child, its siblings, and the adults who answer for any of them."""
    children = {child} | _siblings({child}, at)
    return frozenset(children | _adults(children, at))


def protection_of_household(child: UUID, *, at: datetime) -> Protection:
    """The strongest mark that anybody in a child's household has."""
    people = Person.objects.filter(pk__in=household_of(child, at=at)).exclude(protection=Protection.NONE)
    return highest(people.values_list("protection", flat=True))


def _adults(children: Collection[UUID], at: datetime) -> set[UUID]:
    guards = Guardianship.objects.filter(live(at), child__in=children).values_list("guardian", flat=True)
    carried = Child.objects.filter(pk__in=children, born_on__isnull=True)
    return {*guards, *(child.carried_by_id for child in carried if child.carried_by_id)}


def _siblings(children: Collection[UUID], at: datetime) -> set[UUID]:
    """Children of the same adults."""
    adults = _adults(children, at)
    guarded = Guardianship.objects.filter(live(at), guardian__in=adults).values_list("child", flat=True)
    carried = Child.objects.filter(carried_by__in=adults, born_on__isnull=True).values_list("pk", flat=True)
    return {*guarded, *carried}


def stronger_than_now(children: Collection[UUID], *, at: datetime) -> dict[UUID, Protection]:
    """The children whose household has become better protected than they are themselves."""
    if not _anybody_is_marked(children, at):
        return {}
    found = {child: protection_of_household(child, at=at) for child in children}
    now = dict(Child.objects.filter(pk__in=children).values_list("pk", "protection"))
    return {child: wanted for child, wanted in found.items() if is_stronger(wanted, now[child])}


def _anybody_is_marked(children: Collection[UUID], at: datetime) -> bool:
    """Whether there is anything to weigh at all; most families have nothing, and cost no more than this."""
    wide = set(children) | _siblings(children, at)
    people = wide | _adults(wide, at)
    return Person.objects.filter(pk__in=people).exclude(protection=Protection.NONE).exists()
