"""Parts that several pages about the plan share: what happens, who differs, who says what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import ActionStatus, Support
from barnetsplan.family.cards.contacts import ContactLine
from barnetsplan.family.cards.naming import Names, area_label
from barnetsplan.plans.complete import sentence_of
from barnetsplan.records.kinds import Action, ActionReport, Dissent, FollowUp, Goal, OwnWords
from barnetsplan.records.queries import OpenEntry

_NOT_BEGUN = frozenset({"", ActionStatus.AGREED})


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happens: what, who, when, and how it stands, said calmly.

    ``status`` is the service's own word, or ``to_begin`` before the day, ``not_begun`` after it.
    """

    id: UUID
    area_key: str
    area_label: str
    text: str
    when: str
    follow_up: str
    who: str
    service: str
    to_family: bool
    status: str
    due_on: date | None
    tells: str
    report: str
    report_on: datetime | None


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's own words, and where they belong when they are about one thing in the plan.

    ``attached`` says what the file that goes with them shows.
    """

    id: UUID
    who: str
    text: str
    on_day: date
    about: str = ""
    mine: bool = False
    attached: str = ""


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What is hoped for, and how it went when that has been written."""

    text: str
    area_key: str
    area_label: str
    went: str = ""


def newest_reports(visible: Iterable[OpenEntry]) -> Mapping[UUID, OpenEntry]:
    """The newest visible report of each action; a report goes on holding when a later version words the action anew."""
    entries = tuple(visible)
    threads = {entry.id: entry.thread for entry in entries if entry.kind == Action.KIND}
    reports = (entry for entry in entries if entry.kind == ActionReport.KIND and entry.container in threads)
    newest = {threads[e.container]: e for e in sorted(reports, key=lambda e: e.written_at) if e.container}
    return {action: newest[thread] for action, thread in threads.items() if thread in newest}


def happenings(
    actions: Iterable[OpenEntry],
    reports: Mapping[UUID, OpenEntry],
    contacts: Iterable[ContactLine],
    names: Names,
    *,
    at: datetime,
) -> tuple[Happening, ...]:
    """The actions of a version as the family reads them."""
    by_unit = {line.unit: line for line in contacts}
    holder = next((line for line in contacts if line.holds), None)
    return tuple(_happening(entry, reports.get(entry.id), by_unit, holder, names, at) for entry in actions)


def _happening(
    entry: OpenEntry,
    report: OpenEntry | None,
    contacts: Mapping[UUID, ContactLine],
    holder: ContactLine | None,
    names: Names,
    at: datetime,
) -> Happening:
    payload = entry.payload
    if not isinstance(payload, Action):
        raise TypeError(entry.kind)
    contact = contacts.get(entry.responsible) if entry.responsible else None
    tells = contact or holder
    who = payload.person or (contact.name if contact else "")
    words = report.payload.text if report and isinstance(report.payload, ActionReport) else ""
    return Happening(
        id=entry.id,
        area_key=entry.area,
        area_label=area_label(entry.area) if entry.area else "",
        text=sentence_of(payload),
        when=payload.when,
        follow_up=payload.follow_up,
        who=who,
        service=names.unit(entry.responsible).short if who else names.unit(entry.responsible).title,
        to_family=payload.support == Support.FAMILY,
        status=_status(entry, report, at),
        due_on=entry.due_on,
        tells=(tells.name or tells.service) if tells else "",
        report=words,
        report_on=report.written_at if report else None,
    )


def _status(entry: OpenEntry, report: OpenEntry | None, at: datetime) -> str:
    status = report.status if report else ""
    if status not in _NOT_BEGUN:
        return status
    if entry.due_on is None:
        return ActionStatus.AGREED.value
    return "to_begin" if entry.due_on >= local_date(at) else "not_begun"


def goals(entries: Iterable[OpenEntry], follow_ups: Iterable[OpenEntry]) -> tuple[GoalLine, ...]:
    """The goals of a version, with how it went."""
    went = {entry.payload.goal: entry.payload.text for entry in follow_ups if isinstance(entry.payload, FollowUp)}
    return tuple(
        GoalLine(
            text=sentence_of(entry.payload),
            area_key=entry.area,
            area_label=area_label(entry.area) if entry.area else "",
            went=went.get(str(entry.id), ""),
        )
        for entry in entries
        if isinstance(entry.payload, Goal)
    )


def said(entries: Iterable[OpenEntry], names: Names, *, me: UUID, texts: Mapping[str, str]) -> tuple[Said, ...]:
    """Own words and differing views, each with its voice; ``texts`` are the things that one can differ about."""
    return tuple(
        Said(
            id=entry.id,
            who=names.titled(entry.voice),
            text=entry.payload.text,
            on_day=local_date(entry.written_at),
            about=texts.get(entry.payload.about, "") if isinstance(entry.payload, Dissent) else "",
            mine=entry.voice == me,
            attached=entry.payload.attached if isinstance(entry.payload, OwnWords) else "",
        )
        for entry in entries
        if isinstance(entry.payload, OwnWords | Dissent)
    )


def texts_of(entries: Iterable[OpenEntry]) -> Mapping[str, str]:
    """What one can differ about, by the id that a differing view names."""
    return {str(entry.id): sentence_of(entry.payload) for entry in entries if isinstance(entry.payload, Action | Goal)}
