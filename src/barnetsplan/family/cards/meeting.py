"""A call to a meeting as the family reads it: when, where, about what, who is called, how the child takes part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.family.cards.head import Head, head_of
from barnetsplan.family.cards.naming import Names
from barnetsplan.meetings.models import Invitee, Meeting
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.practice.model import NotInPractice
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.queries import open_visible


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
    called: tuple[str, ...]
    agenda: tuple[AgendaLine, ...]
    reply: str
    is_open: bool
    is_off: bool
    entries: tuple[UUID, ...]


def meeting_card(actor: Actor, meeting: Meeting, at: datetime) -> MeetingCard:
    """The call, and the reader's own reply."""
    child = meeting.case.child
    entries = open_visible(actor.party_id, child=child, at=at, kinds=[Invitation.KIND], containers=[meeting.pk])
    call = entries[-1].payload if entries else None
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
        called=(*_me_first(people, names.called(actor.party_id)), *sorted(units)),
        agenda=tuple(AgendaLine(part.label, part.text) for part in current().agenda),
        reply=mine.reply if mine else "",
        is_open=meeting.state == MeetingState.CALLED,
        is_off=meeting.cancelled_at is not None,
        entries=tuple(entry.id for entry in entries),
    )


def _me_first(people: list[str], me: str) -> tuple[str, ...]:
    return tuple(sorted((name[:1].upper() + name[1:] for name in people), key=lambda name: name.lower() != me))


def _takes_part(noted: str, *, to_child: bool) -> str:
    """The way in words; a note that is no key of the model is read as it is."""
    try:
        way = current().participation(noted)
    except NotInPractice:
        return noted
    return way.child_label if to_child else way.label
