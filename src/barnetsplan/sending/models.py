"""How people want to be told, the outbox, and when each routine of the program runs next.

No text is stored: what a message says is made from the whitelist at the moment of sending (law.md NOT-01).
"""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.people.models import Person
from barnetsplan.sending.kinds import Capacity, Channel, MessageKind, MessageState, Rhythm

_CAPACITIES = [(each.value, each.value) for each in Capacity]
_CHANNELS = [(each.value, each.value) for each in Channel]


class Preference(models.Model):
    """How a person wants to be told in one capacity; ``anyway`` was ticked where the page said what protection means.

    ``safe_from`` and ``safe_until`` are hours of the day in Sweden, the safe hours of law.md NOT-02; the second is
    excluded, and may be the smaller one, past midnight.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=_CAPACITIES)
    channel = models.CharField(max_length=10, choices=_CHANNELS)
    language = models.CharField(max_length=10)
    rhythm = models.CharField(max_length=10, choices=[(each.value, each.value) for each in Rhythm])
    safe_from = models.PositiveSmallIntegerField()
    safe_until = models.PositiveSmallIntegerField()
    anyway = models.BooleanField(default=False)
    chosen_at = models.DateTimeField()

    class Meta:
        """One per person and capacity; the safe hours are hours, and not none."""

        constraints = (
            models.UniqueConstraint(name="sending_one_preference", fields=["person", "capacity"]),
            models.CheckConstraint(
                name="sending_safe_hours",
                condition=Q(safe_from__lt=24, safe_until__gt=0, safe_until__lte=24) & ~Q(safe_from=F("safe_until")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Address(models.Model):
    """Where a person is reached in one capacity, sealed; nothing but its own code goes there before it is confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=_CAPACITIES)
    channel = models.CharField(max_length=10, choices=_CHANNELS)
    sealed = models.BinaryField()
    sealed_code = models.BinaryField(null=True)
    code_until = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One at a time for each channel."""

        constraints = (
            models.UniqueConstraint(
                name="sending_one_address",
                fields=["person", "capacity", "channel"],
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Message(models.Model):
    """One message in the outbox; ``message_id`` is the same however often it is tried, and random.

    ``period`` is the hour or the day in which it goes: nobody gets two in one. ``claim`` names the worker that has it
    until ``claimed_until``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=10, choices=_CAPACITIES)
    kind = models.CharField(max_length=10, choices=[(each.value, each.value) for each in MessageKind])
    state = models.CharField(
        max_length=10, choices=[(each.value, each.value) for each in MessageState], default=MessageState.DECIDED
    )
    address = models.ForeignKey(Address, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=20, blank=True)
    message_id = models.UUIDField(default=uuid.uuid4)
    decided_at = models.DateTimeField()
    send_after = models.DateTimeField()
    queued_until = models.DateTimeField(null=True)
    claim = models.UUIDField(null=True)
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=20, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One message of news per person, capacity and period; a code names its address."""

        indexes = (models.Index(fields=["state", "send_after"], name="sending_message_due"),)
        constraints = (
            models.UniqueConstraint(
                name="sending_once_a_period",
                fields=["person", "capacity", "period"],
                condition=Q(kind=MessageKind.NEWS) & ~Q(state=MessageState.DROPPED),
            ),
            models.CheckConstraint(
                name="sending_code_has_address",
                condition=~Q(kind=MessageKind.CODE) | Q(address__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Line(models.Model):
    """A notice has been told to a person: in a message, or by letting somebody ring when there is none.

    The id of the notice is no foreign key, because a notice can be removed as if it had never been (law.md FAM-03).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="lines")
    notice = models.UUIDField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reminds = models.BooleanField(default=False)
    made_at = models.DateTimeField()

    class Meta:
        """Each notice once to each person, and reminded of once."""

        constraints = (models.UniqueConstraint(name="sending_told_once", fields=["notice", "person", "reminds"]),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Routine(models.Model):
    """When something that the program does by itself is due next, and how it went; ``run`` names the round."""

    name = models.CharField(max_length=40, primary_key=True)
    due_at = models.DateTimeField()
    run = models.UUIDField(null=True)
    queued_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    failed = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Show the name."""
        return self.name
