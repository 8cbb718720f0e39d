"""Whom the family can call: one person per service, and who holds the plan together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.consent.models import ConsentGiver
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names, dialled
from barnetsplan.family.cards.version import newest_version
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Concern, Contact, Question
from barnetsplan.records.queries import OpenEntry, open_visible


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One service: whom to ask for, where, and what they hold."""

    unit: UUID
    name: str
    role: str
    service: str
    phone: str
    tel: str
    holds: tuple[str, ...]
    entry: UUID | None = None


@dataclass(frozen=True, slots=True)
class ContactsCard:
    """The page with everybody one can call."""

    head: Head
    lines: tuple[ContactLine, ...]
    function: str
    function_text: str
    entries: tuple[UUID, ...]


def contact_lines(
    entries: Iterable[OpenEntry],
    names: Names,
    held: Mapping[TermKind, UUID],
    *,
    others: Iterable[UUID] = (),
) -> tuple[ContactLine, ...]:
    """Those who hold the functions first, then the contact of each service, then services without a named contact."""
    lines: dict[UUID, ContactLine] = {}
    for entry in entries:
        payload = entry.payload
        if isinstance(payload, Contact):
            unit = entry.responsible or entry.voice
            lines[unit] = _line(unit, names, held, contact=payload, entry=entry.id)
    for unit in (*dict.fromkeys(held.values()), *others):
        if unit not in lines and names.is_unit(unit):
            lines[unit] = _line(unit, names, held)
    order = list(held.values())
    return tuple(sorted(lines.values(), key=lambda line: (line.unit not in order, line.service)))


def _line(
    unit: UUID,
    names: Names,
    held: Mapping[TermKind, UUID],
    *,
    contact: Contact | None = None,
    entry: UUID | None = None,
) -> ContactLine:
    words = names.unit(unit)
    told = None if names.hidden else contact
    phone = (told.phone if told else "") or words.phone
    return ContactLine(
        unit=unit,
        name=told.name if told else "",
        role=told.role if told else "",
        service=words.name,
        phone=phone,
        tel=dialled(phone),
        holds=functions(unit, held),
        entry=entry,
    )


def held_by(child: UUID, *, at: datetime, plan: bool) -> Mapping[TermKind, UUID]:
    """Who holds the functions; before there is a plan to see, nobody is said to hold one together."""
    held = holders(child, at=at)
    return held if plan else {kind: unit for kind, unit in held.items() if kind is TermKind.BBA}


def functions(unit: UUID, held: Mapping[TermKind, UUID]) -> tuple[str, ...]:
    """What a unit does for the child beside its own help, in the family's words."""
    practice = current()
    words = {
        TermKind.COORDINATOR: practice.term("coordinator").family_label,
        TermKind.BBA: practice.term("bba").family_label,
    }
    return tuple(text for kind, text in words.items() if held.get(kind) == unit)


def asking_units(actor: Actor, child: Child, entries: Iterable[OpenEntry]) -> tuple[UUID, ...]:
    """The units that the reader knows of already: who wrote to them, and who asked for their yes."""
    wrote = [entry.owner for entry in entries if entry.kind in {Concern.KIND, Question.KIND}]
    asked = ConsentGiver.objects.filter(person=actor.person_id, request__child=child.pk)
    return tuple(
        dict.fromkeys([*asked.order_by("-request__asked_at").values_list("request__asked_by", flat=True), *wrote])
    )


def contacts_card(actor: Actor, child: Child, at: datetime) -> ContactsCard:
    """The contacts of the newest version, those who hold the functions, and whoever else has written to the family."""
    visible = open_visible(actor.party_id, child=child, at=at)
    found = newest_version(visible)
    known = asking_units(actor, child, visible)
    held = held_by(child.pk, at=at, plan=found is not None) if known or found else {}
    contacts = found.of_kind(visible, Contact.KIND) if found else ()
    parties = {*known, *held.values(), *(entry.responsible for entry in contacts), *(e.voice for e in contacts)}
    names = Names(parties, child=child, actor=actor)
    lines = contact_lines(contacts, names, held, others=known)
    shown = tuple(line.entry for line in lines if line.entry is not None)
    through = current().protected_contact if names.hidden else None
    return ContactsCard(
        head=head_of(child, actor),
        lines=lines,
        function=through.label if through else "",
        function_text=through.text if through else "",
        entries=shown,
    )
