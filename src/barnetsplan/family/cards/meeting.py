"""A call to a meeting as the family reads it: when, where, about what, who is called, how the child takes part."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names
from barnetsplan.meetings.cards import asked_of
from barnetsplan.meetings.how import still_to_answer
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.meetings.words import way_in_words
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.records.kinds import Invitation, Preparation
from barnetsplan.records.queries import OpenEntry, open_visible


@dataclass(frozen=True, slots=True)
class AgendaLine:
    """One part of the meeting."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """The whole page; who has answered what is each one's own, so only the reader's reply stands here."""

    head: Head
    key: UUID
    caller: str
    starts_at: datetime
    when: str
    where: str
    question: str
    child_takes_part: str
    child_with: str
    way: str
    interpreter: str
    to_prepare: tuple[tuple[str, str], ...]
    called: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    reply: str
    is_open: bool
    is_off: bool
    can_tell_how: bool
    entries: tuple[UUID, ...]


def meeting_card(actor: Actor, meeting: Meeting, at: datetime) -> MeetingCard:
    """The call, and the reader's own reply."""
    child = meeting.case.child
    entries = open_visible(
        actor.party_id, child=child, at=at, kinds=[Invitation.KIND, Preparation.KIND], containers=[meeting.pk]
    )
    call = next((entry.payload for entry in reversed(entries) if entry.kind == Invitation.KIND), None)
    invitees = list(Invitee.objects.filter(meeting=meeting).order_by("pk"))
    names = Names({meeting.chair_id, *(invitee.party_id for invitee in invitees)}, child=child, actor=actor)
    mine = next((invitee for invitee in invitees if invitee.party_id == actor.party_id), None)
    said = call if isinstance(call, Invitation) else Invitation(when="", question="")
    people = [names.called(i.party_id) for i in invitees if not names.is_unit(i.party_id)]
    units = [names.unit(i.party_id).name for i in invitees if names.is_unit(i.party_id)]
    return MeetingCard(
        head=head_of(child, actor),
        key=meeting.pk,
        caller=names.unit(meeting.chair_id).name,
        starts_at=meeting.starts_at,
        when=said.when,
        where=said.where,
        question=said.question,
        child_takes_part=_takes_part(said.child_takes_part, to_child=actor.person == child.pk),
        child_with=said.child_with,
        way=way_in_words(said.way),
        interpreter=said.interpreter,
        to_prepare=_to_prepare(entries, actor, child.pk, names),
        called=(*_me_first(people, names.called(actor.party_id)), *sorted(units)),
        agenda=tuple(AgendaLine(part.label, part.text) for part in current().agenda),
        reply=mine.reply if mine else "",
        is_open=meeting.state == MeetingState.CALLED,
        is_off=meeting.cancelled_at is not None,
        can_tell_how=actor.party_id in still_to_answer(meeting),
        entries=tuple(entry.id for entry in entries),
    )


def _to_prepare(entries: Collection[OpenEntry], actor: Actor, child: UUID, names: Names) -> tuple[tuple[str, str], ...]:
    """What the reader is asked to prepare, and what the child is; the child's name stands before the child's own."""
    asked = asked_of(entries)
    own = (("", asked[actor.party_id]),) if actor.party_id in asked else ()
    of_child = ((names.called(child), asked[child]),) if child in asked and child != actor.party_id else ()
    return (*own, *of_child)


def _me_first(people: list[str], me: str) -> tuple[str, ...]:
    return tuple(sorted((name[:1].upper() + name[1:] for name in people), key=lambda name: name.lower() != me))


def _takes_part(noted: str, *, to_child: bool) -> str:
    """The way in words; a note that is no key of the model is read as it is."""
    try:
        way = current().participation(noted)
    except NotInPractice:
        return noted
    return way.child_label if to_child else way.label
