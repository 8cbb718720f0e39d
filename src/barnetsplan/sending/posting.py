"""Sending one message: look again whether it may go, and then let it go (law.md NOT-01, NOT-02; ADR 0024).

No transaction is open while another machine is waited for. Each step before and after is one of its own, so that a
worker may die between any two of them.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from barnetsplan import context
from barnetsplan.accounts.models import Assignment
from barnetsplan.accounts.session import family_actor, staff_actor
from barnetsplan.domain.vocabulary import BEYOND_THE_UNIT, ActorKind
from barnetsplan.people.queries import live
from barnetsplan.policy.facts import Actor
from barnetsplan.sending import hours, outbox
from barnetsplan.sending.channels import Letter, Undelivered, deliver
from barnetsplan.sending.kinds import OUTWARD, Capacity, Channel, MessageKind, MessageState
from barnetsplan.sending.models import Address, Line, Message, Preference
from barnetsplan.sending.queries import code_place, live_address, opened, untellable
from barnetsplan.sending.silence import marked
from barnetsplan.sending.texts import render
from barnetsplan.vault.sealing import unseal

JOB: Final = "sending"
StillWaits = Callable[..., bool]


@dataclass(frozen=True, slots=True)
class _Ready:
    """A message that may go now."""

    letter: Letter
    address: Address


def send(key: UUID, *, at: datetime) -> str:
    """Try one message; returns in a word how it stands now, or nothing when somebody else has it."""
    with context.job(JOB, at=at):
        message = outbox.claim(key, at=at)
    if message is None:
        return ""
    ready = _looked_at_again(message, at)
    if isinstance(ready, MessageState):
        return ready.value
    try:
        deliver(ready.letter, at=at)
    except Undelivered as undelivered:
        with context.job(JOB, at=at):
            outbox.not_delivered(message, ready.address, undelivered.failure, at=at)
        return undelivered.failure.value
    with context.job(JOB, at=at):
        outbox.sent(message, ready.address, at=at)
    return MessageState.SENT.value


def _looked_at_again(message: Message, at: datetime) -> _Ready | MessageState:
    """Whether the person still wants it, may still be told, now, there; and whether anything is left to tell."""
    if message.kind == MessageKind.CODE:
        return _code(message, at)
    with context.job(JOB, at=at):
        preference = Preference.objects.filter(person=message.person_id, capacity=message.capacity).first()
        address = _address_for(preference, at)
        if preference is None or address is None:
            outbox.ring_about(message, at=at)
            return _dropped(message, at)
        span = {"safe_from": preference.safe_from, "safe_until": preference.safe_until}
        if not hours.is_safe(at, **span):
            outbox.wait(message, until=hours.next_safe(at, **span))
            return MessageState.DECIDED
        notices = frozenset(Line.objects.filter(message=message).values_list("notice", flat=True))
        to = opened(address, key=message.person.key)
    if not _still_waits(message, notices, at):
        with context.job(JOB, at=at):
            return _dropped(message, at)
    said = render(MessageKind.NEWS, language=preference.language)
    return _Ready(Letter(Channel(address.channel), to, said, message.message_id), address)


def _dropped(message: Message, at: datetime) -> MessageState:
    outbox.drop(message, at=at)
    return MessageState.DROPPED


def _address_for(preference: Preference | None, at: datetime) -> Address | None:
    """Where the person wants to be told, if they may be."""
    if preference is None or preference.channel not in OUTWARD or _is_quiet(preference, at):
        return None
    return live_address(preference.person_id, capacity=preference.capacity, channel=preference.channel)


def _is_quiet(preference: Preference, at: datetime) -> bool:
    """At work only the own protection counts; what is known around a child counts for its family."""
    if preference.capacity == Capacity.FAMILY:
        return bool(untellable({preference.person_id}, at=at))
    return not preference.anyway and bool(marked({preference.person_id}))


def _code(message: Message, at: datetime) -> _Ready | MessageState:
    with context.job(JOB, at=at):
        address = Address.objects.filter(pk=message.address_id or message.pk, ended_at__isnull=True).first()
        if address is None or address.sealed_code is None or address.code_until is None or address.code_until <= at:
            return _dropped(message, at)
        chosen = Preference.objects.filter(person=message.person_id, capacity=message.capacity).first()
        key = message.person.key
        code = unseal(address.sealed_code, key=key, place=code_place(address.pk))
        to = opened(address, key=key)
    said = render(MessageKind.CODE, language=chosen.language if chosen else "sv", code=code)
    return _Ready(Letter(Channel(address.channel), to, said, message.message_id), address)


def _still_waits(message: Message, notices: Collection[UUID], at: datetime) -> bool:
    """Whether anything of it stands on a page that the person can open now, asked as that very person.

    The rooms that show what waits lie above; the settings name what they answer with. On PostgreSQL the second wall
    answers too: everything here is asked under the person's own row policies, and not as a job.
    """
    still_waits: StillWaits = import_string(settings.STILL_WAITS[message.capacity])
    for party, actor_of in _capacities(message, at):
        with _as_person(message.person_id, party, actor_of, at) as actor:
            if actor.kind is not ActorKind.NOBODY and still_waits(actor, notices, at=at):
                return True
    return False


def _capacities(message: Message, at: datetime) -> Iterator[tuple[UUID, Callable[[], Actor]]]:
    if message.capacity == Capacity.FAMILY:
        yield message.person_id, lambda: family_actor(message.person_id)
        return
    held = Assignment.objects.filter(live(at), person=message.person_id).order_by("pk")
    for key, unit in held.values_list("pk", "unit"):
        yield unit, lambda key=key: staff_actor(key, at=at)  # type: ignore[misc]


@contextmanager
def _as_person(person: UUID, party: UUID, actor_of: Callable[[], Actor], at: datetime) -> Iterator[Actor]:
    with context.acting(person=person, party=party, at=at):
        actor = actor_of()
        duties = actor.duties & BEYOND_THE_UNIT
        if duties:
            context.acts_for(actor.party, person=actor.person, duties=duties)
        yield actor
