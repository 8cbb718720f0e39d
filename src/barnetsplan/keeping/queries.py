"""What a unit has written about a child, who reads each text, and from whom it is kept: for the unit that owns it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.audit.queries import reads_about_child
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import PartyKind
from barnetsplan.keeping.words import CHILD_WORDS, TITLES, parts_of
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, family_names, name_of, names_of
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry, Struck
from barnetsplan.records.queries import (
    Keeping,
    OpenEntry,
    keepings_of,
    kept_from,
    open_visible,
    opened,
    readers_of,
    reason_place,
    visible_to,
)
from barnetsplan.vault.sealing import unseal

Named = tuple[UUID, str]
#: Every opening of the house is an act of its own; a disclosure is none.
_ACTS = tuple(act.value for act in Act)
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class KeepingCard:
    """What a writing page asks with: the guardians, what is private at this age, and from whom it is kept already."""

    guardians: tuple[Named, ...] = ()
    matters: tuple[tuple[str, str], ...] = ()
    kept: tuple[str, ...] = ()
    unnamed: bool = False


def keeping_card(child: Child, at: datetime, *, entries: Collection[UUID] = (), unnamed: bool = False) -> KeepingCard:
    """The guardians to ask about; ``entries`` are the earlier revisions of what is written now.

    A service that has been told only the child's first name is not told who the guardians are: it keeps its text
    from all of them or from none, and the unit that asked may decide more closely.
    """
    names = family_names(child, at=at)
    held = kept_from(entries, family=names.keys(), at=at) if entries else {}
    already = {guardian for guardians in held.values() for guardian in guardians}
    return KeepingCard(
        guardians=tuple(names.items()),
        matters=tuple((one.key, one.label) for one in current().private_matters_for(age_of(child, at=at))),
        kept=() if unnamed else tuple(name for guardian, name in names.items() if guardian in already),
        unnamed=unnamed,
    )


@dataclass(frozen=True, slots=True)
class Writing:
    """One text of the unit, without its content: what it is, from when, who reads it and who may not."""

    id: UUID
    title: str
    area: str
    who: str
    written_at: datetime
    readers: tuple[str, ...]
    kept: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What one guardian reads of the unit's texts, as it stands on that guardian's own pages."""

    name: str
    texts: tuple[tuple[Writing, tuple[tuple[str, str, bool], ...]], ...]


@dataclass(frozen=True, slots=True)
class WritingsCard:
    """Everything that the unit has written about a child; no text is opened but in a preview."""

    child: UUID
    name: str
    unit: str
    writings: tuple[Writing, ...]
    guardians: tuple[Named, ...]
    preview: Preview | None

    @property
    def entries(self) -> tuple[UUID, ...]:
        """What the preview opens."""
        return tuple(writing.id for writing, _parts in self.preview.texts) if self.preview else ()


def own_writings(actor: Actor, child: Child, at: datetime) -> "QuerySet[Entry]":
    """The newest revision of what the unit wrote: its own, and what this adult typed for the child or the plan."""
    beside = Q(author=actor.person_id) & (Q(owner=child.pk) | Q(owner__kind=PartyKind.PLAN))
    seen = visible_to(actor.party_id, at=at).filter(Q(owner=actor.party_id) | beside, child=child, kind__in=TITLES)
    return seen.filter(superseded_by__isnull=True)


def writings_card(actor: Actor, child: Child, at: datetime, *, seen_by: str = "") -> WritingsCard:
    """Newest first; and what one guardian sees of it, before the writer promises anybody anything."""
    rows = tuple(own_writings(actor, child, at).order_by("-written_at", "pk"))
    seen = _Seen(rows, child, at)
    writings = {row.pk: seen.writing(row) for row in rows}
    guardian = next((one for one in seen.family if str(one) == seen_by), None)
    return WritingsCard(
        child=child.pk,
        name=name_of(child.person),
        unit=actor.unit_name,
        writings=tuple(writings.values()),
        guardians=tuple(seen.family.items()),
        preview=Preview(seen.family[guardian], _texts_for(guardian, child, at, writings)) if guardian else None,
    )


def _texts_for(
    guardian: UUID, child: Child, at: datetime, writings: Mapping[UUID, Writing]
) -> tuple[tuple[Writing, tuple[tuple[str, str, bool], ...]], ...]:
    """From the guardian's own sight, so that preview and page are one; only what the unit has before it already."""
    shown = open_visible(guardian, child=child, at=at, ids=writings.keys()) if writings else ()
    return tuple((writings[entry.id], _parts(entry)) for entry in shown)


class _Seen:
    """Readers, keepings and names of several texts: a handful of queries, however many they are."""

    def __init__(self, rows: Collection[Entry], child: Child, at: datetime) -> None:
        keys = [row.pk for row in rows]
        self.child = child
        self.family = family_names(child, at=at)
        self.readers = readers_of(keys, at=at)
        self.kept = kept_from(keys, family=self.family.keys(), at=at)
        parties = {reader for readers in self.readers.values() for reader in readers}
        self.units = unit_names(parties)
        self.people = names_of({child.pk, *parties, *(row.author_id for row in rows)})

    def writing(self, row: Entry) -> Writing:
        return Writing(
            id=row.pk,
            title=str(CHILD_WORDS if row.owner_id == self.child.pk else TITLES[row.kind]),
            area=current().area(row.area).label if row.area else "",
            who=self.people[row.author_id],
            written_at=row.written_at,
            readers=self.named(self.readers.get(row.pk, ())),
            kept=tuple(name for guardian, name in self.family.items() if guardian in self.kept.get(row.pk, ())),
        )

    def named(self, parties: Iterable[UUID]) -> tuple[str, ...]:
        """Units first, then people, each by name."""
        found = [(party not in self.units, self.units.get(party) or self.people.get(party, "")) for party in parties]
        return tuple(name for _, name in sorted(found) if name)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A keeping that holds, with whose decision it is."""

    guardian: UUID
    name: str
    who: str
    reason: str
    decided_at: datetime


@dataclass(frozen=True, slots=True)
class WritingCard:
    """One text whole, who reads it, from whom it is kept and why, and from whom it could be."""

    writing: Writing
    child: UUID
    name: str
    unit: str
    parts: tuple[tuple[str, str, bool], ...]
    kept: tuple[KeptLine, ...]
    keeping: KeepingCard
    may_be_struck: bool
    entries: tuple[UUID, ...]


def writing_card(actor: Actor, entry: Entry, at: datetime) -> WritingCard:
    """One text; the gate has seen that the unit owns it, or that its adult sat beside the child."""
    child = entry.child
    shown = next(one for one in open_visible(actor.party_id, child=child, at=at, ids=[entry.pk]))
    seen = _Seen([entry], child, at)
    card = keeping_card(child, at)
    held = {kept.guardian: kept for kept in keepings_of([entry.pk], key=child.person.key, at=at)}
    deciders = names_of(kept.decided_by for kept in held.values())
    return WritingCard(
        writing=seen.writing(entry),
        child=child.pk,
        name=name_of(child.person),
        unit=actor.unit_name,
        parts=_parts(shown),
        kept=tuple(
            _kept_line(held[key], name, deciders[held[key].decided_by]) for key, name in card.guardians if key in held
        ),
        keeping=KeepingCard(tuple(one for one in card.guardians if one[0] not in held and one[0] != entry.owner_id)),
        may_be_struck=entry.owner_id == actor.party_id,
        entries=(entry.pk,),
    )


def _kept_line(kept: Keeping, name: str, who: str) -> KeptLine:
    return KeptLine(kept.guardian, name, who, kept.reason, kept.decided_at)


def _parts(entry: OpenEntry) -> tuple[tuple[str, str, bool], ...]:
    return parts_of(entry.payload, reader="child" if entry.owner == entry.child else "staff")


def parties_who_opened(entries: Collection[UUID], *, child: UUID, besides: UUID) -> frozenset[UUID]:
    """Which parties have opened any of these entries, beside their owner, as the log knows it."""
    wanted = frozenset(entries)
    reads = reads_about_child(child, acts=_ACTS, first=_AT_ONCE, not_by=besides)
    return frozenset(read.party for read in reads if read.party is not None and read.entries & wanted)


@dataclass(frozen=True, slots=True)
class StruckCard:
    """One struck text, for the registrar of the unit that owned it."""

    title: str
    name: str
    struck_by: str
    struck_at: datetime
    written_at: datetime
    who: str
    reason: str
    opened_by: tuple[str, ...]
    parts: tuple[tuple[str, str, bool], ...]
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class StruckLine:
    """A struck text in the registrar's list."""

    id: UUID
    title: str
    struck_on: object


def find_struck(key: UUID) -> Struck | None:
    """A struck entry by the entry's own id, with its child and key."""
    return Struck.objects.select_related("entry__child__person__key").filter(entry=key).first()


def struck_in(domain: UUID | None) -> tuple[StruckLine, ...]:
    """What the units of a domain have struck, newest first; no child is named in the list."""
    owners = Unit.objects.filter(domain=domain).values("party")
    rows = Struck.objects.filter(entry__owner__in=owners, entry__superseded_by__isnull=True).select_related("entry")
    return tuple(
        StruckLine(row.entry_id, str(TITLES[row.entry.kind]), local_date(row.decided_at))
        for row in rows.order_by("-decided_at", "pk")
        if row.entry.kind in TITLES
    )


def struck_card(_actor: Actor, struck: Struck, _at: datetime) -> StruckCard:
    """The text as it was written, why it was struck, and who had opened it."""
    entry = struck.entry
    key = entry.child.person.key
    thread = tuple(Entry.objects.filter(thread=entry.thread).values_list("pk", flat=True))
    opened_by = parties_who_opened(thread, child=entry.child_id, besides=entry.owner_id)
    units, people = unit_names(opened_by), names_of({*opened_by, entry.author_id, struck.decided_by_id})
    return StruckCard(
        title=str(TITLES[entry.kind]),
        name=name_of(entry.child.person),
        struck_by=people[struck.decided_by_id],
        struck_at=struck.decided_at,
        written_at=entry.written_at,
        who=people[entry.author_id],
        reason=unseal(struck.sealed_reason, key=key, place=reason_place(struck.pk)),
        opened_by=tuple(sorted(units.get(party) or people.get(party, "") for party in opened_by)),
        parts=_parts(opened([entry], key=key)[0]),
        entries=(entry.pk,),
    )
