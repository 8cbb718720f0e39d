"""What the page shows on which a service reports its action."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.vocabulary import ActionStatus, Support
from barnetsplan.keeping.queries import KeepingCard, keeping_card
from barnetsplan.people.queries import family_names, name_of
from barnetsplan.plans import words
from barnetsplan.plans.cards.rows import area_label, payload_as
from barnetsplan.plans.cards.shown import Tagged
from barnetsplan.plans.facts import PlanAction
from barnetsplan.plans.models import Plan
from barnetsplan.plans.releasing import report_readers
from barnetsplan.plans.words import Words, whose
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Action, ActionReport, Goal
from barnetsplan.records.queries import OpenEntry, open_visible


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """What the service has said of its action before."""

    status: Tagged
    text: str
    when: datetime


@dataclass(frozen=True, slots=True)
class ReportCard:
    """The action that is reported, what was reported before, and exactly who will read."""

    plan: UUID
    child: UUID
    child_name: str
    whose: str
    text: str
    area_key: str
    area_label: str
    support: Words
    goal: str
    person: str
    when: str
    due_on: date | None
    follow_up: str
    earlier: tuple[EarlierReport, ...]
    audience: tuple[str, ...]
    keeping: KeepingCard
    entries: tuple[UUID, ...]


def report_card(actor: Actor, action: PlanAction, at: datetime) -> ReportCard:
    """The action as its own service reports it."""
    plan = action.plan
    kinds = (Action.KIND, ActionReport.KIND, Goal.KIND)
    seen = {entry.id: entry for entry in open_visible(actor.party_id, child=plan.child, at=at, kinds=kinds)}
    entry = seen[action.entry.pk]
    payload = payload_as(entry, Action)
    goal = next((other for other in seen.values() if str(other.id) == payload.goal), None)
    earlier = [other for other in seen.values() if other.kind == ActionReport.KIND and other.container == entry.id]
    shown = [entry, *earlier, *([goal] if goal else [])]
    return ReportCard(
        plan=plan.pk,
        child=plan.child_id,
        child_name=name_of(plan.child.person),
        whose=whose(name_of(plan.child.person)),
        text=payload.text,
        area_key=entry.area,
        area_label=area_label(entry.area),
        support=words.SUPPORT[Support(payload.support)],
        goal=payload_as(goal, Goal).text if goal else "",
        person=payload.person,
        when=payload.when,
        due_on=entry.due_on,
        follow_up=payload.follow_up,
        earlier=tuple(_earlier(report) for report in reversed(earlier)),
        audience=report_audience(plan, actor, at=at),
        keeping=keeping_card(plan.child, at),
        entries=tuple(one.id for one in shown),
    )


def _earlier(report: OpenEntry) -> EarlierReport:
    status = ActionStatus(report.status)
    tag = Tagged(words.STATUS[status], words.STATUS_KIND[status])
    return EarlierReport(tag, payload_as(report, ActionReport).text, report.written_at)


def report_audience(plan: Plan, actor: Actor, *, at: datetime) -> tuple[str, ...]:
    """Who will read a report: the family, the own unit, and every service that the family lets read it."""
    readers = report_readers(plan, actor.party_id, at=at)
    units = unit_names(readers)
    family = family_names(plan.child, at=at).values()
    return (name_of(plan.child.person), *family, actor.unit_name, *sorted(units.values()))
