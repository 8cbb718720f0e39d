"""Guests: somebody outside the system, invited to one question or one plan until a day (ADR 0021).

What a guest reads and writes lies where everybody's does: a guest is a unit with one person.
"""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.accounts.models import Assignment
from barnetsplan.cases.models import Case
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Person


class Guest(models.Model):
    """An invitation: which unit was made for it, who acts for it, and the one thing; it ends on a day or before.

    ``question`` is the question's id; empty, the guest is invited to the plan of the case. The name is as the one who
    invited wrote it, sealed for the child: whether the number belonged to somebody here already is nobody's to learn.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="invitation")
    assignment = models.OneToOneField(Assignment, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="guests")
    question = models.UUIDField(null=True)
    request = models.UUIDField()
    sealed_name = models.BinaryField()
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """It ends after it began; an end that is an act is somebody's."""

        constraints = (
            models.CheckConstraint(name="guests_period", condition=Q(valid_until__gt=F("invited_at"))),
            models.CheckConstraint(
                name="guests_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
