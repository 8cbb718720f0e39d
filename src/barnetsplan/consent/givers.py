"""Who must answer: by the age policy, by a decision on maturity, and because something is written about them.

*Source:* law.md CON-02, CON-03, CON-04. The ages are the county's own and stand in its practice model.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from django.db.models import Q, QuerySet

from barnetsplan.domain.vocabulary import GiverRole, Layer, MaturityOutcome
from barnetsplan.organisations.models import Unit
from barnetsplan.people import maturity
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.policy.layers import covers
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry, EntryAbout
from barnetsplan.records.queries import visible_to


@dataclass(frozen=True, slots=True)
class Needs:
    """Whether the adults with standing must answer, and whether the child must."""

    adults: bool
    child: bool


def needs_at(age: int | None, outcome: MaturityOutcome | None) -> Needs | None:
    """Who must answer at an age, None being unborn; nothing from the age at which nobody answers for another.

    A decision on maturity widens or narrows this for its own matter. That the child answers alone is only open at the
    ages for which the county's policy says so; else such a decision lets the child answer together with the adults.

    *Source:* law.md CON-03, CON-04.
    """
    rule = current().consent_rule_for(age)
    if rule is None:
        return None
    child = "child" in rule.must_give
    if age is None or outcome is None:
        return Needs(adults=True, child=child)
    if outcome is MaturityOutcome.ALONE and rule.child_alone_after_maturity_decision:
        return Needs(adults=False, child=True)
    return Needs(adults=True, child=outcome is not MaturityOutcome.GUARDIANS)


def who_must_answer(child: Child, *, at: datetime, outcome: MaturityOutcome | None = None) -> Mapping[UUID, GiverRole]:
    """Whose answers are needed, each in which capacity; nobody's where there is no adult to ask."""
    needs = needs_at(age_of(child, at=at), outcome)
    adults = family_of(child, at=at)
    if needs is None or (needs.adults and not adults):
        return {}
    role = GiverRole.CARRIES if child.born_on is None else GiverRole.GUARDIAN
    asked = dict.fromkeys(adults, role) if needs.adults else {}
    return asked | ({child.pk: GiverRole.CHILD} if needs.child else {})


class AskedRow(Protocol):
    """What is to be asked for, as far as the choice of givers goes."""

    @property
    def discloser(self) -> UUID: ...
    @property
    def layer(self) -> Layer: ...
    @property
    def area(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks about whom, and when."""

    child: Child
    unit: UUID
    at: datetime


def givers_of_rows(asker: Asker, rows: Collection[AskedRow]) -> Mapping[AskedRow, Mapping[UUID, GiverRole]]:
    """The givers of each row: by age and maturity, and every other adult whom the row would let be read about."""
    domains = dict(Unit.objects.filter(pk__in={row.discloser for row in rows}).values_list("pk", "domain"))
    by_outcome: dict[MaturityOutcome | None, Mapping[UUID, GiverRole]] = {}
    written = _written_about_adults(asker)
    found: dict[AskedRow, Mapping[UUID, GiverRole]] = {}
    for row in rows:
        outcome = _outcome(asker, domains.get(row.discloser), row.area)
        if outcome not in by_outcome:
            by_outcome[outcome] = who_must_answer(asker.child, at=asker.at, outcome=outcome)
        asked = by_outcome[outcome]
        subjects = _subjects(row, written) - asked.keys() - {asker.child.pk}
        found[row] = {**asked, **dict.fromkeys(sorted(subjects), GiverRole.SUBJECT)} if asked else {}
    return found


def _outcome(asker: Asker, domain: UUID | None, area: str) -> MaturityOutcome | None:
    if domain is None:
        return None
    return maturity.outcome(asker.child.pk, domain=domain, matter=area or maturity.WHOLE_PLAN, at=asker.at)


@dataclass(frozen=True, slots=True)
class _Written:
    owner: UUID
    kind: str
    area: str
    about: UUID


def _written_about_adults(asker: Asker) -> tuple[_Written, ...]:
    """What the asker sees that is about an adult too.

    What it does not see says nothing here, for who is asked would tell of it; such an entry is not carried by the
    consent (``consent.disclose``).

    *Source:* law.md CON-02; architecture.md rule 3.
    """
    seen = visible_to(asker.unit, at=asker.at).filter(child=asker.child.pk)
    about = EntryAbout.objects.filter(entry__in=seen.values("pk"), person__child__isnull=True)
    rows = about.values_list("entry__owner", "entry__kind", "entry__area", "person")
    return tuple(_Written(*row) for row in rows)


def _subjects(row: AskedRow, written: Collection[_Written]) -> set[UUID]:
    return {one.about for one in written if covers(row.layer, row.area, kind=one.kind, area=one.area)}


def about_others(entries: Collection[Entry], *, child: UUID) -> Mapping[UUID, frozenset[UUID]]:
    """Entry -> the persons beside the child whom it is about; an entry about nobody else is left out: one query."""
    return _about(EntryAbout.objects.filter(entry__in=[entry.pk for entry in entries]), child)


def about_other_adults(entries: Collection[Entry], *, child: UUID) -> Mapping[UUID, frozenset[UUID]]:
    """The same of adults alone: a brother or a sister is in the care of the same guardians."""
    rows = EntryAbout.objects.filter(entry__in=[entry.pk for entry in entries], person__child__isnull=True)
    return _about(rows, child)


def _about(rows: "QuerySet[EntryAbout]", child: UUID) -> Mapping[UUID, frozenset[UUID]]:
    found: dict[UUID, set[UUID]] = {}
    for entry, person in rows.filter(~Q(person=child)).values_list("entry", "person"):
        found.setdefault(entry, set()).add(person)
    return {entry: frozenset(people) for entry, people in found.items()}
