"""Every write of entries and drafts; releasing is in ``records.release`` and reached through consent alone."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.domain.decisions import Taken
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Person
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Payload, to_json
from barnetsplan.records.models import Draft, Entry, EntryAbout, KeptFrom
from barnetsplan.records.queries import draft_place, entry_place, reason_place
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import seal


class IdTaken(Taken):
    """The id of a new entry belongs to another entry already."""


class NotARevision(Exception):
    """An entry can only be revised by its own owner, about its own child."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """All that an entry is, before it is stored.

    ``owner`` answers for it, ``author`` typed it, ``voice`` is whose words it is; ``about`` adds persons beside
    the child whom it is about (law.md LAW-01). ``id`` comes from the form, so that a form sent twice is found out.
    """

    payload: Payload
    child: UUID
    owner: UUID
    author: UUID
    voice: UUID
    at: datetime
    id: UUID = field(default_factory=uuid.uuid4)
    about: tuple[UUID, ...] = ()
    area: str = ""
    section: str = ""
    container: UUID | None = None
    responsible: UUID | None = None
    status: str = ""
    outcome: str = ""
    due_on: date | None = None
    supersedes: Entry | None = None


@transaction.atomic
def write_entry(new: NewEntry) -> Entry:
    """Store one entry, sealed with the key of its child.

    The same id from the same owner and author is the same form sent twice, and the first entry is returned; the
    child is locked, so that the second waits for the first. A revision is of the same child and owner.

    *Raises:* ``IdTaken``, ``NotARevision``; ``WrongPayload`` when the content breaks its kind.
    """
    lock_child(new.child)
    earlier = Entry.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_refuse(earlier, new)
    _check_revision(new)
    key = Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=new.child))
    entry = Entry(
        id=new.id,
        kind=new.payload.KIND,
        schema=new.payload.SCHEMA,
        child_id=new.child,
        owner_id=new.owner,
        author_id=new.author,
        voice_id=new.voice,
        area=new.area,
        section=new.section,
        thread=new.supersedes.thread if new.supersedes else new.id,
        supersedes=new.supersedes,
        container=new.container,
        responsible_id=new.responsible,
        status=new.status,
        outcome=new.outcome,
        due_on=new.due_on,
        written_at=new.at,
        practice_version=current().version,
        sealed=seal(to_json(new.payload), key=key, place=entry_place(new.id)),
    )
    entry.save(force_insert=True)
    EntryAbout.objects.bulk_create(
        EntryAbout(entry=entry, person_id=person) for person in dict.fromkeys((new.child, *new.about))
    )
    return entry


def _check_revision(new: NewEntry) -> None:
    earlier = new.supersedes
    if earlier is not None and (earlier.child_id, earlier.owner_id) != (new.child, new.owner):
        raise NotARevision


def _same_or_refuse(earlier: Entry, new: NewEntry) -> Entry:
    same = (earlier.owner_id, earlier.author_id, earlier.child_id) == (new.owner, new.author, new.child)
    if not same:
        raise IdTaken
    return earlier


@transaction.atomic
def keep_from(*, entries: Iterable[Entry], guardian: UUID, reason: str, by: UUID, at: datetime) -> None:
    """Decide that a guardian may not read entries, because the child could be harmed (OSL 12:3; law.md A5)."""
    for entry in entries:
        row = KeptFrom(entry=entry, guardian_id=guardian, decided_by_id=by, decided_at=at)
        key = Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=entry.child_id))
        row.sealed_reason = seal(reason, key=key, place=reason_place(row.pk))
        row.save(force_insert=True)


@transaction.atomic
def save_draft(
    *,
    author: UUID,
    party: UUID,
    form: str,
    thing: UUID,
    fields: Mapping[str, str],
    at: datetime,
) -> Draft:
    """Save unfinished text of one form, sealed with the author's own key; the newest text replaces the older."""
    key = Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=author))
    # Two savings of one page may arrive at the same moment: the second waits for the first and writes over it.
    draft, _ = Draft.objects.get_or_create(
        author_id=author,
        party_id=party,
        form=form,
        thing=thing,
        defaults={"key": key, "sealed": b"", "saved_at": at},
    )
    draft.sealed = seal(json.dumps(dict(fields)), key=key, place=draft_place(draft.pk))
    draft.saved_at = at
    draft.save()
    return draft


def purge_draft(*, author: UUID, party: UUID, form: str, thing: UUID) -> None:
    """Remove a draft whose text has been sent."""
    Draft.objects.filter(author=author, party=party, form=form, thing=thing).delete()


def purge_old_drafts(*, before: datetime) -> int:
    """Remove drafts last saved before a moment (architecture.md 2: 30 days); returns how many."""
    return Draft.objects.filter(saved_at__lt=before).delete()[0]
