"""Telling a party that something waits, and ending it."""

from datetime import date, datetime
from uuid import UUID

from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice


def tell(
    *,
    party: UUID,
    child: UUID,
    kind: NoticeKind,
    thing: UUID,
    at: datetime,
    about: UUID | None = None,
    due_on: date | None = None,
) -> None:
    """Let something wait for a party; what waits already is left as it is."""
    Notice.objects.get_or_create(
        party_id=party,
        kind=kind,
        thing=thing,
        done_at=None,
        defaults={"child_id": child, "made_at": at, "about_id": about, "due_on": due_on},
    )


def done(*, thing: UUID, kind: NoticeKind, at: datetime, party: UUID | None = None) -> None:
    """End what waits about a thing, for one party or for all."""
    rows = Notice.objects.filter(thing=thing, kind=kind, done_at__isnull=True)
    if party is not None:
        rows = rows.filter(party=party)
    rows.update(done_at=at)


def purge(*, party: UUID, child: UUID) -> int:
    """Remove what waits for a party about a child, as if it had never been sent; returns how many (law.md FAM-03)."""
    return Notice.objects.filter(party=party, child=child).delete()[0]


def end_all(*, thing: UUID, at: datetime) -> None:
    """End everything that waits about a thing, of whatever kind and for whomever."""
    Notice.objects.filter(thing=thing, done_at__isnull=True).update(done_at=at)


def end_notice(*, notice: Notice, at: datetime) -> None:
    """End one notice by hand, such as a call that has been made."""
    Notice.objects.filter(pk=notice.pk, done_at__isnull=True).update(done_at=at)
