"""Who holds the two functions around a child (model.md 4.3), and which investigations are open (SoL 20:6)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Person


class Term(models.Model):
    """A unit is Barnens bästa-ansvarig or samverkansansvarig for a child, for a half-open period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in TermKind])
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        """At most one open term of each kind per child; periods run forward."""

        constraints = (
            models.UniqueConstraint(
                name="coordination_one_open_term",
                fields=["child", "kind"],
                condition=Q(valid_until__isnull=True),
            ),
            models.CheckConstraint(
                name="coordination_term_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """Show kind and id."""
        return f"{self.kind} {self.pk}"


class Investigation(models.Model):
    """Social services have opened an investigation of what a child needs: a fact, recorded by the unit that has it.

    It opens a ground towards that unit alone; nobody else learns of it here but those whom it asks.

    *Source:* SoL 20:2, 20:6; law.md ORO-06.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One open investigation per child and unit; it ends after it was recorded."""

        constraints = (
            models.UniqueConstraint(
                name="coordination_one_open_investigation",
                fields=["child", "unit"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="coordination_investigation_period",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("recorded_at")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class InvestigationAsk(models.Model):
    """A unit whom social services have asked for what it knows, and who therefore may know of the investigation."""

    investigation = models.ForeignKey(Investigation, on_delete=models.PROTECT, related_name="asked")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    class Meta:
        """Once per investigation and unit."""

        constraints = (
            models.UniqueConstraint(fields=["investigation", "unit"], name="coordination_investigation_asks_once"),
        )

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.investigation_id} {self.unit_id}"
