"""A plan, one of its actions, and a version as things for the gate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import FOR_A_UNIT, Ground, Relation, VersionState
from barnetsplan.people.queries import live
from barnetsplan.plans.models import Plan, Seat, Version
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action
from barnetsplan.records.models import Entry, Received, Release
from barnetsplan.records.queries import find_entry, live_release
from barnetsplan.records.received import received_by
from barnetsplan.statements import Statement, a_moment, an_id

#: On these the map itself goes out: the family's yes, and to the custodian its own domain. Own words that a guardian
#: gave (OSL 10:1) are read where they were given, and open no plan.
_OPENING = (Ground.CONSENT_12_2, Ground.WITHIN_DOMAIN)


def _opens(plan: Any) -> Q:
    """Disclosures that open the plan: of the map by its custodian, or of the plan by itself, sent by the family."""
    sent = Q(disclosure__ground=Ground.OWN_GIVING, disclosure__discloser=plan)
    return Q(disclosure__ground__in=_OPENING) | sent


def find_plan(key: UUID) -> Plan | None:
    """A plan by id, with its child, key, case and custodian."""
    return _PLAN.first(plan=key)


_PLAN = Statement(
    lambda: Plan.objects.select_related("child__person__key", "case", "custodian__domain").filter(pk=an_id("plan")),
)


def _plan_relations(actor: Actor, plan: Plan, at: datetime) -> frozenset[Relation]:
    """Taking part needs a release of the map that still holds, and a seat or the custody: one query.

    The custodian, who answers for the plan in law, goes on reading it when the functions have ended.
    """
    if actor.party is None or actor.kind not in FOR_A_UNIT:
        return frozenset()
    released = _RELEASED.first(party=actor.party, plan=plan.pk, at=at)
    if released is None:
        return frozenset()
    holds, seated = released
    if holds and not seated and actor.party != plan.custodian_id:
        # Its own part alone, until the plan is published: the plan is not there for it yet.
        return frozenset()
    return frozenset({Relation.IN_CIRCLE if holds else Relation.ONCE_READ})


def _released(party: UUID, plan: UUID, at: datetime) -> "QuerySet[Received, tuple[bool, bool]]":
    """One row when anything of the map was ever released to a unit: whether any still is, and whether it has a seat."""
    of_plan = received_by(party).filter(container=plan, kind__in=MAP_KINDS)
    released = of_plan.filter(_opens(plan))
    holds = Exists(Release.objects.filter(live_release(at), pk=OuterRef("release")))
    seated = Exists(Seat.objects.filter(live(at), plan=plan, unit=party))
    return released.annotate(holds=holds, seated=seated).order_by("-holds").values_list("holds", "seated")[:1]


_RELEASED = Statement(lambda: _released(an_id("party"), an_id("plan"), a_moment("at")))


PLAN = thing_of_child(
    find=find_plan,
    child=lambda plan: plan.child,
    relations=_plan_relations,
    state=lambda plan: plan.state,
)


def taking_part(party: UUID, *, at: datetime) -> QuerySet[Plan]:
    """The plans whose map is released to a unit now, and where it has a seat or the custody: as ``PLAN`` decides it."""
    released = Release.objects.filter(
        live_release(at),
        recipient=party,
        received__container=OuterRef("pk"),
        received__kind__in=MAP_KINDS,
    ).filter(_opens(OuterRef("pk")))
    seated = Seat.objects.filter(live(at), plan=OuterRef("pk"), unit=party)
    return Plan.objects.filter(Exists(released)).filter(Q(custodian=party) | Exists(seated))


@dataclass(frozen=True, slots=True)
class PlanAction:
    """An action of a plan, with the plan itself."""

    entry: Entry
    plan: Plan


def find_action(key: UUID) -> PlanAction | None:
    """An action by id of its entry; an entry of another kind is no action."""
    entry = find_entry(key)
    if entry is None or entry.kind != Action.KIND or entry.container is None:
        return None
    plan = find_plan(entry.container)
    return PlanAction(entry, plan) if plan else None


def _action_relations(actor: Actor, action: PlanAction, at: datetime) -> frozenset[Relation]:
    """Responsible is the unit that the action names, once the action has been released to it."""
    if actor.party is None or action.entry.responsible_id != actor.party:
        return frozenset()
    released = Release.objects.filter(live_release(at), recipient=actor.party, entry=action.entry)
    return frozenset({Relation.RESPONSIBLE}) if released.exists() else frozenset()


ACTION = thing_of_child(
    find=find_action,
    child=lambda action: action.plan.child,
    relations=_action_relations,
    state=lambda action: action.plan.state,
)


def find_version(key: UUID) -> Version | None:
    """A version by id, with its plan, child and key."""
    rows = Version.objects.select_related("plan__child__person__key", "plan__case", "plan__custodian__domain")
    return rows.filter(pk=key).first()


def _version_relations(_actor: Actor, version: Version, _at: datetime) -> frozenset[Relation]:
    """Whoever has standing is asked while the version is with the family, and may change the answer afterwards."""
    if version.state not in {VersionState.WITH_FAMILY, VersionState.PUBLISHED}:
        return frozenset()
    return frozenset({Relation.ASKED, *([Relation.OWN_SPACE] if current().is_own_space else [])})


VERSION = thing_of_child(
    find=find_version,
    child=lambda version: version.plan.child,
    relations=_version_relations,
    state=lambda version: version.plan.state,
)
