"""Closing what was opened: own words taken back from a reader, and what stands on the wrong child called back."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.audit.record import Event, record
from barnetsplan.people.actions import lock_child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from barnetsplan.records.release import end_lines


@transaction.atomic
def call_back(*, entries: Collection[Entry], readers: Collection[UUID], why: str, by: Actor, at: datetime) -> int:
    """End what these readers read of entries of one child, with every revision; one event, if anything ended.

    ``why`` is a code for the log: ``taken_back`` or ``struck``. Returns how many releases ended.

    *Source:* architecture.md rule 12 (the child's words are the child's); OSL 10:1; law.md CON-06.
    """
    if not entries or not readers:
        return 0
    child = next(iter(entries)).child_id
    lock_child(child)
    threads = {entry.thread for entry in entries}
    revisions = tuple(Entry.objects.filter(child=child, thread__in=threads).values_list("pk", flat=True))
    ended = end_lines(entries=revisions, recipients=readers, at=at)
    if ended:
        record(
            Event(
                act=f"recall:{why}",
                at=at,
                actor=by,
                code=why,
                child=child,
                entries=[entry.pk for entry in entries],
                more={"recipients": ",".join(sorted(str(reader) for reader in readers))},
            ),
        )
    return ended
