"""Reading cases."""

from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import CaseState

_OVER = (CaseState.CLOSED, CaseState.HANDED_OVER)


def open_case_of(child: UUID) -> Case | None:
    """The case that is open around a child, if any; shown only to the unit that owns it."""
    return Case.objects.filter(child=child).exclude(state__in=_OVER).first()


def newest_case_of(child: UUID, *, unit: UUID) -> Case | None:
    """The newest case of a child that a unit owns."""
    return Case.objects.filter(child=child, unit=unit).order_by("-opened_at").first()
