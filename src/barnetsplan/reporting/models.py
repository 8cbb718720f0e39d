"""The compartment: what one employee decides about reporting harm, apart from everything else written of a child.

Nothing here is an entry, nothing is ever released, and no other room may join these tables; each row of answers has a
key of its own. It is read by the one who answered, in the unit where it was answered, and by that domain's registrar.

*Source:* SoL 19:1; OSL 40:7 g; law.md ORO-02, ORO-04; architecture.md rule 8.
"""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.organisations.models import SecrecyDomain, Unit
from barnetsplan.people.models import Child, Person
from barnetsplan.vault.models import Key


class HarmAnswer(models.Model):
    """What one employee answered to whether the child may be coming to harm; ``due`` when a decision must follow."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    domain = models.ForeignKey(SecrecyDomain, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    concern = models.UUIDField()
    due = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        """A second answer of the same person to the same concern follows only a no: harm is seen later too."""

        constraints = (
            models.UniqueConstraint(
                name="reporting_one_due_answer",
                fields=["person", "unit", "concern"],
                condition=Q(due=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id, and nothing of whom."""
        return str(self.id)


class ReportDecision(models.Model):
    """To report or not, by the individual employee, with the reason; all of it sealed with the answer's own key."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.OneToOneField(HarmAnswer, on_delete=models.PROTECT, related_name="decision")
    sealed = models.BinaryField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ReportFeedback(models.Model):
    """What social services have told the one who reported, as noted by that person (SoL 19:6)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    answer = models.ForeignKey(HarmAnswer, on_delete=models.PROTECT, related_name="feedback")
    sealed = models.BinaryField()
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
