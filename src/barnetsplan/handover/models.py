"""An offer to hold the plan together; the function passes on only when the other service says yes (model.md 4.3)."""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.domain.vocabulary import OfferState
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Person
from barnetsplan.plans.models import Plan


class Offer(models.Model):
    """One service asks another to become samverkansansvarig."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="offers")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in OfferState])
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """One open offer per plan."""

        constraints = (
            models.UniqueConstraint(
                name="handover_one_open_offer",
                fields=["plan"],
                condition=Q(state=OfferState.OPEN),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
