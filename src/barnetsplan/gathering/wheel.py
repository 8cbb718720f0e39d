"""The wheel: voices side by side, the child's first, and who has not answered; and the analysis beside them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from barnetsplan.cases.models import Case
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import QuestionState
from barnetsplan.gathering.cards import Head, head_of
from barnetsplan.gathering.models import Question
from barnetsplan.keeping.queries import KeepingCard, keeping_card
from barnetsplan.people.queries import family_of, names_of
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.parts import Area, Article, Columns
from barnetsplan.records.kinds import Analysis, Contribution
from barnetsplan.records.kinds import Question as QuestionText
from barnetsplan.records.queries import OpenEntry, open_visible, visible_to
from barnetsplan.ui.cards import Voice, VoicePart
from barnetsplan.ui.wheel import Petal

P = TypeVar("P")


@dataclass(frozen=True, slots=True)
class Waiting:
    """A voice that has been asked and has not answered; to a service also whether the family's yes is missing."""

    name: str
    areas: tuple[Area, ...]
    asked_on: date
    due_on: date | None
    request: UUID | None
    needs_yes: bool


@dataclass(frozen=True, slots=True)
class AreaVoices:
    """One area with its voices laid side by side."""

    area: Area
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class WheelCard:
    """The wheel with one area chosen."""

    head: Head
    petals: tuple[Petal, ...]
    chosen: AreaVoices
    taken_up: bool
    child_has_spoken: bool
    has_service_voices: bool
    articles: tuple[Article, ...]
    article_numbers: str
    waiting: tuple[Waiting, ...]
    family: tuple[str, ...]
    summary: str
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class AnalysisCard:
    """The analysis page: what has been said, the child's own words, and the analysis as it stands."""

    head: Head
    areas: tuple[AreaVoices, ...]
    child_words: tuple[VoicePart, ...]
    written: Mapping[str, str | list[str]]
    own_unit: str
    keeping: KeepingCard
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """All that the pages are made of: visible entries, and the names of those who stand in them."""

    case: Case
    head: Head
    said: tuple[OpenEntry, ...]
    analysis: OpenEntry | None
    questions: tuple[Question, ...]
    family: tuple[UUID, ...]
    people: Mapping[UUID, str] = field(default_factory=dict)
    units: Mapping[UUID, str] = field(default_factory=dict)

    def name(self, party: UUID) -> str:
        return self.people.get(party) or self.units.get(party, "")


def wheel_card(actor: Actor, case: Case, at: datetime, *, area: str) -> WheelCard:
    """The wheel with the chosen area's voices; without a choice, the first area that somebody has spoken on."""
    seen = _seen(actor, case, at)
    chosen = _chosen(seen, area)
    shown = [entry for entry in seen.said if entry.area == chosen.key]
    analysis = _payload(seen.analysis, Analysis)
    return WheelCard(
        head=seen.head,
        petals=tuple(_petal(each, chosen, seen) for each in current().areas),
        chosen=AreaVoices(chosen, _voices(seen, chosen, with_silent=True)),
        taken_up=chosen in seen.head.areas,
        child_has_spoken=any(entry.voice == case.child_id for entry in shown),
        has_service_voices=any(entry.voice in seen.units for entry in seen.said),
        articles=tuple(current().article(number) for number in chosen.articles),
        article_numbers=current().listed(str(number) for number in chosen.articles),
        waiting=tuple(_waiting(question, seen) for question in seen.questions if _waits(question)),
        family=(*(seen.name(adult) for adult in seen.family), seen.head.name),
        summary=analysis.summary if analysis else "",
        entries=tuple(entry.id for entry in (*shown, *([seen.analysis] if seen.analysis else ()))),
    )


def analysis_card(actor: Actor, case: Case, at: datetime) -> AnalysisCard:
    """Every area that is taken up or spoken on, with its voices, and the analysis as it stands."""
    seen = _seen(actor, case, at)
    spoken = {entry.area for entry in seen.said}
    areas = [area for area in current().areas if area in seen.head.areas or area.key in spoken]
    child = [entry for entry in seen.said if entry.voice == case.child_id]
    return AnalysisCard(
        head=seen.head,
        areas=tuple(AreaVoices(area, _voices(seen, area, with_silent=False)) for area in areas),
        child_words=tuple(part for entry in child for part in _parts(entry, _columns(seen, entry)) if part.text),
        written=_written(seen.analysis),
        own_unit=actor.unit_name,
        keeping=keeping_card(case.child, at, entries=[seen.analysis.id] if seen.analysis else []),
        entries=tuple(entry.id for entry in (*seen.said, *([seen.analysis] if seen.analysis else ()))),
    )


def _seen(actor: Actor, case: Case, at: datetime) -> _Seen:
    kinds = (Contribution.KIND, Analysis.KIND)
    entries = open_visible(actor.party_id, child=case.child, at=at, kinds=kinds)
    said = tuple(entry for entry in entries if entry.kind == Contribution.KIND)
    own = visible_to(actor.party_id, at=at).filter(child=case.child_id, kind=QuestionText.KIND)
    asked = Question.objects.filter(case=case, entry__in=own.values("pk")).exclude(state=QuestionState.TAKEN_BACK)
    questions = tuple(asked.order_by("asked_at"))
    family = family_of(case.child, at=at)
    parties = {entry.voice for entry in said} | {question.to_id for question in questions}
    return _Seen(
        case=case,
        head=head_of(case, at),
        said=said,
        analysis=next((e for e in entries if e.kind == Analysis.KIND and e.container == case.pk), None),
        questions=questions,
        family=family,
        people=names_of({*parties, *family, case.child_id, *(entry.author for entry in said)}),
        units=unit_names(parties),
    )


def _payload(entry: OpenEntry | None, kind: type[P]) -> P | None:
    return entry.payload if entry is not None and isinstance(entry.payload, kind) else None


def _chosen(seen: _Seen, key: str) -> Area:
    known = {area.key: area for area in current().areas}
    if key in known:
        return known[key]
    spoken = {entry.area for entry in seen.said}
    first = [area for area in seen.head.areas if area.key in spoken] or [*seen.head.areas, *current().areas]
    return first[0]


def _petal(area: Area, chosen: Area, seen: _Seen) -> Petal:
    url = f"{reverse('wheel', args=[seen.case.pk])}?omrade={area.key}"
    return Petal(area.key, area.label, url, chosen=area == chosen, taken_up=area in seen.head.areas)


def _voices(seen: _Seen, area: Area, *, with_silent: bool) -> tuple[Voice, ...]:
    """The child, then each guardian as an own voice, then others of the family, then services by name."""
    said = [entry for entry in seen.said if entry.area == area.key]
    speaking = {entry.voice for entry in said}
    first = [seen.case.child_id, *seen.family]
    others = sorted(speaking - set(first), key=lambda party: (party in seen.units, seen.name(party)))
    order = [party for party in [*first, *others] if with_silent or party in speaking]
    return tuple(
        voice
        for party in order
        for voice in ([_voice(entry, seen) for entry in said if entry.voice == party] or [_silent(party, area, seen)])
    )


def _voice(entry: OpenEntry, seen: _Seen) -> Voice:
    is_child = entry.voice == seen.case.child_id
    author = seen.name(entry.author)
    return Voice(
        who=seen.head.first_name if is_child else seen.name(entry.voice),
        when=local_date(entry.written_at),
        parts=_parts(entry, _columns(seen, entry)),
        role=author if entry.voice in seen.units else _role(entry.voice, seen),
        note=_told_to(author) if is_child else "",
        child=is_child,
    )


def _told_to(author: str) -> str:
    adult = format_html('<span translate="no">{}</span>', author)
    return format_html(_("Berättat för {adult}. Barnet valde vem som får läsa."), adult=adult)


def _role(party: UUID, seen: _Seen) -> str:
    return current().term("guardian").label if party in seen.family and seen.case.child.born_on else ""


def _silent(party: UUID, area: Area, seen: _Seen) -> Voice:
    is_child = party == seen.case.child_id
    columns = current().columns_for("child" if is_child else "family")
    return Voice(
        who=seen.head.first_name if is_child else seen.name(party),
        when="",
        parts=(VoicePart(columns.works, ""), VoicePart(columns.challenging, "")),
        role="" if is_child else _role(party, seen),
        note="" if is_child else _why_silent(party, area, seen.questions),
        child=is_child,
    )


def _why_silent(party: UUID, area: Area, questions: Sequence[Question]) -> str:
    asked = [question for question in questions if question.to_id == party and area.key in question.areas]
    if not asked:
        return _("Inte tillfrågad om det här än.")
    return _("Har inte svarat än.") if any(_waits(question) for question in asked) else ""


def _columns(seen: _Seen, entry: OpenEntry) -> Columns:
    if entry.voice == seen.case.child_id:
        return current().columns_for("child")
    return current().columns_for("staff" if entry.voice in seen.units else "family")


def _parts(entry: OpenEntry, columns: Columns) -> tuple[VoicePart, ...]:
    said = _payload(entry, Contribution) or Contribution()
    both = (VoicePart(columns.works, said.works), VoicePart(columns.challenging, said.challenging))
    return (*both, VoicePart(columns.would_help, said.would_help)) if said.would_help else both


def _waits(question: Question) -> bool:
    return question.state != QuestionState.ANSWERED


def _waiting(question: Question, seen: _Seen) -> Waiting:
    return Waiting(
        name=seen.name(question.to_id),
        areas=tuple(area for area in current().areas if area.key in question.areas),
        asked_on=local_date(question.asked_at),
        due_on=question.due_on,
        request=question.request,
        needs_yes=question.state == QuestionState.WAITING,
    )


def _written(entry: OpenEntry | None) -> Mapping[str, str | list[str]]:
    """The fields of the analysis form as they were last written."""
    analysis = _payload(entry, Analysis)
    if analysis is None or entry is None:
        return {}
    names: Iterable[str] = (
        "summary",
        "child_view",
        "own_service",
        "other_service",
        "together",
        "best_for_child",
    )
    return {
        **{name: getattr(analysis, name) for name in names},
        "services": list(analysis.services),
        "outcome": entry.outcome,
    }
