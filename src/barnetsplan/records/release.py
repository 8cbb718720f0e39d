"""Making and ending releases; only ``consent.disclose`` may call this (architecture.md 4, knots)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import Ground, InvolvementReason, PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child
from barnetsplan.records.models import Disclosure, Entry, Release
from barnetsplan.records.queries import live_release, reason_place
from barnetsplan.vault.sealing import seal


@dataclass(frozen=True, slots=True)
class NewDisclosure:
    """An act of disclosure whose ground has been found to fit every entry and recipient.

    ``until`` is fixed here: the earliest of the end of the consent and the 18th birthday (architecture.md 2).
    """

    child: Child
    discloser: UUID
    entries: Collection[Entry]
    recipients: Collection[Party]
    ground: Ground
    basis: UUID | None
    reason: str
    by: UUID
    at: datetime
    until: datetime | None


def release(new: NewDisclosure) -> Disclosure | None:
    """Record the disclosure and its lines; what a recipient can read already on the same basis gets no second line.

    Returns nothing, and records nothing, when no line is new. Receiving creates the recipient's involvement
    (architecture.md 2, ``Involvement``).
    """
    lines = _new_lines(new)
    if not lines:
        return None
    act = Disclosure(
        child=new.child,
        discloser_id=new.discloser,
        ground=new.ground,
        basis=new.basis,
        made_by_id=new.by,
        made_at=new.at,
    )
    if new.reason:
        act.sealed_reason = seal(new.reason, key=new.child.person.key, place=reason_place(act.pk))
    act.save(force_insert=True)
    Release.objects.bulk_create(
        Release(
            disclosure=act,
            entry=entry,
            recipient=recipient,
            basis=new.basis,
            valid_from=new.at,
            valid_until=new.until,
        )
        for entry, recipient in lines
    )
    for recipient in dict.fromkeys(recipient for _, recipient in lines):
        if recipient.kind == PartyKind.UNIT:
            involve(unit=recipient.pk, child=new.child.pk, reason=InvolvementReason.RECEIVED, at=new.at)
    return act


def _new_lines(new: NewDisclosure) -> list[tuple[Entry, Party]]:
    standing = _standing_lines(new)
    return [
        (entry, recipient)
        for recipient in new.recipients
        for entry in new.entries
        if (entry.pk, recipient.pk) not in standing
    ]


def _standing_lines(new: NewDisclosure) -> set[tuple[UUID, UUID]]:
    rows = Release.objects.filter(
        live_release(new.at),
        entry__in=[entry.pk for entry in new.entries],
        recipient__in=[party.pk for party in new.recipients],
        basis=new.basis,
    )
    return set(rows.values_list("entry", "recipient"))


def end_releases(*, bases: Iterable[UUID], at: datetime) -> int:
    """End every live release that rests on these bases; returns how many ended."""
    return Release.objects.filter(live_release(at), basis__in=list(bases), ended_at__isnull=True).update(ended_at=at)


def end_lines(*, entries: Iterable[UUID], recipients: Iterable[UUID], at: datetime) -> int:
    """End every live release of these entries to these recipients, whatever it rests on; returns how many ended."""
    rows = Release.objects.filter(live_release(at), entry__in=list(entries), recipient__in=list(recipients))
    return rows.filter(ended_at__isnull=True).update(ended_at=at)
