"""Whether what waits at the desk may be opened: decided on facts that come with the rows, in their own statement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import OfferState, PlanState, QuestionState, Relation, TermKind
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Meeting
from barnetsplan.notices.kinds import OFFICERS
from barnetsplan.notices.models import Notice
from barnetsplan.people.kinship import is_of_family
from barnetsplan.people.models import Involvement
from barnetsplan.people.queries import live
from barnetsplan.plans.facts import taking_part
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.protection.queries import in_lists
from barnetsplan.records.queries import visible_to


class _When(Enum):
    """What makes the unit stand in a relation to the thing itself."""

    TOLD = auto()
    READS = auto()
    TAKES_PART = auto()
    DUTY = auto()


@dataclass(frozen=True, slots=True)
class _Way:
    """What a page demands; ``state`` is the only one in which its notice waits."""

    act: Act
    relation: Relation | None = None
    when: _When = _When.TOLD
    state: str = ""


_WAYS: Mapping[str, _Way] = {
    "concern": _Way(Act.CONCERN_OPEN, Relation.READS, _When.READS),
    "question": _Way(Act.QUESTION_ANSWER, Relation.ASKED, _When.READS, QuestionState.SENT),
    "wheel": _Way(Act.WHEEL_OPEN),
    "consent_follow": _Way(Act.CONSENT_FOLLOW),
    "meeting": _Way(Act.MEETING_OPEN, Relation.ASKED, _When.READS),
    "plan": _Way(Act.PLAN_OPEN, Relation.IN_CIRCLE, _When.TAKES_PART),
    "action_report": _Way(Act.ACTION_REPORT, Relation.RESPONSIBLE, _When.READS, PlanState.LIVE),
    "offer": _Way(Act.COORDINATION_ANSWER, Relation.ASKED, state=OfferState.OPEN),
    "disclosure": _Way(Act.DISCLOSURE_OPEN, Relation.RECEIVED),
    "child": _Way(Act.CHILD_OPEN),
    "relations": _Way(Act.RELATIONS_OPEN),
    "protected_keep": _Way(Act.PROTECTED_KEEP, Relation.SECURITY_OFFICER, _When.DUTY),
    "emergency_weigh": _Way(Act.EMERGENCY_LIST, Relation.SECURITY_OFFICER, _When.DUTY),
}


def involved(party: UUID, at: datetime, child: str) -> Exists:
    """Whether the unit is around the child of a row now."""
    return Exists(Involvement.objects.filter(live(at), unit=party, child=OuterRef(child)))


def around(actor: Actor, at: datetime, child: str) -> Q:
    """Whether the unit is around the child of a row now; the child is not of the actor's own family, nor closed."""
    is_open = in_lists(actor, at, child=child)
    return Q(involved(actor.party_id, at, child)) & ~is_of_family(actor.person_id, OuterRef(child)) & is_open


def holds(party: UUID, at: datetime, child: str, kind: TermKind) -> Exists:
    """Whether the unit holds a function for the child of a row now."""
    return Exists(Term.objects.filter(live(at), unit=party, child=OuterRef(child), kind=kind))


def with_standing(rows: QuerySet[Notice, Any], actor: Actor, at: datetime) -> QuerySet[Notice, Any]:
    """Notices with how the unit stands to the child and to the thing of each.

    None about the actor's own family, nor about a child whose named list the actor is not on; what is told to those who
    answer for that list reaches them alone.
    """
    party = actor.party_id
    rows = rows.exclude(is_of_family(actor.person_id, OuterRef("child")))
    of_officers = Q(kind__in=OFFICERS) if Relation.SECURITY_OFFICER in actor.duties else Q(pk__in=[])
    rows = rows.filter(of_officers | ~Q(kind__in=OFFICERS) & in_lists(actor, at, child="child"))
    asked = Question.objects.filter(pk=OuterRef("thing")).values("entry")[:1]
    called = Meeting.objects.filter(pk=OuterRef("thing")).values("invitation")[:1]
    return rows.annotate(
        involved=involved(party, at, "child"),
        is_bba=holds(party, at, "child", TermKind.BBA),
        coordinates=holds(party, at, "child", TermKind.COORDINATOR),
        entry=Coalesce(Subquery(asked), Subquery(called), "thing"),
        reads=Exists(visible_to(party, at=at).filter(pk=OuterRef("entry"))),
        takes_part=Exists(taking_part(party, at=at).filter(pk=OuterRef("thing"))),
    )


def may_open(actor: Actor, row: Any, page: str) -> bool:
    """Whether the actor may open the page of a notice that has its standing with it."""
    way = _WAYS[page]
    relations = _to_child(actor, row) | _to_thing(way, row, actor)
    return bool(decide(way.act, Facts(actor=actor, relations=relations, state=way.state)))


def _to_child(actor: Actor, row: Any) -> frozenset[Relation]:
    stands = {
        Relation.MAY_HOLD_BBA: actor.may_hold_bba,
        Relation.MAY_COORDINATE: Relation.MAY_COORDINATE in actor.duties,
        Relation.INVOLVED: row.involved,
        Relation.BBA: row.involved and row.is_bba,
        Relation.COORDINATES: row.involved and row.coordinates,
    }
    return frozenset(relation for relation, holds_now in stands.items() if holds_now)


def _to_thing(way: _Way, row: Any, actor: Actor) -> frozenset[Relation]:
    stands = {
        _When.TOLD: True,
        _When.READS: row.reads,
        _When.TAKES_PART: row.takes_part,
        _When.DUTY: way.relation in actor.duties,
    }
    return frozenset({way.relation}) if way.relation and stands[way.when] else frozenset()


def follows_consent(actor: Actor, *, is_bba: bool) -> bool:
    """Whether the actor may follow the answers to a question about a child whom the own unit is around."""
    relations = {Relation.INVOLVED: True, Relation.BBA: is_bba, Relation.MAY_HOLD_BBA: actor.may_hold_bba}
    held = frozenset(relation for relation, holds_now in relations.items() if holds_now)
    return bool(decide(Act.CONSENT_FOLLOW, Facts(actor=actor, relations=held)))
