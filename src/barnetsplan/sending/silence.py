"""Who is told nothing outside the program, and rung instead (law.md NOT-02).

Two reasons, kept apart. Somebody who has a protection of their own knows it, is told so where they choose, and may
choose otherwise. Where a child is protected, or somebody has said that it may be harmed by what another guardian gets
to know, the adults around it are silent without a word anywhere: a page that said so would tell whoever looks over the
shoulder. The one whom the protection is aimed at goes on being told as before, and so learns nothing from it.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import PauseSaidAs
from barnetsplan.people.models import Child, Guardianship, Pause, Person, Restriction, WhereaboutsHidden
from barnetsplan.people.queries import live


def marked(people: Collection[UUID]) -> frozenset[UUID]:
    """Those who have a protection of their own."""
    found = Person.objects.filter(pk__in=people).exclude(protection=Protection.NONE)
    return frozenset(found.values_list("pk", flat=True))


@dataclass(slots=True)
class _Around:
    """Who stands around one child, and what is known of it."""

    family: set[UUID] = field(default_factory=set)
    against: set[UUID] = field(default_factory=set)
    said: set[UUID] = field(default_factory=set)
    everybody: bool = False

    @property
    def silent(self) -> set[UUID]:
        return (self.family if self.everybody else self.said) - self.against


def silenced(people: Collection[UUID], *, at: datetime) -> frozenset[UUID]:
    """Those of these people who stand around a child where telling could do harm; six queries whatever their number."""
    around = _around(people, at)
    if not around:
        return frozenset()
    for child, guardian in Restriction.objects.filter(
        Q(ended_at__isnull=True) | Q(ended_at__gt=at), child__in=around
    ).values_list("child", "person"):
        _aimed_at(around[child], guardian)
    hidings = WhereaboutsHidden.objects.filter(Q(ended_at__isnull=True) | Q(ended_at__gt=at), child__in=around)
    for child, guardian in hidings.values_list("child", "hidden_from"):
        # Hidden from all of them it is the authority's decision about the child, and no conflict between them.
        if guardian is not None:
            _aimed_at(around[child], guardian)
    _pauses(around, at)
    for child in Child.objects.filter(pk__in=around).exclude(protection=Protection.NONE).values_list("pk", flat=True):
        around[child].everybody = True
    silent = set[UUID]().union(*(one.silent for one in around.values()))
    return frozenset(silent & set(people))


def _around(people: Collection[UUID], at: datetime) -> dict[UUID, _Around]:
    """The children of these people, each with those of them who are its family."""
    around: dict[UUID, _Around] = {}
    guards = Guardianship.objects.filter(live(at), guardian__in=people).values_list("child", "guardian")
    carried = Child.objects.filter(carried_by__in=people, born_on__isnull=True).values_list("pk", "carried_by")
    selves = Child.objects.filter(pk__in=people).values_list("pk", "pk")
    for child, person in (*guards, *carried, *selves):
        if person is not None:
            around.setdefault(child, _Around()).family.add(person)
    return around


def _aimed_at(child: _Around, guardian: UUID) -> None:
    child.everybody = True
    child.against.add(guardian)


def _pauses(around: Mapping[UUID, _Around], at: datetime) -> None:
    """A pause that names nobody silences the one who said it, and no other: nothing may change for the other."""
    not_lifted = Q(lifted_at__isnull=True) | Q(lifted_at__gt=at)
    rows: Iterable[Pause] = Pause.objects.filter(not_lifted, begun_at__lte=at, child__in=around)
    for row in rows:
        child = around[row.child_id]
        if row.about_id is not None:
            _aimed_at(child, row.about_id)
        elif row.said_as != PauseSaidAs.STAFF:
            child.said.add(row.said_by_id)
