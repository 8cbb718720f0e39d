"""Who holds which function around a child, and who investigates."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.coordination.models import Investigation, InvestigationAsk, Term
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.people.queries import live
from barnetsplan.statements import Statement, a_moment, an_id


def functions_of(unit: UUID, *, child: UUID, at: datetime) -> frozenset[TermKind]:
    """The functions that a unit holds for a child now."""
    rows = Term.objects.filter(live(at), unit=unit, child=child).values_list("kind", flat=True)
    return frozenset(TermKind(kind) for kind in rows)


def holders(child: UUID, *, at: datetime) -> Mapping[TermKind, UUID]:
    """Which unit holds each function now; empty when no case or plan is open."""
    return {TermKind(kind): unit for kind, unit in _HOLDERS.rows(child=child, at=at)}


_HOLDERS = Statement(
    lambda: (
        Term.objects.filter(live(a_moment("at")), child=an_id("child")).order_by("kind").values_list("kind", "unit")
    ),
)


def _open(at: datetime) -> Q:
    return Q(recorded_at__lte=at) & (Q(ended_at__isnull=True) | Q(ended_at__gt=at))


def open_investigations(child: UUID, *, receiver: UUID, at: datetime) -> QuerySet[Investigation]:
    """The open investigation of a child by one unit: a fact for that unit, and for those whom it has asked.

    *Source:* SoL 20:6; law.md ORO-06: it opens the ground towards this receiver and towards nobody else.
    """
    return Investigation.objects.filter(_open(at), child=child, unit=receiver)


def is_investigated_by(receiver: UUID, *, child: UUID, at: datetime) -> bool:
    """Whether a unit has an open investigation of a child now."""
    return open_investigations(child, receiver=receiver, at=at).exists()


def has_been_asked(discloser: UUID, *, receiver: UUID, child: UUID, at: datetime) -> bool:
    """Whether a unit with an open investigation has asked another for what it knows (SoL 20:6)."""
    found = open_investigations(child, receiver=receiver, at=at)
    return InvestigationAsk.objects.filter(investigation__in=found, unit=discloser, asked_at__lte=at).exists()


def who_has_asked(discloser: UUID, *, child: UUID, at: datetime) -> frozenset[UUID]:
    """The units with an open investigation that have asked this unit for what it knows of a child."""
    asked = InvestigationAsk.objects.filter(
        unit=discloser,
        asked_at__lte=at,
        investigation__in=Investigation.objects.filter(_open(at), child=child),
    )
    return frozenset(asked.values_list("investigation__unit", flat=True))
