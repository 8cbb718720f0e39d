"""Writing a plan outside a meeting: changing it, following it up, and entering the one that was on paper.

Whatever is written becomes a version that the family reads first, as one that a meeting made (architecture.md 5.3).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.actions import move_case
from barnetsplan.cases.child_view import NewChildView, write_child_view
from barnetsplan.cases.models import Case
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import CaseState, MeetingState
from barnetsplan.files.checking import Kept
from barnetsplan.meetings.models import Meeting
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.people.queries import age_of, family_of
from barnetsplan.plans.actions import NewVersion, make_version, open_plan
from barnetsplan.plans.circle import seats_of
from barnetsplan.plans.complete import open_actions
from barnetsplan.plans.models import Plan, Version
from barnetsplan.plans.releasing import release_own_actions, release_to_circle, release_to_family
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.attaching import attach
from barnetsplan.records.kinds import FollowUp, OwnWords, PaperPlan
from barnetsplan.records.models import Entry
from barnetsplan.revising.queries import items_of, newest_version
from barnetsplan.revising.sheet import Row, Sheet, Writing, begin, write_sheet

#: The details of a refusal: a meeting is called and has the plan on its board; somebody else has changed the plan.
IN_MEETING: Final = "meeting"
CHANGED: Final = "changed"
EMPTY: Final = "empty"


@dataclass(frozen=True, slots=True)
class Revision:
    """A sheet that takes the place of a version that was seen; ``token`` is the id of the new version."""

    plan: Plan
    seen: UUID
    token: UUID
    sheet: Sheet
    follow_up_on: date
    by: Actor
    at: datetime


@transaction.atomic
def revise(new: Revision) -> Version | Refused:
    """Change a plan outside a meeting; sent twice, it is changed once.

    *Source:* model.md 5.3; while a meeting is called, the plan lies on its board and is written there.
    """
    begun = _begun(new.plan, new.seen, new.token, by=new.by, at=new.at)
    if not isinstance(begun, Writing):
        return begun
    return _give(new.sheet, begun, follow_up_on=new.follow_up_on)


def _begun(plan: Plan, seen: UUID, token: UUID, *, by: Actor, at: datetime) -> Writing | Version | Refused:
    """What stands in the plan now, or why it may not be changed; the same form sent before gives its version."""
    lock_child(plan.child_id)
    earlier = Version.objects.filter(plan=plan, pk=token).first()
    if earlier is not None:
        return earlier
    if Meeting.objects.filter(plan=plan, state=MeetingState.CALLED).exists():
        return Refused(Reason.WRONG_STATE, detail=IN_MEETING)
    newest = newest_version(plan)
    if newest is None or newest.pk != seen:
        return Refused(Reason.WRONG_STATE, detail=CHANGED)
    return begin(plan=plan, token=token, items=items_of(newest), by=by, at=at)


def _give(sheet: Sheet, writing: Writing, *, follow_up_on: date) -> Version | Refused:
    """Write the sheet and give it to the family first; each service reads its own part at once."""
    if sheet.is_empty:
        return Refused(Reason.NOTHING_WRITTEN, detail=EMPTY)
    items = write_sheet(sheet, writing)
    version = make_version(
        NewVersion(
            plan=writing.plan,
            version_id=writing.token,
            meeting=None,
            items=items,
            follow_up_on=follow_up_on,
            by=writing.by,
            at=writing.at,
        ),
    )
    if isinstance(version, Refused):
        return version
    writing.keep_files()
    given = release_own_actions(writing.plan, items, by=writing.by, at=writing.at)
    return version if given is None else given


@dataclass(frozen=True, slots=True)
class Held:
    """A follow-up in its short form: how it went with each goal, what ends, new own words, and the next day.

    ``outcomes`` are texts by goal, nothing being the plan as a whole; ``ended`` are the actions that are not needed.
    """

    plan: Plan
    seen: UUID
    token: UUID
    outcomes: Mapping[UUID | None, str]
    ended: Collection[UUID]
    words: Sequence[Row]
    follow_up_on: date
    by: Actor
    at: datetime
    child_view: NewChildView | None = None


@transaction.atomic
def hold_follow_up(new: Held) -> Version | Refused:
    """Follow a plan up without a meeting: what was said stands in it, and it has a next day (model.md 5.2)."""
    begun = _begun(new.plan, new.seen, new.token, by=new.by, at=new.at)
    if not isinstance(begun, Writing):
        return begun
    kept = [one for one in begun.before.values() if one.pk not in new.ended]
    writing = Writing(new.plan, new.token, new.by, new.at)
    said = write_sheet(Sheet(words=new.words), writing)
    version = make_version(
        NewVersion(
            plan=new.plan,
            version_id=new.token,
            meeting=None,
            items=_child_first([*kept, *said], new.plan),
            follow_up_on=new.follow_up_on,
            by=new.by,
            at=new.at,
        ),
    )
    if isinstance(version, Refused):
        return version
    writing.keep_files()
    told = _tell_how_it_went(new)
    if told is not None:
        return told
    write_child_view(new.child_view, child=new.plan.child_id, beside=new.token, by=new.by, at=new.at)
    return version


def _child_first(items: Sequence[Entry], plan: Plan) -> list[Entry]:
    """The items in their order, with what the child says before what others say."""
    order = {entry.pk: place for place, entry in enumerate(items)}
    return sorted(
        items, key=lambda entry: (entry.kind == OwnWords.KIND and entry.voice_id != plan.child_id, order[entry.pk])
    )


def _tell_how_it_went(new: Held) -> Refused | None:
    """How it went is told to the family and to the circle at once, as the services' own reports are."""
    entries = [
        write_entry(
            NewEntry(
                id=UUID(int=new.token.int ^ (20_000 + number)),
                payload=FollowUp(text=text, goal=str(goal) if goal else ""),
                child=new.plan.child_id,
                owner=new.plan.pk,
                author=new.by.person_id,
                voice=new.by.party_id,
                container=new.plan.pk,
                at=new.at,
            ),
        )
        for number, (goal, text) in enumerate(new.outcomes.items())
        if text
    ]
    if not entries:
        return None
    shown = release_to_family(new.plan, entries, by=new.by, at=new.at, of_plan=True)
    if shown is not None:
        return shown
    return release_to_circle(new.plan, entries, by=new.by, at=new.at)


@transaction.atomic
def move_follow_up(*, plan: Plan, to: date | None, by: Actor, at: datetime) -> Plan | Refused:
    """Move the day on which a plan is followed up; while anything in it is open, the day is one to come.

    Those who know the old day are told that there is another; of a day that is the same, nobody.
    """
    lock_child(plan.child_id)
    version = newest_version(plan)
    if version is None:
        return Refused(Reason.WRONG_STATE)
    if to is None:
        return Refused(Reason.NO_FOLLOW_UP)
    if to <= local_date(at) and open_actions(items_of(version)):
        return Refused(Reason.NO_FOLLOW_UP)
    is_moved = plan.follow_up_on != to
    plan.follow_up_on = to
    plan.save(update_fields=["follow_up_on"])
    Version.objects.filter(pk=version.pk).update(follow_up_on=to)
    if is_moved:
        _tell_of_day(plan, by=by, at=at)
    return plan


def _tell_of_day(plan: Plan, *, by: Actor, at: datetime) -> None:
    """Tell the family, and the services that read the plan; the message itself says only: something new.

    *Source:* law.md NOT-01; model.md 5.2. Moved twice, the newest day is told.
    """
    done(thing=plan.pk, kind=NoticeKind.FOLLOW_UP_MOVED, at=at)
    rule = current().consent_rule_for(age_of(plan.child, at=at))
    child = (plan.child_id,) if rule is not None and "child" in rule.must_give else ()
    around = {taken.unit_id for taken in seats_of(plan, at=at)} - {by.party_id}
    for party in (*child, *family_of(plan.child, at=at), *sorted(around)):
        tell(
            party=party,
            child=plan.child_id,
            kind=NoticeKind.FOLLOW_UP_MOVED,
            thing=plan.pk,
            about=by.party_id,
            due_on=plan.follow_up_on,
            at=at,
        )


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A plan without a meeting: what stands in it; where it runs on paper, from which day, and the paper scanned."""

    case: Case
    token: UUID
    sheet: Sheet
    made_on: date | None
    paper: Kept | None
    shows: str
    follow_up_on: date
    by: Actor
    at: datetime
    child_view: NewChildView | None = None


@transaction.atomic
def enter_paper_plan(new: OnPaper) -> Version | Refused:
    """Enter a running paper plan as version 1; nobody reads it but the family, until consent is asked anew.

    *Source:* architecture.md 5.3; law.md CON-01 (a yes on paper to something else opens nothing here).
    """
    lock_child(new.case.child_id)
    plan = open_plan(case=new.case, at=new.at)
    earlier = Version.objects.filter(plan=plan).order_by("number").first()
    if earlier is not None:
        return earlier if earlier.pk == new.token else Refused(Reason.WRONG_STATE, detail=CHANGED)
    if Meeting.objects.filter(plan=plan, state=MeetingState.CALLED).exists():
        return Refused(Reason.WRONG_STATE, detail=IN_MEETING)
    if new.case.state == CaseState.GATHERING:
        move_case(case=new.case, to=CaseState.ANALYSED, at=new.at)
    version = _give(new.sheet, Writing(plan, new.token, new.by, new.at), follow_up_on=new.follow_up_on)
    if isinstance(version, Refused):
        return version
    kept = _keep_paper(new, plan)
    if kept is not None:
        return kept
    write_child_view(new.child_view, child=plan.child_id, beside=new.token, by=new.by, at=new.at)
    return version


def _keep_paper(new: OnPaper, plan: Plan) -> Refused | None:
    """Keep the paper beside the plan, for the family and the one who answers for it: it holds more than the map."""
    if new.paper is None:
        return None
    entry = write_entry(
        NewEntry(
            id=UUID(int=new.token.int ^ 30_000),
            payload=PaperPlan(attached=new.shows),
            child=plan.child_id,
            owner=plan.pk,
            author=new.by.person_id,
            voice=new.by.party_id,
            container=plan.pk,
            due_on=new.made_on,
            at=new.at,
        ),
    )
    shown = release_to_family(plan, [entry], by=new.by, at=new.at, of_plan=True)
    if shown is None:
        attach(entry=entry, file=new.paper, key=plan.child.person.key)
    return shown
