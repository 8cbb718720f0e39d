"""Every write of what somebody chooses: how they want to be told, where, and the code that proves it."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.people.models import Person
from barnetsplan.practice.load import current
from barnetsplan.sending.kinds import Channel, MessageKind, Rhythm
from barnetsplan.sending.models import Address, Message, Preference
from barnetsplan.sending.queries import address_place, code_place
from barnetsplan.vault.sealing import seal, unseal

_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody wants to be told in one capacity."""

    channel: Channel
    language: str
    rhythm: Rhythm
    safe_from: int
    safe_until: int
    anyway: bool = False


@transaction.atomic
def choose(*, person: UUID, capacity: str, choice: Choice, at: datetime) -> Preference:
    """Keep the choice; what began to wait before it is not told of any more."""
    values = {
        "channel": choice.channel,
        "language": choice.language,
        "rhythm": choice.rhythm,
        "safe_from": choice.safe_from,
        "safe_until": choice.safe_until,
        "anyway": choice.anyway,
        "chosen_at": at,
    }
    return Preference.objects.update_or_create(person_id=person, capacity=capacity, defaults=values)[0]


@transaction.atomic
def ask_for_code(*, person: UUID, capacity: str, channel: Channel, text: str, at: datetime) -> Address | Refused:
    """Keep a new address, sealed, and send a code to it; the one before is used no more.

    A few codes a day and no more, so that nobody lets the program send messages to others.
    """
    numbers = current().messages
    asked = Address.objects.filter(person=person, asked_at__gt=at - timedelta(days=1)).count()
    if asked >= numbers.codes_a_day:
        return Refused(Reason.TOO_MANY_CODES)
    key = Person.objects.select_related("key").get(pk=person).key
    Address.objects.filter(person=person, capacity=capacity, channel=channel, ended_at__isnull=True).update(ended_at=at)
    address = Address(
        person_id=person,
        capacity=capacity,
        channel=channel,
        asked_at=at,
        code_until=at + timedelta(minutes=numbers.code_minutes),
    )
    code = "".join(secrets.choice("0123456789") for _ in range(_DIGITS))
    address.sealed = seal(text, key=key, place=address_place(address.pk))
    address.sealed_code = seal(code, key=key, place=code_place(address.pk))
    address.save(force_insert=True)
    Message(
        person_id=person, capacity=capacity, kind=MessageKind.CODE, address=address, decided_at=at, send_after=at
    ).save(force_insert=True)
    return address


@transaction.atomic
def confirm(*, person: UUID, capacity: str, channel: Channel, code: str, at: datetime) -> Address | Refused:
    """Prove an address by the code that was sent to it; a wrong one counts, and too many of them end it."""
    rows = Address.objects.select_for_update().filter(person=person, capacity=capacity, channel=channel)
    address = rows.filter(ended_at__isnull=True, confirmed_at__isnull=True).first()
    if address is None or address.sealed_code is None or address.code_until is None or address.code_until <= at:
        return Refused(Reason.CODE_IS_OLD)
    if address.tries >= current().messages.code_tries:
        return Refused(Reason.CODE_IS_OLD)
    key = Person.objects.select_related("key").get(pk=person).key
    right = unseal(address.sealed_code, key=key, place=code_place(address.pk))
    if not hmac.compare_digest(right.encode(), code.encode()):
        Address.objects.filter(pk=address.pk).update(tries=address.tries + 1)
        return Refused(Reason.WRONG_CODE)
    Address.objects.filter(pk=address.pk).update(confirmed_at=at, sealed_code=None, code_until=None, failed_at=None)
    return address


@transaction.atomic
def forget(*, person: UUID, capacity: str, channel: Channel, at: datetime) -> int:
    """Use an address no more."""
    rows = Address.objects.filter(person=person, capacity=capacity, channel=channel, ended_at__isnull=True)
    return rows.update(ended_at=at, sealed_code=None)
