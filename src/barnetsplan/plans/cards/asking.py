"""What the page that asks for consent shows: services to choose among, and the questions as the givers read them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from barnetsplan.cases.models import Case
from barnetsplan.cases.sharing import to_ask_about
from barnetsplan.consent.drafting import NewRequest, draft
from barnetsplan.consent.queries import row_states, who_must_answer
from barnetsplan.consent.texts import Shown
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import local_date, months_after
from barnetsplan.domain.vocabulary import ConsentState, Layer, QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.organisations.models import Unit
from barnetsplan.people.queries import name_of, names_of
from barnetsplan.plans.cards.rows import payload_as
from barnetsplan.plans.words import Words
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Analysis
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import open_visible

_STANDS: Mapping[ConsentState, Words] = {
    ConsentState.ACTIVE: _("Familjen har redan sagt ja till att den läser samverkanskartan."),
    ConsentState.ASKED: _("En fråga om den väntar på svar."),
    ConsentState.PARTLY_GIVEN: _("En fråga om den väntar på svar."),
    ConsentState.DECLINED: _("Familjen har sagt nej tidigare."),
    ConsentState.WITHDRAWN: _("Familjen har tagit tillbaka sitt ja."),
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service that can be asked about; ``note`` says where a question about it stands already."""

    unit: UUID
    name: str
    sector: str
    known: bool
    note: Words


@dataclass(frozen=True, slots=True)
class AskCard:
    """The page that asks for consent: nothing written about the child stands on it but the child's name."""

    case: UUID
    child: UUID
    child_name: str
    candidates: tuple[Candidate, ...]
    areas: tuple[tuple[str, str], ...]
    givers: tuple[str, ...]
    today: date
    latest_day: date
    max_months: int
    max_questions: int
    law_text: str
    change_text: str
    is_born: bool
    entries: tuple[UUID, ...] = ()


def ask_card(actor: Actor, case: Case, at: datetime) -> AskCard:
    """The services about which the family is to be asked (``cases.sharing``), and those it has been asked about.

    Those who have been with the child so far come first, then those the analysis names.
    """
    practice = current()
    today = local_date(at)
    return AskCard(
        case=case.pk,
        child=case.child_id,
        child_name=name_of(case.child.person),
        candidates=_candidates(actor, case, at),
        areas=tuple((area.key, area.label) for area in practice.areas if area.key in case.areas),
        givers=tuple(sorted(names_of(who_must_answer(case.child, at=at)).values())),
        today=today,
        latest_day=months_after(today, practice.consent.max_months),
        max_months=practice.consent.max_months,
        max_questions=practice.consent.max_questions_per_page,
        law_text=practice.consent.law_text,
        change_text=practice.consent.change_text,
        is_born=case.child.born_on is not None,
    )


def _candidates(actor: Actor, case: Case, at: datetime) -> tuple[Candidate, ...]:
    known = _known(case)
    stands = {
        row.service: row.state
        for row in row_states(case.child, at=at)
        if row.container == case.pk and row.layer is Layer.MAP
    }
    order = [sector.key for sector in current().sectors]
    named = _named_in_analysis(actor, case, at)
    to_ask = to_ask_about(actor, case, at) | stands.keys()
    units = sorted(
        (unit for unit in _units(case, known | to_ask) if unit.pk in to_ask),
        key=lambda unit: (unit.pk not in known, unit.sector not in named, order.index(unit.sector), unit.name),
    )
    return tuple(
        Candidate(
            unit=unit.pk,
            name=unit.name,
            sector=current().sector(unit.sector).label,
            known=unit.pk in known,
            note=_STANDS.get(stands[unit.pk], "") if unit.pk in stands else "",
        )
        for unit in units
    )


def _named_in_analysis(actor: Actor, case: Case, at: datetime) -> frozenset[str]:
    """The kinds of services that the unit's own analysis says are needed; only the order of the page tells of it."""
    written = open_visible(actor.party_id, child=case.child, at=at, kinds=(Analysis.KIND,), containers=(case.pk,))
    return frozenset(sector for entry in written for sector in payload_as(entry, Analysis).services)


def _known(case: Case) -> set[UUID]:
    """Who noticed, and who has answered a question; both are known to the one who asks."""
    noticed = Entry.objects.filter(pk__in=[case.concern] if case.concern else []).values_list("owner", flat=True)
    asked = Question.objects.filter(case=case, state=QuestionState.ANSWERED, to__unit__isnull=False)
    return {*noticed, *asked.values_list("to", flat=True)} - {case.unit_id}


def _units(case: Case, named: Collection[UUID]) -> Iterable[Unit]:
    """Those named, all of the municipality, and the county's own in the sectors that the municipality lacks."""
    near = Unit.objects.filter(municipality_code=case.unit.municipality_code)
    county = Q(domain__organisation__municipality_code="") & ~Q(sector__in=near.values("sector"))
    wanted = Q(pk__in=named) | Q(municipality_code=case.unit.municipality_code) | county
    return Unit.objects.filter(wanted, guest=False).exclude(pk=case.unit_id)


@dataclass(frozen=True, slots=True)
class Preview:
    """The question as it will be asked: in which words, and of whom."""

    shown: Shown
    givers: tuple[str, ...]


def preview(new: NewRequest) -> Preview | Refused:
    """What the givers will read, made from the very request that would be asked, or why it cannot be."""
    drafted = draft(new)
    if isinstance(drafted, Refused):
        return drafted
    return Preview(drafted.shown, tuple(sorted(names_of(drafted.everyone).values())))
