"""Some of the guide's people have chosen to be told, so that the page shows what would have been sent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.dateparse import parse_datetime

from barnetsplan.demo.cast import Numbers
from barnetsplan.domain.decisions import Refused
from barnetsplan.people.queries import by_number
from barnetsplan.sending.actions import Choice, ask_for_code, choose, confirm
from barnetsplan.sending.channels import read_file
from barnetsplan.sending.kinds import Capacity, Channel, Rhythm
from barnetsplan.sending.queries import code_place
from barnetsplan.vault.sealing import unseal

#: Who, in which capacity, by which channel, where.
PEOPLE: Final = (
    ("Sara Lindqvist", Capacity.FAMILY, Channel.EMAIL, "sara@post.example"),
    ("Daniel Lindqvist", Capacity.FAMILY, Channel.SMS, "+46701740605"),
    ("Maria Sand", Capacity.STAFF, Channel.EMAIL, "maria.sand@region.example"),
    ("Linda Ahl", Capacity.STAFF, Channel.EMAIL, "linda.ahl@kommun.example"),
)
_SHOWN: Final = 8


@dataclass(frozen=True, slots=True)
class Sent:
    """One message as it would have gone."""

    at: datetime | None
    channel: str
    to: str
    text: str


def reach(numbers: Numbers, *, at: datetime) -> None:
    """Let them choose, and prove their addresses, at this moment; what came before is not told of."""
    for name, capacity, channel, text in PEOPLE:
        person = by_number(numbers[name])
        if person is not None:
            _choose(person.pk, capacity, channel, text, at)


def _choose(person: UUID, capacity: Capacity, channel: Channel, text: str, at: datetime) -> None:
    choice = Choice(channel, "sv", Rhythm.AT_ONCE, 0, 24)
    choose(person=person, capacity=capacity, choice=choice, at=at)
    asked = ask_for_code(person=person, capacity=capacity, channel=channel, text=text, at=at)
    if not isinstance(asked, Refused) and asked.sealed_code is not None:
        code = unseal(asked.sealed_code, key=asked.person.key, place=code_place(asked.pk))
        confirm(person=person, capacity=capacity, channel=channel, code=code, at=at)


def newest_sent() -> tuple[Sent, ...]:
    """What would have been sent, newest first."""
    return tuple(
        Sent(parse_datetime(line["at"]), line["channel"], line["to"], line["text"]) for line in read_file(most=_SHOWN)
    )
