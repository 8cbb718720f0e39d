"""What the sign-in page shows: the guide, the families, and the professionals of each municipality."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.demo.cast import FOLDER, read_waiting
from barnetsplan.demo.head import Head
from barnetsplan.demo.make import stories
from barnetsplan.demo.reached import Sent, newest_sent
from barnetsplan.demo.script import Story
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.organisations.models import ReportingPoint, Unit
from barnetsplan.people.queries import live, name_of
from barnetsplan.practice.build import build
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePerson:
    """Somebody in a step of the guide; with a unit as a professional, without as a guardian."""

    name: str
    capacity: str
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step of the guide."""

    title: str
    text: str
    people: tuple[GuidePerson, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The guide's file."""

    child: str
    title: str
    text: str
    number_label: str
    steps: tuple[GuideStep, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the key to enter by, the name, and in which capacity."""

    key: UUID
    name: str
    capacity: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True)
class StepCard:
    """A step of the guide with its buttons."""

    title: str
    text: str
    people: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class FamilyCard:
    """A family: the child, what has happened, who can sign in, and the professionals of the story."""

    child: str
    place: str
    years: int | None
    about: str
    people: tuple[Choice, ...]
    professionals: tuple[Choice, ...] = ()
    number: str = ""


@dataclass(frozen=True, slots=True)
class PlaceCard:
    """A municipality and everybody who works in it."""

    name: str
    people: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ChooseCard:
    """The whole page."""

    title: str
    text: str
    number_label: str
    number: str
    steps: tuple[StepCard, ...]
    families: tuple[FamilyCard, ...]
    waiting: tuple[FamilyCard, ...]
    places: tuple[PlaceCard, ...]
    sent: tuple[Sent, ...]


def read_guide() -> Guide:
    """The guide as it stands in its file."""
    return build(Guide, tomllib.loads((FOLDER / "guide.toml").read_text(encoding="utf-8")))


def choose_card(*, at: datetime) -> ChooseCard:
    """Everybody who can be chosen; three queries whatever their number."""
    guide, played, waiting = read_guide(), stories(), read_waiting()
    people = _People(at, [*waiting, *(story.head for story in played)])
    numbers = _numbers()
    return ChooseCard(
        title=guide.title,
        text=guide.text,
        number_label=guide.number_label,
        number=numbers.get(guide.child, ""),
        steps=tuple(people.step(step) for step in guide.steps),
        families=tuple(people.story(story) for story in played),
        waiting=tuple(
            replace(people.family(head), number=numbers.get(head.name, ""))
            for head in waiting
            if head.name != guide.child
        ),
        places=people.places(),
        sent=newest_sent(),
    )


@dataclass(frozen=True, slots=True)
class _Employed:
    unit: Unit
    choice: Choice


class _People:
    """Everybody with an account, found by name; in the demonstration a name belongs to one person."""

    def __init__(self, at: datetime, heads: Iterable[Head]) -> None:
        rows = Assignment.objects.filter(live(at), person__account__isnull=False).select_related("person__key", "unit")
        employed = [
            _Employed(row.unit, Choice(row.pk, name_of(row.person), current().role(row.role).label, row.unit.name))
            for row in rows
        ]
        self.staff = sorted(employed, key=lambda one: (one.unit.name, one.choice.name))
        private = {name for head in heads for name in (head.name, *(adult.name for adult in head.adults))}
        accounts = Account.objects.select_related("person__key")
        choices = [Choice(account.person_id, name_of(account.person)) for account in accounts]
        self.private: Mapping[str, Choice] = {choice.name: choice for choice in choices if choice.name in private}
        points = ReportingPoint.objects.order_by("municipality").values_list("municipality_code", "municipality")
        self.municipalities = dict(points)

    def step(self, step: GuideStep) -> StepCard:
        """A step of the guide, with those of its people who are there."""
        found = [(person, self._guided(person)) for person in step.people]
        people = tuple(replace(choice, capacity=person.capacity) for person, choice in found if choice is not None)
        return StepCard(step.title, step.text, people)

    def _guided(self, person: GuidePerson) -> Choice | None:
        if not person.unit:
            return self.private.get(person.name)
        here = (one.choice for one in self.staff if (one.unit.code, one.choice.name) == (person.unit, person.name))
        return next(here, None)

    def family(self, head: Head) -> FamilyCard:
        """A child and those of its family who can sign in."""
        names = (head.name, *(adult.name for adult in head.adults))
        return FamilyCard(
            child=head.name,
            place=self.municipalities.get(head.municipality_code, ""),
            years=head.age.years if head.age else None,
            about=head.about,
            people=tuple(self.private[name] for name in names if name in self.private),
        )

    def story(self, story: Story) -> FamilyCard:
        """The family, and the professionals who take part in what has happened."""
        family = self.family(story.head)
        own = {choice.name for choice in family.people}
        by_name = {one.choice.name: one.choice for one in reversed(self.staff)}
        named = (
            name for step in story.steps for name in (step.by, getattr(step, "second", ""), getattr(step, "guest", ""))
        )
        names = dict.fromkeys(name for name in named if name and name not in own)
        return replace(family, professionals=tuple(by_name[name] for name in names if name in by_name))

    def places(self) -> tuple[PlaceCard, ...]:
        """Each municipality with everybody who works there."""
        places = (
            PlaceCard(name, tuple(one.choice for one in self.staff if one.unit.municipality_code == code))
            for code, name in self.municipalities.items()
        )
        nowhere = tuple(one.choice for one in self.staff if one.unit.placeless)
        return (*places, *((PlaceCard(_("Utan plats"), nowhere),) if nowhere else ()))


def _numbers() -> Mapping[str, str]:
    """The children's numbers by name, as the register's file of the demonstration has them."""
    file = Path(settings.REGISTER_FILE)
    children = json.loads(file.read_text(encoding="utf-8"))["children"] if file.exists() else []
    return {row["name"]: IdentityNumber(row["number"]).formatted for row in children}
