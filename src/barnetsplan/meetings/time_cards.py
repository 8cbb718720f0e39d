"""The proposed times as one of the called answers them, and as the one who calls sees the answers."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.protection import hides_place
from barnetsplan.meetings.models import Invitee, Meeting, ProposedTime, SuitsWhom
from barnetsplan.meetings.queries import called_units
from barnetsplan.people.queries import family_of, name_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.functions import functions_of_units


@dataclass(frozen=True, slots=True)
class TimeLine:
    """One proposed time: whether it suits the reader, or whom it suits."""

    id: UUID
    starts_at: datetime
    suits_me: bool = False
    suits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimesCard:
    """The one page on which somebody answers every proposed time, or proposes another."""

    id: UUID
    starts_at: datetime
    times: tuple[TimeLine, ...]
    rather_at: datetime | None
    reader: str
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class MoveCard:
    """What the one who calls sees: whom each time suits, who would rather have another, who has not answered."""

    id: UUID
    child: UUID
    child_name: str
    starts_at: datetime
    times: tuple[TimeLine, ...]
    rather: tuple[tuple[str, datetime], ...]
    silent: tuple[str, ...]
    audience: tuple[str, ...]
    entries: tuple[UUID, ...]


def times_card(actor: Actor, meeting: Meeting, _at: datetime) -> TimesCard:
    """The times, and the reader's own answer; nobody else's."""
    mine = set(SuitsWhom.objects.filter(time__meeting=meeting, party=actor.party_id).values_list("time", flat=True))
    times = ProposedTime.objects.filter(meeting=meeting).order_by("starts_at").values_list("pk", "starts_at")
    invitees = Invitee.objects.filter(meeting=meeting)
    own, called = invitees.filter(party=actor.party_id).first(), set(invitees.values_list("party", flat=True))
    return TimesCard(
        id=meeting.pk,
        starts_at=meeting.starts_at,
        times=tuple(TimeLine(pk, starts_at, suits_me=pk in mine) for pk, starts_at in times),
        rather_at=own.rather_at if own else None,
        reader=_named(meeting, called | {meeting.chair_id}).get(meeting.chair_id, ""),
        entries=(meeting.invitation,),
    )


def move_card(_actor: Actor, meeting: Meeting, at: datetime) -> MoveCard:
    """The answers to the times, for the one who leads the meeting."""
    names = _names(meeting, at)
    suits: dict[UUID, list[str]] = {}
    for time, party in SuitsWhom.objects.filter(time__meeting=meeting).values_list("time", "party"):
        suits.setdefault(time, []).append(names.get(party, ""))
    times = ProposedTime.objects.filter(meeting=meeting).order_by("starts_at").values_list("pk", "starts_at")
    invitees = [row for row in Invitee.objects.filter(meeting=meeting) if row.party_id in names]
    waited = [row for row in invitees if row.party_id not in {meeting.chair_id, meeting.case.child_id}]
    return MoveCard(
        id=meeting.pk,
        child=meeting.case.child_id,
        child_name=name_of(meeting.case.child.person),
        starts_at=meeting.starts_at,
        times=tuple(TimeLine(pk, starts_at, suits=tuple(sorted(suits.get(pk, [])))) for pk, starts_at in times),
        rather=tuple((names[row.party_id], row.rather_at) for row in invitees if row.rather_at),
        silent=tuple(sorted(names[row.party_id] for row in waited if row.replied_at is None)),
        audience=tuple(sorted(names.values())),
        entries=(meeting.invitation,),
    )


def _names(meeting: Meeting, at: datetime) -> Mapping[UUID, str]:
    """Who is called and may still be: the family with standing and the services whose yes holds."""
    child = meeting.case.child
    units = _named(meeting, {unit.pk for unit in called_units(meeting, at=at)})
    return {child.pk: name_of(child.person), **names_of(family_of(child, at=at)), **units}


def _named(meeting: Meeting, units: Collection[UUID]) -> Mapping[UUID, str]:
    """Services by name; by what they do where a place is hidden (law.md PROT-02)."""
    if hides_place(meeting.case.child.protection):
        return {unit: each.name for unit, each in functions_of_units(units).items()}
    return unit_names(units)
