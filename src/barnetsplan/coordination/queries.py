"""Who holds which function around a child."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.models import Term
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
    lambda: Term.objects.filter(live(a_moment("at")), child=an_id("child")).values_list("kind", "unit"),
)
