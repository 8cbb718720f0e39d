"""What the pages show on which a plan is written outside a meeting."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from barnetsplan.cases.models import Case
from barnetsplan.consent.texts import unit_names
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.protection import hides_place
from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.meetings.models import Meeting
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.people.queries import family_names, name_of
from barnetsplan.plans.cards.readings import VersionRead, read_plan
from barnetsplan.plans.cards.rows import goal_rows, payload_as, said
from barnetsplan.plans.cards.shown import GoalRows, Said
from barnetsplan.plans.circle import agreed_units
from barnetsplan.plans.models import Plan
from barnetsplan.plans.releasing import plan_readers
from barnetsplan.plans.words import whose
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.functions import functions_of_units
from barnetsplan.records.kinds import Goal, OwnWords
from barnetsplan.records.queries import OpenEntry, open_visible
from barnetsplan.revising.queries import items_of, newest_version
from barnetsplan.revising.sheet import KINDS


@dataclass(frozen=True, slots=True)
class Around:
    """Whom the pages may choose among: services, adults of the family, principals; and who will read."""

    child: UUID
    child_name: str
    is_born: bool
    services: tuple[tuple[UUID, str], ...]
    family: tuple[tuple[UUID, str], ...]
    principals: tuple[str, ...]
    areas: tuple[tuple[str, str], ...]
    audience: tuple[str, ...]
    today: date

    @property
    def whose(self) -> str:
        """The child's first name, as the owner of something."""
        return whose(self.child_name)

    @property
    def voices(self) -> tuple[tuple[UUID, str], ...]:
        """Whose words can be written down: the child's first."""
        return (*([(self.child, self.child_name)] if self.is_born else []), *self.family)

    @property
    def proposed_day(self) -> date:
        """When a plan is followed up, when nobody says otherwise."""
        return current().following_up.day_after(self.today)


@dataclass(frozen=True, slots=True)
class SheetCard:
    """A plan that is about to be written: what stands in it, by the version that was seen."""

    key: UUID
    seen: UUID | None
    around: Around
    items: tuple[OpenEntry, ...]
    follow_up_on: date
    waits: str
    entries: tuple[UUID, ...]


#: Why a plan cannot be written outside a meeting just now.
IN_MEETING, WITH_FAMILY = "meeting", "family"


def sheet_card(actor: Actor, plan: Plan, at: datetime) -> SheetCard:
    """The newest version, opened to be changed."""
    version = newest_version(plan)
    wanted = [entry.pk for entry in items_of(version)] if version else []
    seen = open_visible(actor.party_id, child=plan.child, at=at, ids=wanted)
    items = tuple(sorted((one for one in seen if one.kind in _KINDS), key=lambda one: wanted.index(one.id)))
    around = around_plan(plan, at)
    day = version.follow_up_on if version and version.follow_up_on > around.today else around.proposed_day
    return SheetCard(
        key=plan.pk,
        seen=version.pk if version else None,
        around=around,
        items=items,
        follow_up_on=day,
        waits=_waits(plan, is_with_family=bool(version and version.published_at is None)),
        entries=tuple(one.id for one in items),
    )


_KINDS = frozenset(kind.KIND for kind in KINDS)


def _waits(plan: Plan, *, is_with_family: bool) -> str:
    if Meeting.objects.filter(plan=plan, state=MeetingState.CALLED).exists():
        return IN_MEETING
    return WITH_FAMILY if is_with_family else ""


def around_plan(plan: Plan, at: datetime) -> Around:
    """Those whom the family has said yes to, and who will read what is written."""
    services = [plan.custodian_id, *sorted(agreed_units(plan.case, at=at) - {plan.custodian_id})]
    readers = unit_names(plan_readers(plan, at=at))
    return _around(plan.case, services, readers=tuple(readers.values()), at=at)


def around_case(case: Case, at: datetime) -> Around:
    """Those that a paper plan may name: all of the municipality and the county's own; none of them reads by it."""
    near = Q(municipality_code=case.unit.municipality_code) | Q(domain__organisation__municipality_code="")
    units = Unit.objects.filter(near, guest=False, placeless=False).exclude(pk=case.unit_id).order_by("sector", "name")
    services = [case.unit_id, *units.values_list("pk", flat=True)]
    return _around(case, services, readers=(case.unit.name,), at=at)


def _around(case: Case, services: Sequence[UUID], *, readers: tuple[str, ...], at: datetime) -> Around:
    child, family = case.child, family_names(case.child, at=at)
    name, names = name_of(child.person), unit_names(services)
    if hides_place(child.protection):
        names = {unit: each.name for unit, each in functions_of_units(names).items()}
    return Around(
        child=child.pk,
        child_name=name,
        is_born=child.born_on is not None,
        services=tuple((unit, names[unit]) for unit in services if unit in names),
        family=tuple(family.items()),
        principals=_principals(services, child),
        areas=tuple((area.key, area.label) for area in current().areas),
        audience=(name, *family.values(), *readers),
        today=local_date(at),
    )


def _principals(services: Iterable[UUID], child: Child) -> tuple[str, ...]:
    """The municipalities and the Region that could answer for the whole of a SIP (SoL 10:8; HSL 16:4)."""
    if hides_place(child.protection):
        return ()
    rows = Unit.objects.filter(pk__in=list(services), domain__organisation__kind__in=["municipality", "region"])
    return tuple(sorted(set(rows.values_list("domain__organisation__name", flat=True))))


@dataclass(frozen=True, slots=True)
class PaperCard:
    """The page on which a paper plan is entered: an empty sheet."""

    key: UUID
    seen: UUID | None
    around: Around
    items: tuple[OpenEntry, ...]
    follow_up_on: date
    entries: tuple[UUID, ...] = ()


def paper_card(_actor: Actor, case: Case, at: datetime) -> PaperCard:
    """Nothing stands on it beforehand."""
    around = around_case(case, at)
    return PaperCard(key=case.pk, seen=None, around=around, items=(), follow_up_on=around.proposed_day)


@dataclass(frozen=True, slots=True)
class FollowUpCard:
    """A follow-up prepared: what was promised and what has happened, and what has been said since."""

    key: UUID
    case: UUID
    seen: UUID | None
    around: Around
    made_on: date
    follow_up_on: date
    is_due: bool
    next_day: date
    goals: tuple[GoalRows, ...]
    goal_keys: tuple[tuple[UUID | None, str], ...]
    open: tuple[tuple[UUID, str], ...]
    silent: tuple[str, ...]
    since: tuple[Said, ...]
    waits: str
    entries: tuple[UUID, ...]


def follow_up_card(actor: Actor, plan: Plan, at: datetime) -> FollowUpCard:
    """What the plan page shows of the newest version, ordered for a follow-up (model.md 5.2)."""
    reading, around = read_plan(actor, plan, at), around_plan(plan, at)
    version = reading.known_versions[-1] if reading.known_versions else None
    items = reading.items_of(version)
    rows = goal_rows(reading, items, may_report=True)
    in_any = {item for one in reading.versions for item in one.items}
    since = [one for one in reading.of_kind(OwnWords.KIND) if one.id not in in_any and _is_since(one, version)]
    actions = [action for goal in rows.goals for action in goal.actions]
    goals = tuple((one.id, payload_as(one, Goal).text) for one in items if one.kind == Goal.KIND)
    day = version.follow_up_on if version else around.today
    return FollowUpCard(
        key=plan.pk,
        case=plan.case_id,
        seen=version.id if version else None,
        around=around,
        made_on=local_date(version.made_at) if version else around.today,
        follow_up_on=day,
        is_due=day <= around.today,
        next_day=around.proposed_day,
        goals=rows.goals,
        goal_keys=goals or ((None, ""),),
        open=tuple((action.key, action.text) for action in actions),
        silent=tuple(action.text for action in actions if action.report is None),
        since=tuple(said(reading, one) for one in since),
        waits=_waits(plan, is_with_family=bool(version and version.is_with_family)),
        entries=tuple(dict.fromkeys((*rows.entries, *(one.id for one in since)))),
    )


def _is_since(entry: OpenEntry, version: VersionRead | None) -> bool:
    return version is None or entry.written_at > version.made_at
