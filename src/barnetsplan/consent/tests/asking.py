"""Asking for and answering consent in tests, with only what a test is about in sight."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from barnetsplan.consent.actions import GivenAnswer, NewRequest, NewRow, answer, ask
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import RowState, row_states
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import (
    ActorKind,
    Answer,
    ConsentState,
    Ground,
    GuardianshipSource,
    InvolvementReason,
    Layer,
)
from barnetsplan.people.actions import add_guardianship, admit_person, involve
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import find_child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.queries import open_visible
from tests.world import World, made

AREAS = ("hemmet", "relationer")


def row(world: World, area: str = "hemmet") -> NewRow:
    """BVC may let social services read about an area."""
    return NewRow(
        service=world.social.pk,
        discloser=world.bvc.pk,
        recipient=world.social.pk,
        layer=Layer.BACKGROUND,
        area=area,
    )


def question(world: World, **otherwise: Any) -> NewRequest:
    """BVC asks whether social services may read about the home and about relations."""
    new = NewRequest(
        id=uuid4(),
        child=world.noel,
        asked_by=world.bvc.pk,
        author=world.maria.person_id,
        purpose="background",
        rows=[row(world, area) for area in AREAS],
        at=world.later(),
    )
    return replace(new, **otherwise)


def asked(world: World, **otherwise: Any) -> ConsentRequest:
    """The question, stored."""
    request: ConsentRequest = made(ask(question(world, **otherwise)))
    return request


def as_family(person: UUID) -> Actor:
    """Somebody who acts as themselves."""
    return Actor(kind=ActorKind.FAMILY, person=person, party=person)


def says(
    world: World, request: ConsentRequest, giver: Person | UUID, said: Answer, areas: Collection[str] = AREAS
) -> tuple[RowState, ...] | Refused:
    """One giver answers about some areas."""
    person = giver if isinstance(giver, UUID) else giver.pk
    parts = {(world.social.pk, Layer.BACKGROUND.value, area): said for area in areas}
    return answer(world.fresh(request), GivenAnswer(giver=person, parts=parts), by=as_family(person), at=world.later())


def agreed(world: World) -> ConsentRequest:
    """Both guardians have said yes to everything."""
    request = asked(world)
    for guardian in (world.sara, world.daniel):
        made(says(world, request, guardian, Answer.YES))
    return request


def states(world: World, request: ConsentRequest) -> dict[str, ConsentState]:
    """The state of each row by its area."""
    child = made(find_child(request.child_id))
    return {each.area: each.state for each in row_states(child, at=world.at, requests=[request.pk])}


def written(world: World, area: str = "hemmet") -> Entry:
    """What BVC has written about an area."""
    involve(unit=world.bvc.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    return write_entry(
        NewEntry(
            payload=Contribution(works=f"Bra: {area}"),
            child=world.noel.pk,
            owner=world.bvc.pk,
            author=world.maria.person_id,
            voice=world.bvc.pk,
            area=area,
            at=world.later(),
        ),
    )


def disclosure(world: World, entry: Entry, basis: RowState | None, **otherwise: Any) -> Disclose:
    """BVC lets social services read an entry on a consent row."""
    new = Disclose(
        child=world.noel,
        discloser=world.bvc.pk,
        entries=[entry],
        recipients=[world.social.pk],
        ground=Ground.CONSENT_12_2,
        consent=basis,
        by=world.maria,
        at=world.later(),
    )
    return replace(new, **otherwise)


def row_of(world: World, request: ConsentRequest, area: str = "hemmet") -> RowState:
    """The row about an area, with its state now."""
    return next(each for each in row_states(world.noel, at=world.at, requests=[request.pk]) if each.area == area)


def shared(world: World, request: ConsentRequest) -> dict[str, Disclosure]:
    """Everything that the request allows is disclosed, area by area."""
    return {
        area: made(disclose(disclosure(world, written(world, area), row_of(world, request, area)))) for area in AREAS
    }


def social_reads(world: World) -> set[str]:
    """The areas that social services read now."""
    return {entry.area for entry in open_visible(world.social.pk, child=world.noel, at=world.later())}


def child_born(world: World, born_on: date) -> Child:
    """Another child of Sara alone."""
    person = admit_person(name="Alva Lindqvist", number=make_invented(born_on, 9), at=world.at)
    child = Child.objects.create(person=person, born_on=born_on)
    add_guardianship(child=child, guardian=world.sara.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    return made(find_child(child.pk))
