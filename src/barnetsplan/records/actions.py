"""Every write of entries and drafts; releasing is in ``records.release`` and reached through consent alone."""

import json
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import product
from uuid import UUID

from django.db import IntegrityError, transaction

from barnetsplan.domain.decisions import Taken
from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child, Person
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Payload, to_json, without_place
from barnetsplan.records.models import Draft, Entry, EntryAbout, KeptFrom, Lifting, Struck
from barnetsplan.records.queries import draft_place, entry_place, keepings_of, reason_place
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import seal


class IdTaken(Taken):
    """The id of a new entry belongs to another entry already."""


class WithoutSection(Exception):
    """What a unit or a plan writes is bound by a section of the law, and it names none (law.md LAW-01)."""


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

    What names no section gets that of its owner's domain; only a private person's own words have none (law.md LAW-01).

    *Raises:* ``IdTaken``, ``NotARevision``, ``WithoutSection``; ``WrongPayload`` when the content breaks its kind.
    """
    lock_child(new.child)
    earlier = Entry.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_refuse(earlier, new)
    _check_revision(new)
    key = _key_of(new.child)
    entry = _sealed(new, key)
    _insert(entry)
    EntryAbout.objects.bulk_create(
        EntryAbout(entry=entry, person_id=person) for person in dict.fromkeys((new.child, *new.about))
    )
    if new.supersedes is not None:
        _keep_as_before(entry, new.supersedes, key=key, at=new.at)
    return entry


def _sealed(new: NewEntry, key: Key) -> Entry:
    return Entry(
        id=new.id,
        kind=new.payload.KIND,
        schema=new.payload.SCHEMA,
        child_id=new.child,
        owner_id=new.owner,
        author_id=new.author,
        voice_id=new.voice,
        area=new.area,
        section=new.section or _section_of(new.owner),
        thread=new.supersedes.thread if new.supersedes else new.id,
        supersedes=new.supersedes,
        container=new.container,
        responsible_id=new.responsible,
        status=new.status,
        outcome=new.outcome,
        due_on=new.due_on,
        written_at=new.at,
        practice_version=current().version,
        sealed=seal(to_json(_to_be_kept(new)), key=key, place=entry_place(new.id)),
    )


def _insert(entry: Entry) -> None:
    """An id that belongs to an entry which the writer may not see is taken too; the database alone knows it."""
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if "records_entry_pkey" in str(error):
            raise IdTaken from error
        raise


def _keep_as_before(entry: Entry, earlier: Entry, *, key: Key, at: datetime) -> None:
    """A revision is kept from whom the earlier one is kept, by the same decision (OSL 12:3)."""
    for kept in keepings_of([earlier.pk], key=key, at=at):
        row = KeptFrom(
            entry=entry,
            guardian_id=kept.guardian,
            every_guardian=kept.every_guardian,
            decided_by_id=kept.decided_by,
            decided_at=kept.decided_at,
        )
        row.sealed_reason = seal(kept.reason, key=key, place=reason_place(row.pk))
        row.save(force_insert=True)


def _to_be_kept(new: NewEntry) -> Payload:
    """The content as it is stored: where a protected person is, is not stored at all (law.md PROT-02)."""
    protection = Child.objects.values_list("protection", flat=True).get(pk=new.child)
    return without_place(new.payload) if hides_place(protection) else new.payload


def _section_of(owner: UUID) -> str:
    """The section of the owner's domain; a plan is bound by its custodian's, and a private person by none."""
    columns = ("kind", "unit__domain__section", "plan__custodian__domain__section")
    kind, of_unit, of_plan = Party.objects.values_list(*columns).get(pk=owner)
    section: str = of_unit or of_plan or ""
    if not section and kind != PartyKind.PERSON:
        raise WithoutSection(owner)
    return section


def _check_revision(new: NewEntry) -> None:
    earlier = new.supersedes
    if earlier is not None and (earlier.child_id, earlier.owner_id) != (new.child, new.owner):
        raise NotARevision


def _same_or_refuse(earlier: Entry, new: NewEntry) -> Entry:
    same = (earlier.owner_id, earlier.author_id, earlier.child_id) == (new.owner, new.author, new.child)
    if not same:
        raise IdTaken
    return earlier


@dataclass(frozen=True, slots=True)
class Kept:
    """A guardian who may not read what is written, because the child could be harmed, and why (OSL 12:3)."""

    guardian: UUID
    reason: str
    every_guardian: bool = False


@transaction.atomic
def keep_from(
    *, entries: Iterable[Entry], guardian: UUID, reason: str, by: UUID, at: datetime, every_guardian: bool = False
) -> None:
    """Decide that a guardian may not read entries, because the child could be harmed (OSL 12:3; law.md A5).

    Decided once: what is kept from the guardian already stays as it was decided. Nobody is kept from the own words.
    """
    for entry in entries:
        held = KeptFrom.objects.filter(entry=entry, guardian=guardian, lifted_at__isnull=True)
        if entry.owner_id == guardian or held.exists():
            continue
        row = KeptFrom(
            entry=entry, guardian_id=guardian, every_guardian=every_guardian, decided_by_id=by, decided_at=at
        )
        row.sealed_reason = seal(reason, key=_key_of(entry.child_id), place=reason_place(row.pk))
        row.save(force_insert=True)


def keep(entries: Iterable[Entry], kept: Iterable[Kept], *, by: UUID, at: datetime) -> None:
    """Keep entries from each of these guardians."""
    for each, one in product(tuple(kept), tuple(entries)):
        keep_from(
            entries=[one],
            guardian=each.guardian,
            reason=each.reason,
            every_guardian=each.every_guardian,
            by=by,
            at=at,
        )


@transaction.atomic
def lift(*, entries: Iterable[Entry], guardian: UUID, reason: str, by: UUID, at: datetime) -> int:
    """End the keeping of entries from a guardian, with its own reason; what is lifted already stays as it was.

    Nothing is released by it: what was released before, and lives still, is open again.
    """
    rows = KeptFrom.objects.filter(entry__in=[entry.pk for entry in entries], guardian=guardian)
    lifted = 0
    for row in rows.filter(lifted_at__isnull=True).select_related("entry"):
        act = Lifting(keeping=row, decided_by_id=by, decided_at=at)
        act.sealed_reason = seal(reason, key=_key_of(row.entry.child_id), place=reason_place(act.pk))
        act.save(force_insert=True)
        lifted += KeptFrom.objects.filter(pk=row.pk, lifted_at__isnull=True).update(lifted_at=at)
    return lifted


@transaction.atomic
def strike(*, entry: Entry, reason: str, by: UUID, at: datetime) -> tuple[Entry, ...]:
    """Strike an entry that stands on the wrong child, with every revision of it; returns what was struck now.

    *Source:* architecture.md rule 3; law.md 5, abuse case 31.
    """
    lock_child(entry.child_id)
    thread = tuple(Entry.objects.filter(thread=entry.thread, struck__isnull=True).order_by("written_at", "pk"))
    for each in thread:
        row = Struck(entry=each, decided_by_id=by, decided_at=at)
        row.sealed_reason = seal(reason, key=_key_of(each.child_id), place=reason_place(row.pk))
        row.save(force_insert=True)
    return thread


def _key_of(child: UUID) -> Key:
    return Key.objects.get(pk=Person.objects.values_list("key", flat=True).get(pk=child))


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
