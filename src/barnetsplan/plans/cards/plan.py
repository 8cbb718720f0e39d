"""Building the plan page for one professional, from what that unit sees and nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.translation import gettext as _

from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import PlanReply, PlanState, TermKind
from barnetsplan.plans import words
from barnetsplan.plans.cards.beside import beside_items, paper_of, references, sip_of
from barnetsplan.plans.cards.consents import consents_of, nodes_of, own_consent
from barnetsplan.plans.cards.readings import Reading, VersionRead, answered, read_plan
from barnetsplan.plans.cards.rows import goal_rows, payload_as, said
from barnetsplan.plans.cards.shown import ContactRow, PlanCard, PlanHead, VersionLine, WithFamily
from barnetsplan.plans.cards.voices import Background, background_of
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Contact, MeetingNote, OwnWords, PaperPlan, PlanAnswer
from barnetsplan.records.queries import OpenEntry
from barnetsplan.ui.cards import Step, StepState

_NO_BACKGROUND: Final = Background((), ())


@dataclass(frozen=True, slots=True)
class _Versions:
    """The versions that the reader knows of, the one shown, and the one that the family is reading."""

    known: tuple[VersionRead, ...]
    shown: VersionRead | None
    with_family: VersionRead | None


def plan_card(
    actor: Actor, plan: Plan, at: datetime, *, number: int | None = None, map_alone: bool = False
) -> PlanCard:
    """The plan as this professional reads it; ``number`` asks for another version than the newest published.

    ``map_alone`` leaves out background and the notes of meetings, for what leaves the product on paper.
    """
    reading = read_plan(actor, plan, at)
    versions = _choose(reading, number)
    items = reading.items_of(versions.shown)
    rows = goal_rows(reading, items, may_report=_is_newest(versions) and plan.state == PlanState.LIVE)
    consents = consents_of(reading) if reading.holds else ()
    background = _NO_BACKGROUND if map_alone else background_of(reading)
    mine, contacts = _own_words(reading, items), [entry for entry in items if entry.kind == Contact.KIND]
    notes = reading.of_kind(MeetingNote.KIND) if reading.holds and not map_alone else ()
    answers = _answers(reading, versions.with_family)
    beside = [*beside_items(items), *(() if map_alone else reading.of_kind(PaperPlan.KIND))]
    ids = [entry.id for entry in (*mine, *contacts, *beside, *notes, *answers)]
    return PlanCard(
        head=_head(reading, versions.shown),
        child_words=tuple(said(reading, entry) for entry in mine if entry.voice == plan.child_id),
        family_words=tuple(said(reading, entry) for entry in mine if entry.voice != plan.child_id),
        dissents=rows.dissents,
        goals=rows.goals,
        nodes=nodes_of(reading, items, consents),
        contacts=tuple(_contact(reading, entry) for entry in contacts),
        references=references(beside),
        sip=sip_of(reading, items),
        paper=paper_of(beside),
        consents=consents,
        own_consent=None if reading.holds else own_consent(reading),
        background=background.areas,
        closed_areas=_closed(reading),
        notes=tuple(said(reading, entry) for entry in notes),
        with_family=_with_family(reading, versions.with_family, answers),
        versions=tuple(_line(version, versions.shown) for version in reversed(versions.known)),
        holds=reading.holds,
        is_bba=reading.is_bba,
        entries=tuple(dict.fromkeys((*rows.entries, *ids, *background.entries))),
    )


def _head(reading: Reading, shown: VersionRead | None) -> PlanHead:
    plan, child = reading.plan, reading.name(reading.plan.child_id)
    return PlanHead(
        key=plan.pk,
        case=plan.case_id,
        child=plan.child_id,
        child_name=child,
        whose=words.whose(child),
        version=_line(shown, shown) if shown else None,
        valid_from=shown.published_at if shown else None,
        follow_up_on=shown.follow_up_on if shown else plan.follow_up_on,
        ended_at=plan.ended_at,
        bba=reading.name(reading.functions.get(TermKind.BBA)),
        coordinator=reading.name(reading.functions.get(TermKind.COORDINATOR)),
        steps=_steps(reading),
        family_sends=current().is_own_space,
    )


def _choose(reading: Reading, number: int | None) -> _Versions:
    known = reading.known_versions
    with_family = next((version for version in known if version.is_with_family), None)
    published = [version for version in known if not version.is_with_family]
    default = published[-1] if published else with_family
    shown = next((version for version in known if version.number == number), default)
    return _Versions(known, shown, with_family)


def _is_newest(versions: _Versions) -> bool:
    published = [version for version in versions.known if not version.is_with_family]
    return bool(published) and versions.shown == published[-1]


def _own_words(reading: Reading, items: Sequence[OpenEntry]) -> list[OpenEntry]:
    """The family's words of the version, and after the end what they say of what the plan gave."""
    in_version = [entry for entry in items if entry.kind == OwnWords.KIND]
    in_any = {item for version in reading.versions for item in version.items}
    at_end = [
        entry
        for entry in reading.of_kind(OwnWords.KIND)
        if entry.container == reading.plan.pk and entry.id not in in_any
    ]
    return [*in_version, *at_end]


def _contact(reading: Reading, entry: OpenEntry) -> ContactRow:
    payload = payload_as(entry, Contact)
    return ContactRow(reading.name(entry.responsible), payload.name, payload.role, payload.phone)


def _line(version: VersionRead, shown: VersionRead | None) -> VersionLine:
    on = version.published_at or version.made_at
    return VersionLine(version.number, on, version.is_with_family, version == shown)


def _closed(reading: Reading) -> tuple[tuple[str, str], ...]:
    closed = reading.shared.closed_areas
    return tuple((area.key, area.label) for area in current().areas if area.key in closed)


def _answers(reading: Reading, version: VersionRead | None) -> list[OpenEntry]:
    if version is None:
        return []
    return [entry for entry in reading.of_kind(PlanAnswer.KIND) if entry.container == version.id]


def _with_family(reading: Reading, version: VersionRead | None, answers: Sequence[OpenEntry]) -> WithFamily | None:
    if version is None:
        return None
    missing = set(reading.family) - {entry.owner for entry in answers}
    if missing:
        missing -= answered(version.id)
    return WithFamily(
        version=version.id,
        number=version.number,
        until=version.family_reads_until,
        answers=tuple(said(reading, entry, word=words.REPLY[PlanReply(entry.outcome)]) for entry in answers),
        missing=tuple(name for adult, name in reading.family.items() if adult in missing),
        ready=not missing or local_date(reading.at) > version.family_reads_until,
    )


def _steps(reading: Reading) -> tuple[Step, ...]:
    """The spine of the model; an ended plan has walked all of it."""
    over = reading.plan.state == PlanState.ENDED
    labels = (_("Uppmärksamma"), _("Samla in"), _("Samverka"), _("Uppföljning"))
    states = (
        StepState.DONE,
        StepState.DONE,
        StepState.DONE if over else StepState.HERE,
        StepState.DONE if over else StepState.TO_COME,
    )
    return tuple(
        Step(f"{number} · {label}", state) for number, (label, state) in enumerate(zip(labels, states, strict=True), 1)
    )
