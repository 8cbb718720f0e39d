"""What the units of a domain received on a basis that was withdrawn since: their registrar's alone (law.md CON-06).

It was received when it was released (TF 2:9) and stays with the authority; the units that read it do so no longer.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.keeping.words import KINDS, TITLES, parts_of
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import live, name_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.queries import in_lists
from barnetsplan.records.kinds import Payload
from barnetsplan.records.models import Disclosure, Entry, Received, ReceivedOpening, Release, Struck
from barnetsplan.records.queries import OpenEntry, live_release, opened
from barnetsplan.records.received import digest_of

_MOST = 200
#: Fields of a content that hold an id or a code, and no words.
_NO_WORDS = frozenset({"goal", "action", "about", "support", "child_takes_part", "way"})


def closed_in(domain: UUID | None, at: datetime) -> QuerySet[Received]:
    """What the units of a domain have received, where nothing of the same disclosure is open to the unit any longer."""
    units = Unit.objects.filter(domain=domain).values("party")
    still = Release.objects.filter(live_release(at), disclosure=OuterRef("disclosure"), recipient=OuterRef("recipient"))
    struck = Struck.objects.filter(entry=OuterRef("entry"))
    return Received.objects.filter(~Exists(still), ~Exists(struck), recipient__in=units)


@dataclass(frozen=True, slots=True)
class ReceivedLine:
    """One disclosure on the registrar's list."""

    key: UUID
    child: str
    sender: str
    unit: str
    received_at: datetime
    ended_at: datetime | None
    how_many: int


def received_in(actor: Actor, *, at: datetime) -> tuple[ReceivedLine, ...]:
    """What is closed to the units of the registrar's domain, newest first."""
    rows = closed_in(actor.domain, at).filter(in_lists(actor, at, child="child"))
    found = list(
        rows.values("disclosure", "disclosure__discloser", "child", "recipient")
        .annotate(
            began=Min("received_at"),
            ended=Max("release__ended_at"),
            until=Max("release__valid_until"),
            how_many=Count("pk"),
        )
        .order_by("-began", "disclosure", "recipient")[:_MOST]
    )
    units = unit_names({row[side] for row in found for side in ("disclosure__discloser", "recipient")})
    people = names_of({row[side] for row in found for side in ("disclosure__discloser", "child")})
    return tuple(
        ReceivedLine(
            key=row["disclosure"],
            child=people[row["child"]],
            sender=units.get(row["disclosure__discloser"]) or people.get(row["disclosure__discloser"], ""),
            unit=units[row["recipient"]],
            received_at=row["began"],
            ended_at=row["ended"] or row["until"],
            how_many=row["how_many"],
        )
        for row in found
    )


def find_received(key: UUID) -> Disclosure | None:
    """A disclosure of which something was received, with its child and key."""
    received = Received.objects.filter(disclosure=OuterRef("pk"))
    return Disclosure.objects.select_related("child__person__key").filter(Exists(received), pk=key).first()


def _to_received(actor: Actor, disclosure: Disclosure, at: datetime) -> frozenset[Relation]:
    """A registrar keeps what the own domain received and no longer reads, and nobody else's (OSL 8:1-2)."""
    closed = Relation.REGISTRAR in actor.duties and closed_in(actor.domain, at).filter(disclosure=disclosure).exists()
    return frozenset({Relation.RECEIVED}) if closed else frozenset()


RECEIVED = thing_of_child(find=find_received, child=lambda disclosure: disclosure.child, relations=_to_received)


@dataclass(frozen=True, slots=True)
class ReceivedPart:
    """One text as it was received; ``is_whole`` when its bytes are those that arrived."""

    title: str
    parts: tuple[tuple[str, str, bool], ...]
    is_whole: bool


@dataclass(frozen=True, slots=True)
class ReceivedCard:
    """One disclosure as the registrar has it: closed, or open for an hour on a reason that was given."""

    name: str
    sender: str
    units: tuple[str, ...]
    received_at: datetime
    is_withdrawn: bool
    ended_at: datetime | None
    how_many: int
    is_open: bool
    parts: tuple[ReceivedPart, ...]
    entries: tuple[UUID, ...]


def received_card(actor: Actor, disclosure: Disclosure, at: datetime) -> ReceivedCard:
    """What was received, marked with the day on which its basis ended; its words only while it is opened."""
    rows = list(closed_in(actor.domain, at).filter(disclosure=disclosure).select_related("release").order_by("pk"))
    by_entry = {row.entry_id: row for row in rows}
    is_open = ReceivedOpening.objects.filter(live(at), disclosure=disclosure, opened_by=actor.person).exists()
    written = list(Entry.objects.filter(pk__in=by_entry).order_by("written_at", "pk")) if is_open else []
    sender = disclosure.discloser_id
    ends = [row.release.ended_at or row.release.valid_until for row in rows]
    return ReceivedCard(
        name=name_of(disclosure.child.person),
        sender=unit_names([sender]).get(sender) or names_of([sender]).get(sender, ""),
        units=tuple(sorted(unit_names({row.recipient_id for row in rows}).values())),
        received_at=min(row.received_at for row in rows),
        is_withdrawn=any(row.release.ended_at for row in rows),
        ended_at=max((end for end in ends if end), default=None),
        how_many=len(by_entry),
        is_open=is_open,
        parts=_parts(written, disclosure.child, by_entry),
        entries=tuple(entry.pk for entry in written),
    )


def _parts(written: list[Entry], child: Child, by_entry: dict[UUID, Received]) -> tuple[ReceivedPart, ...]:
    shown = opened(written, key=child.person.key)
    return tuple(
        ReceivedPart(str(KINDS.get(one.kind, "")), tuple(_texts(one)), digest_of(entry) == by_entry[one.id].digest)
        for entry, one in zip(written, shown, strict=True)
    )


def _texts(entry: OpenEntry) -> Iterable[tuple[str, str, bool]]:
    if entry.kind in TITLES:
        yield from parts_of(entry.payload, reader="staff")
        return
    yield from (("", text, False) for text in _words(entry.payload))


def _words(payload: Payload) -> Iterable[str]:
    for field in fields(payload):
        text = getattr(payload, field.name)
        if isinstance(text, str) and text and field.name not in _NO_WORDS:
            yield text
