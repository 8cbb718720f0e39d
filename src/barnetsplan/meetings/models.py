"""The meeting, who is called, and its board: the only shared text that may change (architecture.md 2, ``Board``)."""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.accounts.models import Assignment
from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import Impression, InvitationReply, MeetingState, WhoAnswered
from barnetsplan.organisations.models import Party
from barnetsplan.people.models import Person
from barnetsplan.plans.models import Plan


class Meeting(models.Model):
    """A samverkansmöte; it points to its plan and never back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meetings")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="meetings")
    chair = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    invitation = models.UUIDField()
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in MeetingState])
    starts_at = models.DateTimeField()
    called_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    version = models.UUIDField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    part = models.CharField(max_length=30, blank=True)
    part_since = models.DateTimeField(null=True)
    spoke_for_child = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Pulse(models.Model):
    """How often what the room sees has changed: what screens ask for again and again, and nothing else (ADR 0025)."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, primary_key=True, related_name="pulse")
    invitation = models.UUIDField(db_index=True)
    number = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        """Show the id and the number."""
        return f"{self.pk} {self.number}"


class Invitee(models.Model):
    """A party called to a meeting, its reply, and whether it came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitees")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    reply = models.CharField(max_length=12, blank=True, choices=[(r.value, r.value) for r in InvitationReply])
    replied_at = models.DateTimeField(null=True)
    came = models.BooleanField(null=True)
    rather_at = models.DateTimeField(null=True)
    told_how = models.BooleanField(default=False)

    class Meta:
        """Once per meeting."""

        constraints = (models.UniqueConstraint(name="meetings_called_once", fields=["meeting", "party"]),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class HowItWas(models.Model):
    """How many have answered what about meetings in a month: a count, joined to nobody (ADR 0026)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.CharField(max_length=7)
    who = models.CharField(max_length=12, choices=[(w.value, w.value) for w in WhoAnswered])
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=6, choices=[(i.value, i.value) for i in Impression])
    number = models.PositiveIntegerField(default=0)

    class Meta:
        """One count for each answer of a month."""

        constraints = (
            models.UniqueConstraint(name="meetings_counted_once", fields=["month", "who", "question", "answer"]),
        )

    def __str__(self) -> str:
        """Show what is counted."""
        return f"{self.month} {self.who} {self.question} {self.answer}"


class BoardLine(models.Model):
    """A line on the meeting's board, until the meeting is finished; ``carries`` points to the item it goes on from.

    One that changes such an item points to it with ``replaces``. ``version`` counts the changes of the line, so that
    who saves an older one is told.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    kind = models.CharField(max_length=30)
    voice = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    area = models.CharField(max_length=30, blank=True)
    responsible = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    about = models.UUIDField(null=True)
    due_on = models.DateField(null=True)
    carries = models.UUIDField(null=True)
    replaces = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=1)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    sealed = models.BinaryField()

    def __str__(self) -> str:
        """Show kind and id."""
        return f"{self.kind} {self.pk}"


class ProposedTime(models.Model):
    """A time that is proposed beside the one of the call, until one of them is settled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="times")
    starts_at = models.DateTimeField()

    class Meta:
        """Once per meeting."""

        constraints = (models.UniqueConstraint(name="meetings_time_once", fields=["meeting", "starts_at"]),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class SuitsWhom(models.Model):
    """That a proposed time suits one of the called."""

    time = models.ForeignKey(ProposedTime, on_delete=models.PROTECT, related_name="suits")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once for each of the called."""

        constraints = (models.UniqueConstraint(name="meetings_suits_once", fields=["time", "party"]),)

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.time_id} {self.party_id}"


class CalendarFeed(models.Model):
    """That somebody lets the own calendar ask for the times of meetings; that calendar alone knows the address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_hash = models.BinaryField(max_length=32, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One at a time for each capacity."""

        constraints = (
            models.UniqueConstraint(
                name="meetings_one_feed", fields=["person", "party"], condition=Q(ended_at__isnull=True)
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
