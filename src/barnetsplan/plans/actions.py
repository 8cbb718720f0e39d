"""The plan's life: opened, a version to the family, published to the circle, reported on, ended (model.md 5)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from barnetsplan.cases.actions import move_case
from barnetsplan.cases.child_view import NewChildView, write_child_view
from barnetsplan.cases.models import Case
from barnetsplan.coordination.actions import end_terms
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.states import PLAN_MOVES
from barnetsplan.domain.vocabulary import (
    ActionStatus,
    ActorKind,
    CaseState,
    PartyKind,
    PlanReply,
    PlanState,
    VersionState,
)
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import family_of
from barnetsplan.plans.circle import agreed_rows, release_background, seat, seats_of
from barnetsplan.plans.complete import lacking, open_actions
from barnetsplan.plans.facts import PlanAction
from barnetsplan.plans.models import Plan, Version, VersionItem
from barnetsplan.plans.releasing import (
    give_words,
    release_to_circle,
    release_to_coordinator,
    release_to_family,
    share_report,
)
from barnetsplan.plans.signed import sign_answer
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import Kept, NewEntry, keep, write_entry
from barnetsplan.records.kinds import Action, ActionReport, FollowUp, OwnWords, Payload, PlanAnswer
from barnetsplan.records.models import Entry


def open_plan(*, case: Case, at: datetime) -> Plan:
    """Open the plan of a case, or return it; it has no version until a meeting has written one."""
    plan = Plan.objects.filter(case=case).first()
    if plan is not None:
        return plan
    plan = Plan(
        party=Party.objects.create(kind=PartyKind.PLAN),
        child_id=case.child_id,
        case=case,
        custodian_id=case.unit_id,
        state=PlanState.DRAFT,
        opened_at=at,
    )
    plan.save(force_insert=True)
    return plan


@dataclass(frozen=True, slots=True)
class NewVersion:
    """What was agreed: the items in order, the day of the next follow-up, and in which meeting, if in one."""

    plan: Plan
    version_id: UUID
    meeting: UUID | None
    items: Sequence[Entry]
    follow_up_on: date
    by: Actor
    at: datetime
    in_room: Collection[UUID] = ()


@transaction.atomic
def make_version(new: NewVersion) -> Version | Refused:
    """Freeze a version and give it to the family first; the circle gets it when it is published.

    Whoever holds the plan together reads it with the family, to be able to talk with them about it.

    *Source:* architecture.md 5.3.
    """
    lock_child(new.plan.child_id)
    if Version.objects.filter(plan=new.plan, state=VersionState.WITH_FAMILY).exists():
        return Refused(Reason.EARLIER_VERSION_OPEN)
    if Version.objects.filter(pk=new.version_id).exists():
        raise Taken
    missing = lacking(new.items, child=new.plan.child, follow_up_on=new.follow_up_on, at=new.at)
    if missing is not None:
        return missing
    version = _freeze(new)
    for shown in (
        release_to_family(new.plan, new.items, by=new.by, at=new.at, of_plan=True),
        release_to_coordinator(new.plan, new.items, by=new.by, at=new.at),
    ):
        if isinstance(shown, Refused):
            return shown
    for adult in family_of(new.plan.child, at=new.at):
        tell(
            party=adult,
            child=new.plan.child_id,
            kind=NoticeKind.PLAN_TO_READ,
            thing=version.pk,
            due_on=version.family_reads_until,
            at=new.at,
        )
    return version


def _freeze(new: NewVersion) -> Version:
    days = current().deadlines.family_reads_plan_days
    newest = Version.objects.filter(plan=new.plan).aggregate(newest=Max("number"))["newest"] or 0
    version = Version(
        id=new.version_id,
        plan=new.plan,
        number=newest + 1,
        meeting=new.meeting,
        state=VersionState.WITH_FAMILY,
        made_at=new.at,
        family_reads_until=local_date(new.at) + timedelta(days=days),
        follow_up_on=new.follow_up_on,
        in_room=sorted(str(party) for party in new.in_room),
    )
    version.save(force_insert=True)
    VersionItem.objects.bulk_create(
        VersionItem(version=version, entry=entry, position=position) for position, entry in enumerate(new.items)
    )
    return version


@transaction.atomic
def answer_version(
    *,
    version: Version,
    reply: PlanReply,
    text: str,
    entry_id: UUID,
    by: Actor,
    at: datetime,
) -> Entry | Refused:
    """Say what one thinks of a version; the answer goes to those who hold the plan together, and never blocks."""
    plan = version.plan
    entry = write_entry(
        NewEntry(
            id=entry_id,
            payload=PlanAnswer(text=text),
            child=plan.child_id,
            owner=by.party_id,
            author=by.person_id,
            voice=by.party_id,
            container=version.pk,
            outcome=reply,
            supersedes=_earlier_answer(version, by, entry_id),
            at=at,
        ),
    )
    sign_answer(entry, version, by=by, at=at)
    given = give_words(plan, [entry], readers=set(holders(plan.child_id, at=at).values()), by=by, at=at)
    if isinstance(given, Refused):
        return given
    done(thing=version.pk, kind=NoticeKind.PLAN_TO_READ, party=by.party_id, at=at)
    for unit in set(holders(plan.child_id, at=at).values()):
        tell(
            party=unit,
            child=plan.child_id,
            kind=NoticeKind.PLAN_ANSWERED,
            thing=plan.pk,
            about=by.party_id,
            at=at,
        )
    return entry


def _earlier_answer(version: Version, by: Actor, entry_id: UUID) -> Entry | None:
    rows = Entry.objects.filter(kind=PlanAnswer.KIND, container=version.pk, owner=by.party_id)
    return rows.exclude(pk=entry_id).filter(superseded_by__isnull=True).first()


@transaction.atomic
def publish(*, version: Version, by: Actor, at: datetime) -> Version | Refused:
    """Publish a version to the circle, when every guardian was there or has answered, or the days are over.

    *Source:* architecture.md 5.3: disagreement never blocks, silence only until the day.
    """
    plan = version.plan
    lock_child(plan.child_id)
    if version.state == VersionState.PUBLISHED:
        return version
    if current().is_own_space and by.kind is not ActorKind.FAMILY:
        return Refused(Reason.FAMILY_SENDS_PLAN)
    items = [item.entry for item in version.items.select_related("entry").order_by("position")]
    if version.follow_up_on <= local_date(at) and open_actions(items):
        return Refused(Reason.NO_FOLLOW_UP)
    if awaited(version, at=at) and local_date(at) <= version.family_reads_until:
        return Refused(Reason.FAMILY_HAS_NOT_ANSWERED)
    Version.objects.filter(pk=version.pk).update(state=VersionState.PUBLISHED, published_at=at)
    version.state, version.published_at = VersionState.PUBLISHED, at
    for row in agreed_rows(plan.case, at=at):
        seat(plan=plan, unit=row.recipient, request=row.request, at=at)
    released = release_to_circle(plan, items, by=by, at=at)
    if isinstance(released, Refused):
        return released
    release_background(child=plan.child, by=by, at=at)
    _plan_lives(plan, version, at)
    _tell_circle(plan, items, by=by, at=at)
    return version


def publish_of_plan(*, plan: Plan, version: UUID, by: Actor, at: datetime) -> Version | Refused:
    """Publish the version that was shown, when it is this plan's; the same form sent twice publishes once."""
    found = (
        Version.objects.select_related("plan__child__person__key", "plan__case").filter(pk=version, plan=plan).first()
    )
    return publish(version=found, by=by, at=at) if found else Refused(Reason.NOT_FOUND)


def unanswered(version: Version, *, at: datetime) -> frozenset[UUID]:
    """The adults with standing who have not answered a version; for those who hold the plan together alone."""
    answered = Entry.objects.filter(kind=PlanAnswer.KIND, container=version.pk).values_list("owner", flat=True)
    return frozenset(family_of(version.plan.child, at=at)) - set(answered)


def awaited(version: Version, *, at: datetime) -> frozenset[UUID]:
    """The adults for whom publishing waits: who neither answered nor read the version in the room where it was made."""
    return unanswered(version, at=at) - {UUID(party) for party in version.in_room}


def _plan_lives(plan: Plan, version: Version, at: datetime) -> None:
    if PlanState.LIVE in PLAN_MOVES[PlanState(plan.state)]:
        plan.state = PlanState.LIVE
        if plan.case.state == CaseState.ANALYSED:
            move_case(case=plan.case, to=CaseState.COLLABORATING, at=at)
    plan.follow_up_on = version.follow_up_on
    plan.save(update_fields=["state", "follow_up_on"])


def _tell_circle(plan: Plan, items: Sequence[Entry], *, by: Actor, at: datetime) -> None:
    done(thing=plan.pk, kind=NoticeKind.PLAN_ANSWERED, at=at)
    seated = {taken.unit_id for taken in seats_of(plan, at=at)}
    for unit in sorted(seated - {by.party_id}):
        tell(party=unit, child=plan.child_id, kind=NoticeKind.PLAN_PUBLISHED, thing=plan.pk, at=at)
    around = {*seated, plan.custodian_id}
    for item in items:
        doer = item.responsible_id
        if doer is not None and doer in around and item.kind == Action.KIND and not _reported(item):
            tell(
                party=doer,
                child=plan.child_id,
                kind=NoticeKind.ACTION_TO_REPORT,
                thing=item.pk,
                due_on=item.due_on,
                at=at,
            )


def _reported(action: Entry) -> bool:
    return Entry.objects.filter(kind=ActionReport.KIND, container=action.pk).exists()


@transaction.atomic
def report_action(
    *,
    action: PlanAction,
    status: ActionStatus,
    text: str,
    entry_id: UUID,
    by: Actor,
    at: datetime,
    kept: Collection[Kept] = (),
) -> Entry | Refused:
    """Report how it goes with an own action; the report is the service's own entry, shared over the map.

    ``kept`` are the guardians who may not read it (OSL 12:3).

    *Source:* architecture.md 2 (a service's reports are its own entries); law.md 26:1, 23:1 by consent.
    """
    report = write_entry(
        NewEntry(
            id=entry_id,
            payload=ActionReport(action=str(action.entry.pk), text=text),
            child=action.plan.child_id,
            owner=by.party_id,
            author=by.person_id,
            voice=by.party_id,
            area=action.entry.area,
            section=_section(by),
            container=action.entry.pk,
            status=status,
            at=at,
        ),
    )
    keep([report], kept, by=by.person_id, at=at)
    shared = share_report(action.plan, report, by=by, at=at)
    if isinstance(shared, Refused):
        return shared
    _not_late(action.entry.pk, at)
    return report


def _not_late(action: UUID, at: datetime) -> None:
    """What waited until the service told of its action is over, wherever it waited."""
    for kind in (NoticeKind.ACTION_TO_REPORT, NoticeKind.ACTION_LATE, NoticeKind.ACTION_LATE_ELSEWHERE):
        done(thing=action, kind=kind, at=at)


def _section(by: Actor) -> str:
    return Unit.objects.select_related("domain").get(pk=by.party_id).domain.section


@dataclass(frozen=True, slots=True)
class Ending:
    """How a plan ends: how it went with each goal, and what the child and the guardians say of what it gave.

    ``outcomes`` are (entry id, goal or nothing for the whole plan, text), ``words`` (entry id, voice, text).
    """

    outcomes: Sequence[tuple[UUID, UUID | None, str]]
    words: Sequence[tuple[UUID, UUID, str]]
    child_view: NewChildView | None = None


@transaction.atomic
def end_plan(*, plan: Plan, ending: Ending, by: Actor, at: datetime) -> Plan | Refused:
    """End a plan with what it gave, in the services' and the family's words; the functions around the child end.

    A version that the family is reading is published first: nobody is left with half an answer.
    """
    lock_child(plan.child_id)
    if Version.objects.filter(plan=plan, state=VersionState.WITH_FAMILY).exists():
        return Refused(Reason.EARLIER_VERSION_OPEN)
    write = partial(_write, plan, by=by, at=at)
    entries = [
        *(
            write(entry_id, FollowUp(text=text, goal=str(goal) if goal else ""), voice=by.party_id)
            for entry_id, goal, text in ending.outcomes
        ),
        *(write(entry_id, OwnWords(text=text), voice=voice) for entry_id, voice, text in ending.words),
    ]
    for outcome in (
        release_to_family(plan, entries, by=by, at=at, of_plan=True),
        release_to_circle(plan, entries, by=by, at=at),
    ):
        if isinstance(outcome, Refused):
            return outcome
    write_child_view(ending.child_view, child=plan.child_id, beside=plan.pk, by=by, at=at)
    plan.state, plan.ended_at = PlanState.ENDED, at
    plan.save(update_fields=["state", "ended_at"])
    move_case(case=plan.case, to=CaseState.CLOSED, at=at)
    end_terms(child=plan.child_id, at=at)
    _nothing_waits(plan, at)
    return plan


def _write(plan: Plan, entry_id: UUID, payload: Payload, *, voice: UUID, by: Actor, at: datetime) -> Entry:
    """Write something into the plan itself, whose words it may be."""
    return write_entry(
        NewEntry(
            id=entry_id,
            payload=payload,
            child=plan.child_id,
            owner=plan.pk,
            author=by.person_id,
            voice=voice,
            container=plan.pk,
            at=at,
        ),
    )


def _nothing_waits(plan: Plan, at: datetime) -> None:
    """What the plan asked of anybody is over with it."""
    for kind in (
        NoticeKind.PLAN_PUBLISHED,
        NoticeKind.PLAN_ANSWERED,
        NoticeKind.FAMILY_WROTE,
        NoticeKind.FOLLOW_UP_MOVED,
    ):
        done(thing=plan.pk, kind=kind, at=at)
    for item in VersionItem.objects.filter(version__plan=plan, entry__kind=Action.KIND).distinct():
        _not_late(item.entry_id, at)
