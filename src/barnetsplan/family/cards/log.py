"""Who has read: every opening by others of what the reader may see, and what services have shown to services.

*Source:* PDL 8:5; law.md PDL-04, LAW-05: an event shows only through entries that are visible to this very reader.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator

from barnetsplan.audit.queries import LoggedRead, reads_about_child
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names, in_sentence
from barnetsplan.family.cards.seen import Seen, seen_by
from barnetsplan.people.models import Child
from barnetsplan.plans.models import Plan
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.records.kinds import Concern, Contribution, Invitation, MeetingNote, PlanAnswer, Question
from barnetsplan.records.models import Release

PER_PAGE = 50
#: As far back as one look goes; the registrar's extract has no such limit.
_MOST = 5000
#: How many openings, the reader's own among them, are looked through for the newest few.
_NEWEST = 60
#: All acts of the house: an event that opened no visible entry falls away by itself.
_ACTS = tuple(act.value for act in Act)
_NAMED = {
    Concern.KIND: "concern",
    Invitation.KIND: "invitation",
    MeetingNote.KIND: "note",
    PlanAnswer.KIND: "answer",
    Question.KIND: "question",
}


@dataclass(frozen=True, slots=True)
class What:
    """A part of what was read: which kind of thing, and its words (areas, or a unit)."""

    kind: str
    words: str = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One row: when, who in which capacity, what; ``to`` names who got to read it, when a service showed it."""

    at: datetime
    who: str
    office: str
    what: tuple[What, ...]
    to: str = ""


@dataclass(frozen=True, slots=True)
class LogCard:
    """The whole page; it shows that things were read, and opens none of them."""

    head: Head
    lines: tuple[LogLine, ...]
    page: Page[Any]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """Nothing that is written stands on the page."""
        return ()


@dataclass(frozen=True, slots=True)
class Shown:
    """A disclosure of visible entries from one party to others, as the log tells it."""

    at: datetime
    discloser: UUID
    recipients: tuple[UUID, ...]
    entries: frozenset[UUID]


def reads_by_others(
    child: UUID,
    actor: Actor,
    visible: Mapping[UUID, Seen],
    *,
    most: int = _MOST,
) -> Iterator[LoggedRead]:
    """Openings by others that showed at least one entry visible to the reader, newest first; one query."""
    for read in reads_about_child(child, acts=_ACTS, most=most):
        if read.entries & visible.keys() and read.party != actor.party:
            yield read


def newest_reads(child: UUID, actor: Actor, visible: Mapping[UUID, Seen], *, most: int) -> tuple[LoggedRead, ...]:
    """The first few of them, for the plan page."""
    return tuple(islice(reads_by_others(child, actor, visible, most=_NEWEST), most))


def parties_of(reads: Collection[LoggedRead]) -> set[UUID | None]:
    """Everybody who must be named to tell of these reads."""
    return {party for read in reads for party in (read.person, read.party)}


def line_of(read: LoggedRead, names: Names, visible: Mapping[UUID, Seen]) -> LogLine:
    """A read as a line: a professional with whole name, work and unit; family with first name alone."""
    what = _what(read.entries, visible, names)
    if read.party is None or not names.is_unit(read.party):
        return LogLine(at=read.at, who=names.titled(read.party) if read.party else "", office="", what=what)
    office = ", ".join(part for part in (_role(read.role), names.unit(read.party).name) if part)
    return LogLine(at=read.at, who=names.full(read.person), office=office, what=what)


def _role(key: str) -> str:
    try:
        return current().role(key).label
    except NotInPractice:
        return ""


def _what(entries: Collection[UUID], visible: Mapping[UUID, Seen], names: Names) -> tuple[What, ...]:
    found = [visible[entry] for entry in entries if entry in visible]
    parts: dict[tuple[str, str], What] = {}
    if any(seen.kind in MAP_KINDS - {Invitation.KIND} for seen in found):
        parts["plan", ""] = What("plan")
    areas = in_sentence({seen.area for seen in found if seen.kind == Contribution.KIND})
    if areas:
        parts["areas", ""] = What("areas", areas)
    for seen in found:
        kind = _NAMED.get(seen.kind)
        if kind:
            words = names.unit(seen.owner).short if kind == "concern" else ""
            parts[kind, words] = What(kind, words)
    return tuple(parts[key] for key in sorted(parts, key=_order)) or (What("other"),)


def _order(key: tuple[str, str]) -> tuple[int, str]:
    kinds = ("plan", "areas", "concern", "question", "invitation", "answer", "note")
    return kinds.index(key[0]), key[1]


def shown_to_services(child: Child, visible: Mapping[UUID, Seen]) -> tuple[Shown, ...]:
    """What services have shown to services of what the reader may see; what the family gives is its own affair."""
    custodians = dict(Plan.objects.filter(child=child.pk).values_list("pk", "custodian"))
    rows = Release.objects.filter(
        entry__child=child.pk,
        recipient__unit__isnull=False,
        disclosure__discloser__person__isnull=True,
    ).select_related("disclosure")
    found: dict[UUID, tuple[datetime, UUID, set[UUID], set[UUID]]] = {}
    for row in rows:
        made = row.disclosure
        # The custodian answers for the plan in law: what the plan gives the custodian is shown to nobody new.
        discloser = custodians.get(made.discloser_id, made.discloser_id)
        if row.entry_id in visible and discloser != row.recipient_id:
            _, _, recipients, entries = found.setdefault(made.pk, (made.made_at, discloser, set(), set()))
            recipients.add(row.recipient_id)
            entries.add(row.entry_id)
    return tuple(
        Shown(at, discloser, tuple(sorted(recipients)), frozenset(entries))
        for at, discloser, recipients, entries in found.values()
    )


def _shown_line(shown: Shown, names: Names, visible: Mapping[UUID, Seen]) -> LogLine:
    return LogLine(
        at=shown.at,
        who=names.unit(shown.discloser).title,
        office="",
        what=_what(shown.entries, visible, names),
        to=current().listed(sorted(names.unit(unit).short for unit in shown.recipients)),
    )


def log_card(actor: Actor, child: Child, at: datetime, *, number: str | None = None) -> LogCard:
    """Everything that others have read or been shown, newest first, fifty on a page."""
    visible = seen_by(actor, child, at)
    told: list[LoggedRead | Shown] = [*reads_by_others(child.pk, actor, visible), *shown_to_services(child, visible)]
    told.sort(key=lambda one: one.at, reverse=True)
    page = Paginator(told, PER_PAGE).get_page(number)
    here = list(page.object_list)
    names = Names(_parties(here) | {seen.owner for seen in visible.values()}, child=child, actor=actor)
    lines = tuple(
        line_of(one, names, visible) if isinstance(one, LoggedRead) else _shown_line(one, names, visible)
        for one in here
    )
    return LogCard(head=head_of(child, actor), lines=lines, page=page)


def _parties(told: Collection[LoggedRead | Shown]) -> set[UUID | None]:
    parties = parties_of([one for one in told if isinstance(one, LoggedRead)])
    for one in told:
        if isinstance(one, Shown):
            parties |= {one.discloser, *one.recipients}
    return parties
