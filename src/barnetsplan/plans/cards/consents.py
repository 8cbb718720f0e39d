"""The plan page's circle and its card on consent: the whole for who holds the plan together, else one's own part."""

from collections.abc import Iterable, Sequence

from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.plans.cards.readings import InCircle, Reading
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.cards.shown import OwnConsent, ServiceConsent
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contact
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.circle import Node


def consents_of(reading: Reading) -> tuple[ServiceConsent, ...]:
    """Per service: whether it reads the plan now, and until when; what each has answered stands behind the link."""
    circle = {unit: place for unit, place in reading.circle.items() if unit != reading.plan.custodian_id}
    services = (_service(reading.name(unit), place) for unit, place in circle.items())
    return tuple(sorted(services, key=lambda service: service.unit))


def _service(name: str, place: InCircle) -> ServiceConsent:
    last_day = last_day_before(place.until) if place.reads and place.until else None
    return ServiceConsent(name, place.reads, last_day, place.request)


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
    asked = [Node(consent.unit, joined=consent.joined) for consent in others]
    return (*joined, *asked)
