"""Who has read: every opening by others of what the reader may see, and what services have shown to services.

*Source:* PDL 8:5; law.md PDL-04, LAW-05: an event shows only through entries that are visible to this very reader.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from barnetsplan.audit.queries import Announced, LoggedRead, announced, reads_about_child
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.known import known_parties
from barnetsplan.family.cards.naming import Names, in_sentence
from barnetsplan.family.cards.seen import Seen, seen_by
from barnetsplan.family.cards.told import Told, told_of, told_sentence
from barnetsplan.family.cards.why import why
from barnetsplan.people.models import Child
from barnetsplan.plans.models import Plan
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor
from barnetsplan.policy.layers import MAP_KINDS
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.records.kinds import (
    ActionReport,
    Concern,
    Contribution,
    Invitation,
    MeetingNote,
    PlanAnswer,
    Preparation,
    Question,
)
from barnetsplan.records.models import Release
from barnetsplan.ui.marks import as_data
from barnetsplan.ui.templatetags.ui import moment

PER_PAGE = 50
#: How many openings by others are fetched first: for the whole log, and for the newest few.
_FIRST = 1000
_NEWEST = 12
#: The event by which a security officer lets the family know of an emergency (``duties``).
_EMERGENCY_TOLD = "emergency:told"
#: All acts of the house: an event that opened no visible entry falls away by itself.
_ACTS = tuple(act.value for act in Act)
_KINDS_OF: Mapping[str, frozenset[str]] = {
    "plan": MAP_KINDS - {Invitation.KIND, Preparation.KIND, ActionReport.KIND},
    "report": frozenset({ActionReport.KIND}),
    "question": frozenset({Question.KIND}),
    "invitation": frozenset({Invitation.KIND, Preparation.KIND}),
    "answer": frozenset({PlanAnswer.KIND}),
    "note": frozenset({MeetingNote.KIND}),
}
_WORDS = {
    "plan": gettext_lazy("planen"),
    "report": gettext_lazy("hur det går"),
    "question": gettext_lazy("frågan"),
    "invitation": gettext_lazy("kallelsen till mötet"),
    "answer": gettext_lazy("svaret på planen"),
    "note": gettext_lazy("anteckningen från mötet"),
}


@dataclass(frozen=True, slots=True)
class LogLine:
    """One row: when, in one sentence who read what or showed it to whom, and why they could; names marked as names."""

    at: datetime
    sentence: SafeString
    why: str = ""


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


#: A guest's every reading is told, also of the question that the family has agreed to and does not read itself.
_BY_GUEST: Final = "asked_guest_answers"
_TO_GUEST: Final = gettext_lazy("frågan som ni har sagt ja till")


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
    known: Collection[UUID | None],
    first: int = _FIRST,
) -> Iterator[LoggedRead]:
    """Openings by others that showed something visible to the reader, by somebody known to the reader, newest first.

    A child who reads the own plan is told to nobody: it would let a parent watch when. *Source:* law.md CRC-03, PDL-04.
    """
    for read in reads_about_child(child, acts=_ACTS, first=first, not_by=actor.party_id):
        shows = bool(read.entries) if read.rule == _BY_GUEST else _shows(read, visible)
        if read.party != child and _is_known(read, known) and shows:
            yield read


def _shows(read: LoggedRead, visible: Mapping[UUID, Seen]) -> bool:
    """Whether something was opened that the reader may see; it stops at the first."""
    return not visible.keys().isdisjoint(read.entries)


def _is_known(read: LoggedRead, known: Collection[UUID | None]) -> bool:
    """Whether the one who read is of the family, or acts for a service that the reader may know of."""
    return read.party == read.person or read.party in known


def newest_reads(
    child: UUID,
    actor: Actor,
    visible: Mapping[UUID, Seen],
    *,
    known: Collection[UUID | None],
    most: int,
) -> tuple[LoggedRead, ...]:
    """The first few of them, for the plan page; one query, unless much was read that the reader is not told of."""
    return tuple(islice(reads_by_others(child, actor, visible, known=known, first=_NEWEST), most))


def parties_of(reads: Collection[LoggedRead]) -> set[UUID | None]:
    """Everybody who must be named to tell of these reads."""
    return {party for read in reads for party in (read.person, read.party)}


def line_of(read: LoggedRead, names: Names, visible: Mapping[UUID, Seen]) -> LogLine:
    """A read as a line: a professional with whole name, work and unit; family with first name alone."""
    is_guest = read.rule == _BY_GUEST and not _shows(read, visible)
    what = format_html("{}", _TO_GUEST) if is_guest else what_in_words(read.entries, visible, names)
    if read.party is not None and names.is_unit(read.party):
        office = ", ".join(filter(None, (_role(read.role), names.unit(read.party).name)))
        who = format_html("{}{}", _name(names.full(read.person)), as_data(f", {office},"))
    else:
        who = _name(names.titled(read.party) if read.party else "")
    return LogLine(read.at, format_html(_("{who} läste {what}."), who=who, what=what), why(read.rule))


def _role(key: str) -> str:
    """A role inside a sentence; what begins with an abbreviation keeps its capitals."""
    try:
        label = current().role(key).label
    except NotInPractice:
        return ""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _name(words: str) -> SafeString:
    return format_html('<b translate="no">{}</b>', words)


def what_in_words(entries: Collection[UUID], visible: Mapping[UUID, Seen], names: Names) -> SafeString:
    """What was read as a part of a sentence: the plan, areas, and each other kind of thing once."""
    found = [seen for seen in map(visible.get, entries) if seen]
    kinds = {seen.kind for seen in found}
    parts = [format_html("{}", words) for kind, words in _WORDS.items() if kinds & _KINDS_OF[kind]]
    areas = in_sentence({seen.area for seen in found if seen.kind == Contribution.KIND})
    if areas:
        parts.append(format_html(_("det som står om {areas}"), areas=as_data(areas)))
    owners = sorted({names.unit(seen.owner).short for seen in found if seen.kind == Concern.KIND})
    parts += [format_html(_("det {who} har sett"), who=as_data(owner)) for owner in owners]
    return _listed(parts or [format_html("{}", _("något annat som du kan läsa"))])


def _listed(parts: list[SafeString]) -> SafeString:
    """Parts with commas and a last «och»."""
    *first, last = parts
    if not first:
        return last
    before = format_html_join(", ", "{}", ((part,) for part in first))
    return format_html(_("{first} och {last}"), first=before, last=last)


def shown_to_services(child: Child, visible: Mapping[UUID, Seen], known: Collection[UUID]) -> tuple[Shown, ...]:
    """What services have shown to services of what the reader may see; what the family gives is its own affair."""
    custodians = dict(Plan.objects.filter(child=child.pk).values_list("pk", "custodian"))
    rows = Release.objects.filter(
        entry__child=child.pk,
        recipient__unit__isnull=False,
        disclosure__discloser__person__isnull=True,
    ).select_related("disclosure")
    # In an order of its own: the one in which the database finds them depends on what else lies there.
    rows = rows.order_by("disclosure__made_at", "disclosure__discloser", "recipient", "entry")
    given: dict[tuple[datetime, UUID, UUID], set[UUID]] = {}
    for row in rows:
        made = row.disclosure
        # The custodian answers for the plan in law: what the plan gives the custodian is shown to nobody new.
        discloser = custodians.get(made.discloser_id, made.discloser_id)
        is_told = row.entry_id in visible and {discloser, row.recipient_id} <= set(known)
        if is_told and discloser != row.recipient_id:
            given.setdefault((made.made_at, discloser, row.recipient_id), set()).add(row.entry_id)
    return _joined(given)


def _joined(given: Mapping[tuple[datetime, UUID, UUID], set[UUID]]) -> tuple[Shown, ...]:
    """What one service showed at one moment, with all who got the same then."""
    same: dict[tuple[datetime, UUID, frozenset[UUID]], list[UUID]] = {}
    for (at, discloser, recipient), entries in given.items():
        same.setdefault((at, discloser, frozenset(entries)), []).append(recipient)
    return tuple(Shown(at, discloser, tuple(to), entries) for (at, discloser, entries), to in same.items())


def _shown_line(shown: Shown, names: Names, visible: Mapping[UUID, Seen]) -> LogLine:
    to = current().listed(sorted(names.unit(unit).short for unit in shown.recipients))
    sentence = format_html(
        _("{who} visade {what} för {to}."),
        who=_name(names.unit(shown.discloser).title),
        what=what_in_words(shown.entries, visible, names),
        to=as_data(to),
    )
    return LogLine(shown.at, sentence)


def log_card(actor: Actor, child: Child, at: datetime, *, number: str | None = None) -> LogCard:
    """Everything that others have read or been shown, newest first, fifty on a page."""
    visible = seen_by(actor, child, at)
    known = known_parties(actor, child, visible.keys(), at)
    told: list[_One] = [
        *reads_by_others(child.pk, actor, visible, known=known),
        *shown_to_services(child, visible, known),
        *told_of(actor, child, at),
        *announced(child.pk, act=_EMERGENCY_TOLD),
    ]
    told.sort(key=lambda one: one.at, reverse=True)
    page = Paginator(told, PER_PAGE).get_page(number)
    here = list(page.object_list)
    names = Names(_parties(here) | {seen.owner for seen in visible.values()}, child=child, actor=actor)
    lines = tuple(_line(one, names, visible) for one in here)
    return LogCard(head=head_of(child, actor), lines=lines, page=page)


_One = LoggedRead | Shown | Told | Announced


def _line(one: _One, names: Names, visible: Mapping[UUID, Seen]) -> LogLine:
    if isinstance(one, LoggedRead):
        return line_of(one, names, visible)
    if isinstance(one, Shown):
        return _shown_line(one, names, visible)
    if isinstance(one, Announced):
        return _emergency_line(one, names)
    return LogLine(one.at, told_sentence(one, names.unit(one.discloser).title))


def _emergency_line(told: Announced, names: Names) -> LogLine:
    """An emergency, when it was weighed to be safe to tell: who, and when it was; nothing written was opened."""
    sentence = format_html(
        _("{who} öppnade i en nödsituation vem man ringer till kring barnet, {when}. Inget som är skrivet öppnades."),
        who=_name(names.unit(UUID(told.more["unit"])).title),
        when=moment(datetime.fromisoformat(told.more["opened"])),
    )
    return LogLine(told.at, sentence)


def _parties(told: Collection[_One]) -> set[UUID | None]:
    parties = parties_of([one for one in told if isinstance(one, LoggedRead)])
    for one in told:
        if isinstance(one, Shown):
            parties |= {one.discloser, *one.recipients}
        elif isinstance(one, Told):
            parties.add(one.discloser)
        elif isinstance(one, Announced):
            parties.add(UUID(one.more["unit"]))
    return parties
