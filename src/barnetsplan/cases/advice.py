"""Asking another unit for advice without naming a child: no child is looked up, admitted or joined to it (LAW-07)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from barnetsplan.access.gate import Thing
from barnetsplan.cases.models import Advice
from barnetsplan.cases.scanning import Found, scanned
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Guardianship
from barnetsplan.people.queries import children_of_unit, live, names_of
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.practice.load import current
from barnetsplan.vault.sealing import Place, make_key, seal, unseal

#: As many children of the unit as a text is compared with; no unit works with more at a time.
_MOST = 2000
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Adviser:
    """A unit that can be asked."""

    id: UUID
    name: str
    sector: str


@dataclass(frozen=True, slots=True)
class AdviceLine:
    """One question in a list: with whom, when, and whether it has its answer."""

    id: UUID
    other: str
    is_ours: bool
    at: datetime
    is_answered: bool


@dataclass(frozen=True, slots=True)
class AdviceCard:
    """A question and its answer, about no child."""

    id: UUID
    is_ours: bool
    from_unit: str
    to_unit: str
    who: str
    at: datetime
    question: str
    answer: str
    answered_who: str
    answered_at: datetime | None

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written about a child."""
        return ()


def advisers(actor: Actor) -> tuple[Adviser, ...]:
    """The units that advise, those of the own municipality first."""
    sectors = {sector.key: sector.label for sector in current().sectors if sector.advises}
    own = Unit.objects.get(pk=actor.party_id)
    units = Unit.objects.filter(sector__in=sectors, guest=False).exclude(pk=own.pk)
    near = sorted(units, key=lambda unit: (unit.municipality_code != own.municipality_code, unit.sector, unit.name))
    return tuple(Adviser(unit.pk, unit.name, sectors[unit.sector]) for unit in near)


def advice_list(actor: Actor) -> tuple[AdviceLine, ...]:
    """What the unit has asked and been asked, what waits first, then newest first."""
    mine = actor.party_id
    rows = Advice.objects.filter(Q(from_unit=mine) | Q(to_unit=mine)).select_related("from_unit", "to_unit")
    lines = [
        AdviceLine(
            id=row.pk,
            other=row.to_unit.name if row.from_unit_id == mine else row.from_unit.name,
            is_ours=row.from_unit_id == mine,
            at=row.asked_at,
            is_answered=row.answered_at is not None,
        )
        for row in rows.order_by("-asked_at", "pk")[:PER_PAGE]
    ]
    return tuple(sorted(lines, key=lambda line: line.is_ours or line.is_answered))


def waiting_advice(party: UUID) -> QuerySet[Advice]:
    """The questions that wait for the unit's answer."""
    return Advice.objects.filter(to_unit=party, answered_at__isnull=True)


def find_advice(key: UUID) -> Advice | None:
    """A question by id, with its key and units."""
    return Advice.objects.select_related("key", "from_unit", "to_unit").filter(pk=key).first()


def _facts(actor: Actor, advice: Advice, _at: datetime) -> Facts:
    stands = {Relation.OWNS: advice.from_unit_id, Relation.ASKED: advice.to_unit_id}
    held = frozenset(relation for relation, unit in stands.items() if actor.party == unit)
    return Facts(actor=actor, relations=held)


ADVICE: Thing[Advice] = Thing(
    find=find_advice,
    facts=_facts,
    child=lambda _advice: None,
    lock=lambda _child: None,
    protection=lambda _advice: Protection.NONE,
)


def advice_card(actor: Actor, advice: Advice, _at: datetime) -> AdviceCard:
    """The question, and its answer if there is one."""
    people = names_of({advice.asked_by_id, advice.answered_by_id})
    answer = advice.sealed_answer
    return AdviceCard(
        id=advice.pk,
        is_ours=advice.from_unit_id == actor.party_id,
        from_unit=advice.from_unit.name,
        to_unit=advice.to_unit.name,
        who=people[advice.asked_by_id],
        at=advice.asked_at,
        question=unseal(advice.sealed_question, key=advice.key, place=_question_place(advice.pk)),
        answer="" if answer is None else unseal(answer, key=advice.key, place=_answer_place(advice.pk)),
        answered_who=people.get(advice.answered_by_id, "") if advice.answered_by_id else "",
        answered_at=advice.answered_at,
    )


def looked_through(actor: Actor, text: str, *, at: datetime) -> Found:
    """What in a text could point somebody out, among all whom the writer's unit works with."""
    return scanned(text, known=_known_names(actor, at))


def _known_names(actor: Actor, at: datetime) -> Collection[str]:
    children = list(children_of_unit(actor.party_id, at=at, most=_MOST).values_list("pk", "carried_by"))
    ids = {person for row in children for person in row if person is not None}
    ids |= set(Guardianship.objects.filter(live(at), child__in=ids).values_list("guardian", flat=True))
    return names_of(ids).values()


@transaction.atomic
def ask_advice(*, advice_id: UUID, to: UUID, text: str, by: Actor, at: datetime) -> Advice | Refused:
    """Put the question; a text with a number in it is not sent, whoever says that it may be (LAW-07)."""
    earlier = find_advice(advice_id)
    if earlier is not None:
        if (earlier.from_unit_id, earlier.asked_by_id) != (by.party_id, by.person_id):
            raise Taken
        return earlier
    if looked_through(by, text, at=at).numbers:
        return Refused(Reason.NAMES_SOMEBODY)
    key = make_key(at=at)
    row = Advice(id=advice_id, key=key, from_unit_id=by.party_id, to_unit_id=to, asked_by_id=by.person_id, asked_at=at)
    row.sealed_question = seal(text, key=key, place=_question_place(row.pk))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        # The id of a question that the asker may not see, which the database alone knows.
        raise Taken from error
    return row


@transaction.atomic
def answer_advice(*, advice: Advice, text: str, by: Actor, at: datetime) -> Advice | Refused:
    """Answer once; the answer names nobody either."""
    row = Advice.objects.select_for_update(of=("self",)).select_related("key").get(pk=advice.pk)
    if row.answered_at is not None:
        return row if row.answered_by_id == by.person_id else Refused(Reason.ALREADY_ANSWERED)
    if looked_through(by, text, at=at).numbers:
        return Refused(Reason.NAMES_SOMEBODY)
    row.sealed_answer = seal(text, key=row.key, place=_answer_place(row.pk))
    row.answered_by_id, row.answered_at = by.person_id, at
    row.save(update_fields=["sealed_answer", "answered_by", "answered_at"])
    return row


def _question_place(advice: UUID) -> Place:
    return Place("cases_advice", "sealed_question", advice)


def _answer_place(advice: UUID) -> Place:
    return Place("cases_advice", "sealed_answer", advice)
