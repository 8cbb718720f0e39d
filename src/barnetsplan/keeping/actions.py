"""Deciding about a text that is written: keep it from a guardian, lift that, or strike what is on the wrong child."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from barnetsplan.consent.recall import call_back
from barnetsplan.coordination.queries import functions_of
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.keeping.queries import parties_who_opened
from barnetsplan.keeping.received import closed_in
from barnetsplan.notices.actions import end_all, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Involvement
from barnetsplan.people.queries import live
from barnetsplan.policy.facts import Actor
from barnetsplan.records import actions as records
from barnetsplan.records.actions import Kept
from barnetsplan.records.kinds import Feedback
from barnetsplan.records.models import Disclosure, Entry, ReceivedOpening, Release, Struck
from barnetsplan.records.queries import live_release, reason_place, visible_to
from barnetsplan.vault.sealing import seal

#: So long an opening of what was received stands; then a new reason is given.
_OPEN_FOR = timedelta(hours=1)


def thread_of(entry: Entry) -> tuple[Entry, ...]:
    """Every revision of a text, the oldest first."""
    return tuple(Entry.objects.filter(thread=entry.thread).order_by("written_at", "pk"))


@transaction.atomic
def keep(*, entry: Entry, kept: Collection[Kept], by: Actor, at: datetime) -> Entry:
    """Keep a text and every revision of it from guardians; what lay open to them is closed at once (OSL 12:3)."""
    lock_child(entry.child_id)
    records.keep(thread_of(entry), kept, by=by.person_id, at=at)
    return entry


@transaction.atomic
def lift(*, entry: Entry, guardian: UUID, reason: str, by: Actor, at: datetime) -> Entry | Refused:
    """End the keeping from one guardian, with a reason of its own."""
    lock_child(entry.child_id)
    lifted = records.lift(entries=thread_of(entry), guardian=guardian, reason=reason, by=by.person_id, at=at)
    return entry if lifted else Refused(Reason.NOT_FOUND)


@transaction.atomic
def strike(*, entry: Entry, reason: str, by: Actor, at: datetime) -> Entry:
    """Strike a text that stands on the wrong child: no reader sees it, the registrar keeps it.

    What nobody had opened is called back without a word. Who had opened it is told that it was about somebody else.
    A unit that has nothing else about the child is no longer around it, unless it holds a function: then its case is
    closed first (``revising.wrong_child``).

    *Source:* architecture.md rule 3; law.md 5, abuse case 31.
    """
    lock_child(entry.child_id)
    thread = thread_of(entry)
    keys = [each.pk for each in thread]
    lines = Release.objects.filter(live_release(at), entry__in=keys)
    readers = frozenset(lines.values_list("recipient", flat=True))
    opened = parties_who_opened(keys, child=entry.child_id, besides=entry.owner_id)
    records.strike(entry=entry, reason=reason, by=by.person_id, at=at)
    call_back(entries=thread, readers=readers, why="struck", by=by, at=at)
    for key in keys:
        end_all(thing=key, at=at)
    for reader in sorted(readers & opened):
        tell(
            party=reader,
            child=entry.child_id,
            kind=NoticeKind.STRUCK,
            thing=entry.pk,
            about=entry.owner_id,
            at=at,
        )
    leave_what_is_not_theirs(entry.owner_id, entry.child_id, at=at)
    return entry


def leave_what_is_not_theirs(unit: UUID, child: UUID, *, at: datetime) -> None:
    """End a unit's involvement when it holds nothing about the child any longer, and no function around it.

    The answer to what was struck is nothing about the child either.
    """
    answers = Q(kind=Feedback.KIND, container__in=Struck.objects.values("entry_id"))
    theirs = visible_to(unit, at=at).filter(~answers, child=child)
    if functions_of(unit, child=child, at=at) or theirs.exists():
        return
    around = Involvement.objects.filter(live(at), unit=unit, child=child, valid_from__lt=at)
    around.update(valid_until=at)


@transaction.atomic
def open_received(*, disclosure: Disclosure, reason: str, by: Actor, at: datetime) -> Disclosure:
    """Open what was received, for an hour, on a reason that is kept."""
    recipients = set(closed_in(by.domain, at).filter(disclosure=disclosure).values_list("recipient", flat=True))
    for recipient in sorted(recipients):
        row = ReceivedOpening(
            disclosure=disclosure,
            recipient_id=recipient,
            opened_by_id=by.person_id,
            valid_from=at,
            valid_until=at + _OPEN_FOR,
        )
        row.sealed_reason = seal(reason, key=disclosure.child.person.key, place=reason_place(row.pk))
        row.save(force_insert=True)
    return disclosure
