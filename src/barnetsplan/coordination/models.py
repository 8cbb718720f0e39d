"""Who holds the two functions around a child: two series of terms (model.md 4.3)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.vocabulary import TermKind
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child


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
