"""What could a service see on a day: the same answer as the registrar gets, of what the reader may see.

*Source:* law.md LAW-05, PDL-04; computed by ``records.replay``, never from what is hidden from the reader.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.safestring import SafeString

from barnetsplan.domain.periods import local_date
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.known import known_parties
from barnetsplan.family.cards.log import what_in_words
from barnetsplan.family.cards.naming import Names
from barnetsplan.family.cards.seen import Seen, seen_by
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Release
from barnetsplan.records.replay import could_see


@dataclass(frozen=True, slots=True)
class ServiceChoice:
    """A service that one can ask about."""

    id: UUID
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReplayCard:
    """The question, and its answer when a service and a day are chosen; nothing is opened."""

    head: Head
    services: tuple[ServiceChoice, ...]
    day: date
    today: date
    service: str
    what: SafeString | str

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written stands on the page."""
        return ()


def replay_card(actor: Actor, child: Child, at: datetime, *, service: UUID | None, day: date | None) -> ReplayCard:
    """What a service that the reader may know of could see, of what the reader sees, at any time of a day."""
    today = local_date(at)
    visible = seen_by(actor, child, at)
    services = _services(actor, child, visible, at)
    names = Names({*services, *(seen.owner for seen in visible.values())}, child=child, actor=actor)
    chosen = service if service in services else None
    asked = min(day or today, today)
    could = could_see(chosen, child=child.pk, day=asked, before=at) & visible.keys() if chosen else frozenset()
    choices = (ServiceChoice(unit, names.unit(unit).name, unit == chosen) for unit in services)
    return ReplayCard(
        head=head_of(child, actor),
        services=tuple(sorted(choices, key=lambda one: (one.name, str(one.id)))),
        day=asked,
        today=today,
        service=names.unit(chosen).title if chosen else "",
        what=what_in_words(could, visible, names) if could else "",
    )


def _services(actor: Actor, child: Child, visible: Mapping[UUID, Seen], at: datetime) -> Collection[UUID]:
    """The units that have had something of what the reader sees, and of which the reader may know."""
    rows = Release.objects.filter(entry__in=visible.keys(), recipient__unit__isnull=False)
    had = {*rows.values_list("recipient", flat=True), *(seen.owner for seen in visible.values())}
    known = known_parties(actor, child, visible.keys(), at)
    return set(Unit.objects.filter(pk__in=had & known).values_list("pk", flat=True))
