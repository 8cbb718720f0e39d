"""The pause: somebody has said that the child may be harmed by disclosure to the other guardian (law.md FAM-06)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.people.models import Child, Pause
from barnetsplan.people.queries import family_of
from barnetsplan.vault.sealing import Place


def reason_place(pause: UUID) -> Place:
    """Where what was said lies sealed."""
    return Place("people_pause", "sealed_reason", pause)


def lifting_place(pause: UUID) -> Place:
    """Where the reason for lifting lies sealed."""
    return Place("people_pause", "sealed_lifting", pause)


def live_pauses(child: UUID, *, at: datetime) -> "QuerySet[Pause]":
    """The pauses of a child that nobody has lifted, oldest first."""
    not_lifted = Q(lifted_at__isnull=True) | Q(lifted_at__gt=at)
    return Pause.objects.filter(not_lifted, child=child, begun_at__lte=at).order_by("begun_at", "pk")


def paused(child: UUID, *, at: datetime) -> bool:
    """Whether nothing may be released to the guardians of a child now."""
    return live_pauses(child, at=at).exists()


def stops(child: Child, recipients: Collection[UUID], *, at: datetime) -> bool:
    """Whether a pause stops a release to these recipients: when a guardian is among them, whichever.

    A release to a service, or to the child, is another matter. What a private person gives is not the authority's
    to stop, and a refusal there would tell the other guardian of the pause: ``Ground.OWN_GIVING`` is not asked about.

    *Source:* law.md FAM-06 ("no release to either").
    """
    return bool(set(recipients) & set(family_of(child, at=at))) and paused(child.pk, at=at)
