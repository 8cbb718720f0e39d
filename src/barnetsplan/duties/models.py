"""What is raised from the log and what came of it, emergencies, and questions to the log; all of it only grows."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.duties.kinds import RaisedKind, Weighing
from barnetsplan.organisations.models import Organisation, Unit
from barnetsplan.people.models import Child, Person
from barnetsplan.vault.models import Key


class Raised(models.Model):
    """Reading that somebody should look at; found by a job in the log, and the same finding is raised once.

    The id is made from what was found, so that the job can be run as often as one likes. *Source:* PDL 4:3.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in RaisedKind])
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+")
    how_many = models.PositiveIntegerField()
    begins = models.DateTimeField()
    ends = models.DateTimeField()
    raised_at = models.DateTimeField()

    class Meta:
        """Found by organisation, newest first; periods run forward."""

        indexes = (models.Index(fields=["organisation", "raised_at"], name="duties_raised_list"),)
        constraints = (models.CheckConstraint(name="duties_raised_period", condition=Q(ends__gte=F("begins"))),)

    def __str__(self) -> str:
        """Show kind and id."""
        return f"{self.kind} {self.pk}"


class Weighed(models.Model):
    """What the reviewer found, once, with the words for it sealed by a key of its own."""

    raised = models.OneToOneField(Raised, on_delete=models.PROTECT, primary_key=True, related_name="weighed")
    outcome = models.CharField(max_length=20, choices=[(w.value, w.value) for w in Weighing])
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    weighed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the outcome and the id."""
        return f"{self.outcome} {self.pk}"


class EmergencyOpening(models.Model):
    """Somebody who may has opened whom to ring around a child, for a reason, for some hours.

    *Source:* SoL 20:1; law.md 5, abuse case 4; 4.4.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    opened_at = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        """Periods run forward."""

        constraints = (
            models.CheckConstraint(name="duties_emergency_period", condition=Q(valid_until__gt=F("opened_at"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class EmergencyWeighed(models.Model):
    """What the security officer decided after an emergency: whether the family is told, and why."""

    opening = models.OneToOneField(EmergencyOpening, on_delete=models.PROTECT, primary_key=True, related_name="weighed")
    family_told = models.BooleanField()
    sealed = models.BinaryField()
    weighed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    weighed_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.pk)


class Replayed(models.Model):
    """Somebody with a duty asked what a unit could see of a child on a day, and why."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
