"""An entry kept from a guardian, lifted, or struck: who reads it then, and what is written down of the decision."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import ActorKind, Ground, GuardianshipSource, InvolvementReason
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import Kept, NewEntry, keep_from, lift, strike, write_entry
from barnetsplan.records.actions import keep as keep_all
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Disclosure, Entry, KeptFrom, Lifting, Release, Struck
from barnetsplan.records.queries import find_entry, keepings_of, open_visible
from tests.world import World


def words(world: World, by: Actor, text: str = "Han är nyfiken.", **otherwise: Any) -> NewEntry:
    if by.kind is ActorKind.STAFF:
        involve(unit=by.party_id, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    new = NewEntry(
        payload=Contribution(works=text),
        child=world.noel.pk,
        owner=by.party_id,
        author=by.person_id,
        voice=by.party_id,
        area="hemmet",
        section="25:1",
        at=world.later(),
    )
    return replace(new, **otherwise)


def sees(world: World, party: UUID) -> list[str]:
    entries = open_visible(party, child=world.noel, at=world.later())
    return [entry.payload.works for entry in entries if isinstance(entry.payload, Contribution)]


def show(world: World, entry: Entry, *recipients: UUID, by: Actor) -> Disclosure | Refused | None:
    return disclose(
        Disclose(
            child=world.noel,
            discloser=entry.owner_id,
            entries=[entry],
            recipients=recipients,
            ground=Ground.TO_SUBJECT_12_1,
            by=by,
            at=world.later(),
        ),
    )


def keep(world: World, entry: Entry, guardian: UUID) -> None:
    keep_from(
        entries=[entry], guardian=guardian, reason="Pappa kan bli arg.", by=world.maria.person_id, at=world.later()
    )


def test_guardian_may_not_read_entry_kept_from_her(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    keep(world, entry, world.sara.pk)

    assert show(world, entry, world.sara.pk, by=world.maria) == Refused(Reason.CHILD_COULD_BE_HARMED)
    assert isinstance(show(world, entry, world.daniel.pk, by=world.maria), Disclosure)

    assert sees(world, world.sara.pk) == []
    assert sees(world, world.daniel.pk) == ["Han är nyfiken."]


def test_an_entry_kept_from_a_guardian_after_it_was_shown_is_closed_at_once(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    show(world, entry, world.sara.pk, world.daniel.pk, by=world.maria)

    keep(world, entry, world.sara.pk)

    assert sees(world, world.sara.pk) == []
    assert sees(world, world.daniel.pk) == ["Han är nyfiken."]
    assert sees(world, world.maria.party_id) == ["Han är nyfiken."]


def test_one_refused_recipient_stops_the_whole_disclosure(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    keep(world, entry, world.sara.pk)

    show(world, entry, world.daniel.pk, world.sara.pk, by=world.maria)

    assert not Release.objects.exists()


def test_why_an_entry_is_kept_is_sealed_and_kept_once(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    keep(world, entry, world.sara.pk)

    row = KeptFrom.objects.get()
    assert b"arg" not in bytes(row.sealed_reason)
    assert str(row) == str(row.pk)
    keep(world, entry, world.sara.pk)
    assert KeptFrom.objects.get() == row, "decided once"


def test_what_is_kept_from_a_guardian_is_kept_in_every_revision(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    keep(world, entry, world.sara.pk)

    revision = write_entry(replace(words(world, world.maria), id=uuid4(), supersedes=entry))

    assert show(world, revision, world.sara.pk, by=world.maria) == Refused(Reason.CHILD_COULD_BE_HARMED)
    assert isinstance(show(world, revision, world.daniel.pk, by=world.maria), Disclosure)
    first, second = keepings_of([entry.pk, revision.pk], key=world.noel.person.key, at=world.at)
    assert (first.reason, first.decided_by, first.decided_at) == (second.reason, second.decided_by, second.decided_at)


def test_a_lifted_keeping_opens_what_was_released_and_leaves_its_reason(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    show(world, entry, world.sara.pk, by=world.maria)
    keep(world, entry, world.sara.pk)
    by, reason = world.leila.person_id, "Pappa har flyttat."

    assert lift(entries=[entry], guardian=world.sara.pk, reason=reason, by=by, at=world.later()) == 1
    assert lift(entries=[entry], guardian=world.sara.pk, reason=reason, by=by, at=world.later()) == 0

    assert sees(world, world.sara.pk) == ["Han är nyfiken."]
    act = Lifting.objects.get()
    assert (act.decided_by_id, act.keeping.lifted_at) == (by, act.decided_at)
    assert b"flyttat" not in bytes(act.sealed_reason)
    assert str(act) == str(act.pk)


def test_what_is_lifted_can_be_kept_again(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    show(world, entry, world.sara.pk, by=world.maria)
    keep(world, entry, world.sara.pk)
    lift(entries=[entry], guardian=world.sara.pk, reason="Fel.", by=world.maria.person_id, at=world.later())
    keep(world, entry, world.sara.pk)

    assert sees(world, world.sara.pk) == []
    assert KeptFrom.objects.count() == 2


def test_nobody_is_kept_from_the_own_words(world: World) -> None:
    entry = write_entry(words(world, world.as_guardian(world.sara)))
    keep(world, entry, world.sara.pk)

    assert sees(world, world.sara.pk) == ["Han är nyfiken."]
    assert not KeptFrom.objects.exists()


def test_what_is_kept_from_every_guardian_is_released_to_none_who_comes_later(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    kept = [
        Kept(person.pk, "Hör till det som visas först när barnet vill.", True) for person in (world.sara, world.daniel)
    ]
    keep_all([entry], kept, by=world.maria.person_id, at=world.later())
    later = admit_person(name="Gun Ny", number=make_invented(date(1970, 1, 2), 9), at=world.later())
    add_guardianship(child=world.noel, guardian=later.pk, source=GuardianshipSource.REGISTER, valid_from=world.later())

    assert show(world, entry, later.pk, by=world.maria) == Refused(Reason.CHILD_COULD_BE_HARMED)


def test_what_is_struck_is_hidden_from_every_reader_in_every_revision(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    show(world, entry, world.sara.pk, by=world.maria)
    revision = write_entry(replace(words(world, world.maria), id=uuid4(), supersedes=entry))

    struck = strike(entry=revision, reason="Fel barn.", by=world.maria.person_id, at=world.later())

    assert struck == (entry, revision)
    assert sees(world, world.sara.pk) == sees(world, world.maria.party_id) == []
    assert find_entry(entry.pk) is None
    row = Struck.objects.get(entry=entry)
    assert b"Fel" not in bytes(row.sealed_reason)
    assert str(row) == str(row.pk)
    assert strike(entry=entry, reason="Igen.", by=world.maria.person_id, at=world.later()) == ()
