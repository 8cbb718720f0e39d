"""The stage on which the lives of consents are played: units that have written, adults, and one child after another."""

from datetime import date
from uuid import UUID

from barnetsplan.consent.actions import NewRow
from barnetsplan.domain.vocabulary import (
    ActorKind,
    InvolvementReason,
    Layer,
)
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import admit_person, involve
from barnetsplan.people.models import Child
from barnetsplan.people.queries import find_child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry
from tests.proof.lawful import Row
from tests.world import World, made

ASKER = "bvc"
OTHERS = ("preschool", "social")
UNITS = (ASKER, *OTHERS)
AREAS = ("hemmet", "relationer")
ADULTS = ("sara", "daniel", "leif")
#: A part is answered together: both directions between the asker and a service, in one area.
Part = tuple[str, str]
PARTS: tuple[Part, ...] = tuple((service, area) for service in OTHERS for area in AREAS)


def rows_of(part: Part) -> tuple[Row, Row]:
    service, area = part
    return (ASKER, service, area), (service, ASKER, area)


class Stage:
    """The people and units of the world, and how the machine speaks of them."""

    def __init__(self) -> None:
        self.world = World()
        self.units: dict[str, Unit] = {name: getattr(self.world, name) for name in UNITS}
        leif = admit_person(name="Leif Larsson", number=None, at=self.world.at)
        self.people: dict[str, UUID] = {
            "sara": self.world.sara.pk,
            "daniel": self.world.daniel.pk,
            "leif": leif.pk,
        }
        self.staff = {"bvc": self.world.maria, "preschool": self.world.linda, "social": self.world.leila}
        self.counts: dict[str, int] = {}

    def count(self, what: str) -> None:
        self.counts[what] = self.counts.get(what, 0) + 1

    def child_born(self, born: date) -> Child:
        person = admit_person(name="Kim Lindqvist", number=None, at=self.world.at)
        return made(find_child(Child.objects.create(person=person, born_on=born).pk))

    def writings(self, child: Child) -> dict[tuple[str, str, tuple[str, ...]], Entry]:
        """Each unit has written about each area, and the asker about one adult too."""
        entries: dict[tuple[str, str, tuple[str, ...]], Entry] = {
            (unit, area, ()): self._written(child, unit, area) for unit in UNITS for area in AREAS
        }
        entries[ASKER, "hemmet", ("leif",)] = self._written(child, ASKER, "hemmet", self.people["leif"])
        return entries

    def _written(self, child: Child, unit: str, area: str, *about: UUID) -> Entry:
        owner = self.units[unit].pk
        involve(unit=owner, child=child.pk, reason=InvolvementReason.NOTICED, at=self.world.at)
        return write_entry(
            NewEntry(
                payload=Contribution(works=f"Bra: {area}"),
                child=child.pk,
                owner=owner,
                author=self.world.maria.person_id,
                voice=owner,
                area=area,
                about=about,
                at=self.world.at,
            ),
        )

    def row(self, row: Row, *, service: str) -> NewRow:
        discloser, recipient, area = row
        return NewRow(
            service=self.units[service].pk,
            discloser=self.units[discloser].pk,
            recipient=self.units[recipient].pk,
            layer=Layer.BACKGROUND,
            area=area,
        )

    def who(self, person: UUID, child: Child) -> str:
        return "child" if person == child.pk else next(name for name, key in self.people.items() if key == person)

    def actor(self, who: str, child: Child) -> Actor:
        person = child.pk if who == "child" else self.people[who]
        return Actor(kind=ActorKind.FAMILY, person=person, party=person)
