"""Which services a family member may know to be around the child: nobody else's reading is told of (law.md PDL-04).

A service's presence is itself something that can be secret: a young person who decides alone may let a youth clinic
read what the guardians read too. Known is who wrote or answers for something that the reader sees, who holds a
function, whom the reader was asked about, and who was let to read it on another ground than a consent.

A child's own sign-in knows no more than the guardians do, who may be holding the telephone.

*Source:* law.md PDL-04, A9, IDN-32; architecture.md 2, ``Case``; rule 11.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from barnetsplan.consent.models import ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.people.models import Child
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry, Release


def known_parties(actor: Actor, child: Child, visible: Collection[UUID], at: datetime) -> frozenset[UUID]:
    """Every party of which the reader may know that it is around the child."""
    return frozenset(
        {
            *_in_what_is_seen(visible),
            *holders(child.pk, at=at).values(),
            *Plan.objects.filter(child=child.pk).values_list("custodian", flat=True),
            *_asked_about(actor, child),
            *_on_other_grounds(child, visible),
        },
    )


def _in_what_is_seen(visible: Collection[UUID]) -> set[UUID]:
    rows = Entry.objects.filter(pk__in=visible).values_list("owner", "voice", "responsible")
    parties: set[UUID | None] = {party for row in rows for party in row}
    return {party for party in parties if party is not None}


def _asked_about(actor: Actor, child: Child) -> set[UUID]:
    """The services in questions that were put to the reader; to a child's own sign-in, those put to an adult."""
    rows = ConsentRow.objects.filter(request__in=_questions_of(actor, child))
    columns = rows.values_list("service", "discloser", "recipient", "request__asked_by")
    return {party for row in columns for party in row}


def _questions_of(actor: Actor, child: Child) -> "QuerySet[ConsentRequest]":
    givers = ConsentGiver.objects.filter(request=OuterRef("pk"))
    theirs = givers.exclude(person=child.pk) if actor.person == child.pk else givers.filter(person=actor.person)
    return ConsentRequest.objects.filter(Exists(theirs), child=child.pk)


def _on_other_grounds(child: Child, visible: Collection[UUID]) -> set[UUID]:
    rows = Release.objects.filter(entry__child=child.pk, entry__in=visible)
    return set(rows.exclude(disclosure__ground=Ground.CONSENT_12_2).values_list("recipient", flat=True))
