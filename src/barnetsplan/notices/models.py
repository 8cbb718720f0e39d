"""What waits for whom: a row per thing that a party is to do or to know, never a text (architecture.md 4)."""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.organisations.models import Party
from barnetsplan.people.models import Child


class Notice(models.Model):
    """Something waits for a party: its kind, the thing to open, and by when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    thing = models.UUIDField()
    about = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    due_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        """Once per party, kind, thing and whom it concerns while it waits."""

        indexes = (models.Index(fields=["party", "done_at"], name="notices_party_done"),)
        constraints = (
            models.UniqueConstraint(
                name="notices_waits_once",
                fields=["party", "kind", "thing"],
                condition=Q(done_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show kind and id."""
        return f"{self.kind} {self.pk}"
