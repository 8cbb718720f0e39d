"""What the pages of the room are given: frozen cards, made from what the actor sees and from nothing else."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRow
from barnetsplan.consent.texts import AskedQuestion, questions, unit_names
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Layer
from barnetsplan.gathering.models import Question
from barnetsplan.keeping.queries import KeepingCard, keeping_card
from barnetsplan.organisations.models import ReportingPoint, Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, family_of, first_names, name_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area
from barnetsplan.records.kinds import Concern, Contribution
from barnetsplan.records.kinds import Question as QuestionText
from barnetsplan.records.queries import OpenEntry, open_visible, readers_of, visible_to


@dataclass(frozen=True, slots=True)
class Head:
    """Which child a page is about, and which areas are taken up."""

    case: UUID
    child: UUID
    name: str
    first_name: str
    age: int | None
    areas: tuple[Area, ...]


@dataclass(frozen=True, slots=True)
class AskFamilyCard:
    """Who will be asked, each on their own, and who sees what is asked."""

    head: Head
    asked: tuple[str, ...]
    audience: tuple[str, ...]
    entries: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class AskServiceCard:
    """The services that can be asked, by group, and whose yes is needed."""

    head: Head
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
    givers: tuple[str, ...]
    child_answers: bool
    own_unit: str
    entries: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class VoiceCard:
    """A page where one voice is written: what it has said before, and who will see what it says."""

    head: Head
    said: Mapping[str, Contribution]
    audience: tuple[str, ...]
    keeping: KeepingCard
    readers: tuple[tuple[str, str], ...] = ()
    reads_now: tuple[str, ...] = ()
    entries: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """A question to a service, and nothing else about the child: no full name, no other voice."""

    first_name: str
    age: int | None
    areas: tuple[Area, ...]
    text: str
    asked_by: str
    asked_by_unit: str
    due_on: date | None
    answered_on: date | None
    said: Mapping[str, Contribution]
    audience: tuple[str, ...]
    keeping: KeepingCard
    entries: tuple[UUID, ...]


def head_of(case: Case, at: datetime) -> Head:
    """The head of every page about a case."""
    name = name_of(case.child.person)
    return Head(
        case=case.pk,
        child=case.child_id,
        name=name,
        first_name=first_names([name])[0],
        age=age_of(case.child, at=at),
        areas=_areas(case.areas),
    )


def _areas(keys: list[str]) -> tuple[Area, ...]:
    return tuple(area for area in current().areas if area.key in keys)


def ask_family_card(actor: Actor, case: Case, at: datetime) -> AskFamilyCard:
    """Every adult with standing is asked, and only they and the own unit see the question."""
    asked = tuple(_family_names(case.child, at).values())
    return AskFamilyCard(head_of(case, at), asked, (actor.unit_name, *asked))


def _family_names(child: Child, at: datetime) -> Mapping[UUID, str]:
    adults = family_of(child, at=at)
    names = names_of(adults)
    return {adult: names[adult] for adult in adults}


def ask_service_card(actor: Actor, case: Case, at: datetime) -> AskServiceCard:
    """The units to choose from, the own municipality's first, and who must say yes (law.md CON-02, CON-03)."""
    head = head_of(case, at)
    rule = current().consent_rule_for(head.age)
    child_answers = rule is not None and "child" in rule.must_give
    givers = tuple(_family_names(case.child, at).values())
    return AskServiceCard(
        head=head,
        groups=_units_by_group(case.unit),
        givers=(*givers, head.name) if child_answers else givers,
        child_answers=child_answers,
        own_unit=actor.unit_name,
    )


def _units_by_group(own: Unit) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    places = dict(ReportingPoint.objects.values_list("municipality_code", "municipality"))
    order = [sector.key for sector in current().sectors]
    groups: dict[tuple[bool, str, int], list[tuple[str, str]]] = {}
    for unit in Unit.objects.filter(guest=False).exclude(pk=own.pk).order_by("name"):
        elsewhere = unit.municipality_code not in {own.municipality_code, ""}
        place = places.get(unit.municipality_code, "")
        groups.setdefault((elsewhere, place, order.index(unit.sector)), []).append((str(unit.pk), unit.name))
    return tuple(
        (" · ".join(filter(None, (place, current().sectors[sector].label))), tuple(units))
        for (_, place, sector), units in sorted(groups.items())
    )


def asked_of_family(actor: Actor, case: Case, *, unit: UUID, areas: Collection[str]) -> tuple[AskedQuestion, ...]:
    """The small question exactly as the guardians will read it, before it is stored."""
    me = actor.party_id
    rows = [
        ConsentRow(service_id=unit, discloser_id=me, recipient_id=unit, layer=Layer.TALK, area=area) for area in areas
    ]
    return questions(rows, asker=me, child_name=name_of(case.child.person))


def own_voice_card(actor: Actor, case: Case, at: datetime) -> VoiceCard:
    """What the own unit has said in this case; the own unit alone sees it until it is shown."""
    said = _said(actor, case, at, voice=actor.party_id)
    return VoiceCard(
        head=head_of(case, at),
        said=_by_area(said),
        audience=(actor.unit_name,),
        keeping=keeping_card(case.child, at, entries=[entry.id for entry in said]),
        entries=tuple(entry.id for entry in said),
    )


def child_words_card(actor: Actor, case: Case, at: datetime) -> VoiceCard:
    """What the child has said with an adult of this unit beside, and whom the child may let read."""
    said = _said(actor, case, at, voice=case.child_id)
    head = head_of(case, at)
    readers = {**_family_names(case.child, at), **unit_names(_units_around(actor, case.child, at))}
    keys = [entry.id for entry in said]
    reading = {party for parties in readers_of(keys, at=at).values() for party in parties}
    return VoiceCard(
        head=head,
        said=_by_area(said),
        audience=(head.first_name, actor.unit_name),
        readers=tuple((str(party), name) for party, name in readers.items()),
        reads_now=tuple(name for party, name in readers.items() if party in reading),
        keeping=keeping_card(case.child, at, entries=keys),
        entries=tuple(keys),
    )


def _units_around(actor: Actor, child: Child, at: datetime) -> set[UUID]:
    """The units whose own words about the child this unit reads: it knows already that they are there."""
    seen = visible_to(actor.party_id, at=at).filter(child=child, kind__in=(Concern.KIND, Contribution.KIND))
    return set(seen.exclude(owner=actor.party_id).filter(owner__kind="unit").values_list("owner", flat=True))


def _said(actor: Actor, case: Case, at: datetime, *, voice: UUID) -> tuple[OpenEntry, ...]:
    seen = open_visible(actor.party_id, child=case.child, at=at, kinds=[Contribution.KIND], containers=[case.pk])
    return tuple(entry for entry in seen if entry.voice == voice)


def _by_area(entries: tuple[OpenEntry, ...]) -> Mapping[str, Contribution]:
    return {entry.area: entry.payload for entry in entries if isinstance(entry.payload, Contribution)}


def question_card(actor: Actor, question: Question, at: datetime) -> QuestionCard:
    """The question and the own unit's answer; the gate has seen that the question is released to the unit."""
    child = question.case.child
    seen = open_visible(actor.party_id, child=child, at=at, kinds=[QuestionText.KIND], ids=[question.entry])
    own = open_visible(actor.party_id, child=child, at=at, kinds=[Contribution.KIND], containers=[question.pk])
    asked = next(entry for entry in seen if isinstance(entry.payload, QuestionText))
    payload = asked.payload
    said = tuple(entry for entry in own if entry.owner == actor.party_id)
    unit = unit_names([question.case.unit_id])[question.case.unit_id]
    return QuestionCard(
        first_name=first_names([name_of(child.person)])[0],
        age=age_of(child, at=at),
        areas=_areas(question.areas),
        text=payload.text if isinstance(payload, QuestionText) else "",
        asked_by=names_of([asked.author])[asked.author],
        asked_by_unit=unit,
        due_on=question.due_on,
        answered_on=local_date(question.answered_at) if question.answered_at else None,
        said=_by_area(said),
        audience=(actor.unit_name, unit),
        keeping=keeping_card(child, at, entries=[entry.id for entry in said], unnamed=True),
        entries=(asked.id, *(entry.id for entry in said)),
    )
