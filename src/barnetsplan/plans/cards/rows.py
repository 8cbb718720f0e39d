"""Who does what: goals with their actions, the newest report visible of each, and what somebody differs on."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActionStatus, Support
from barnetsplan.plans import words
from barnetsplan.plans.cards.readings import Reading
from barnetsplan.plans.cards.shown import ActionRow, GoalRows, Said, Tagged
from barnetsplan.plans.words import Words
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import (
    Action,
    ActionReport,
    Dissent,
    FollowUp,
    Goal,
    MeetingNote,
    OwnWords,
    Payload,
    PlanAnswer,
    WrongPayload,
)
from barnetsplan.records.queries import OpenEntry

P = TypeVar("P", bound=Payload)
_TEXTS = (Dissent, FollowUp, MeetingNote, OwnWords, PlanAnswer)


@dataclass(frozen=True, slots=True)
class Rows:
    """The goals, what concerns the plan as a whole, and which entries all this shows."""

    goals: tuple[GoalRows, ...]
    dissents: tuple[Said, ...]
    entries: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What stands beside the items: newest report by action, dissents and follow-ups by what they are about."""

    reports: Mapping[str, OpenEntry]
    dissents: Mapping[str, list[OpenEntry]]
    outcomes: Mapping[str, list[OpenEntry]]
    may_report: bool

    def entries(self, actions: Sequence[OpenEntry]) -> list[OpenEntry]:
        """All of it that stands beside these actions or the plan as a whole."""
        several = (*self.dissents.values(), *self.outcomes.values())
        reports = [self.reports[str(action.id)] for action in actions if str(action.id) in self.reports]
        return [*reports, *(entry for entries in several for entry in entries)]


def payload_as(entry: OpenEntry, kind: type[P]) -> P:
    """The content of an entry whose kind is known from its column.

    *Raises:* ``WrongPayload``.
    """
    if not isinstance(entry.payload, kind):
        raise WrongPayload(f"{entry.kind} is no {kind.KIND}")
    return entry.payload


def said(reading: Reading, entry: OpenEntry, *, word: Words = "") -> Said:
    """Somebody's words, with whose they are; for the kinds that are a text and nothing more."""
    payload = entry.payload
    text = payload.text if isinstance(payload, _TEXTS) else ""
    attached = payload.attached if isinstance(payload, OwnWords) else ""
    return Said(text, reading.name(entry.voice), local_date(entry.written_at), word, attached, entry.id)


def area_label(key: str) -> str:
    """The label of an area; empty for none."""
    return current().area(key).label if key else ""


def goal_rows(reading: Reading, items: Sequence[OpenEntry], *, may_report: bool) -> Rows:
    """Goals in the order of the version, each with its actions; what belongs to no goal comes last."""
    goals = [entry for entry in items if entry.kind == Goal.KIND]
    actions = [entry for entry in items if entry.kind == Action.KIND]
    known = {str(goal.id) for goal in goals}
    about = known | {str(action.id) for action in actions}
    # What was said of an item goes on holding when a later version words the item anew.
    now = {entry.thread: str(entry.id) for entry in (*goals, *actions)}
    item_of = {str(entry.id): now.get(entry.thread, "") for entry in reading.seen}
    reports = reading.of_kind(ActionReport.KIND)
    beside = _Beside(
        # Oldest first, so that the newest report of an action is the one that stays.
        reports={item_of.get(str(entry.container), ""): entry for entry in reports},
        dissents=_grouped(items, Dissent.KIND, lambda entry: payload_as(entry, Dissent).about, about),
        outcomes=_grouped(
            _follow_ups(reading), FollowUp.KIND, lambda e: item_of.get(payload_as(e, FollowUp).goal, ""), known
        ),
        may_report=may_report,
    )
    of_goal = _grouped(actions, Action.KIND, lambda entry: payload_as(entry, Action).goal, known)
    groups = [_group(reading, goal, of_goal.get(str(goal.id), ()), beside) for goal in goals]
    rest = _group(reading, None, of_goal.get("", ()), beside)
    return Rows(
        goals=(*groups, rest) if rest.actions or rest.outcomes else tuple(groups),
        dissents=tuple(said(reading, entry) for entry in beside.dissents.get("", ())),
        entries=tuple(entry.id for entry in (*goals, *actions, *beside.entries(actions))),
    )


def _follow_ups(reading: Reading) -> list[OpenEntry]:
    return [entry for entry in reading.of_kind(FollowUp.KIND) if entry.container == reading.plan.pk]


def _grouped(
    entries: Iterable[OpenEntry],
    kind: str,
    key: Callable[[OpenEntry], str],
    known: Collection[str],
) -> dict[str, list[OpenEntry]]:
    """Entries of a kind by what they belong to; under the empty key when that is not shown here."""
    groups: dict[str, list[OpenEntry]] = {}
    for entry in entries:
        if entry.kind == kind:
            belongs = key(entry)
            groups.setdefault(belongs if belongs in known else "", []).append(entry)
    return groups


def _group(reading: Reading, goal: OpenEntry | None, actions: Iterable[OpenEntry], beside: _Beside) -> GoalRows:
    key = str(goal.id) if goal else ""
    return GoalRows(
        text=payload_as(goal, Goal).text if goal else "",
        actions=tuple(_row(reading, action, beside) for action in actions),
        outcomes=tuple(said(reading, entry) for entry in beside.outcomes.get(key, ())),
        dissents=tuple(said(reading, entry) for entry in beside.dissents.get(key, ())) if goal else (),
        to_family=payload_as(goal, Goal).to_family if goal else "",
    )


def _row(reading: Reading, entry: OpenEntry, beside: _Beside) -> ActionRow:
    payload, report = payload_as(entry, Action), beside.reports.get(str(entry.id))
    status = ActionStatus(report.status) if report else ActionStatus.AGREED
    return ActionRow(
        key=entry.id,
        area_key=entry.area,
        area_label=area_label(entry.area),
        text=payload.text,
        support=words.SUPPORT[Support(payload.support)],
        unit=reading.name(entry.responsible),
        person=payload.person,
        when=payload.when,
        due_on=entry.due_on,
        follow_up=payload.follow_up,
        to_family=payload.to_family,
        status=Tagged(words.STATUS[status], words.STATUS_KIND[status]),
        late_days=_late_days(reading, entry, status) if beside.may_report else 0,
        report=_report(reading, report) if report else None,
        dissents=tuple(said(reading, dissent) for dissent in beside.dissents.get(str(entry.id), ())),
        may_report=beside.may_report and entry.responsible == reading.actor.party,
    )


def _report(reading: Reading, report: OpenEntry) -> Said:
    return Said(payload_as(report, ActionReport).text, reading.name(report.voice), local_date(report.written_at))


def _late_days(reading: Reading, entry: OpenEntry, status: ActionStatus) -> int:
    """Days since the action should have begun, while nobody has said that it has (interface.md rule 2)."""
    if entry.due_on is None or status is not ActionStatus.AGREED:
        return 0
    return max(0, (local_date(reading.at) - entry.due_on).days)
