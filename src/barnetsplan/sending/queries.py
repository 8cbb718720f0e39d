"""Reading the outbox: who is to be told of what, what is due, and the page on which one chooses."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from barnetsplan.domain.periods import local_date
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.practice.load import current
from barnetsplan.sending.kinds import OUTWARD, Capacity, Channel, MessageState, Rhythm
from barnetsplan.sending.models import Address, Line, Message, Preference
from barnetsplan.sending.silence import marked, silenced
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, unseal

#: What the family is asked and somebody waits for; the rest can be read whenever one comes.
ASKED: Final = frozenset(
    {NoticeKind.FAMILY_QUESTION, NoticeKind.CONSENT_ASKED, NoticeKind.PLAN_TO_READ, NoticeKind.INVITED},
)
#: What began to wait longer ago than this is nobody's news any more.
_NEWS: Final = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Told:
    """Somebody in one capacity."""

    person: UUID
    capacity: str


def address_place(address: UUID) -> Place:
    """Where an address lies sealed."""
    return Place("sending_address", "sealed", address)


def code_place(address: UUID) -> Place:
    """Where the code of an address lies sealed."""
    return Place("sending_address", "sealed_code", address)


def opened(address: Address, *, key: Key) -> str:
    """The address itself."""
    return unseal(address.sealed, key=key, place=address_place(address.pk))


def live_address(person: UUID, *, capacity: str, channel: str) -> Address | None:
    """The address of a channel that has been confirmed."""
    rows = Address.objects.filter(person=person, capacity=capacity, channel=channel, ended_at__isnull=True)
    return rows.filter(confirmed_at__isnull=False).first()


def due(at: datetime) -> "QuerySet[Message]":
    """The messages to try now: decided and their hour has come, or claimed by a worker that has let its time pass."""
    decided = Q(state=MessageState.DECIDED, send_after__lte=at)
    left_behind = Q(state=MessageState.SENDING, claimed_until__lte=at)
    return Message.objects.filter(decided | left_behind)


def untold(*, at: datetime) -> Mapping[Told, Collection[UUID]]:
    """What waits, for each who wants to be told outside the program and has not been: two statements."""
    found: dict[Told, list[UUID]] = defaultdict(list)
    for capacity, rows in ((Capacity.FAMILY, _at_home(at)), (Capacity.STAFF, _at_work(at))):
        wants = Preference.objects.filter(
            person=OuterRef("who"), capacity=capacity, channel__in=OUTWARD, chosen_at__lte=OuterRef("made_at")
        )
        told = Line.objects.filter(notice=OuterRef("pk"), person=OuterRef("who"), reminds=False)
        for who, notice in rows.filter(Exists(wants), ~Exists(told)).values_list("who", "pk").distinct():
            found[Told(who, capacity)].append(notice)
    return found


def _waiting(at: datetime) -> "QuerySet[Notice]":
    return Notice.objects.filter(done_at__isnull=True, made_at__gt=at - _NEWS).order_by("made_at", "pk")


def _at_home(at: datetime) -> Any:
    return _waiting(at).annotate(who=F("party"))


def _at_work(at: datetime) -> Any:
    """What waits for a unit, with everybody who works there now; what is late reaches first the one it names.

    The columns of the assignment are named first: filters on the way to it would each look at another assignment.
    """
    works = "party__unit__assignments"
    named = {"who": F(f"{works}__person"), "since": F(f"{works}__valid_from"), "until": F(f"{works}__valid_until")}
    for_all = ~Q(kind=NoticeKind.ACTION_LATE) | Q(about__isnull=True)
    rows: Any = _waiting(at).annotate(**named)
    rows = rows.filter(since__lte=at, until__gt=at)
    return rows.filter(for_all | Q(about=F("who")))


def to_remind_of(*, at: datetime) -> Mapping[Told, Collection[UUID]]:
    """What the family has been told of, and what is still to be answered when its day comes near."""
    found: dict[Told, list[UUID]] = defaultdict(list)
    near = local_date(at) + timedelta(days=current().messages.remind_days)
    reminded = Line.objects.filter(notice=OuterRef("notice"), person=OuterRef("person"), reminds=True)
    told = Line.objects.filter(~Exists(reminded), message__state=MessageState.SENT, message__capacity=Capacity.FAMILY)
    waits = Notice.objects.filter(pk=OuterRef("notice"), done_at__isnull=True, kind__in=ASKED, due_on__lte=near)
    for person, notice in told.filter(Exists(waits)).values_list("person", "notice"):
        found[Told(person, Capacity.FAMILY)].append(notice)
    return found


def unreached(*, at: datetime) -> tuple[Notice, ...]:
    """What private persons are asked who are to be told nothing outside the program, and nobody has rung about."""
    told = Line.objects.filter(notice=OuterRef("pk"), person=OuterRef("party"))
    rows = list(_waiting(at).filter(~Exists(told), kind__in=ASKED, party__person__isnull=False))
    people = {row.party_id for row in rows}
    quiet = untellable(people, at=at)
    return tuple(row for row in rows if row.party_id in quiet)


def untellable(people: Collection[UUID], *, at: datetime) -> frozenset[UUID]:
    """Those whom somebody rings: they want it so, have a protection of their own, or it could do harm."""
    if not people:
        return frozenset()
    chosen = Preference.objects.filter(person__in=people, capacity=Capacity.FAMILY)
    anyway = chosen.filter(anyway=True, channel__in=OUTWARD).values_list("person", flat=True)
    never = chosen.filter(channel=Channel.NEVER).values_list("person", flat=True)
    return frozenset(never) | (marked(people) - frozenset(anyway)) | silenced(people, at=at)


@dataclass(frozen=True, slots=True)
class AddressCard:
    """An address as its owner sees it."""

    channel: str
    text: str
    confirmed: bool
    waits_for_code: bool
    failed_at: datetime | None


@dataclass(frozen=True, slots=True)
class ChooseCard:
    """The page of one person in one capacity; it shows no entry."""

    capacity: str
    preference: Mapping[str, Any]
    addresses: tuple[AddressCard, ...]
    marked: bool
    entries: tuple[UUID, ...] = ()

    def address(self, channel: str) -> AddressCard | None:
        """The address of one channel, confirmed or not."""
        return next((one for one in self.addresses if one.channel == channel), None)


def addresses_of(person: UUID, *, capacity: str) -> Iterable[Address]:
    """The addresses in use, each with the key of the person."""
    rows = Address.objects.filter(person=person, capacity=capacity, ended_at__isnull=True)
    return rows.select_related("person__key").order_by("channel")


def choose_card(person: UUID, *, capacity: str) -> ChooseCard:
    """What somebody has chosen in one capacity, and where they are reached."""
    chosen = Preference.objects.filter(person=person, capacity=capacity).first()
    addresses = addresses_of(person, capacity=capacity)
    return ChooseCard(
        capacity=capacity,
        preference=_as_chosen(chosen),
        addresses=tuple(_address_card(row) for row in addresses),
        marked=person in marked({person}),
    )


def _as_chosen(chosen: Preference | None) -> Mapping[str, Any]:
    """What the form begins with: the choice, or what holds for whoever has chosen nothing."""
    if chosen is not None:
        names = ("channel", "language", "rhythm", "safe_from", "safe_until", "anyway")
        return {name: getattr(chosen, name) for name in names}
    numbers = current().messages
    return {
        "channel": Channel.IN_APP,
        "language": "sv",
        "rhythm": Rhythm.AT_ONCE,
        "safe_from": numbers.safe_from,
        "safe_until": numbers.safe_until,
    }


def _address_card(row: Address) -> AddressCard:
    return AddressCard(
        channel=row.channel,
        text=opened(row, key=row.person.key),
        confirmed=row.confirmed_at is not None,
        waits_for_code=row.confirmed_at is None,
        failed_at=row.failed_at,
    )
