"""The plan page's circle and its card on consent: the whole for who holds the plan together, else one's own part."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from barnetsplan.consent.models import ConsentRow
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.vocabulary import Layer, TermKind
from barnetsplan.plans.cards.readings import Reading, Shared
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.cards.shown import OwnConsent, ServiceConsent
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contact
from barnetsplan.records.queries import OpenEntry
from barnetsplan.statements import Statement, a_moment, an_id
from barnetsplan.ui.circle import Node


def consents_of(reading: Reading) -> tuple[ServiceConsent, ...]:
    """Per service: whether it reads the map now and until when, which background, and where the answers stand.

    Told by what is released: that is what a service can open. What each giver has answered stands behind the link.
    """
    plan = reading.plan
    asked = dict(_ASKED.rows(case=plan.case_id, at=reading.at))
    units = {*reading.shared_with, *asked} - {plan.custodian_id}
    services = [_service(reading, unit, asked.get(unit)) for unit in units]
    return tuple(sorted((service for service in services if service.joined or service.request), key=lambda s: s.unit))


#: The services that the family has been asked about, with the newest question: the later row stays.
_ASKED = Statement(
    lambda: (
        ConsentRow.objects.filter(
            request__container=an_id("case"),
            request__withdrawn_at__isnull=True,
            request__valid_until__gt=a_moment("at"),
            layer=Layer.MAP,
        )
        .order_by("request__asked_at")
        .values_list("service", "request")
    ),
)


def _service(reading: Reading, unit: UUID, request: UUID | None) -> ServiceConsent:
    shared = reading.shared_with.get(unit, Shared())
    return ServiceConsent(
        unit=reading.name(unit),
        joined=shared.reads_map,
        last_day=last_day_before(shared.map_until) if shared.map_until else None,
        areas=_in_words(shared.open_areas),
        request=request,
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
    asked = [Node(consent.unit, joined=consent.joined) for consent in others]
    return (*joined, *asked)
