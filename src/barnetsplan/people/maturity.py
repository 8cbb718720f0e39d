"""Decisions that a child is mature enough to dispose of one matter, or is not (law.md CON-04).

A decision widens or narrows the age policy for one domain and one matter, until its day of review, and never longer.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.domain.vocabulary import MaturityOutcome
from barnetsplan.people.models import MaturityDecision
from barnetsplan.vault.sealing import Place

#: The matter of a decision that is about the plan and not about one area of it.
WHOLE_PLAN = "plan"


def reason_place(decision: UUID) -> Place:
    """Where the sealed reason of a decision lies."""
    return Place("people_maturitydecision", "sealed_reason", decision)


def live_decisions(child: UUID, *, at: datetime) -> "QuerySet[MaturityDecision]":
    """The decisions about a child that hold at a moment, newest first."""
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    rows = MaturityDecision.objects.filter(not_ended, child=child, valid_from__lte=at, valid_until__gt=at)
    return rows.order_by("-valid_from", "-pk")


def outcome(child: UUID, *, domain: UUID, matter: str, at: datetime) -> MaturityOutcome | None:
    """What the newest live decision of a domain says of a matter; nothing, when the age policy stands as it is.

    A decision is about its own matter and no other: one about the plan says nothing of an area, nor the reverse.

    *Source:* law.md CON-04 ("for one matter only").
    """
    newest = live_decisions(child, at=at).filter(domain=domain, matter=matter).values_list("outcome", flat=True).first()
    return MaturityOutcome(newest) if newest else None


def alone(child: UUID, *, domain: UUID, matter: str, at: datetime) -> bool:
    """Whether a live decision says that the child disposes of a matter alone; the matter is an area's key or ``plan``.

    *Source:* law.md CON-03, CON-04; OSL 12:3.
    """
    return outcome(child, domain=domain, matter=matter, at=at) is MaturityOutcome.ALONE
