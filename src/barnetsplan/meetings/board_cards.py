"""What the board shows: the paper of the meeting, in the family's dress, holding only what everybody called may see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.vocabulary import PlanState
from barnetsplan.meetings.board import Line, lines_of
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.queries import called_units, plan_readers
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.plans.models import Version
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import AgendaPart
from barnetsplan.records.kinds import Action, Contact, Contribution, Dissent, Goal, Invitation, OwnWords
from barnetsplan.records.queries import OpenEntry, open_visible, readers_of
from barnetsplan.ui.wheel import Petal


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the wheel beside a line."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class ActionLine:
    """One action as the family reads it."""

    id: UUID
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


@dataclass(frozen=True, slots=True)
class GoalLine:
    """One goal with the actions that serve it."""

    id: UUID
    text: str
    area: Area | None
    carried: bool
    actions: tuple[ActionLine, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One person to call."""

    id: UUID
    name: str
    role: str
    phone: str
    carried: bool


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
    text: str
    who: str
    carried: bool
    about: str = ""


@dataclass(frozen=True, slots=True)
class ChildSaid:
    """What the child said while gathering, in one area: shown when everybody who is called may read it."""

    area: Area | None
    works: str
    challenging: str
    would_help: str


@dataclass(frozen=True, slots=True)
class BoardCard:
    """The board as it stands, and what its forms may choose among."""

    id: UUID
    child: UUID
    child_name: str
    is_born: bool
    plan: UUID
    case: UUID
    starts_at: datetime
    call: Invitation | None
    is_follow_up: bool
    is_live: bool
    agenda: tuple[AgendaPart, ...]
    petals: tuple[Petal, ...]
    areas: tuple[tuple[str, str], ...]
    child_said: tuple[ChildSaid, ...]
    child_words: tuple[Spoken, ...]
    words: tuple[Spoken, ...]
    dissents: tuple[Spoken, ...]
    goals: tuple[GoalLine, ...]
    loose: tuple[ActionLine, ...]
    services: tuple[Service, ...]
    family: tuple[tuple[UUID, str], ...]
    called: tuple[tuple[UUID, str], ...]
    coming: tuple[UUID, ...]
    family_first: tuple[str, ...]
    then_circle: tuple[str, ...]
    entries: tuple[UUID, ...]

    @property
    def audience(self) -> tuple[str, ...]:
        """Who will read what is written here."""
        return (*self.family_first, *self.then_circle)

    @property
    def first_name(self) -> str:
        """The child's first name, for running text in the family's dress."""
        return self.child_name.split(" ")[0]

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of the board."""
        return (*(action for goal in self.goals for action in goal.actions), *self.loose)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the board."""
        spoken = (*self.child_words, *self.words, *self.dissents)
        contacts = [contact for service in self.services for contact in service.contacts]
        return not (self.goals or self.loose or spoken or contacts)

    @property
    def without_contact(self) -> tuple[str, ...]:
        """Services that have something to do in the plan but nobody to call."""
        busy = {action.who for action in self.actions}
        return tuple(service.name for service in self.services if service.name in busy and not service.contacts)


@dataclass(frozen=True, slots=True)
class _Names:
    people: Mapping[UUID, str]
    units: Mapping[UUID, str]

    def of(self, party: UUID | None) -> str:
        if party is None:
            return ""
        return self.units.get(party) or self.people.get(party, "")


@dataclass(frozen=True, slots=True)
class _Reading:
    """All that the board is made from, read once."""

    adults: tuple[UUID, ...]
    lines: tuple[Line, ...]
    services: tuple[Unit, ...]
    seen: tuple[OpenEntry, ...]
    said: tuple[OpenEntry, ...]
    first: tuple[UUID, ...]
    circle: tuple[UUID, ...]
    invitees: tuple[Invitee, ...]
    names: _Names


def _read(actor: Actor, meeting: Meeting, at: datetime) -> _Reading:
    child = meeting.case.child
    adults, lines, services = family_of(child, at=at), lines_of(meeting), called_units(meeting, at=at)
    seen = open_visible(actor.party_id, child=child, at=at, kinds=[Invitation.KIND, Contribution.KIND])
    first, circle = plan_readers(meeting, at=at)
    return _Reading(
        adults=adults,
        lines=lines,
        services=services,
        seen=seen,
        said=_said_to_all(meeting, seen, at=at),
        first=first,
        circle=circle,
        invitees=tuple(Invitee.objects.filter(meeting=meeting)),
        names=_names(child, adults, lines, {*(unit.pk for unit in services), *first, *circle}),
    )


def board_card(actor: Actor, meeting: Meeting, at: datetime) -> BoardCard:
    """The board for the one who leads the meeting; the room sees the same page.

    *Source:* architecture.md 2 (``Board``), 5.3; interface.md rules 4 and 14.
    """
    child, read = meeting.case.child, _read(actor, meeting, at)
    lines, names = read.lines, read.names
    actions = _actions(lines, names)
    goals = _goals(lines, actions)
    words = tuple(line for line in lines if line.kind == OwnWords.KIND)
    return BoardCard(
        id=meeting.pk,
        child=child.pk,
        child_name=names.people[child.pk],
        is_born=child.born_on is not None,
        plan=meeting.plan_id,
        case=meeting.case_id,
        starts_at=meeting.starts_at,
        call=_call(meeting, read.seen),
        is_follow_up=Version.objects.filter(plan=meeting.plan).exists(),
        is_live=meeting.plan.state == PlanState.LIVE,
        agenda=current().agenda,
        petals=_petals(meeting.case),
        areas=_areas(meeting.case),
        child_said=tuple(_child_said(entry) for entry in read.said),
        child_words=tuple(_spoken(line, names) for line in words if line.voice == child.pk),
        words=tuple(_spoken(line, names) for line in words if line.voice != child.pk),
        dissents=tuple(_spoken(line, names, actions) for line in lines if line.kind == Dissent.KIND),
        goals=goals,
        loose=_loose(goals, actions),
        services=tuple(_service(unit, lines) for unit in read.services),
        family=tuple((adult, names.people[adult]) for adult in read.adults),
        called=_called(child.pk, read),
        coming=tuple(
            row.party_id for row in read.invitees if row.reply == "coming" or row.party_id == meeting.chair_id
        ),
        family_first=tuple(names.of(party) for party in read.first),
        then_circle=tuple(names.of(party) for party in read.circle),
        entries=_shown(meeting, read),
    )


def _call(meeting: Meeting, seen: Iterable[OpenEntry]) -> Invitation | None:
    return next((e.payload for e in seen if e.id == meeting.invitation and isinstance(e.payload, Invitation)), None)


def _petals(case: Case) -> tuple[Petal, ...]:
    return tuple(Petal(area.key, area.label, taken_up=area.key in case.areas) for area in current().areas)


def _loose(goals: Iterable[GoalLine], actions: Mapping[UUID, ActionLine]) -> tuple[ActionLine, ...]:
    taken = {action.id for goal in goals for action in goal.actions}
    return tuple(action for action in actions.values() if action.id not in taken)


def _called(child: UUID, read: _Reading) -> tuple[tuple[UUID, str], ...]:
    called = {row.party_id for row in read.invitees}
    order = (child, *read.adults, *(unit.pk for unit in read.services))
    return tuple((party, read.names.of(party)) for party in order if party in called)


def _shown(meeting: Meeting, read: _Reading) -> tuple[UUID, ...]:
    carried = (line.carries for line in read.lines if line.carries)
    return (meeting.invitation, *carried, *(entry.id for entry in read.said))


def _names(child: Child, adults: Iterable[UUID], lines: Iterable[Line], units: set[UUID]) -> _Names:
    parties = {party for line in lines for party in (line.voice, line.responsible) if party is not None}
    named_units = unit_names(units | parties)
    people = names_of({*adults, *(parties - set(named_units))} - {child.pk})
    return _Names(people={**people, child.pk: name_of(child.person)}, units=named_units)


def _areas(case: Case) -> tuple[tuple[str, str], ...]:
    """The areas that are taken up; all of them while none is chosen (the short way)."""
    chosen = [area for area in current().areas if area.key in case.areas] or current().areas
    return tuple((area.key, area.label) for area in chosen)


def _said_to_all(meeting: Meeting, seen: Iterable[OpenEntry], *, at: datetime) -> tuple[OpenEntry, ...]:
    """The child's words that every one of the called may read: nothing else of the gathering is shown in the room."""
    child = meeting.case.child_id
    own = [entry for entry in seen if entry.kind == Contribution.KIND and entry.voice == child]
    present = set(Invitee.objects.filter(meeting=meeting).values_list("party", flat=True)) - {child}
    readers = readers_of([entry.id for entry in own], at=at)
    return tuple(entry for entry in own if present <= {*readers.get(entry.id, frozenset()), entry.owner})


def _child_said(entry: OpenEntry) -> ChildSaid:
    said = cast("Contribution", entry.payload)
    return ChildSaid(_area(entry.area), said.works, said.challenging, said.would_help)


def _area(key: str) -> Area | None:
    return Area(key, current().area(key).label) if key else None


def _actions(lines: Iterable[Line], names: _Names) -> dict[UUID, ActionLine]:
    return {line.id: _action(line, line.payload, names) for line in lines if isinstance(line.payload, Action)}


def _action(line: Line, action: Action, names: _Names) -> ActionLine:
    return ActionLine(
        id=line.id,
        text=action.text,
        when=action.when,
        who=names.of(line.responsible),
        person=action.person,
        for_family=action.support == "family",
        follow_up=action.follow_up,
        to_family=action.to_family,
        due_on=line.due_on,
        area=_area(line.area),
        carried=line.carries is not None,
    )


def _goals(lines: Iterable[Line], actions: Mapping[UUID, ActionLine]) -> tuple[GoalLine, ...]:
    every = tuple(lines)
    return tuple(
        GoalLine(
            id=line.id,
            text=line.payload.text,
            area=_area(line.area),
            carried=line.carries is not None,
            actions=tuple(actions[other.id] for other in every if other.id in actions and other.about == line.id),
        )
        for line in every
        if isinstance(line.payload, Goal)
    )


def _spoken(line: Line, names: _Names, actions: Mapping[UUID, ActionLine] | None = None) -> Spoken:
    about = (actions or {}).get(line.about) if line.about else None
    return Spoken(
        id=line.id,
        text=cast("OwnWords | Dissent", line.payload).text,
        who=names.of(line.voice),
        carried=line.carries is not None,
        about=about.text if about else "",
    )


def _service(unit: Unit, lines: Iterable[Line]) -> Service:
    contacts = tuple(
        ContactLine(line.id, line.payload.name, line.payload.role, line.payload.phone, line.carries is not None)
        for line in lines
        if isinstance(line.payload, Contact) and line.responsible == unit.pk
    )
    return Service(id=unit.pk, name=unit.name, phone=unit.phone, contacts=contacts)
