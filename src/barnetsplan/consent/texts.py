"""The questions of a request as the giver reads them, and the hash of exactly that (law.md CON-01)."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from uuid import UUID

from barnetsplan.consent.models import ConsentRequest, ConsentRow
from barnetsplan.domain.vocabulary import Layer
from barnetsplan.organisations.models import Unit
from barnetsplan.practice.load import current


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One plain question about one service: its text, what a no means, and the areas one may open besides."""

    service: UUID
    service_name: str
    layer: str
    areas: tuple[str, ...]
    question: str
    explanation: str
    child_question: str
    if_no: str
    if_withdrawn: str
    text_version: str


def questions_of(request: ConsentRequest, *, child_name: str) -> tuple[AskedQuestion, ...]:
    """The questions of a stored request, in the order of services and layers; two queries."""
    rows = list(ConsentRow.objects.filter(request=request))
    return questions(rows, asker=request.asked_by_id, child_name=child_name)


def questions(rows: Iterable[ConsentRow], *, asker: UUID, child_name: str) -> tuple[AskedQuestion, ...]:
    """Group rows into questions: one per service and layer, with all its areas; one query.

    The heading names the unit exactly; the running text says «BVC» and «förskolan», and the child's first name.
    """
    grouped: dict[tuple[UUID, str], set[str]] = {}
    for row in rows:
        grouped.setdefault((row.service_id, row.layer), set()).add(row.area)
    named = _asked_units({asker, *(service for service, _layer in grouped)})
    order = [layer.value for layer in Layer]
    made = [
        _question(named[service], layer, areas - {""}, asker=named[asker], child=child_name.partition(" ")[0])
        for (service, layer), areas in grouped.items()
    ]
    return tuple(sorted(made, key=lambda each: (each.service_name, str(each.service), order.index(each.layer))))


@dataclass(frozen=True, slots=True)
class AskedUnit:
    """A unit as a question names it: exactly in the heading, shortly in the text."""

    id: UUID
    name: str
    short: str


def _asked_units(units: Iterable[UUID]) -> Mapping[UUID, AskedUnit]:
    """Units by id; two that would be called the same in the text are called by their whole names."""
    rows = Unit.objects.filter(pk__in=list(units)).values_list("pk", "name", "short_name")
    called = Counter(short for _pk, _name, short in rows)
    return {pk: AskedUnit(pk, name, short if called[short] == 1 else name) for pk, name, short in rows}


def told(*, discloser: UUID, recipient: UUID, child_name: str) -> AskedQuestion:
    """The question that is put by word of mouth before a concern is sent, as it will be stored."""
    row = ConsentRow(service_id=discloser, layer=Layer.TELL, area="")
    return questions([row], asker=recipient, child_name=child_name)[0]


def _question(service: AskedUnit, layer: str, areas: set[str], *, asker: AskedUnit, child: str) -> AskedQuestion:
    practice = current()
    disclosed_by, received_by = (service, asker) if layer == Layer.TELL else (asker, service)
    text = practice.consent_text(layer).filled(
        child=child,
        discloser=disclosed_by.short,
        recipient=received_by.short,
        areas=practice.in_words(areas),
    )
    return AskedQuestion(
        service=service.id,
        service_name=service.name,
        layer=layer,
        areas=tuple(area.key for area in practice.areas if area.key in areas),
        question=text.question,
        explanation=text.explanation,
        child_question=text.child_question,
        if_no=text.if_no,
        if_withdrawn=text.if_withdrawn,
        text_version=text.version,
    )


def hash_of(shown: Iterable[AskedQuestion]) -> str:
    """The hash of exactly what was shown: every word of every question."""
    words = [{**asdict(question), "service": str(question.service)} for question in shown]
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def unit_names(units: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of units in one query."""
    return dict(Unit.objects.filter(pk__in=list(units)).values_list("pk", "name"))
