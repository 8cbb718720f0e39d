"""Every entry has an owning secrecy domain, a section and somebody whom it is about (law.md LAW-01)."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnetsplan.domain.vocabulary import InvolvementReason, PartyKind
from barnetsplan.organisations.models import Party
from barnetsplan.people.actions import involve
from barnetsplan.records.actions import NewEntry, WithoutSection, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry, EntryAbout
from tests.world import World


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    owner=st.sampled_from(["preschool", "bvc", "social", "school", "sara", "plan"]),
    section=st.sampled_from(["", "23:2", "25:1"]),
    about=st.lists(st.sampled_from(["sara", "daniel", "noel"]), max_size=3),
)
def test_law_01_no_entry_is_without_domain_section_and_whom_it_is_about(
    world: World, owner: str, section: str, about: list[str]
) -> None:
    with transaction.atomic():
        party = Party.objects.create(kind=PartyKind.PLAN) if owner == "plan" else getattr(world, owner).party
        new = NewEntry(
            payload=Contribution(works="Bra."),
            child=world.noel.pk,
            owner=party.pk,
            author=world.maria.person_id,
            voice=party.pk,
            area="hemmet",
            section=section,
            about=tuple(getattr(world, each).pk for each in about),
            at=world.later(),
        )
        if owner == "plan" and not section:
            with pytest.raises(WithoutSection):
                write_entry(new)
        else:
            _is_whole(write_entry(new), is_private=owner == "sara" and not section)
        transaction.set_rollback(True)


def _is_whole(entry: Entry, *, is_private: bool) -> None:
    assert bool(entry.section) is not is_private
    assert entry.owner.kind in {PartyKind.PERSON, PartyKind.PLAN} or entry.owner.unit.domain.section
    assert EntryAbout.objects.filter(entry=entry, person=entry.child_id).exists()


def test_law_01_the_section_is_that_of_the_owners_domain_when_none_is_named(world: World) -> None:
    involve(unit=world.social.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    entry = write_entry(
        NewEntry(
            payload=Contribution(works="Bra."),
            child=world.noel.pk,
            owner=world.social.pk,
            author=world.leila.person_id,
            voice=world.social.pk,
            at=world.later(),
        ),
    )

    assert entry.section == "26:1"


def test_law_01_the_database_takes_no_entry_without_owner_or_child(world: World) -> None:
    entry = write_entry(
        NewEntry(
            payload=Contribution(works="Bra."),
            child=world.noel.pk,
            owner=world.bvc.pk,
            author=world.maria.person_id,
            voice=world.bvc.pk,
            at=world.later(),
        ),
    )

    for column in ("owner_id", "child_id", "author_id", "voice_id"):
        entry.pk = entry.thread = uuid4()
        kept = getattr(entry, column)
        setattr(entry, column, None)
        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)
        setattr(entry, column, kept)
