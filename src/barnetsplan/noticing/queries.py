"""What the pages of noticing show: frozen cards, from what the reader may see and nothing else."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import who_must_answer
from barnetsplan.consent.texts import AskedQuestion, told, unit_names
from barnetsplan.coordination.queries import functions_of, holders
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.keeping.queries import KeepingCard, keeping_card
from barnetsplan.organisations.models import Unit
from barnetsplan.organisations.queries import UnitCard, unit_card, units_in_sector
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.practice.load import current
from barnetsplan.protection.queries import may_be_listed
from barnetsplan.records.kinds import Concern, Feedback
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import OpenEntry, find_entry, open_visible, readers_of, visible_to
from barnetsplan.reporting.queries import HarmState, harm_state

#: A person with a name, for a form that asks about each.
Named = tuple[UUID, str]


@dataclass(frozen=True, slots=True)
class Received:
    """The answer to the one who noticed: who has it, what they say, and by which day they call."""

    who: str
    unit: str
    at: datetime
    call_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class ConcernCard:
    """A concern as its own unit or its recipient reads it; to whom it went is for its own unit alone."""

    id: UUID
    entries: tuple[UUID, ...]
    child: ChildCard
    concern: Concern
    who: str
    unit: str
    own_unit: str
    written_at: datetime
    is_own: bool
    is_bba: bool
    sent_to: tuple[str, ...]
    family_reads: tuple[str, ...]
    received: tuple[Received, ...]
    received_by_us: bool
    is_sent: bool
    taken_back: bool
    harm: HarmState

    @property
    def waits_for_us(self) -> bool:
        """Whether it is ours to take in: another unit's, or a colleague's that was left to the own unit."""
        came = not self.is_own or (self.is_sent and not self.sent_to)
        return came and not self.received_by_us

    @property
    def answer_readers(self) -> tuple[str, ...]:
        """Who reads an answer to the one who noticed."""
        return tuple(dict.fromkeys((self.unit, self.own_unit)))


def concern_card(actor: Actor, entry: Entry, at: datetime) -> ConcernCard:
    """The concern, and the answers to it that the reader may see."""
    mine = actor.party_id
    seen = open_visible(mine, child=entry.child, at=at, kinds=(Concern.KIND, Feedback.KIND))
    concern = next(one for one in seen if one.id == entry.pk)
    answers = [one for one in seen if one.kind == Feedback.KIND and one.container == entry.pk]
    is_own = entry.owner_id == mine
    child = child_card(entry.child, at=at, with_family=True)
    readers = readers_of([entry.pk], at=at).get(entry.pk, frozenset()) if is_own else frozenset()
    is_sent_on = _lies_with_others(entry, readers)
    units = unit_names({mine, concern.owner, *readers, *(answer.owner for answer in answers)})
    people = names_of([concern.author, *(answer.author for answer in answers)])
    return ConcernCard(
        id=entry.pk,
        entries=(concern.id, *(answer.id for answer in answers)),
        child=child,
        concern=_concern(concern),
        who=people[concern.author],
        unit=units[concern.owner],
        own_unit=units[mine],
        written_at=concern.written_at,
        is_own=is_own,
        is_bba=TermKind.BBA in functions_of(mine, child=entry.child_id, at=at),
        sent_to=tuple(sorted(units[reader] for reader in readers if reader in units)),
        family_reads=tuple(name for person, name in child.family if person in readers),
        received=tuple(_received(answer, people[answer.author], units[answer.owner]) for answer in answers),
        received_by_us=any(answer.owner == mine for answer in answers),
        is_sent=is_sent_on,
        taken_back=bool(readers) and not is_sent_on,
        harm=harm_state(actor, entry.pk),
    )


def _concern(entry: OpenEntry) -> Concern:
    if not isinstance(entry.payload, Concern):
        raise TypeError(entry.kind)
    return entry.payload


def _received(entry: OpenEntry, who: str, unit: str) -> Received:
    text = entry.payload.text if isinstance(entry.payload, Feedback) else ""
    return Received(who=who, unit=unit, at=entry.written_at, call_on=entry.due_on, text=text)


@dataclass(frozen=True, slots=True)
class SendCard:
    """What is needed to send a concern: to whom it can go, whose yes it takes, and in which words to ask."""

    id: UUID
    child: ChildCard
    own_unit: str
    is_sent: bool
    stage: str
    recipients: tuple[UnitCard, ...]
    to: UnitCard | None
    is_ours: bool
    needs_yes: bool
    givers: tuple[Named, ...]
    consent: AskedQuestion | None
    keeping: KeepingCard

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The page repeats nothing of what was written."""
        return ()

    @property
    def readers(self) -> tuple[str, ...]:
        """Who reads the concern when it is sent."""
        to = () if self.to is None or self.is_ours else (self.to.name,)
        return (self.own_unit, *to, *(name for _, name in self.child.family if name not in self.keeping.kept))


def send_card(actor: Actor, entry: Entry, at: datetime, *, chosen: UUID | None) -> SendCard:
    """The way to the child's BBA; ``chosen`` is the unit that the writer has picked, if any."""
    own = unit_card(actor.party_id)
    child = child_card(entry.child, at=at, with_family=True)
    recipients, suggested = recipients_for(entry.child, own=own, at=at)
    to = next((unit for unit in recipients if unit.id == (chosen or suggested)), None)
    stage = current().stage_for(entry.child.born_on, local_date(at))
    return SendCard(
        id=entry.pk,
        child=child,
        own_unit=own.name,
        is_sent=is_sent(entry, at=at),
        stage=stage.label if stage else "",
        recipients=recipients,
        to=to,
        is_ours=to is not None and to.id == own.id,
        needs_yes=to is not None and to.domain != own.domain,
        givers=_givers(entry.child, child, at),
        consent=told(discloser=own.id, recipient=to.id, child_name=child.name) if to else None,
        keeping=keeping_card(entry.child, at, entries=[entry.pk]),
    )


def recipients_for(child: Child, *, own: UnitCard, at: datetime) -> tuple[tuple[UnitCard, ...], UUID | None]:
    """The units that may hold the BBA function at the child's age, the nearest first, and the one to suggest.

    Suggested is the only one that is as near as can be. The unit that holds the function already is suggested to whom
    knows of it already and to nobody else: to others the suggestion would tell that there is a case.

    *Source:* model.md 4.1; law.md 0, A8 (nobody learns who works with a child without a disclosure).
    """
    stage = current().stage_for(child.born_on, local_date(at))
    units = units_in_sector(stage.sector) if stage else ()
    holder = _known_holder(child, own=own.id, at=at)
    if holder is not None and holder not in {unit.id for unit in units}:
        units = (unit_card(holder), *units)
    ordered = tuple(sorted(units, key=lambda unit: _distance(unit, own)))
    nearest = [unit.id for unit in ordered if _distance(unit, own) == _distance(ordered[0], own)]
    return ordered, holder or (nearest[0] if len(nearest) == 1 else None)


def _known_holder(child: Child, *, own: UUID, at: datetime) -> UUID | None:
    """The unit that holds the BBA function, for itself and for whom the plan tells it."""
    holder = holders(child.pk, at=at).get(TermKind.BBA)
    if holder is None or holder == own:
        return holder
    reads_plan = visible_to(own, at=at).filter(child=child, kind__in=MAP_KINDS).exists()
    return holder if reads_plan else None


def _distance(unit: UnitCard, own: UnitCard) -> tuple[bool, bool, bool]:
    away = unit.municipality_code != own.municipality_code
    return unit.id != own.id, away, away or unit.locality != own.locality


def _givers(child: Child, card: ChildCard, at: datetime) -> tuple[Named, ...]:
    """Whose yes is needed, with their names."""
    needed = who_must_answer(child, at=at)
    return tuple(named for named in (*card.family, (card.id, card.name)) if named[0] in needed)


def answered_by(party: UUID, *, concern: Entry) -> Entry | None:
    """The answer that a unit has given to a concern already."""
    return Entry.objects.filter(kind=Feedback.KIND, container=concern.pk, owner=party).first()


def is_sent(concern: Entry, *, at: datetime) -> bool:
    """Whether a concern is with the one it was sent to; when the family takes its yes back, it can be sent anew."""
    return _lies_with_others(concern, readers_of([concern.pk], at=at).get(concern.pk, frozenset()))


def _lies_with_others(concern: Entry, readers: Collection[UUID]) -> bool:
    """Sent on a yes, it is so while a unit reads it; left to the own unit, while the family does (law.md CON-06)."""
    if not readers or not ConsentRequest.objects.filter(container=concern.pk).exists():
        return bool(readers)
    return Unit.objects.filter(pk__in=list(readers)).exists()


def may_read_on(actor: Actor, entry: UUID, *, at: datetime) -> bool:
    """Whether whoever has just written may open it: not where only those on a list do (law.md PROT-03)."""
    found = find_entry(entry)
    return found is not None and may_be_listed(actor, found.child, at)
