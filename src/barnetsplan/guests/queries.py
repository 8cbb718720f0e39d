"""Reading guests: those of a case for the one who invites, the own thing for a guest, and those whom a family knows."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.domain.periods import last_day_before
from barnetsplan.gathering.models import Question
from barnetsplan.guests.models import Guest
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card
from barnetsplan.plans.facts import taking_part
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area
from barnetsplan.records.queries import visible_to
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, unseal


def name_place(guest: UUID) -> Place:
    """Where the name of a guest lies sealed."""
    return Place("guests_guest", "sealed_name", guest)


@dataclass(frozen=True, slots=True)
class GuestLine:
    """A guest as a line: who, from where, to what, until when."""

    id: UUID
    name: str
    organisation: str
    to_plan: bool
    invited_at: datetime
    valid_until: datetime
    ended_at: datetime | None
    is_over: bool

    @property
    def last_day(self) -> date:
        """The last day on which the guest may read."""
        return last_day_before(self.valid_until)


def _line(guest: Guest, *, key: Key, at: datetime) -> GuestLine:
    return GuestLine(
        id=guest.pk,
        name=unseal(guest.sealed_name, key=key, place=name_place(guest.pk)),
        organisation=guest.unit.name,
        to_plan=guest.question is None,
        invited_at=guest.invited_at,
        valid_until=guest.valid_until,
        ended_at=guest.ended_at,
        is_over=guest.ended_at is not None or guest.valid_until <= at,
    )


@dataclass(frozen=True, slots=True)
class GuestsCard:
    """The guests of a case, those who come now first."""

    case: UUID
    child: ChildCard
    guests: tuple[GuestLine, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


def guests_card(_actor: Actor, case: Case, at: datetime) -> GuestsCard:
    """The guests of a case, newest first."""
    rows = Guest.objects.filter(case=case).select_related("unit").order_by("-invited_at", "pk")
    lines = [_line(row, key=case.child.person.key, at=at) for row in rows]
    return GuestsCard(case.pk, child_card(case.child, at=at), tuple(sorted(lines, key=lambda line: line.is_over)))


@dataclass(frozen=True, slots=True)
class InviteCard:
    """What the page that invites asks with."""

    case: UUID
    child: ChildCard
    own_unit: str
    areas: tuple[Area, ...]
    sectors: tuple[tuple[str, str], ...]
    max_months: int

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


#: No authority is a guest: each has a unit of its own here, or is reached in its own way.
_NO_GUESTS = frozenset({"police", "other_authority"})


def invite_card(actor: Actor, case: Case, at: datetime) -> InviteCard:
    """The areas of the case, and the kinds of services that a guest can come from."""
    practice = current()
    return InviteCard(
        case=case.pk,
        child=child_card(case.child, at=at),
        own_unit=actor.unit_name,
        areas=tuple(area for area in practice.areas if area.key in case.areas),
        sectors=tuple((sector.key, sector.label) for sector in practice.sectors if sector.kind not in _NO_GUESTS),
        max_months=practice.guests.max_months,
    )


@dataclass(frozen=True, slots=True)
class HomeCard:
    """A guest's only page of its own: the one thing, when it can be opened, and until when."""

    organisation: str
    to_plan: bool
    key: UUID | None
    last_day: date


def home_card(actor: Actor, *, at: datetime) -> HomeCard | None:
    """The one thing to which the actor's unit is invited; without a key as long as the family has not said yes."""
    guest = Guest.objects.filter(unit=actor.party).select_related("unit").first()
    if guest is None:
        return None
    return HomeCard(
        organisation=guest.unit.name,
        to_plan=guest.question is None,
        key=_plan_of(guest, at) if guest.question is None else _question_of(guest, at),
        last_day=last_day_before(guest.valid_until),
    )


def _plan_of(guest: Guest, at: datetime) -> UUID | None:
    return taking_part(guest.unit_id, at=at).filter(case=guest.case_id).values_list("pk", flat=True).first()


def _question_of(guest: Guest, at: datetime) -> UUID | None:
    entry = Question.objects.filter(to=guest.unit_id).values("entry")
    seen = visible_to(guest.unit_id, at=at).filter(pk__in=entry)
    return guest.question if seen.exists() else None


def guests_known(child: Child, units: Collection[UUID], *, at: datetime) -> tuple[GuestLine, ...]:
    """The guests among the services about which a member of the family has been asked."""
    rows = Guest.objects.filter(child=child, unit__in=list(units)).select_related("unit")
    return tuple(_line(row, key=child.person.key, at=at) for row in rows.order_by("-invited_at", "pk"))


def find_guest(key: UUID) -> Guest | None:
    """A guest by id, with the child, its key, and what ends with it."""
    rows = Guest.objects.select_related("child__person__key", "case__unit", "unit", "assignment")
    return rows.filter(pk=key).first()
