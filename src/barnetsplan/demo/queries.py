"""What the sign-in page shows: the guide, the families, and the professionals of each municipality."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.demo.cast import FOLDER, read_waiting
from barnetsplan.demo.make import stories
from barnetsplan.demo.script import Head
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.organisations.models import ReportingPoint, Unit
from barnetsplan.people.queries import live, name_of
from barnetsplan.practice.build import build
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePerson:
    """Somebody in a step of the guide; with a unit as a professional, without as a guardian."""

    name: str
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
    """A family: the child, what has happened, and who can sign in."""

    child: str
    about: str
    people: tuple[Choice, ...]


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
    places: tuple[PlaceCard, ...]


def read_guide() -> Guide:
    """The guide as it stands in its file."""
    return build(Guide, tomllib.loads((FOLDER / "guide.toml").read_text(encoding="utf-8")))


def choose_card(*, at: datetime) -> ChooseCard:
    """Everybody who can be chosen; three queries whatever their number."""
    guide = read_guide()
    staff = _staff(at)
    family = _family()
    return ChooseCard(
        title=guide.title,
        text=guide.text,
        number_label=guide.number_label,
        number=_number_of(guide.child),
        steps=tuple(_step(step, staff, family) for step in guide.steps),
        families=tuple(_families(family)),
        places=tuple(_places(staff)),
    )


@dataclass(frozen=True, slots=True)
class _Employed:
    unit: Unit
    choice: Choice


def _staff(at: datetime) -> tuple[_Employed, ...]:
    rows = Assignment.objects.filter(live(at), person__account__isnull=False).select_related("person__key", "unit")
    employed = [
        _Employed(row.unit, Choice(row.pk, name_of(row.person), current().role(row.role).label, row.unit.name))
        for row in rows
    ]
    return tuple(sorted(employed, key=lambda one: (one.unit.name, one.choice.name)))


def _family() -> Mapping[str, Choice]:
    """Everybody with an account, in the capacity of a private person, by name; nobody shares a name here."""
    names = {name for head in _heads() for name in (head.name, *(adult.name for adult in head.adults))}
    rows = Account.objects.select_related("person__key")
    choices = [Choice(row.person_id, name_of(row.person)) for row in rows]
    return {choice.name: choice for choice in choices if choice.name in names}


def _heads() -> Iterable[Head]:
    return [*read_waiting(), *(story.head for story in stories())]


def _families(family: Mapping[str, Choice]) -> Iterable[FamilyCard]:
    for head in _heads():
        people = [family[name] for name in (head.name, *(adult.name for adult in head.adults)) if name in family]
        yield FamilyCard(head.name, head.about, tuple(people))


def _places(staff: Iterable[_Employed]) -> Iterable[PlaceCard]:
    points = ReportingPoint.objects.order_by("municipality")
    for code, name in points.values_list("municipality_code", "municipality"):
        yield PlaceCard(name, tuple(one.choice for one in staff if one.unit.municipality_code == code))


def _step(step: GuideStep, staff: Iterable[_Employed], family: Mapping[str, Choice]) -> StepCard:
    chosen = [
        next((one.choice for one in staff if (one.unit.code, one.choice.name) == (person.unit, person.name)), None)
        if person.unit
        else family.get(person.name)
        for person in step.people
    ]
    return StepCard(step.title, step.text, tuple(choice for choice in chosen if choice is not None))


def _number_of(name: str) -> str:
    """The number to write in the first step, as the register's file of the demonstration has it."""
    file = Path(settings.REGISTER_FILE)
    children = json.loads(file.read_text(encoding="utf-8"))["children"] if file.exists() else []
    return next((IdentityNumber(row["number"]).formatted for row in children if row["name"] == name), "")
