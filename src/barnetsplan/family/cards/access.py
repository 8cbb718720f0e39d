"""Who may see: the reader's own answers, service by service, what holds now, and what has been read already."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from barnetsplan.consent.models import ConsentGiver, ConsentRequest
from barnetsplan.consent.queries import Part, row_states
from barnetsplan.consent.states import CLOSED
from barnetsplan.consent.texts import AskedQuestion, questions_of
from barnetsplan.domain.vocabulary import Answer, Ground, Layer
from barnetsplan.family.cards.consent import own_parts, parts_that_hold
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names, area_label, in_sentence
from barnetsplan.family.cards.seen import Seen, seen_by
from barnetsplan.family.cards.waiting import is_open
from barnetsplan.guests.queries import GuestLine, guests_known
from barnetsplan.people.models import Child
from barnetsplan.plans.cards.questions import asked
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import KINDS
from barnetsplan.practice.load import current
from barnetsplan.records.models import Release
from barnetsplan.records.queries import live_release


@dataclass(frozen=True, slots=True)
class AccessLine:
    """One thing that one service may be let to read: the own answer, what holds, and the words for changing it.

    ``now`` is ``reads`` (something lies open now), ``may`` (holds, nothing lies open yet), ``waits`` (own yes,
    not all answers are in), ``closed`` (own no, or taken back) or ``unanswered``.
    """

    request: UUID
    service: UUID
    layer: str
    area: str
    label: str
    areas: str
    answer: str
    now: str
    question: str
    explanation: str
    if_withdrawn: str
    has_read: bool
    read_of: str
    may_take_back: bool
    may_give_back: bool


@dataclass(frozen=True, slots=True)
class AccessService:
    """One service with its lines, the map first."""

    service: UUID
    name: str
    asker: str
    lines: tuple[AccessLine, ...]


@dataclass(frozen=True, slots=True)
class AccessCard:
    """The whole page; it opens no entry."""

    head: Head
    services: tuple[AccessService, ...]
    guests: tuple[GuestLine, ...]
    law_text: str
    change_text: str

    @property
    def entries(self) -> tuple[UUID, ...]:
        """No entry stands on the page."""
        return ()


@dataclass(frozen=True, slots=True)
class _World:
    """What the lines are computed from."""

    open: frozenset[tuple[UUID, UUID, str, str]]
    own: Mapping[UUID, Mapping[Part, Answer]]
    holds: Mapping[UUID, frozenset[Part]]
    live: frozenset[tuple[UUID, str, str]]
    read: Mapping[tuple[UUID, str, str], tuple[str, ...]]
    map_given: frozenset[UUID]

    def is_open(self, line: AccessLine) -> bool:
        """Whether the part can still be answered: what was asked anew, or must be, stands there no more."""
        return any(
            (request, service, layer) == (line.request, line.service, line.layer) and line.area in {"", area}
            for request, service, layer, area in self.open
        )


def access_card(actor: Actor, child: Child, at: datetime) -> AccessCard:
    """Every service that the reader has been asked about, each part with the answer that counts."""
    requests = _requests(actor, child, at)
    seen = seen_by(actor, child, at)
    parties: set[UUID | None] = {request.asked_by_id for request in requests} | {entry.owner for entry in seen.values()}
    names = Names(parties, child=child, actor=actor)
    found: dict[Part, list[AccessLine]] = {}
    heads: dict[UUID, tuple[str, str]] = {}
    world = _world(actor, child, at, requests=requests, seen=seen, names=names)
    for request in requests:
        for question in questions_of(request, giver=actor.person_id, key=child.person.key):
            heads.setdefault(question.service, (question.service_name, names.unit(request.asked_by_id).name))
            for line in _lines(request, question, world, child, actor):
                if world.is_open(line):
                    found.setdefault(_part(line), []).append(line)
    services = _services([max(lines, key=_counts) for lines in found.values()], heads)
    consent = current().consent
    guests = guests_known(child, [service.service for service in services], at=at)
    return AccessCard(head_of(child, actor), services, guests, consent.law_text, consent.change_text)


def _counts(line: AccessLine) -> tuple[bool, bool, bool]:
    """What is asked again may have several answers: a yes that holds counts, then a yes, then the newest answer."""
    return line.now in {"reads", "may"}, line.may_take_back, bool(line.answer)


def _services(lines: Iterable[AccessLine], heads: Mapping[UUID, tuple[str, str]]) -> tuple[AccessService, ...]:
    by_service: dict[UUID, list[AccessLine]] = {}
    for line in lines:
        by_service.setdefault(line.service, []).append(line)
    made = (
        AccessService(service, *heads[service], lines=tuple(sorted(found, key=_order)))
        for service, found in by_service.items()
    )
    return tuple(sorted(made, key=lambda one: (one.name, str(one.service))))


def _world(
    actor: Actor,
    child: Child,
    at: datetime,
    *,
    requests: Collection[ConsentRequest],
    seen: Mapping[UUID, Seen],
    names: Names,
) -> _World:
    rows = row_states(child, at=at, requests=[request.pk for request in requests])
    each = {request.pk: [row for row in rows if row.request == request.pk] for request in requests}
    own = {key: own_parts(found, actor.person_id) for key, found in each.items()}
    return _World(
        open=frozenset((row.request, *row.part) for row in rows if row.state not in CLOSED),
        own=own,
        holds={key: parts_that_hold(found, actor.person_id) for key, found in each.items()},
        live=_live(child, seen, at),
        read=_named(_received(child, seen), names),
        map_given=frozenset(
            service
            for said in own.values()
            for (service, layer, _), answer in said.items()
            if layer == Layer.MAP and answer is Answer.YES
        ),
    )


def _requests(actor: Actor, child: Child, at: datetime) -> list[ConsentRequest]:
    mine = ConsentGiver.objects.filter(person=actor.person_id).values("request")
    rows = ConsentRequest.objects.filter(child=child.pk, pk__in=mine).select_related("child")
    rows = rows.order_by("-asked_at", "pk")
    return [request for request in rows if is_open(request, at)]


def _on_consent(child: Child) -> QuerySet[Release]:
    """What units have been let to read on the family's yes; what a person gives in the own name is another matter."""
    return Release.objects.filter(
        entry__child=child.pk,
        recipient__unit__isnull=False,
        disclosure__ground=Ground.CONSENT_12_2,
    )


def _received(child: Child, seen: Mapping[UUID, Seen]) -> Mapping[tuple[UUID, str, str], frozenset[UUID]]:
    """Whose words each unit has been given, by kind and area, as far as the reader may see them; ended ones too."""
    rows = _on_consent(child)
    found: dict[tuple[UUID, str, str], set[UUID]] = {}
    for entry, recipient in rows.values_list("entry", "recipient"):
        if entry in seen and seen[entry].owner != recipient:
            one = seen[entry]
            found.setdefault((recipient, one.kind, one.area), set()).add(one.owner)
    return {key: frozenset(owners) for key, owners in found.items()}


def _named(
    received: Mapping[tuple[UUID, str, str], frozenset[UUID]], names: Names
) -> Mapping[tuple[UUID, str, str], tuple[str, ...]]:
    return {key: tuple(sorted(filter(None, map(names.called, owners)))) for key, owners in received.items()}


def _live(child: Child, seen: Mapping[UUID, Seen], at: datetime) -> frozenset[tuple[UUID, str, str]]:
    """What lies open for each unit now, by kind and area, as far as the reader may see it."""
    rows = _on_consent(child).filter(live_release(at))
    return frozenset(
        (recipient, seen[entry].kind, seen[entry].area)
        for entry, recipient in rows.values_list("entry", "recipient")
        if entry in seen and seen[entry].owner != recipient
    )


def _lines(
    request: ConsentRequest,
    question: AskedQuestion,
    world: _World,
    child: Child,
    actor: Actor,
) -> Iterable[AccessLine]:
    """Background has a line per area; the other layers are answered whole."""
    each = question.areas if question.layer == Layer.BACKGROUND else ("",)
    for area in each:
        yield _line(request, question, area, world, to_child=actor.person == child.pk)


def _line(
    request: ConsentRequest,
    question: AskedQuestion,
    area: str,
    world: _World,
    *,
    to_child: bool,
) -> AccessLine:
    parts = [(question.service, question.layer, one) for one in ((area,) if area else question.areas or ("",))]
    said, holding = world.own[request.pk].get(parts[0]), world.holds[request.pk]
    words = asked(question, to_child=to_child)
    kinds = KINDS[Layer(question.layer)]
    areas = tuple(part[2] for part in parts)
    needs_map = question.layer == Layer.BACKGROUND
    return AccessLine(
        request=request.pk,
        service=question.service,
        layer=question.layer,
        area=area,
        label=area_label(area) if area else "",
        areas=in_sentence(question.areas),
        answer=said.value if said else "",
        now=_now(said, holds=all(part in holding for part in parts), live=_any(world.live, question, kinds, areas)),
        question=words.question,
        explanation=words.explanation,
        if_withdrawn=words.if_withdrawn,
        has_read=_any(world.read, question, kinds, areas),
        read_of=_read_of(world, question, kinds, areas),
        may_take_back=said is Answer.YES,
        may_give_back=said in {Answer.WITHDRAWN, Answer.NO} and (not needs_map or question.service in world.map_given),
    )


def _now(said: Answer | None, *, holds: bool, live: bool) -> str:
    if said is None:
        return "unanswered"
    if said is not Answer.YES:
        return "closed"
    if not holds:
        return "waits"
    return "reads" if live else "may"


def _any(
    live: Collection[tuple[UUID, str, str]], question: AskedQuestion, kinds: frozenset[str], areas: tuple[str, ...]
) -> bool:
    return any(unit == question.service and kind in kinds and _fits(question, area, areas) for unit, kind, area in live)


def _read_of(world: _World, question: AskedQuestion, kinds: frozenset[str], areas: tuple[str, ...]) -> str:
    """Whose words the service has been let to read, as a part of a sentence; a map is nobody's words."""
    found = {
        name
        for (unit, kind, area), voices in world.read.items()
        if unit == question.service and kind in kinds and _fits(question, area, areas)
        for name in voices
    }
    return current().listed(sorted(found)) if question.layer == Layer.BACKGROUND else ""


def _fits(question: AskedQuestion, area: str, areas: tuple[str, ...]) -> bool:
    return question.layer != Layer.BACKGROUND or area in areas


def _part(line: AccessLine) -> Part:
    return line.service, line.layer, line.area or line.areas


def _order(line: AccessLine) -> tuple[int, int]:
    layers = (Layer.MAP.value, Layer.BACKGROUND.value, Layer.TALK.value, Layer.TELL.value)
    keys = [area.key for area in current().areas]
    return layers.index(line.layer), keys.index(line.area) if line.area in keys else 0
