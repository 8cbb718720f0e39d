"""A disclosure as those read it who made it or received it, the promise, and what a child's page says of them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.cases.handing import Part, heading_of, parts_of
from barnetsplan.cases.queries import handed_out
from barnetsplan.cases.words import KINDS, STATED, named
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.disclosing import Stated
from barnetsplan.people.models import Child
from barnetsplan.people.queries import ChildCard, child_card, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Disclosure, Release
from barnetsplan.records.queries import live_release, open_visible, reason_place
from barnetsplan.vault.sealing import unseal


@dataclass(frozen=True, slots=True)
class Handed:
    """One entry of a disclosure, with its texts."""

    heading: str
    on: datetime
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """What was handed out, on which ground; why, and what was stated, is for the unit that decided."""

    id: UUID
    entries: tuple[UUID, ...]
    child: ChildCard
    is_own: bool
    discloser: str
    recipients: tuple[str, ...]
    who: str
    at: datetime
    ground: str
    reason: str
    stated: tuple[str, ...]
    family_is_told: bool
    has_reservation: bool
    is_ended: bool
    handed: tuple[Handed, ...]


def disclosure_card(actor: Actor, disclosure: Disclosure, at: datetime) -> DisclosureCard:
    """The disclosure, with what of it the reader may see now."""
    child = disclosure.child
    is_own = disclosure.discloser_id == actor.party_id
    lines = Release.objects.filter(disclosure=disclosure)
    recipients = set(lines.values_list("recipient", flat=True))
    units = unit_names({disclosure.discloser_id, *recipients})
    people = names_of({disclosure.made_by_id, *(recipients - units.keys())})
    ids = list(lines.values_list("entry", flat=True))
    seen = [one for one in open_visible(actor.party_id, child=child, at=at, ids=ids) if one.kind in KINDS]
    return DisclosureCard(
        id=disclosure.pk,
        entries=tuple(one.id for one in seen),
        child=child_card(child, at=at),
        is_own=is_own,
        discloser=units.get(disclosure.discloser_id, ""),
        recipients=tuple(sorted({**people, **units}[one] for one in recipients)),
        who=people[disclosure.made_by_id],
        at=disclosure.made_at,
        ground=str(named(disclosure.ground, disclosure.sub_ground)),
        reason=_reason(disclosure) if is_own else "",
        stated=tuple(str(STATED[Stated(one)]) for one in disclosure.stated) if is_own else (),
        family_is_told=disclosure.family_is_told,
        has_reservation=bool(disclosure.reservation),
        is_ended=not lines.filter(live_release(at)).exists(),
        handed=tuple(Handed(heading_of(one.kind, one.area), one.written_at, parts_of(one.payload)) for one in seen),
    )


def _reason(disclosure: Disclosure) -> str:
    if disclosure.sealed_reason is None:
        return ""
    key = disclosure.child.person.key
    return unseal(disclosure.sealed_reason, key=key, place=reason_place(disclosure.pk))


@dataclass(frozen=True, slots=True)
class PromiseCard:
    """What somebody outside the secrecy acts promises before anything about the child is read."""

    child: UUID
    text: str
    is_provisional: bool

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing of what is written stands here yet."""
        return ()


def promise_card(_actor: Actor, child: Child, _at: datetime) -> PromiseCard:
    """The reservation as it is worded now; not even the child's name stands before the promise."""
    reservation = current().disclosure.reservation
    return PromiseCard(child=child.pk, text=reservation.text, is_provisional=reservation.provisional)


@dataclass(frozen=True, slots=True)
class HandedLine:
    """A disclosure in a list: to or from whom, when, on which ground."""

    id: UUID
    other: str
    ground: str
    at: datetime
    is_ended: bool


def handed_lines(actor: Actor, child: UUID, at: datetime) -> tuple[tuple[HandedLine, ...], tuple[HandedLine, ...]]:
    """What the unit has handed out of a child, and what it reads that others have handed it."""
    out = handed_out(child, discloser=actor.party_id)
    into = [one for one in handed_out(child, recipient=actor.party_id) if one.discloser_id != actor.party_id]
    found = [*out, *into]
    if not found:
        return (), ()
    live = set(Release.objects.filter(live_release(at), disclosure__in=found).values_list("disclosure", flat=True))
    to: dict[UUID, set[UUID]] = {}
    for disclosure, recipient in Release.objects.filter(disclosure__in=out).values_list("disclosure", "recipient"):
        to.setdefault(disclosure, set()).add(recipient)
    parties = {one.discloser_id for one in into}.union(*to.values())
    units = unit_names(parties)
    names = {**names_of(parties - units.keys()), **units}
    return (
        tuple(_line(one, ", ".join(sorted(names[party] for party in to[one.pk])), live) for one in out),
        tuple(_line(one, names[one.discloser_id], live) for one in into if one.pk in live),
    )


def _line(disclosure: Disclosure, other: str, live: set[UUID]) -> HandedLine:
    ground = str(named(disclosure.ground, disclosure.sub_ground))
    return HandedLine(disclosure.pk, other, ground, disclosure.made_at, disclosure.pk not in live)
