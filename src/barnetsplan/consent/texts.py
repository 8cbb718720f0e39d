"""The questions of a request as the giver reads them, kept as they were shown, and the hash of exactly that.

*Source:* law.md CON-01: what a person has said yes to is provable word for word, whatever is rewritten later.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from barnetsplan.consent.models import ConsentRequest, ConsentRow, ConsentShown
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import Layer
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import name_place
from barnetsplan.practice.load import current
from barnetsplan.protection.functions import functions_of_units
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, seal, unseal


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


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One row of the full table: who lets whom read what."""

    discloser: str
    recipient: str
    layer: str
    area: str


@dataclass(frozen=True, slots=True)
class Shown:
    """All that a giver is shown before answering: the questions, who asks, until when, the law, and the full table."""

    language: str
    asker: str
    last_day: date
    law_text: str
    change_text: str
    questions: tuple[AskedQuestion, ...]
    table: tuple[ShownRow, ...]


def shown_place(shown: UUID) -> Place:
    """Where what was shown lies sealed."""
    return Place("consent_consentshown", "sealed", shown)


def as_shown(request: ConsentRequest, rows: Iterable[ConsentRow], *, child_name: str) -> Shown:
    """What somebody is shown who is asked about these rows, as the texts and names are now; two queries."""
    asked, consent = list(rows), current().consent
    hidden = hides_place(request.child.protection)
    units = {request.asked_by_id, *(unit for row in asked for unit in (row.discloser_id, row.recipient_id))}
    names = {unit: each.name for unit, each in _asked_units(units, hidden=hidden).items()}
    table = {ShownRow(names[row.discloser_id], names[row.recipient_id], row.layer, row.area) for row in asked}
    return Shown(
        language=consent.language,
        asker=names[request.asked_by_id],
        last_day=last_day_before(request.valid_until),
        law_text=consent.law_text,
        change_text=consent.change_text,
        questions=questions(asked, asker=request.asked_by_id, child_name=child_name, hidden=hidden),
        table=tuple(sorted(table, key=_by_reader)),
    )


def _by_reader(row: ShownRow) -> tuple[str, int, str, int]:
    layers, areas = [layer.value for layer in Layer], ["", *(area.key for area in current().areas)]
    return row.recipient, layers.index(row.layer), row.discloser, areas.index(row.area)


def sealed(shown: Shown, kept: ConsentShown, *, key: Key) -> bytes:
    """What is shown, sealed for its place with the child's key."""
    return seal(_canonical(shown), key=key, place=shown_place(kept.pk))


def shown_of(request: ConsentRequest, *, giver: UUID, key: Key) -> Shown:
    """What one giver of a stored request is shown, opened with the child's key: one query.

    Once a place is hidden, it is hidden in what was asked before too: the words are made anew with functions for names,
    while what was first shown lies kept as proof.
    """
    if hides_place(request.child.protection):
        of_all = Q(request__givers__person=giver, request__givers__row__isnull=True)
        rows = ConsentRow.objects.filter(of_all | Q(own_givers__person=giver), request=request).distinct()
        person = request.child.person
        name = unseal(person.sealed_name, key=key, place=name_place(person.pk))
        return as_shown(request, rows, child_name=name)
    kept = ConsentShown.objects.get(request=request, giver=giver)
    return _from_json(unseal(kept.sealed, key=key, place=shown_place(kept.pk)))


def questions_of(request: ConsentRequest, *, giver: UUID, key: Key) -> tuple[AskedQuestion, ...]:
    """The questions to one giver, in the order of services and layers, as they were put; one query."""
    return shown_of(request, giver=giver, key=key).questions


def recomputed(kept: ConsentShown, *, key: Key) -> str:
    """The hash of what lies kept, computed anew.

    *Raises:* ``SealBroken`` when what is kept was changed or moved.
    """
    return _hashed(unseal(kept.sealed, key=key, place=shown_place(kept.pk)))


def hash_of(shown: Shown) -> str:
    """The hash of exactly what is shown: every word, the day, and every row of the table."""
    return _hashed(_canonical(shown))


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _canonical(shown: Shown) -> str:
    return json.dumps(asdict(shown), sort_keys=True, ensure_ascii=False, default=str)


def _from_json(text: str) -> Shown:
    kept = json.loads(text)
    asked = (
        AskedQuestion(**{**question, "service": UUID(question["service"]), "areas": tuple(question["areas"])})
        for question in kept["questions"]
    )
    return Shown(
        **{
            **kept,
            "last_day": date.fromisoformat(kept["last_day"]),
            "questions": tuple(asked),
            "table": tuple(ShownRow(**row) for row in kept["table"]),
        }
    )


def questions(
    rows: Iterable[ConsentRow],
    *,
    asker: UUID,
    child_name: str,
    hidden: bool = False,
) -> tuple[AskedQuestion, ...]:
    """Group rows into questions: one per service and layer, with all its areas; one query.

    The heading names the unit exactly; the running text says «BVC» and «förskolan», and the child's first name. Where
    a place is ``hidden``, units are named by what they do (law.md PROT-02).
    """
    grouped: dict[tuple[UUID, str], set[str]] = {}
    for row in rows:
        grouped.setdefault((row.service_id, row.layer), set()).add(row.area)
    named = _asked_units({asker, *(service for service, _layer in grouped)}, hidden=hidden)
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


def _asked_units(units: Iterable[UUID], *, hidden: bool) -> Mapping[UUID, AskedUnit]:
    """Units by id; two that would be called the same in the text are called by their whole names."""
    if hidden:
        return {unit: AskedUnit(unit, each.name, each.short) for unit, each in functions_of_units(units).items()}
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


def unit_names(units: Iterable[UUID]) -> Mapping[UUID, str]:
    """The names of units in one query."""
    return dict(Unit.objects.filter(pk__in=list(units)).values_list("pk", "name"))
