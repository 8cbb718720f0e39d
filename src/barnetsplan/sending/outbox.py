"""Every write of the outbox: deciding, claiming, and how it went (ADR 0024).

A message is decided once and ends once. Between the two it is claimed for a while by whoever tries; if that worker dies
the claim runs out, and the next sends the same message again, under the same id.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from barnetsplan.notices.models import Notice
from barnetsplan.practice.load import current
from barnetsplan.sending import hours
from barnetsplan.sending.calling import let_somebody_ring
from barnetsplan.sending.kinds import Failure, MessageKind, MessageState, Rhythm
from barnetsplan.sending.models import Address, Line, Message, Preference
from barnetsplan.sending.queries import Told, due, to_remind_of, unreached, untold

#: So long one worker has a message to itself; longer than any mail server is waited for.
LEASE: Final = timedelta(minutes=3)
#: So long a message that stands in the queue is not put there again.
QUEUED: Final = timedelta(minutes=5)
#: Minutes until the next try; when they are used up it has failed.
BACKOFF_MINUTES: Final = (1, 5, 15, 60, 240, 720)


def decide(*, at: datetime) -> int:
    """Gather what waits untold into one message for each who wants to know; returns how many were told of something.

    *Source:* law.md NOT-02 (digest instead of drip; somebody rings whoever is to be told nothing).
    """
    told = sum(_gathered(who, notices, at=at) for who, notices in untold(at=at).items())
    if current().deadlines.reminders:
        told += sum(_gathered(who, notices, at=at, reminds=True) for who, notices in to_remind_of(at=at).items())
    for notice in unreached(at=at):
        _rung(notice, at)
    return told


def _gathered(who: Told, notices: Collection[UUID], *, at: datetime, reminds: bool = False) -> bool:
    """Put them into the message that waits to go, or into a new one; another worker may have been quicker."""
    try:
        with transaction.atomic():
            message = _waiting_message(who) or _new_message(who, at)
            Line.objects.bulk_create(
                Line(message=message, notice=notice, person_id=who.person, reminds=reminds, made_at=at)
                for notice in notices
            )
    except IntegrityError:
        return False
    return True


def _waiting_message(who: Told) -> Message | None:
    rows = Message.objects.select_for_update().filter(person=who.person, capacity=who.capacity)
    return rows.filter(kind=MessageKind.NEWS, state=MessageState.DECIDED).order_by("send_after").first()


def _new_message(who: Told, at: datetime) -> Message:
    preference = Preference.objects.get(person=who.person, capacity=who.capacity)
    moment, period = _when(preference, at)
    message = Message(
        person_id=who.person,
        capacity=who.capacity,
        kind=MessageKind.NEWS,
        period=period,
        decided_at=at,
        send_after=moment,
    )
    message.save(force_insert=True)
    return message


def _when(preference: Preference, at: datetime) -> tuple[datetime, str]:
    """The first safe moment in a period in which the person gets no other message, and the period's name."""
    numbers, moment = current().messages, at
    taken = set(
        Message.objects.filter(person=preference.person_id, capacity=preference.capacity, kind=MessageKind.NEWS)
        .exclude(state=MessageState.DROPPED)
        .filter(send_after__gte=at - timedelta(days=2))
        .values_list("period", flat=True),
    )
    while True:
        if preference.rhythm == Rhythm.DAILY:
            moment = hours.next_hour_of_day(moment, numbers.daily_hour)
        moment = hours.next_safe(moment, safe_from=preference.safe_from, safe_until=preference.safe_until)
        period = hours.period_of(moment, rhythm=preference.rhythm, minutes=numbers.at_once_minutes)
        if period not in taken:
            return moment, period
        moment = hours.next_period(moment, rhythm=preference.rhythm, minutes=numbers.at_once_minutes)


def _rung(notice: Notice, at: datetime) -> None:
    """Somebody rings instead; that, too, happens once for each notice."""
    try:
        with transaction.atomic():
            Line(message=None, notice=notice.pk, person_id=notice.party_id, made_at=at).save(force_insert=True)
            let_somebody_ring(notice, at=at)
    except IntegrityError:
        return


def take_for_queue(*, at: datetime) -> tuple[UUID, ...]:
    """The messages that are to be tried now and do not stand in the queue; each is given out once in a while."""
    free = Q(queued_until__isnull=True) | Q(queued_until__lte=at)
    keys = due(at).filter(free).order_by("send_after", "pk").values_list("pk", flat=True)[:500]
    return tuple(key for key in keys if due(at).filter(free, pk=key).update(queued_until=at + QUEUED))


def claim(key: UUID, *, at: datetime) -> Message | None:
    """Take a message for oneself, if it is due and nobody else has it."""
    mine = uuid4()
    taken = due(at).filter(pk=key)
    if not taken.update(
        state=MessageState.SENDING, claim=mine, claimed_until=at + LEASE, queued_until=None, attempts=F("attempts") + 1
    ):
        return None
    return Message.objects.select_related("person__key").get(pk=key, claim=mine)


def sent(message: Message, address: Address, *, at: datetime) -> bool:
    """It has gone; whoever has lost the claim meanwhile says nothing."""
    return _moved(message, MessageState.SENT, ended_at=at, address=address, failure="")


def drop(message: Message, *, at: datetime) -> bool:
    """There is nothing left to tell, or nobody who wants to be told."""
    return _moved(message, MessageState.DROPPED, ended_at=at)


def wait(message: Message, *, until: datetime) -> bool:
    """It is not the hour for it; that was no try."""
    return _moved(message, MessageState.DECIDED, send_after=until, attempts=F("attempts") - 1)


@transaction.atomic
def not_delivered(message: Message, address: Address, failure: Failure, *, at: datetime) -> bool:
    """Try again later, or give up: then somebody is told to ring, and the page of the address says so."""
    tries = message.attempts
    if failure is not Failure.WRONG_ADDRESS and tries <= len(BACKOFF_MINUTES):
        later = at + timedelta(minutes=BACKOFF_MINUTES[tries - 1])
        return _moved(message, MessageState.DECIDED, send_after=later, failure=failure.value)
    if not _moved(message, MessageState.FAILED, ended_at=at, address=address, failure=failure.value):
        return False
    Address.objects.filter(pk=address.pk).update(failed_at=at)
    ring_about(message, at=at)
    return True


def ring_about(message: Message, *, at: datetime) -> None:
    """Let somebody ring about what still waits for a private person who was not reached."""
    if message.kind == MessageKind.NEWS:
        told = Line.objects.filter(message=message).values("notice")
        for notice in Notice.objects.filter(pk__in=told, party=message.person_id, done_at__isnull=True):
            let_somebody_ring(notice, at=at)


def _moved(message: Message, to: MessageState, **changes: object) -> bool:
    held = Message.objects.filter(pk=message.pk, state=MessageState.SENDING, claim=message.claim)
    released: Mapping[str, object] = {"claim": None, "claimed_until": None}
    return bool(held.update(state=to, **released, **changes))
