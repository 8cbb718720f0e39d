"""What the family is told when a service has handed something out: on its own page, and as a row in the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from barnetsplan.cases.handing import Part, parts_of
from barnetsplan.cases.queries import has_promised
from barnetsplan.consent.texts import unit_names
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Extract, Informed
from barnetsplan.records.models import Disclosure
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.ui.marks import as_data


@dataclass(frozen=True, slots=True)
class Told:
    """A disclosure that the reader has been told of: when, by whom, and in one sentence to whom and why."""

    at: datetime
    discloser: UUID
    recipient: str
    ground: str


def told_of(actor: Actor, child: Child, at: datetime) -> tuple[Told, ...]:
    """Everything that the reader has been told of; one query."""
    seen = open_visible(actor.party_id, child=child, at=at, kinds=(Informed.KIND,))
    return tuple(
        Told(entry.written_at, entry.owner, entry.payload.recipient, entry.payload.ground)
        for entry in seen
        if isinstance(entry.payload, Informed)
    )


def told_sentence(told: Told, who: str) -> SafeString:
    """The row of the log: who handed something out, to whom, and why they could."""
    name = format_html('<b translate="no">{}</b>', who)
    words = _("{who} lämnade uppgifter till {to}. {why}")
    return format_html(words, who=name, to=as_data(told.recipient), why=as_data(told.ground))


@dataclass(frozen=True, slots=True)
class HandedCard:
    """One disclosure as the reader was told of it, or received it; ``promise`` must be given before it is read."""

    head: Head
    disclosure: UUID
    at: datetime
    discloser: str
    informed: Informed | None
    promise: str
    parts: tuple[Part, ...]
    entries: tuple[UUID, ...]


def handed_card(actor: Actor, disclosure: Disclosure, at: datetime) -> HandedCard:
    """What the reader may know of it; the text of what was handed to the reader opens with the promise."""
    child = disclosure.child
    seen = open_visible(actor.party_id, child=child, at=at, kinds=(Informed.KIND, Extract.KIND))
    told = [one for one in seen if one.kind == Informed.KIND and one.container == disclosure.pk]
    handed = _handed(actor, disclosure, seen)
    waits = bool(handed and disclosure.reservation) and not has_promised(actor, child.pk, disclosure.reservation)
    opened = [] if waits else handed
    return HandedCard(
        head=head_of(child, actor),
        disclosure=disclosure.pk,
        at=disclosure.made_at,
        discloser=unit_names({disclosure.discloser_id})[disclosure.discloser_id],
        informed=next((one.payload for one in told if isinstance(one.payload, Informed)), None),
        promise=current().disclosure.reservation.text if waits else "",
        parts=tuple(part for one in opened for part in parts_of(one.payload)),
        entries=(*(one.id for one in told), *(one.id for one in opened)),
    )


def _handed(actor: Actor, disclosure: Disclosure, seen: Iterable[OpenEntry]) -> list[OpenEntry]:
    lines = set(disclosure.releases.filter(recipient=actor.party_id).values_list("entry", flat=True))
    return [one for one in seen if one.id in lines]
