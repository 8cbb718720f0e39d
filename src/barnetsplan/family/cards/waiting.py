"""What waits for the reader: questions, a plan to read, a meeting; from the reader's own notices alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.urls import reverse

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request
from barnetsplan.consent.texts import questions_of
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import MeetingState
from barnetsplan.family.cards.naming import in_sentence
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Invitee
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.notices.queries import waiting_for
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.queries import OpenEntry
from barnetsplan.statements import Statement, an_id, some_ids

WaitKind = Literal["consent", "question", "plan", "handed", "noted", "struck", "off", "settled", "moved"]


#: So long it is said that a text about another child was taken away, a meeting called off, a time settled or a
#: day moved: nothing to answer.
_TOLD_FOR = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to answer; ``words`` is the question itself, or what it is about. Without ``url`` only to know."""

    kind: WaitKind
    url: str
    words: str = ""
    reminded: bool = False
    day: date | None = None


@dataclass(frozen=True, slots=True)
class CalledMeeting:
    """A meeting to come that the reader is called to."""

    key: UUID
    entry: UUID
    when: str
    where: str
    question: str
    starts_at: datetime
    reply: str


def notices_of(actor: Actor, child: Child) -> tuple[Notice, ...]:
    """What waits for the reader about this child; one query."""
    return tuple(_NOTICES.rows(party=actor.party_id, child=child.pk))


_NOTICES = Statement(lambda: waiting_for(an_id("party"), child=an_id("child")).select_related(None))


def things_to_answer(notices: Iterable[Notice], *, child: Child, actor: Actor, at: datetime) -> tuple[Waiting, ...]:
    """The questions that wait, oldest first."""
    waiting = list(notices)
    asked = [notice.thing for notice in waiting if notice.kind == NoticeKind.FAMILY_QUESTION]
    areas = dict(Question.objects.filter(pk__in=asked).values_list("pk", "areas")) if asked else {}
    reminded = {notice.thing for notice in waiting if notice.kind == NoticeKind.CONSENT_REMINDED}
    made = ((notice.thing, _waiting(notice, areas, child, actor, at)) for notice in waiting)
    return tuple(replace(one, reminded=thing in reminded) for thing, one in made if one is not None)


def _waiting(
    notice: Notice,
    areas: dict[UUID, list[str]],
    child: Child,
    actor: Actor,
    at: datetime,
) -> Waiting | None:
    if notice.kind == NoticeKind.FAMILY_QUESTION:
        words = in_sentence(areas.get(notice.thing, []))
        return Waiting("question", reverse("family_question", args=[notice.thing]), words)
    if notice.kind == NoticeKind.CONSENT_ASKED:
        request = find_request(notice.thing)
        return _consent(request, child, actor) if request and is_open(request, at) else None
    if notice.kind in _READ:
        kind, page = _READ[notice.kind]
        return Waiting(kind, reverse(page, args=[notice.thing]))
    return _told(notice) if at < notice.made_at + _TOLD_FOR else None


def _told(notice: Notice) -> Waiting | None:
    """What is only to be known, for some days; the new day of a follow-up stands on the page itself."""
    if notice.kind == NoticeKind.STRUCK:
        return Waiting("struck", "")
    if notice.kind == NoticeKind.MEETING_OFF:
        return Waiting("off", reverse("family_meeting", args=[notice.thing]))
    if notice.kind == NoticeKind.MEETING_SETTLED:
        return Waiting("settled", reverse("family_meeting", args=[notice.thing]), day=notice.due_on)
    if notice.kind == NoticeKind.FOLLOW_UP_MOVED:
        return Waiting("moved", "", day=notice.due_on)
    return None


#: What is only to be read, and where.
_READ: Mapping[str, tuple[WaitKind, str]] = {
    NoticeKind.CONSENT_NOTED: ("noted", "family_receipt"),
    NoticeKind.PLAN_TO_READ: ("plan", "family_version"),
    NoticeKind.DISCLOSURE_TOLD: ("handed", "family_handed"),
    NoticeKind.DISCLOSURE_CAME: ("handed", "family_handed"),
}


def is_open(request: ConsentRequest, at: datetime) -> bool:
    """Whether a request can still be answered."""
    return request.withdrawn_at is None and at < request.valid_until


def _consent(request: ConsentRequest, child: Child, actor: Actor) -> Waiting:
    shown = questions_of(request, giver=actor.person_id, key=child.person.key)
    text = ""
    if len(shown) == 1:
        text = shown[0].child_question if actor.person == child.pk else shown[0].question
    return Waiting("consent", reverse("family_consent", args=[request.pk]), text)


_CALLED = Statement(
    lambda: Invitee.objects.filter(
        party=an_id("party"),
        meeting__id__in=some_ids("meetings"),
        meeting__state=MeetingState.CALLED,
    ).select_related("meeting"),
)


def called_meeting(visible: Iterable[OpenEntry], *, actor: Actor, at: datetime) -> CalledMeeting | None:
    """The next meeting that the reader is called to, found through its invitation; one query when there is one."""
    calls = {entry.container: entry for entry in visible if entry.kind == Invitation.KIND and entry.container}
    if not calls:
        return None
    today = local_date(at)
    called = _CALLED.rows(party=actor.party_id, meetings=calls.keys())
    to_come = [row for row in called if local_date(row.meeting.starts_at) >= today]
    if not to_come:
        return None
    row = min(to_come, key=lambda one: one.meeting.starts_at)
    entry = calls[row.meeting_id]
    payload = entry.payload
    if not isinstance(payload, Invitation):
        return None
    return CalledMeeting(
        key=row.meeting_id,
        entry=entry.id,
        when=payload.when,
        where=payload.where,
        question=payload.question,
        starts_at=row.meeting.starts_at,
        reply=row.reply,
    )
