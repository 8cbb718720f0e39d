"""For random small worlds, what the database says is visible is what plain Python says, party by party."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from barnetsplan.domain.vocabulary import Ground, PartyKind
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.actions import admit_person
from barnetsplan.people.models import Child, Guardianship, Involvement, Person
from barnetsplan.records.models import Disclosure, Entry, KeptFrom, Release, Struck
from barnetsplan.records.queries import OpenEntry, entry_place, is_live_reader, open_visible, readers_of, visible_to
from barnetsplan.vault.sealing import seal
from tests.world import START, World

pytestmark = pytest.mark.slow
HOURS = 3
PARTIES = ("preschool", "bvc", "sara", "daniel", "noel", "bebis", "plan")
CHILDREN = ("noel", "bebis")
PEOPLE = ("sara", "daniel", "noel", "bebis")

#: Not shrunk: the worlds are small already, and each smaller one would be written to the database.
against_the_database = settings(
    deadline=None,
    phases=(Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def moment(hour: int) -> datetime:
    return START + timedelta(hours=hour)


@dataclass(frozen=True)
class Span:
    """From an hour until another, or without end."""

    start: int
    end: int | None

    def holds(self, hour: int) -> bool:
        return self.start <= hour and (self.end is None or hour < self.end)


@dataclass(frozen=True)
class Written:
    """An entry: whose it is, about which child, to whom it is released, from whom it is kept until when; or struck."""

    owner: str
    child: str
    released: tuple[tuple[str, Span, int | None], ...]
    kept_from: Mapping[str, int | None]
    struck: bool


@dataclass(frozen=True)
class Random:
    """A small world: who is around which child when, and what is written."""

    around: tuple[tuple[str, str, Span], ...]
    entries: tuple[Written, ...]
    born: bool


# Few moments, many rows: so that edges meet often.
hours = st.integers(0, HOURS)
spans = st.tuples(hours, st.sampled_from([None, 1, 2, HOURS])).map(
    lambda ends: Span(ends[0], None if ends[1] is None else ends[0] + ends[1])
)
written = st.builds(
    Written,
    owner=st.sampled_from(["plan", "preschool", "sara", "noel"]),
    child=st.sampled_from(CHILDREN),
    released=st.lists(
        st.tuples(st.sampled_from(PARTIES), spans, st.none() | hours),
        min_size=3,
        max_size=5,
        unique_by=lambda line: line[0],
    ).map(tuple),
    kept_from=st.dictionaries(st.sampled_from(["sara", "daniel"]), st.none() | hours, max_size=2),
    struck=st.integers(0, 5).map(lambda one: one == 0),
)
around = st.tuples(st.sampled_from(["preschool", "bvc", "sara", "daniel"]), st.sampled_from(CHILDREN), spans)
worlds = st.builds(
    Random,
    around=st.lists(around, min_size=4, max_size=8).map(tuple),
    entries=st.lists(written, min_size=4, max_size=6).map(tuple),
    born=st.booleans(),
)


def expected(world: Random, party: str, hour: int) -> set[int]:
    """The rule of architecture.md 3 in plain words: (owned or live release) and live standing, not kept, not struck.

    A child sees in its own sign-in only what every guardian may see who could be holding the telephone (law.md A9).
    """
    return {
        number
        for number, entry in enumerate(world.entries)
        if (entry.owner == party or is_released(entry, party, hour))
        and has_standing(world, party, entry.child, hour)
        and not entry.struck
        and not is_kept(entry, party, hour)
        and not (party == entry.child and is_secret(world, entry, hour))
    }


def is_released(entry: Written, party: str, hour: int) -> bool:
    return any(
        recipient == party and span.holds(hour) and (ended is None or hour < ended)
        for recipient, span, ended in entry.released
    )


def is_kept(entry: Written, party: str, hour: int) -> bool:
    return party != entry.owner and party in entry.kept_from and not_yet(entry.kept_from[party], hour)


def not_yet(end: int | None, hour: int) -> bool:
    return end is None or hour < end


def is_secret(world: Random, entry: Written, hour: int) -> bool:
    """Whether a guardian may not read it: it is kept from one, or it is a person's words that one was not given."""
    if any(is_kept(entry, guardian, hour) for guardian in entry.kept_from):
        return True
    guardians = {
        who for who, whose, span in world.around if who in PEOPLE and whose == entry.child and span.holds(hour)
    }
    return entry.owner in PEOPLE and any(
        guardian != entry.owner and not is_released(entry, guardian, hour) for guardian in guardians
    )


def has_standing(world: Random, party: str, child: str, hour: int) -> bool:
    if party == child or (party == "sara" and child == "bebis" and not world.born):
        return True
    return any((who, whose) == (party, child) and span.holds(hour) for who, whose, span in world.around)


class Stored:
    """The parties in the database, and a random world written down among them."""

    def __init__(self) -> None:
        world = World()
        Guardianship.objects.all().delete()
        bebis = admit_person(name="Bebis", number=None, at=START)
        self.sara, self.daniel, self.linda = world.sara, world.daniel, world.linda.person_id
        self.units: dict[str, Unit] = {"preschool": world.preschool, "bvc": world.bvc}
        self.people: dict[str, Person] = {
            "sara": world.sara,
            "daniel": world.daniel,
            "noel": world.noel.person,
            "bebis": bebis,
        }
        self.children = {"noel": world.noel}
        plan = Party.objects.create(kind=PartyKind.PLAN)
        self.ids: dict[str, UUID] = {name: unit.pk for name, unit in self.units.items()}
        self.ids |= {name: person.pk for name, person in self.people.items()} | {"plan": plan.pk}

    def opened_for(self, party: str, hour: int) -> Iterator[OpenEntry]:
        """What the pages of both children open for a party, through the statement that is compiled once."""
        for child in self.children.values():
            yield from open_visible(self.ids[party], child=child, at=moment(hour))

    @contextmanager
    def holding(self, world: Random) -> Iterator[list[UUID]]:
        """Write a world down, and take it away again."""
        with transaction.atomic():
            yield self._write(world)
            transaction.set_rollback(True)

    def _write(self, world: Random) -> list[UUID]:
        due = date(2027, 1, 10)
        self.children["bebis"] = Child.objects.create(
            person=self.people["bebis"], expected_on=due, carried_by=self.sara, born_on=due if world.born else None
        )
        open_involvements = set()
        for who, child, span in world.around:
            period = {
                "child": self.children[child],
                "valid_from": moment(span.start),
                "valid_until": None if span.end is None else moment(span.end),
            }
            if who in self.people:
                Guardianship.objects.create(guardian=self.people[who], kind="guardian", source="register", **period)
            elif span.end is not None or (who, child) not in open_involvements:
                Involvement.objects.create(unit=self.units[who], reason="noticed", **period)
                open_involvements |= {(who, child)} if span.end is None else set()
            else:  # one open involvement holds at most once: the earliest beginning tells the same
                row = Involvement.objects.filter(unit=self.units[who], child=self.children[child], valid_until=None)
                first = min(moment(span.start), row.get().valid_from)
                row.update(valid_from=first)
        return [self._entry(entry) for entry in world.entries]

    def _entry(self, written: Written) -> UUID:
        child, owner = self.children[written.child], self.ids[written.owner]
        entry = Entry(
            kind="contribution",
            schema=1,
            child=child,
            owner_id=owner,
            author_id=self.linda,
            voice_id=owner,
            written_at=START,
            practice_version="1",
        )
        entry.thread = entry.id
        entry.sealed = seal("{}", key=child.person.key, place=entry_place(entry.id))
        entry.save(force_insert=True)
        for guardian, lifted in written.kept_from.items():
            if guardian == written.owner:  # as ``keep_from``: nobody is kept from the own words
                continue
            KeptFrom(
                entry=entry,
                guardian=self.people[guardian],
                decided_by_id=self.linda,
                sealed_reason=b"",
                decided_at=START,
                lifted_at=None if lifted is None else moment(lifted),
            ).save(force_insert=True)
        if written.struck:
            Struck(entry=entry, decided_by_id=self.linda, sealed_reason=b"", decided_at=START).save(force_insert=True)
        self._release(entry, written)
        return entry.pk

    def _release(self, entry: Entry, written: Written) -> None:
        act = Disclosure.objects.create(
            child=entry.child,
            discloser_id=entry.owner_id,
            ground=Ground.TO_SUBJECT_12_1,
            made_by_id=self.linda,
            made_at=START,
        )
        Release.objects.bulk_create(
            Release(
                disclosure=act,
                entry=entry,
                recipient_id=self.ids[recipient],
                valid_from=moment(span.start),
                valid_until=None if span.end is None else moment(span.end),
                ended_at=None if ended is None else moment(ended),
            )
            for recipient, span, ended in written.released
        )


@pytest.fixture
def stored(db: None) -> Stored:
    return Stored()


@settings(against_the_database, max_examples=50)
@given(world=worlds, hour=hours)
def test_visible_is_what_is_owned_or_released_with_standing_and_not_kept(
    stored: Stored, world: Random, hour: int
) -> None:
    with stored.holding(world) as entries:
        for party in PARTIES:
            seen = set(visible_to(stored.ids[party], at=moment(hour)).values_list("pk", flat=True))

            assert seen == {entries[number] for number in expected(world, party, hour)}, party
            assert {entry.id for entry in stored.opened_for(party, hour)} == seen, party


@settings(against_the_database, max_examples=15)
@given(world=worlds, hour=hours)
def test_every_reader_of_an_entry_sees_it_and_does_not_own_it(stored: Stored, world: Random, hour: int) -> None:
    with stored.holding(world) as entries:
        readers = readers_of(entries, at=moment(hour))
        for number, key in enumerate(entries):
            entry, written = Entry.objects.get(pk=key), world.entries[number]
            released = {party for party in PARTIES if is_released(written, party, hour)}
            reading = {stored.ids[party] for party in released if number in expected(world, party, hour)}

            assert readers.get(key, frozenset()) == reading
            assert {
                name for name, party in stored.ids.items() if is_live_reader(party, entry, at=moment(hour))
            } == released
