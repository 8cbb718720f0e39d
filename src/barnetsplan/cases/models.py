"""The case: keys, states and dates; anything readable is an entry (architecture.md 2)."""

import uuid

from django.db import models

from barnetsplan.domain.vocabulary import CaseState
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child


class Case(models.Model):
    """The BBA's work around one child, from the concern to the plan or the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    concern = models.UUIDField(null=True)
    areas = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CaseState])
    noticed_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    analysed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One open case per child and unit."""

        constraints = (
            models.UniqueConstraint(
                name="cases_one_open",
                fields=["child"],
                condition=~models.Q(state__in=[CaseState.CLOSED, CaseState.HANDED_OVER]),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
