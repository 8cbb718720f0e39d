"""What waits for a party, oldest first."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from barnetsplan.notices.models import Notice


def waiting_for(party: UUID, *, child: UUID | None = None, kinds: Collection[str] = ()) -> QuerySet[Notice]:
    """Notices that are not done, oldest first, with what is needed to name the child."""
    rows = Notice.objects.filter(party=party, done_at__isnull=True).select_related("child__person__key")
    if child is not None:
        rows = rows.filter(child=child)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    return rows.order_by("made_at", "pk")


def find_notice(key: UUID) -> Notice | None:
    """A notice by id, with its child."""
    return Notice.objects.select_related("child").filter(pk=key).first()


def days_waited(notice: Notice, *, at: datetime) -> int:
    """Whole days since the notice was made."""
    return (at - notice.made_at).days
