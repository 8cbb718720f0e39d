"""The questions of a request as the giver reads them, and the hash of exactly that (law.md CON-01)."""

import hashlib
import json
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
    names = unit_names({row.service_id for row in rows} | {request.asked_by_id})
    return questions(rows, asker=names[request.asked_by_id], names=names, child_name=child_name)


def questions(
    rows: Iterable[ConsentRow],
    *,
    asker: str,
    names: Mapping[UUID, str],
    child_name: str,
) -> tuple[AskedQuestion, ...]:
    """Group rows into questions: one per service and layer, with all its areas."""
    grouped: dict[tuple[str, UUID, str], set[str]] = {}
    for row in rows:
        grouped.setdefault((names[row.service_id], row.service_id, row.layer), set()).add(row.area)
    order = [layer.value for layer in Layer]
    return tuple(
        _question(service, name, layer, areas - {""}, asker, child_name)
        for (name, service, layer), areas in sorted(
            grouped.items(), key=lambda item: (item[0][0], str(item[0][1]), order.index(item[0][2]))
        )
    )


def _question(service: UUID, name: str, layer: str, areas: set[str], asker: str, child: str) -> AskedQuestion:
    practice = current()
    disclosed_by, received_by = (name, asker) if layer == Layer.TELL else (asker, name)
    text = practice.consent_text(layer).filled(
        child=child,
        discloser=disclosed_by,
        recipient=received_by,
        areas=practice.in_words(areas),
    )
    return AskedQuestion(
        service=service,
        service_name=name,
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
