"""Whether a professional is of a child's own family, as far as it can be known without being told.

Wide on purpose: whoever has ever answered for the child, whoever has shared a child with somebody who has, a grown-up
sister or brother, and a parent without custody or foster parent who is known by number. A colleague does the work then.

*Source:* law.md 5, abuse case 32; förvaltningslagen 16 § (jäv).
"""

from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from barnetsplan.domain.vocabulary import RelationshipKind
from barnetsplan.people.models import Child, Guardianship, Relationship

#: A value, a place in a statement, or a column of the query around it.
_One = Any
#: The relations without standing that make family; the others are somebody's task.
_OF_FAMILY = (
    RelationshipKind.PARENT_WITHOUT_CUSTODY,
    RelationshipKind.CONTACT_PARENT,
    RelationshipKind.FOSTER_PARENT,
)


def is_of_family(person: _One, child: _One) -> Q:
    """Whether a person is of a child's family, for a query about something of that child; one that is over counts."""
    guarded = Guardianship.objects.filter(_shares_a_child("guardian", person), child=child)
    carried = Child.objects.filter(Q(carried_by=person) | _shares_a_child("carried_by", person), pk=child)
    # It closes here, and opens nowhere: a relation without standing is read for nothing else (law.md FAM-04).
    beside = Relationship.objects.filter(adult=person, child=child, kind__in=_OF_FAMILY)
    return Q(Exists(guarded)) | Q(Exists(carried.filter(carried_by__isnull=False))) | Q(Exists(beside))


def _shares_a_child(adult: str, person: _One) -> Q:
    """Whether an adult has had a child together with the person, or the person as a child; the person alone counts."""
    # Asked of the few whom the adult has answered for: nobody else's children are gone through.
    of_adult = Guardianship.objects.filter(guardian=OuterRef(adult))
    of_person = Guardianship.objects.filter(guardian=person).values("child")
    return Q(Exists(of_adult.filter(Q(child=person) | Q(child__in=of_person))))


def of_family(person: UUID, *, child: UUID) -> bool:
    """Whether one person is of one child's family."""
    return children_of_own_family(person).filter(pk=child).exists()


def children_of_own_family(person: UUID) -> "QuerySet[Child]":
    """The children of a person's own family, the person too: no list at work names them."""
    return Child.objects.filter(is_of_family(person, OuterRef("pk")) | Q(pk=person))
