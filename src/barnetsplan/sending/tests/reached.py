"""People who have chosen how to be told, and a round of deciding and sending as the worker does it."""

from datetime import datetime
from uuid import UUID

from barnetsplan import context
from barnetsplan.people.models import Person
from barnetsplan.sending import outbox, posting
from barnetsplan.sending.actions import Choice, ask_for_code, choose, confirm
from barnetsplan.sending.kinds import Capacity, Channel, MessageKind, Rhythm
from barnetsplan.sending.models import Address, Message
from barnetsplan.sending.queries import code_place
from barnetsplan.vault.sealing import unseal
from tests.world import World, made

SARA, DANIEL, LINDA, MARIA = "sara@post.example", "daniel@post.example", "linda@arbete.example", "maria@arbete.example"


def reached(
    world: World,
    person: UUID,
    text: str,
    *,
    capacity: Capacity = Capacity.FAMILY,
    channel: Channel = Channel.EMAIL,
    rhythm: Rhythm = Rhythm.AT_ONCE,
    safe: tuple[int, int] = (0, 24),
    language: str = "sv",
    anyway: bool = False,
) -> Address:
    """Somebody wants to be told there, and has proved the address."""
    chosen = Choice(channel, language, rhythm, *safe, anyway)
    choose(person=person, capacity=capacity, choice=chosen, at=world.later())
    asked = made(ask_for_code(person=person, capacity=capacity, channel=channel, text=text, at=world.later()))
    made(confirm(person=person, capacity=capacity, channel=channel, code=code_of(asked), at=world.later()))
    # Whoever has proved an address waits for no code.
    Message.objects.filter(kind=MessageKind.CODE).delete()
    return Address.objects.get(pk=asked.pk)


def code_of(address: Address) -> str:
    """The code that went to an address."""
    key = Person.objects.select_related("key").get(pk=address.person_id).key
    return unseal(bytes(address.sealed_code or b""), key=key, place=code_place(address.pk))


def decide(at: datetime) -> int:
    """One round of deciding."""
    with context.job(posting.JOB, at=at):
        return outbox.decide(at=at)


def send_all(at: datetime) -> list[str]:
    """Try everything that is due; how each went."""
    with context.job(posting.JOB, at=at):
        keys = outbox.take_for_queue(at=at)
    return [posting.send(key, at=at) for key in keys]


def news(person: UUID) -> list[Message]:
    """The messages of news to one person, in the order in which they were decided."""
    return list(Message.objects.filter(person=person, kind=MessageKind.NEWS).order_by("decided_at", "send_after"))
