"""Decisions that the whereabouts of a child are kept from a guardian (OSL 26:2; LVU 14 §; lag 2024:79; FAM-07).

A decision hides until somebody ends it. One that has not been reconsidered in time goes on hiding: a clock never
shows a parent where a child is.
"""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.domain.periods import local_date, months_after
from barnetsplan.people.models import WhereaboutsHidden
from barnetsplan.vault.sealing import Place

#: LVU 14 § third para: reconsidered at least every third month; used for all grounds.
REVIEW_MONTHS = 3


def reason_place(decision: UUID) -> Place:
    """Where the sealed reason of a decision lies."""
    return Place("people_whereaboutshidden", "sealed_reason", decision)


def review_place(review: UUID) -> Place:
    """Where the sealed reason of a reconsideration lies."""
    return Place("people_whereaboutsreview", "sealed_reason", review)


def review_by(decided_at: datetime) -> date:
    """The last day on which a decision may be reconsidered: three months from the day it was made."""
    return months_after(local_date(decided_at), REVIEW_MONTHS)


def live_hidings(child: UUID, *, at: datetime) -> "QuerySet[WhereaboutsHidden]":
    """The decisions about a child that hold at a moment, oldest first."""
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    return WhereaboutsHidden.objects.filter(not_ended, child=child, decided_at__lte=at).order_by("decided_at", "pk")


def hidden_from(child: UUID, person: UUID, *, at: datetime) -> bool:
    """Whether the whereabouts of a child are kept from this person now."""
    of_person = Q(hidden_from__isnull=True) | Q(hidden_from=person)
    return live_hidings(child, at=at).filter(of_person).exists()


def overdue(child: UUID, *, unit: UUID, at: datetime) -> bool:
    """Whether a unit has let the day pass on which it was to reconsider a decision about the child."""
    return live_hidings(child, at=at).filter(unit=unit, review_on__lt=local_date(at)).exists()
