"""Decisions in place of a guardian's yes: separate, evidenced, and for exactly the rows that they name (law.md CON-05).

What lets one stand is in ``policy.overrides``. A guardian who is passed over sees the own answer as it is.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.consent.models import Override, OverrideLine
from barnetsplan.vault.sealing import Place


def evidence_place(override: UUID) -> Place:
    """Where the reference to the evidence lies sealed."""
    return Place("consent_override", "sealed_evidence", override)


def standing_lines(at: Any) -> "QuerySet[OverrideLine]":
    """The lines of decisions that hold at a moment; for a subquery, ``at`` may be a place (``a_moment``).

    ``.filter(row=OuterRef("pk"), guardian=OuterRef("giver")).values("over_a_no")[:1]`` gives nothing when no decision
    stands for that giver, else whether it counts over an answered no too.
    """
    not_ended = Q(override__ended_at__isnull=True) | Q(override__ended_at__gt=at)
    begun = OverrideLine.objects.filter(override__valid_from__lte=at, override__valid_until__gt=at)
    return begun.filter(not_ended).order_by("-over_a_no")


def stands_for(rows: Collection[UUID], *, at: datetime) -> Mapping[UUID, Mapping[UUID, bool]]:
    """Row -> the guardians for whose yes a decision stands now -> whether it counts over an answered no: one query.

    A guardian who is missing here is asked as always; silence and a no are never passed over (law.md CON-05).
    """
    found: dict[UUID, dict[UUID, bool]] = {}
    lines = standing_lines(at).filter(row__in=rows).values_list("row", "guardian", "over_a_no")
    for row, guardian, over_a_no in lines:
        of_row = found.setdefault(row, {})
        of_row[guardian] = over_a_no or of_row.get(guardian, False)
    return found


def overrides_of(requests: Collection[UUID], *, at: datetime) -> "QuerySet[Override]":
    """The decisions about some requests that hold at a moment, oldest first."""
    not_ended = Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    rows = Override.objects.filter(not_ended, request__in=requests, valid_from__lte=at, valid_until__gt=at)
    return rows.order_by("valid_from", "pk")
