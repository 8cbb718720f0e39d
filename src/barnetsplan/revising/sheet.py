"""The plan as it is written outside a meeting: rows, each one an item that stands already or a new one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from uuid import UUID

from barnetsplan.files.checking import Kept
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.attaching import attach
from barnetsplan.records.kinds import Action, Contact, Dissent, Goal, OwnWords, Payload, PlanReference, Sip
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import OpenEntry, opened


@dataclass(frozen=True, slots=True)
class Row:
    """One item: its content and columns, and which earlier item it is, if any.

    ``goal`` is the place of the goal that an action belongs to, among the goals of the sheet.
    """

    payload: Payload
    entry: UUID | None = None
    voice: UUID | None = None
    area: str = ""
    responsible: UUID | None = None
    due_on: date | None = None
    goal: int | None = None
    file: Kept | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole plan in the order in which it is read; what is not in it any longer has ended."""

    goals: Sequence[Row] = ()
    actions: Sequence[Row] = ()
    contacts: Sequence[Row] = ()
    references: Sequence[Row] = ()
    sip: Row | None = None
    words: Sequence[Row] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands on it that makes a plan."""
        return not (self.goals or self.actions or self.contacts or self.words)


@dataclass(frozen=True, slots=True)
class Writing:
    """Who writes a sheet into which plan, what stood in it before, and the files that go with what is new."""

    plan: Plan
    token: UUID
    by: Actor
    at: datetime
    before: Mapping[UUID, Entry] = field(default_factory=dict)
    open: Mapping[UUID, OpenEntry] = field(default_factory=dict)
    files: list[tuple[Entry, Kept]] = field(default_factory=list)

    def keep_files(self) -> None:
        """Keep the files with their entries, once these are released: the second wall lets nobody reach past that."""
        for entry, file in self.files:
            attach(entry=entry, file=file, key=self.plan.child.person.key)


def begin(*, plan: Plan, token: UUID, items: Sequence[Entry], by: Actor, at: datetime) -> Writing:
    """Open what stands in the plan now, to know what is new on the sheet."""
    known = {entry.pk: entry for entry in items}
    return Writing(plan, token, by, at, known, {one.id: one for one in opened(items, key=plan.child.person.key)})


def write_sheet(sheet: Sheet, writing: Writing) -> list[Entry]:
    """The entries of the sheet: what is as it was is the very entry that it was, and all else is a new one."""
    numbers = iter(range(1, 10_000))

    def write(row: Row) -> Entry:
        number = next(numbers)
        return _entry(row, writing, UUID(int=writing.token.int ^ number))

    goals = [write(row) for row in sheet.goals]
    actions = [write(_of_goal(row, goals)) for row in sheet.actions]
    rest = [*sheet.contacts, *sheet.references, *([sheet.sip] if sheet.sip else [])]
    beside = [write(row) for row in rest]
    words = _said(sheet, writing, write)
    return [*goals, *actions, *beside, *words]


def _said(sheet: Sheet, writing: Writing, write: Callable[[Row], Entry]) -> list[Entry]:
    """What was said stays said, word by word; what is new stands after it, and the child's before all others'."""
    kept = [entry for entry in writing.before.values() if entry.kind in {OwnWords.KIND, Dissent.KIND}]
    said = [*(entry for entry in kept if entry.kind == OwnWords.KIND), *(write(row) for row in sheet.words)]
    ordered = sorted(said, key=lambda entry: entry.voice_id != writing.plan.child_id)
    return [*ordered, *(entry for entry in kept if entry.kind == Dissent.KIND)]


def _of_goal(row: Row, goals: Sequence[Entry]) -> Row:
    if not isinstance(row.payload, Action):
        return row
    goal = str(goals[row.goal].pk) if row.goal is not None and row.goal < len(goals) else ""
    return replace(row, payload=replace(row.payload, goal=goal))


def _entry(row: Row, writing: Writing, entry_id: UUID) -> Entry:
    before = writing.open.get(row.entry) if row.entry else None
    if before is not None and before.kind != row.payload.KIND:
        before = None
    if before is not None and _is_as_it_was(row, before):
        return writing.before[before.id]
    plan = writing.plan
    written = write_entry(
        NewEntry(
            id=entry_id,
            payload=row.payload,
            child=plan.child_id,
            owner=plan.pk,
            author=writing.by.person_id,
            voice=row.voice or writing.by.party_id,
            area=row.area,
            container=plan.pk,
            responsible=row.responsible,
            due_on=row.due_on,
            supersedes=writing.before[before.id] if before else None,
            at=writing.at,
        ),
    )
    if row.file is not None:
        writing.files.append((written, row.file))
    return written


def _is_as_it_was(row: Row, before: OpenEntry) -> bool:
    columns = (before.area, before.responsible, before.due_on)
    return before.payload == row.payload and columns == (row.area, row.responsible, row.due_on)


KINDS = (Goal, Action, Contact, PlanReference, Sip, OwnWords, Dissent)
