"""The list of children around whom the unit is, with what comes next; by name, without search (law.md SRCH-01)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from barnetsplan.cases.models import Case
from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import CaseState, PlanState, QuestionState, TermKind
from barnetsplan.gathering.models import Question
from barnetsplan.people.kinship import children_of_own_family
from barnetsplan.people.models import Child
from barnetsplan.people.queries import age_of, children_of_unit, live, name_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.protection.queries import in_lists
from barnetsplan.records.kinds import Dissent, OwnWords
from barnetsplan.records.queries import visible_to
from barnetsplan.work.words import age_words, functions_in_words

MOST = 500
_OVER = (CaseState.CLOSED, CaseState.HANDED_OVER)
#: Own words that a guardian gave tell of no plan (OSL 10:1).
_OF_PLAN = MAP_KINDS - {OwnWords.KIND, Dissent.KIND}
#: å, ä and ö come last in Swedish, in this order.
_SWEDISH = str.maketrans("åäö", "{|}")


@dataclass(frozen=True, slots=True)
class ChildRow:
    """One child: name, age, the unit's function around it, and what comes next."""

    id: UUID
    name: str
    age: str
    function: str
    next: str
    follow_up_on: date | None


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the unit holds and sees of many children, each asked for once."""

    functions: Mapping[UUID, frozenset[TermKind]]
    cases: Mapping[UUID, CaseState]
    plans: Mapping[UUID, Plan]
    asked: frozenset[UUID]
    own_concerns: frozenset[UUID]


def children_list(actor: Actor, *, at: datetime) -> tuple[ChildRow, ...]:
    """The children of the actor's unit, by name as Swedish sorts it; the same few statements for any number."""
    mine = actor.party_id
    own = children_of_own_family(actor.person_id).values("pk")
    of_unit = children_of_unit(mine, at=at, most=MOST).exclude(pk__in=own)
    children = list(of_unit.filter(in_lists(actor, at, child="")))
    seen = _seen(mine, [child.pk for child in children], at)
    return tuple(sorted((_row(child, seen, at) for child in children), key=lambda row: _sorting(row.name)))


def _sorting(name: str) -> str:
    return name.casefold().translate(_SWEDISH)


def _seen(party: UUID, children: list[UUID], at: datetime) -> _Seen:
    functions: dict[UUID, set[TermKind]] = {}
    for child, kind in Term.objects.filter(live(at), unit=party, child__in=children).values_list("child", "kind"):
        functions.setdefault(child, set()).add(TermKind(kind))
    cases = Case.objects.filter(unit=party, child__in=children).exclude(state__in=_OVER)
    kinds = set(
        visible_to(party, at=at)
        .filter(child__in=children)
        .values_list("child", "kind", "owner", "container")
        .distinct()
    )
    asked = Question.objects.filter(to=party, case__child__in=children, state=QuestionState.SENT)
    return _Seen(
        functions={child: frozenset(held) for child, held in functions.items()},
        cases={child: CaseState(state) for child, state in cases.values_list("child", "state")},
        plans=_plans({container for _child, kind, _owner, container in kinds if kind in _OF_PLAN and container}),
        asked=frozenset(asked.values_list("case__child", flat=True)),
        own_concerns=frozenset(
            child for child, kind, owner, _container in kinds if (kind, owner) == ("concern", party)
        ),
    )


def _plans(seen: Iterable[UUID]) -> Mapping[UUID, Plan]:
    """The plans of which something is visible, by child."""
    rows = Plan.objects.filter(pk__in=list(seen)).exclude(state=PlanState.ENDED)
    return {plan.child_id: plan for plan in rows}


def _row(child: Child, seen: _Seen, at: datetime) -> ChildRow:
    plan = seen.plans.get(child.pk)
    follow_up = plan.follow_up_on if plan and plan.state == PlanState.LIVE else None
    return ChildRow(
        id=child.pk,
        name=name_of(child.person),
        age=age_words(age_of(child, at=at)),
        function=functions_in_words(seen.functions.get(child.pk, frozenset())),
        next=_next(child.pk, seen),
        follow_up_on=follow_up,
    )


def _next(child: UUID, seen: _Seen) -> str:
    if child in seen.asked:
        return _("Svara på en fråga")
    if child in seen.plans:
        return _("Planen pågår") if seen.plans[child].state == PlanState.LIVE else _("Planen skrivs")
    match seen.cases.get(child):
        case CaseState.GATHERING:
            return _("Samla in röster och skriv analysen")
        case CaseState.ANALYSED:
            return _("Fråga om samtycke och kalla till möte")
        case CaseState.COLLABORATING:
            return _("Håll mötet och skriv planen")
        case _:
            return _("Ni har skrivit vad ni har sett") if child in seen.own_concerns else ""
