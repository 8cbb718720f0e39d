"""What the board shows: the paper of the meeting, in the family's dress, holding only what everybody there may see."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import MeetingState, PlanState, VersionState
from barnetsplan.meetings.board import Line, lines_of
from barnetsplan.meetings.lines import (
    ActionLine,
    AgreedLine,
    Beside,
    GoalLine,
    Names,
    Service,
    Spoken,
    action_lines,
    agreed_lines,
    beside_of,
    goal_lines,
    loose,
    service_line,
    spoken,
)
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.pulse import pass_for
from barnetsplan.meetings.queries import called_units, plan_readers
from barnetsplan.meetings.said import SaidInArea, Sorted, in_areas, not_for_all, readers_on, sort_out, who_is_there
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.plans.models import Version
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.functions import functions_of_units
from barnetsplan.records.kinds import Contribution, Dissent, Invitation, OwnWords
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.ui.wheel import Petal


@dataclass(frozen=True, slots=True)
class PartLine:
    """One part of the agenda, when it begins by the clock, and whether the meeting is there now."""

    key: str
    label: str
    text: str
    minutes: int
    begins: datetime
    is_now: bool


@dataclass(frozen=True, slots=True)
class State:
    """How far the meeting and its plan have come."""

    is_follow_up: bool
    is_live: bool
    is_over: bool
    has_plan: bool
    plan_is_out: bool


@dataclass(frozen=True, slots=True)
class Live:
    """What an open page listens by: its pass, and the number that it has seen (ADR 0025)."""

    token: str
    number: int


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
    state: State
    agenda: tuple[PartLine, ...]
    petals: tuple[Petal, ...]
    areas: tuple[tuple[str, str], ...]
    said: tuple[SaidInArea, ...]
    child_words: tuple[Spoken, ...]
    words: tuple[Spoken, ...]
    dissents: tuple[Spoken, ...]
    agreed: tuple[AgreedLine, ...]
    goals: tuple[GoalLine, ...]
    loose: tuple[ActionLine, ...]
    beside: Beside
    services: tuple[Service, ...]
    family: tuple[tuple[UUID, str], ...]
    called: tuple[tuple[UUID, str], ...]
    there: tuple[UUID, ...]
    coming: tuple[UUID, ...]
    speaks_for_child: str
    family_first: tuple[str, ...]
    then_circle: tuple[str, ...]
    lines: Mapping[UUID, Line]
    entries: tuple[UUID, ...]
    live: Live

    @property
    def audience(self) -> tuple[str, ...]:
        """Who will read what is written here."""
        return (*self.family_first, *self.then_circle)

    @property
    def is_follow_up(self) -> bool:
        """Whether there is an earlier version."""
        return self.state.is_follow_up

    @property
    def is_over(self) -> bool:
        """Whether the meeting is over."""
        return self.state.is_over

    @property
    def first_name(self) -> str:
        """The child's first name, for running text in the family's dress."""
        return self.child_name.split(" ")[0]

    @property
    def child_said(self) -> tuple[SaidInArea, ...]:
        """The child's own words while gathering, which stand before all others."""
        found = ((each.area, tuple(voice for voice in each.voices if voice.is_child)) for each in self.said)
        return tuple(SaidInArea(area, voices) for area, voices in found if voices)

    @property
    def others_said(self) -> tuple[SaidInArea, ...]:
        """What the others have told, area by area."""
        found = ((each.area, tuple(voice for voice in each.voices if not voice.is_child)) for each in self.said)
        return tuple(SaidInArea(area, voices) for area, voices in found if voices)

    @property
    def names_there(self) -> tuple[str, ...]:
        """Who is in the room."""
        return tuple(name for party, name in self.called if party in self.there)

    @property
    def actions(self) -> tuple[ActionLine, ...]:
        """Every action, in the order of the board."""
        return (*(action for goal in self.goals for action in goal.actions), *self.loose)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on the board that becomes a plan."""
        spoken_there = (*self.child_words, *self.words, *self.dissents)
        contacts = [contact for service in self.services for contact in service.contacts]
        return not (self.goals or self.loose or spoken_there or contacts)

    @property
    def without_contact(self) -> tuple[str, ...]:
        """Services that have something to do in the plan but nobody to call."""
        busy = {action.who for action in self.actions}
        return tuple(service.name for service in self.services if service.name in busy and not service.contacts)


@dataclass(frozen=True, slots=True)
class Reading:
    """All that the board is made from, read once."""

    adults: tuple[UUID, ...]
    lines: tuple[Line, ...]
    services: tuple[Unit, ...]
    seen: tuple[OpenEntry, ...]
    said: Sorted
    there: frozenset[UUID]
    held_back: frozenset[UUID]
    first: tuple[UUID, ...]
    circle: tuple[UUID, ...]
    invitees: tuple[Invitee, ...]
    names: Names


def read_board(actor: Actor, meeting: Meeting, at: datetime) -> Reading:
    """Read the board for one who is in the room: what that person may read, and everybody who is there too."""
    child = meeting.case.child
    adults, lines, services = family_of(child, at=at), lines_of(meeting), called_units(meeting, at=at)
    seen = open_visible(actor.party_id, child=child, at=at, kinds=[Invitation.KIND, Contribution.KIND])
    first, circle = plan_readers(meeting, at=at)
    invitees = tuple(Invitee.objects.filter(meeting=meeting))
    able = {child.pk, *adults, *(unit.pk for unit in services)}
    there = who_is_there(meeting, invitees, able=able)
    in_sight = there | {actor.party_id}
    said = [entry for entry in seen if entry.kind == Contribution.KIND]
    taking_part, readers = {unit.pk for unit in services}, readers_on(lines, said, at=at)
    return Reading(
        adults=adults,
        lines=lines,
        services=services,
        seen=seen,
        said=sort_out(said, readers, there=in_sight),
        there=there,
        held_back=not_for_all(lines, readers, there=in_sight, may_take_part=taking_part),
        first=first,
        circle=circle,
        invitees=invitees,
        names=_names(child, adults, lines, {*taking_part, *first, *circle, *(entry.voice for entry in said)}),
    )


def board_card(actor: Actor, meeting: Meeting, at: datetime) -> BoardCard:
    """The board for one who is in the room; the same content for all who are there.

    *Source:* architecture.md 2 (``Board``), 5.3; interface.md rules 4 and 14.
    """
    return card_of(meeting, read_board(actor, meeting, at))


def card_of(meeting: Meeting, read: Reading) -> BoardCard:
    """The card, from what has been read."""
    child, names = meeting.case.child, read.names
    lines = tuple(line for line in read.lines if line.id not in read.held_back)
    actions = action_lines(lines, names)
    goals, words = goal_lines(lines, actions), tuple(line for line in lines if line.kind == OwnWords.KIND)
    entries = _shown(meeting, lines, read.said)
    return BoardCard(
        id=meeting.pk,
        child=child.pk,
        child_name=names.people[child.pk],
        is_born=child.born_on is not None,
        plan=meeting.plan_id,
        case=meeting.case_id,
        starts_at=meeting.starts_at,
        call=_call(meeting, read.seen),
        state=_state(meeting),
        agenda=agenda_of(meeting),
        petals=_petals(meeting.case),
        areas=areas_of(meeting.case),
        said=in_areas(read.said.shown, child.pk, names),
        child_words=tuple(spoken(line, names) for line in words if line.voice == child.pk),
        words=tuple(spoken(line, names) for line in words if line.voice != child.pk),
        dissents=tuple(spoken(line, names, actions) for line in lines if line.kind == Dissent.KIND),
        agreed=agreed_lines(lines),
        goals=goals,
        loose=loose(goals, actions),
        beside=beside_of(lines, read.services, hidden=hides_place(child.protection)),
        services=tuple(service_line(unit, names.of(unit.pk), lines) for unit in read.services),
        family=tuple((adult, names.people[adult]) for adult in read.adults),
        called=_called(child.pk, read),
        there=tuple(row.party_id for row in read.invitees if row.came and row.party_id in read.there),
        coming=_coming(meeting, read.invitees),
        speaks_for_child=names.of(meeting.spoke_for_child_id),
        family_first=tuple(names.of(party) for party in read.first),
        then_circle=tuple(names.of(party) for party in read.circle),
        lines={line.id: line for line in lines},
        entries=entries,
        live=Live(pass_for(meeting.pk, entries), meeting.pulse.number),
    )


def _state(meeting: Meeting) -> State:
    versions = tuple(Version.objects.filter(plan=meeting.plan).values_list("pk", "state"))
    return State(
        is_follow_up=bool([pk for pk, _state in versions if pk != meeting.version]),
        is_live=meeting.plan.state == PlanState.LIVE,
        is_over=meeting.state == MeetingState.FINISHED,
        has_plan=meeting.version is not None,
        plan_is_out=(meeting.version, VersionState.PUBLISHED) in versions,
    )


def agenda_of(meeting: Meeting) -> tuple[PartLine, ...]:
    """The parts of the meeting with the time at which each begins by the plan."""
    begins, parts = meeting.starts_at, []
    for part in current().agenda:
        parts.append(PartLine(part.key, part.label, part.text, part.minutes, begins, part.key == meeting.part))
        begins += timedelta(minutes=part.minutes)
    return tuple(parts)


def _coming(meeting: Meeting, invitees: Collection[Invitee]) -> tuple[UUID, ...]:
    """Who is ticked at the end: who was checked in, or before that, who has said that they come."""
    there = tuple(row.party_id for row in invitees if row.came)
    said = tuple(row.party_id for row in invitees if row.reply == "coming" or row.party_id == meeting.chair_id)
    return there or said


def _call(meeting: Meeting, seen: Iterable[OpenEntry]) -> Invitation | None:
    return next((e.payload for e in seen if e.id == meeting.invitation and isinstance(e.payload, Invitation)), None)


def _petals(case: Case) -> tuple[Petal, ...]:
    return tuple(Petal(area.key, area.label, taken_up=area.key in case.areas) for area in current().areas)


def _called(child: UUID, read: Reading) -> tuple[tuple[UUID, str], ...]:
    called = {row.party_id for row in read.invitees}
    order = (child, *read.adults, *(unit.pk for unit in read.services))
    return tuple((party, read.names.of(party)) for party in order if party in called)


def _shown(meeting: Meeting, lines: Iterable[Line], said: Sorted) -> tuple[UUID, ...]:
    carried = (line.carries for line in lines if line.carries)
    return (meeting.invitation, *carried, *(entry.id for entry in said.shown))


def _names(child: Child, adults: Iterable[UUID], lines: Iterable[Line], others: set[UUID]) -> Names:
    parties = {party for line in lines for party in (line.voice, line.responsible) if party is not None}
    named_units = unit_names(others | parties)
    if hides_place(child.protection):
        named_units = {unit: each.name for unit, each in functions_of_units(named_units).items()}
    people = names_of({*adults, *((parties | others) - set(named_units))} - {child.pk})
    return Names(people={**people, child.pk: name_of(child.person)}, units=named_units)


def areas_of(case: Case) -> tuple[tuple[str, str], ...]:
    """The areas that are taken up; all of them while none is chosen (the short way)."""
    chosen = [area for area in current().areas if area.key in case.areas] or current().areas
    return tuple((area.key, area.label) for area in chosen)
