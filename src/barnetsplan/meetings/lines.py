"""The lines of the board as the room reads them, in the family's dress."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast
from uuid import UUID

from barnetsplan.meetings.board import Line
from barnetsplan.organisations.models import Unit
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, Contact, Dissent, Goal, MeetingNote, OwnWords, PlanReference, Sip


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the wheel beside a line."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as the family reads it."""

    id: UUID
    version: int
    text: str
    when: str
    who: str
    person: str
    for_family: bool
    follow_up: str
    to_family: str
    due_on: date | None
    area: Area | None
    carried: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal with the actions that serve it."""

    id: UUID
    version: int
    text: str
    to_family: str
    area: Area | None
    carried: bool
    changed: bool
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person to call."""

    id: UUID
    version: int
    name: str
    role: str
    phone: str
    carried: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class OtherPlanLine:
    """Another plan that there is, who has it and whom to ask; what stands in it is never told here."""

    id: UUID
    version: int
    plan: str
    owner: str
    contact: str
    carried: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class SipLine:
    """What the law asks of a SIP besides the actions."""

    id: UUID
    version: int
    overall: str
    others: str
    carried: bool
    changed: bool


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside who does what, and which municipalities and Region could answer for the whole of a SIP."""

    plans: tuple[OtherPlanLine, ...]
    sip: SipLine | None
    principals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Service:
    """A called service and whom one may call there."""

    id: UUID
    name: str
    phone: str
    contacts: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True)
class Spoken:
    """What somebody said, about an action or about the whole plan."""

    id: UUID
    version: int
    text: str
    who: str
    carried: bool
    changed: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class AgreedLine:
    """What the room agrees on in one area."""

    id: UUID
    version: int
    text: str
    area: Area | None
    carried: bool = False
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """What the parties of the board are called."""

    people: Mapping[UUID, str]
    units: Mapping[UUID, str]

    def of(self, party: UUID | None) -> str:
        """The name of a unit or of a person; empty for nobody."""
        if party is None:
            return ""
        return self.units.get(party) or self.people.get(party, "")


def area_of(key: str) -> Area | None:
    """An area in words."""
    return Area(key, current().area(key).label) if key else None


def action_lines(lines: Iterable[Line], names: Names) -> dict[UUID, ActionLine]:
    """Every action by its line."""
    return {line.id: _action(line, line.payload, names) for line in lines if isinstance(line.payload, Action)}


def _action(line: Line, action: Action, names: Names) -> ActionLine:
    return ActionLine(
        id=line.id,
        version=line.version,
        text=action.text,
        when=action.when,
        who=names.of(line.responsible),
        person=action.person,
        for_family=action.support == "family",
        follow_up=action.follow_up,
        to_family=action.to_family,
        due_on=line.due_on,
        area=area_of(line.area),
        carried=line.carries is not None,
        changed=line.replaces is not None,
    )


def goal_lines(lines: Iterable[Line], actions: Mapping[UUID, ActionLine]) -> tuple[GoalLine, ...]:
    """Every goal with its actions."""
    every = tuple(lines)
    return tuple(
        GoalLine(
            id=line.id,
            version=line.version,
            text=line.payload.text,
            to_family=line.payload.to_family,
            area=area_of(line.area),
            carried=line.carries is not None,
            changed=line.replaces is not None,
            actions=tuple(actions[other.id] for other in every if other.id in actions and other.about == line.id),
        )
        for line in every
        if isinstance(line.payload, Goal)
    )


def loose(goals: Iterable[GoalLine], actions: Mapping[UUID, ActionLine]) -> tuple[ActionLine, ...]:
    """The actions that serve no goal of their own."""
    taken = {action.id for goal in goals for action in goal.actions}
    return tuple(action for action in actions.values() if action.id not in taken)


def spoken(line: Line, names: Names, actions: Mapping[UUID, ActionLine] | None = None) -> Spoken:
    """Own words, or a dissent with what it is about."""
    about = (actions or {}).get(line.about) if line.about else None
    return Spoken(
        id=line.id,
        version=line.version,
        text=cast("OwnWords | Dissent", line.payload).text,
        who=names.of(line.voice),
        carried=line.carries is not None,
        changed=line.replaces is not None,
        about=about.text if about else "",
    )


def agreed_lines(lines: Iterable[Line]) -> tuple[AgreedLine, ...]:
    """What the room agrees on, in the order of writing."""
    return tuple(
        AgreedLine(id=line.id, version=line.version, text=line.payload.text, area=area_of(line.area))
        for line in lines
        if isinstance(line.payload, MeetingNote)
    )


def _other_plans(lines: Iterable[Line]) -> tuple[OtherPlanLine, ...]:
    return tuple(
        OtherPlanLine(
            id=line.id,
            version=line.version,
            plan=current().other_plan(line.payload.plan).label,
            owner=line.payload.owner,
            contact=line.payload.contact,
            carried=line.carries is not None,
            changed=line.replaces is not None,
        )
        for line in lines
        if isinstance(line.payload, PlanReference)
    )


def _sip(lines: Iterable[Line]) -> SipLine | None:
    found = ((line, line.payload) for line in lines if isinstance(line.payload, Sip))
    made = (
        SipLine(line.id, line.version, sip.overall, sip.others, line.carries is not None, line.replaces is not None)
        for line, sip in found
    )
    return next(made, None)


def beside_of(lines: Iterable[Line], units: Iterable[Unit], *, hidden: bool) -> Beside:
    """What stands beside; a municipality is a place, and of a protected child none is told (law.md PROT-02)."""
    every = tuple(lines)
    organisations = {unit.domain.organisation for unit in units}
    named = sorted({one.name for one in organisations if one.kind in _PRINCIPALS})
    return Beside(_other_plans(every), _sip(every), () if hidden else tuple(named))


#: Who can answer for the whole of a SIP (SoL 10:8; HSL 16:4).
_PRINCIPALS = frozenset({"municipality", "region"})


def service_line(unit: Unit, name: str, lines: Iterable[Line]) -> Service:
    """A called service with its contacts."""
    contacts = tuple(
        ContactLine(
            id=line.id,
            version=line.version,
            name=line.payload.name,
            role=line.payload.role,
            phone=line.payload.phone,
            carried=line.carries is not None,
            changed=line.replaces is not None,
        )
        for line in lines
        if isinstance(line.payload, Contact) and line.responsible == unit.pk
    )
    return Service(id=unit.pk, name=name, phone=unit.phone, contacts=contacts)
