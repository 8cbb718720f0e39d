"""Writing entries: once for each form, for one owner, in revisions."""

from dataclasses import replace
from threading import Barrier, Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import Ground, InvolvementReason
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import IdTaken, NewEntry, NotARevision, write_entry
from barnetsplan.records.kinds import Contribution, WrongPayload
from barnetsplan.records.models import Disclosure, Entry, EntryAbout
from barnetsplan.records.queries import open_visible, visible_to
from barnetsplan.vault.sealing import SealBroken
from tests.world import World


def words(world: World, by: Actor, text: str = "Han är nyfiken.", **otherwise: Any) -> NewEntry:
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


def test_the_owner_may_read_what_is_written_and_nobody_else(world: World) -> None:
    write_entry(words(world, world.maria))

    assert sees(world, world.maria.party_id) == ["Han är nyfiken."]
    for other in (world.leila.party_id, world.stranger.party_id, world.sara.pk, world.daniel.pk, world.noel.pk):
        assert sees(world, other) == []


def test_an_entry_is_about_its_child_and_whom_it_names_besides(world: World) -> None:
    entry = write_entry(words(world, world.maria, about=(world.sara.pk, world.noel.pk, world.sara.pk)))

    about = EntryAbout.objects.filter(entry=entry)
    assert set(about.values_list("person", flat=True)) == {world.noel.pk, world.sara.pk}
    assert {str(row) for row in about} == {f"{entry.pk} {world.noel.pk}", f"{entry.pk} {world.sara.pk}"}


def test_nothing_readable_lies_open_in_the_row(world: World) -> None:
    entry = write_entry(words(world, world.maria, "Noel är ensam"))

    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_entry")
        row = cursor.fetchone()
    assert b"ensam" not in b"|".join(bytes(value) for value in row if isinstance(value, (bytes, memoryview)))
    assert not any("ensam" in value for value in row if isinstance(value, str))
    assert str(entry) == f"contribution {entry.pk}"


def test_a_form_sent_twice_is_one_entry(world: World) -> None:
    new = words(world, world.maria)

    first, second = write_entry(new), write_entry(replace(new, payload=Contribution(works="Ett annat")))

    assert second == first
    assert sees(world, world.maria.party_id) == ["Han är nyfiken."]


@pytest.mark.parametrize("other", ["owner", "author", "child"])
def test_the_id_of_anothers_entry_may_not_be_used(world: World, other: str) -> None:
    new = words(world, world.maria)
    write_entry(new)
    person = Child.objects.create(person=world.daniel, born_on=world.noel.born_on).pk
    taken = {"owner": world.leila.party_id, "author": world.leila.person_id, "child": person}[other]

    with pytest.raises(IdTaken):
        write_entry(replace(new, **{other: taken}))

    assert Entry.objects.count() == 1


def test_what_breaks_its_kind_is_not_stored(world: World) -> None:
    with pytest.raises(WrongPayload):
        write_entry(words(world, world.maria, "x" * 80_000))

    assert not Entry.objects.exists()


def test_a_form_sent_twice_at_the_same_moment_is_one_entry(transactional_db: None) -> None:
    world, together, written = World(), Barrier(2), []
    new = words(world, world.maria)

    def send() -> None:
        try:
            together.wait()
            written.append(write_entry(new).pk)
        finally:
            connection.close()

    threads = [Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert written == [new.id, new.id]
    assert Entry.objects.count() == 1


def test_of_several_revisions_the_newest_is_shown(world: World) -> None:
    first = write_entry(words(world, world.maria, "Först"))
    second = write_entry(words(world, world.maria, "Sedan", supersedes=first))

    assert sees(world, world.maria.party_id) == ["Sedan"]
    assert second.thread == first.thread == first.pk


def test_one_who_may_read_only_the_older_revision_reads_that_and_learns_of_no_other(world: World) -> None:
    first = write_entry(words(world, world.maria, "Först"))
    show(world, first, world.sara.pk, by=world.maria)
    write_entry(words(world, world.maria, "Sedan", supersedes=first))

    [seen] = open_visible(world.sara.pk, child=world.noel, at=world.later())

    assert seen.payload == Contribution(works="Först")
    assert (seen.id, seen.written_at) == (first.pk, first.written_at)


def test_an_entry_has_one_successor(world: World) -> None:
    first = write_entry(words(world, world.maria, "Först"))
    write_entry(words(world, world.maria, "Sedan", supersedes=first))

    with pytest.raises(IntegrityError), transaction.atomic():
        write_entry(words(world, world.maria, "Också", supersedes=first))


def test_nobody_may_revise_anothers_entry(world: World) -> None:
    first = write_entry(words(world, world.maria, "Först"))

    with pytest.raises(NotARevision):
        write_entry(words(world, world.leila, "Ändrat", supersedes=first))


def test_an_entry_may_not_be_changed_in_place(world: World) -> None:
    entry = write_entry(words(world, world.maria))

    entry.area = "relationer"
    with pytest.raises(DatabaseError, match="only grows"), transaction.atomic():
        entry.save()


def test_text_moved_between_entries_does_not_open(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    stolen = Entry(**{field.attname: getattr(entry, field.attname) for field in Entry._meta.fields} | {"id": uuid4()})
    stolen.sealed = entry.sealed
    stolen.thread = stolen.id
    stolen.save(force_insert=True)

    with pytest.raises(SealBroken):
        open_visible(world.maria.party_id, child=world.noel, at=world.later())


def test_guardian_may_read_what_the_service_shows_and_the_other_guardian_may_not_yet(world: World) -> None:
    entry = write_entry(words(world, world.maria))

    assert isinstance(show(world, entry, world.sara.pk, by=world.maria), Disclosure)

    assert sees(world, world.sara.pk) == ["Han är nyfiken."]
    assert sees(world, world.daniel.pk) == []


def test_a_guardian_who_has_lost_custody_reads_nothing_any_longer(world: World) -> None:
    entry = write_entry(words(world, world.maria))
    show(world, entry, world.sara.pk, by=world.maria)
    world.noel.guardianships.filter(guardian=world.sara).update(valid_until=world.later())

    assert sees(world, world.sara.pk) == []
    assert not visible_to(world.sara.pk, at=world.later()).exists()
