"""What anybody sees of what is written: ``visible_to`` is the one function of visibility (architecture.md rule 3)."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from barnetsplan.domain.protection import hides_place
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.people.queries import live
from barnetsplan.records.kinds import (
    Action,
    Contact,
    Dissent,
    Goal,
    OwnWords,
    Payload,
    PlanReference,
    Sip,
    from_json,
    without_place,
)
from barnetsplan.records.models import Draft, Entry, EntryAbout, KeptFrom, Received, Release, Struck
from barnetsplan.statements import Statement, a_moment, an_id, some_ids
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, unseal, unsealer


def entry_place(entry: UUID) -> Place:
    """Where the sealed content of an entry lies."""
    return Place("records_entry", "sealed", entry)


def reason_place(row: UUID) -> Place:
    """Where the sealed reason of a disclosure or of a keeping lies."""
    return Place("records_reason", "sealed_reason", row)


def promise_place(row: UUID) -> Place:
    """Where the wording that somebody promised lies sealed."""
    return Place("records_promise", "sealed_text", row)


def draft_place(draft: UUID) -> Place:
    """Where the sealed text of a draft lies."""
    return Place("records_draft", "sealed", draft)


def live_release(at: datetime) -> Q:
    """Releases that hold at this moment: begun, not run out, not ended."""
    return live(at) & (Q(ended_at__isnull=True) | Q(ended_at__gt=at))


def visible_to(party: UUID, *, at: datetime) -> QuerySet[Entry]:
    """Every entry that a party sees at a moment: owned or released to it, while it has standing with the child.

    Pages, counts, exports and log extracts are computed from this and from nothing else.

    An entry that is kept from a guardian after it was released is closed to that guardian at once; one that stands
    on the wrong child is closed to all. A child's own sign-in shows nothing that is secret against a guardian, who
    may be holding the telephone.

    *Source:* architecture.md rule 3; OSL 8:1, 12:3; law.md A9, IDN-32.
    """
    return _visible(party, party, at)


def _visible(party: Any, inside: Any, at: datetime) -> QuerySet[Entry]:
    """What a party sees; ``inside`` is the same party as the inner queries name it."""
    released = Release.objects.filter(live_release(at), entry=OuterRef("pk"), recipient=inside)
    theirs = Q(owner=party) | Q(Exists(released))
    return Entry.objects.filter(theirs, _standing(party, inside, at), ~_hidden(party, inside, at), not_struck(at))


def not_struck(at: datetime) -> Q:
    """Entries that stand on their child at this moment: what was struck later could be read until then."""
    return Q(struck__isnull=True) | Q(struck__decided_at__gt=at)


def keeping_holds(at: datetime) -> Q:
    """Keepings that hold at this moment: not lifted."""
    return Q(lifted_at__isnull=True) | Q(lifted_at__gt=at)


def _hidden(party: Any, inside: Any, at: datetime) -> Q:
    kept = KeptFrom.objects.filter(keeping_holds(at), entry=OuterRef("pk"))
    return Q(Exists(kept.filter(guardian=inside))) | Q(child=party) & (Q(Exists(kept)) | _given_to_some(at))


def _given_to_some(at: datetime) -> Q:
    """Words of the family, or about an adult, that a guardian of the child has not been given."""
    given = Release.objects.filter(live_release(at), entry=OuterRef(OuterRef("pk")), recipient=OuterRef("guardian"))
    without = Guardianship.objects.filter(live(at), ~Exists(given), child=OuterRef("child"))
    of_a_person = Person.objects.filter(party=OuterRef("owner"))
    about_an_adult = EntryAbout.objects.filter(entry=OuterRef("pk"), person__child__isnull=True)
    return (Q(Exists(of_a_person)) | Q(Exists(about_an_adult))) & Q(Exists(without.exclude(guardian=OuterRef("owner"))))


def _standing(party: Any, inside: Any, at: datetime) -> Q:
    involved = Involvement.objects.filter(live(at), unit=inside, child=OuterRef("child"))
    guards = Guardianship.objects.filter(live(at), guardian=inside, child=OuterRef("child"))
    carries = Child.objects.filter(pk=OuterRef("child"), carried_by=inside, born_on__isnull=True)
    return Q(child=party) | Q(Exists(involved)) | Q(Exists(guards)) | Q(Exists(carries))


@dataclass(frozen=True, slots=True)
class OpenEntry:
    """An entry opened for one who may read it."""

    id: UUID
    kind: str
    payload: Payload
    child: UUID
    owner: UUID
    author: UUID
    voice: UUID
    area: str
    thread: UUID
    container: UUID | None
    responsible: UUID | None
    status: str
    outcome: str
    due_on: date | None
    written_at: datetime


class _SealedRow(NamedTuple):
    """An entry as it lies in the table; the fields are the columns that are read."""

    id: UUID
    kind: str
    schema: int
    child_id: UUID
    owner_id: UUID
    author_id: UUID
    voice_id: UUID
    area: str
    thread: UUID
    container: UUID | None
    responsible_id: UUID | None
    status: str
    outcome: str
    due_on: date | None
    written_at: datetime
    sealed: bytes | memoryview


def opened(entries: Iterable[Entry | _SealedRow], *, key: Key) -> tuple[OpenEntry, ...]:
    """Open entries of one child, whose key is given; the caller has them from ``visible_to``."""
    open_text = unsealer(key)
    return tuple(
        OpenEntry(
            id=entry.id,
            kind=entry.kind,
            payload=from_json(entry.kind, entry.schema, open_text(entry.sealed, entry_place(entry.id))),
            child=entry.child_id,
            owner=entry.owner_id,
            author=entry.author_id,
            voice=entry.voice_id,
            area=entry.area,
            thread=entry.thread,
            container=entry.container,
            responsible=entry.responsible_id,
            status=entry.status,
            outcome=entry.outcome,
            due_on=entry.due_on,
            written_at=entry.written_at,
        )
        for entry in entries
    )


#: What stands in the versions of a plan.
_OF_VERSIONS = frozenset(
    {Goal.KIND, Action.KIND, Contact.KIND, PlanReference.KIND, Sip.KIND, OwnWords.KIND, Dissent.KIND}
)


def open_visible(
    party: UUID,
    *,
    child: Child,
    at: datetime,
    kinds: Collection[str] = (),
    containers: Collection[UUID] = (),
    ids: Collection[UUID] | None = None,
) -> tuple[OpenEntry, ...]:
    """Open what a party sees of a child: the newest visible revision of each thread, oldest thread first.

    Of what stands in versions of a plan every visible revision is opened, since each holds in its own version.

    Costs one query; the child comes with its person and key. Of a protected child the family is shown no content that
    can tell where somebody is: the one who must not know may be the guardian who reads, or holds the child's phone
    (OSL 21:3; law.md PROT-02, A9).
    """
    if containers or ids is not None:
        rows: Iterable[tuple[Any, ...]] = _some_of_child(party, child.pk, at, kinds, containers, ids)
    else:
        rows = _all_of_child(frozenset(kinds)).rows(party=party, child=child.pk, at=at)
    shown = opened(_newest_of_each_thread(rows), key=child.person.key)
    if not hides_place(child.protection) or Unit.objects.filter(pk=party).exists():
        return shown
    return tuple(replace(entry, payload=without_place(entry.payload)) for entry in shown)


def _of_child(party: UUID, child: UUID, at: datetime, kinds: Collection[str]) -> "QuerySet[Entry, tuple[Any, ...]]":
    rows = visible_to(party, at=at).filter(child=child).order_by("written_at", "pk")
    return (rows.filter(kind__in=kinds) if kinds else rows).values_list(*_SealedRow._fields)


@cache
def _all_of_child(kinds: frozenset[str]) -> Statement[tuple[Any, ...]]:
    return Statement(lambda: _of_child(an_id("party"), an_id("child"), a_moment("at"), sorted(kinds)))


def _some_of_child(
    party: UUID,
    child: UUID,
    at: datetime,
    kinds: Collection[str],
    containers: Collection[UUID],
    ids: Collection[UUID] | None,
) -> "QuerySet[Entry, tuple[Any, ...]]":
    rows = _of_child(party, child, at, kinds)
    if containers:
        rows = rows.filter(container__in=containers)
    return rows if ids is None else rows.filter(pk__in=ids)


def _newest_of_each_thread(rows: Iterable[tuple[Any, ...]]) -> Iterable[_SealedRow]:
    """One of each thread; but which revision of an item of a plan holds is told by the plan's version, not by age."""
    newest: dict[UUID, _SealedRow] = {}
    for row in map(_SealedRow._make, rows):
        newest[row.id if row.kind in _OF_VERSIONS else row.thread] = row
    return newest.values()


def find_entry(key: UUID) -> Entry | None:
    """An entry by id, with its child and key; for the gate, which decides before anything is opened.

    What is struck is not found by anybody: its registrar has a page of its own.
    """
    found = Entry.objects.select_related("child__person__key").filter(pk=key, struck__isnull=True).first()
    return found or _closed(key)


def _closed(key: UUID) -> Entry | None:
    """An entry that the database gives the asker no longer, as far as it was received: without what stands in it."""
    struck = Struck.objects.filter(entry=OuterRef("entry"))
    row = Received.objects.filter(~Exists(struck), entry=key).select_related("child__person__key").first()
    if row is None:
        return None
    return Entry(pk=key, child=row.child, kind=row.kind, area=row.area, container=row.container)


def is_live_reader(party: UUID, entry: Entry, *, at: datetime) -> bool:
    """Whether an entry is released to a party now."""
    return Release.objects.filter(live_release(at), entry=entry, recipient=party).exists()


def was_reader(party: UUID, entry: Entry) -> bool:
    """Whether an entry was ever released to a party."""
    return Received.objects.filter(entry=entry, recipient=party).exists()


def readers_of(entries: Collection[UUID], *, at: datetime) -> Mapping[UUID, frozenset[UUID]]:
    """Who reads each entry now without owning it: for those who may know it, its owner and the family's overview.

    Made from ``visible_to`` itself: who has lost standing, and from whom an entry is kept, is no reader.
    """
    readers: dict[UUID, set[UUID]] = {}
    for entry, recipient in _READERS.rows(entries=set(entries), at=at) if entries else ():
        readers.setdefault(entry, set()).add(recipient)
    return {entry: frozenset(parties) for entry, parties in readers.items()}


def _readers(at: Any) -> "QuerySet[Release, tuple[UUID, UUID]]":
    reads = _visible(OuterRef("recipient"), OuterRef(OuterRef("recipient")), at).filter(pk=OuterRef("entry"))
    rows = Release.objects.filter(live_release(at), Exists(reads), entry__id__in=some_ids("entries"))
    return rows.values_list("entry", "recipient")


_READERS = Statement(lambda: _readers(a_moment("at")))


@dataclass(frozen=True, slots=True)
class Keeping:
    """From which guardian an entry is kept now, by whose decision; the reason is opened for its owner alone."""

    id: UUID
    entry: UUID
    guardian: UUID
    decided_by: UUID
    reason: str
    decided_at: datetime
    every_guardian: bool


def keepings_of(entries: Collection[UUID], *, key: Key, at: datetime) -> tuple[Keeping, ...]:
    """The keepings of entries of one child that hold now, for the unit that owns them: oldest first."""
    rows = KeptFrom.objects.filter(keeping_holds(at), entry__in=entries).order_by("decided_at", "guardian")
    return tuple(
        Keeping(
            id=row.pk,
            entry=row.entry_id,
            guardian=row.guardian_id,
            decided_by=row.decided_by_id,
            reason=unseal(row.sealed_reason, key=key, place=reason_place(row.pk)),
            decided_at=row.decided_at,
            every_guardian=row.every_guardian,
        )
        for row in rows
    )


def kept_from(entries: Collection[UUID], *, family: Collection[UUID], at: datetime) -> Mapping[UUID, frozenset[UUID]]:
    """From which of these adults each entry is kept; one that is kept from every guardian is kept from them all."""
    rows = KeptFrom.objects.filter(keeping_holds(at), entry__in=entries)
    found: dict[UUID, set[UUID]] = {}
    for entry, guardian, every in rows.values_list("entry", "guardian", "every_guardian"):
        found.setdefault(entry, set()).add(guardian)
        found[entry] |= set(family if every else ())
    return {entry: frozenset(guardians) for entry, guardians in found.items()}


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """Unfinished text, opened for its author."""

    fields: Mapping[str, str]
    saved_at: datetime


def kept_draft(*, author: UUID, party: UUID, form: str, thing: UUID) -> KeptDraft | None:
    """The unfinished text of one form, readable by its author alone, in the capacity in which it was written."""
    draft = Draft.objects.select_related("key").filter(author=author, party=party, form=form, thing=thing).first()
    if draft is None:
        return None
    content: dict[str, str] = json.loads(unseal(draft.sealed, key=draft.key, place=draft_place(draft.pk)))
    return KeptDraft(fields=content, saved_at=draft.saved_at)


def newest_draft(*, author: UUID, party: UUID, form: str) -> UUID | None:
    """The thing of the author's newest draft of a form."""
    drafts = Draft.objects.filter(author=author, party=party, form=form).order_by("-saved_at")
    return drafts.values_list("thing", flat=True).first()
