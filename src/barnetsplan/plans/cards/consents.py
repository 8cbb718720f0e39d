"""The plan page's circle and its card on consent: the whole for who holds the plan together, else one's own part."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from barnetsplan.consent.queries import RowState, circle_states
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.vocabulary import ConsentState, Layer, TermKind
from barnetsplan.plans import words
from barnetsplan.plans.cards.readings import Reading
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.cards.shown import OwnConsent, ServiceConsent, Tagged
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contact
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.circle import Node

_WAITING = frozenset({ConsentState.ASKED, ConsentState.PARTLY_GIVEN})


def consents_of(reading: Reading) -> tuple[ServiceConsent, ...]:
    """Per service: whether it may read the map and until when, which background, and what waits for answers."""
    plan, newest = reading.plan, defaultdict[UUID, dict[tuple[Layer, str], RowState]](dict)
    for row in circle_states(plan.child_id, container=plan.case_id, family=tuple(reading.family), at=reading.at):
        newest[row.service][row.layer, row.area] = row
    services = [_service(reading.name(service), parts) for service, parts in newest.items()]
    return tuple(sorted(services, key=lambda service: service.unit))


def _service(name: str, parts: dict[tuple[Layer, str], RowState]) -> ServiceConsent:
    on_map = parts.get((Layer.MAP, ""))
    state = on_map.state if on_map else ConsentState.INVALIDATED
    waiting = [row for row in parts.values() if row.state in _WAITING]
    active = [row for row in parts.values() if row.is_active]
    return ServiceConsent(
        unit=name,
        state=Tagged(words.CONSENT[state], words.CONSENT_KIND[state]),
        joined=state is ConsentState.ACTIVE,
        last_day=last_day_before(on_map.valid_until) if on_map and on_map.is_active else None,
        areas=_in_words(row.area for row in active),
        waiting=_in_words(row.area for row in waiting),
        request=next((row.request for row in (*waiting, *parts.values())), None),
        is_waiting=bool(waiting),
    )


def _in_words(areas: Iterable[str]) -> str:
    chosen = {area for area in areas if area}
    return current().in_words(chosen) if chosen else ""


def own_consent(reading: Reading) -> OwnConsent | None:
    """What one's own service may read, computed from what has been released to it; the custodian needs no yes."""
    if reading.actor.party == reading.plan.custodian_id:
        return None
    end = reading.shared.map_until
    return OwnConsent(last_day_before(end) if end else None, _in_words(reading.shared.open_areas))


def nodes_of(
    reading: Reading,
    items: Sequence[OpenEntry],
    consents: Sequence[ServiceConsent],
) -> tuple[Node, ...]:
    """The services around the child, each with its contact person.

    Those that an item of the plan names, which the reader sees; the ones that the family has been asked about are
    shown to who holds the plan together alone.
    """
    people = {entry.responsible: payload_as(entry, Contact).name for entry in items if entry.kind == Contact.KIND}
    functions = [reading.functions.get(kind) for kind in TermKind]
    around = [reading.plan.custodian_id, *functions, *(entry.responsible for entry in items)]
    names = {unit: reading.name(unit) for unit in dict.fromkeys(around) if unit}
    joined = [Node(name, people.get(unit, "")) for unit, name in names.items()]
    others = [consent for consent in consents if consent.unit not in names.values()]
    asked = [Node(consent.unit, joined=consent.joined) for consent in others if consent.joined or consent.is_waiting]
    return (*joined, *asked)
