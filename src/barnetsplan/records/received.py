"""What each recipient has received, frozen with the moment: the recipient's own side of a release (law.md LAW-05)."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db.models import QuerySet

from barnetsplan.records.models import Entry, Received, Release


def note_received(releases: Iterable[Release], *, child: UUID, at: datetime) -> None:
    """Keep for every line what arrived with whom; called where releases are made, in their transaction."""
    Received.objects.bulk_create(
        Received(
            release=line,
            disclosure=line.disclosure,
            entry=line.entry,
            child_id=child,
            recipient=line.recipient,
            kind=line.entry.kind,
            area=line.entry.area,
            container=line.entry.container,
            digest=digest_of(line.entry),
            received_at=at,
        )
        for line in releases
    )


def digest_of(entry: Entry) -> str:
    """The hash of an entry's sealed content, by which a received version is known to be unchanged."""
    return sha256(bytes(entry.sealed)).hexdigest()


def received_by(party: UUID) -> QuerySet[Received]:
    """Everything that a party has ever received, open to it now or not."""
    return Received.objects.filter(recipient=party)
