"""One version of the plan, to be read and answered by a family member."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import PlanState
from barnetsplan.family.cards.beside import Beside, beside
from barnetsplan.family.cards.contacts import ContactLine, contact_lines
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names
from barnetsplan.family.cards.parts import GoalLine, Happening, Said, goals, happenings, newest_reports, said, texts_of
from barnetsplan.family.cards.version import found
from barnetsplan.people.queries import name_of
from barnetsplan.plans.difference import Difference, difference
from barnetsplan.plans.models import Version
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Action, Contact, Dissent, Goal, OwnWords, PlanAnswer
from barnetsplan.records.queries import OpenEntry, open_visible


@dataclass(frozen=True, slots=True)
class OwnReply:
    """What the reader has answered."""

    reply: str
    text: str
    written_at: datetime


@dataclass(frozen=True, slots=True)
class VersionCard:
    """The whole page."""

    head: Head
    key: UUID
    published: bool
    may_answer: bool
    reads_until: date
    follow_up_on: date
    goals: tuple[GoalLine, ...]
    happenings: tuple[Happening, ...]
    words: tuple[Said, ...]
    dissents: tuple[Said, ...]
    contacts: tuple[ContactLine, ...]
    own: OwnReply | None
    difference: Difference | None
    beside: Beside
    audience: tuple[str, ...]
    entries: tuple[UUID, ...]


def version_card(actor: Actor, version: Version, at: datetime) -> VersionCard:
    """The version's visible items, and the reader's own answer."""
    child = version.plan.child
    visible = open_visible(actor.party_id, child=child, at=at)
    one = found(version)
    items = one.of_kind(visible)
    held = holders(child.pk, at=at)
    parties: set[UUID | None] = {party for item in items for party in (item.voice, item.responsible)}
    names = Names(parties | set(held.values()), child=child, actor=actor)
    contacts = contact_lines(one.of_kind(visible, Contact.KIND), names, held)
    me, texts = actor.party_id, texts_of(items)
    reports = {action: e for action, e in newest_reports(visible).items() if action in one.items}
    answers = [e for e in visible if e.kind == PlanAnswer.KIND and e.container == version.pk and e.owner == me]
    lines = goals(one.of_kind(visible, Goal.KIND), ())
    happens = happenings(one.of_kind(visible, Action.KIND), reports, contacts, names, at=at)
    return VersionCard(
        head=head_of(child, actor),
        key=version.pk,
        published=one.published,
        may_answer=not one.ended and version.plan.state != PlanState.ENDED,
        reads_until=version.family_reads_until,
        follow_up_on=version.follow_up_on,
        goals=lines,
        happenings=happens,
        words=_child_first(said(one.of_kind(visible, OwnWords.KIND), names, me=me, texts=texts), name_of(child.person)),
        dissents=said(one.of_kind(visible, Dissent.KIND), names, me=me, texts=texts),
        contacts=contacts,
        own=_own(answers[-1].payload, answers[-1].outcome, answers[-1].written_at) if answers else None,
        difference=_difference(version, visible, items, names),
        beside=beside(items, goals=lines, happenings=happens),
        audience=tuple(names.unit(unit).name for unit in dict.fromkeys(held.values())),
        entries=tuple(entry.id for entry in (*items, *reports.values(), *answers)),
    )


def _difference(
    version: Version, visible: tuple[OpenEntry, ...], items: tuple[OpenEntry, ...], names: Names
) -> Difference | None:
    """What differs from the version before, where the reader sees something of one."""
    before = Version.objects.filter(plan=version.plan, number__lt=version.number).order_by("-number").first()
    earlier = found(before).of_kind(visible) if before else ()
    if not earlier:
        return None
    units = {entry.responsible for entry in (*earlier, *items) if entry.responsible}
    return difference(earlier, items, names={unit: names.unit(unit).short for unit in units})


def _own(payload: object, outcome: str, at: datetime) -> OwnReply | None:
    return OwnReply(outcome, payload.text, at) if isinstance(payload, PlanAnswer) else None


def _child_first(words: tuple[Said, ...], child_name: str) -> tuple[Said, ...]:
    first = child_name.partition(" ")[0]
    return tuple(sorted(words, key=lambda one: one.who != first))
