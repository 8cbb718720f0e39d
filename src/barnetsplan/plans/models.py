"""The plan, its seats and its frozen versions: keys, states and dates; what stands in it are entries (model.md 5)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import PlanState, VersionState
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.models import Child
from barnetsplan.records.models import Entry


class Plan(models.Model):
    """The child's own party; the custodian unit answers for it in law (setting ``plan_custody``, law.md 0)."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="plan")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="plan")
    custodian = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PlanState])
    opened_at = models.DateTimeField()
    follow_up_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.pk)


class Seat(models.Model):
    """A service's place in the circle: the decision from which publishing computes releases (architecture.md 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="seats")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    request = models.UUIDField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        """One open seat per plan and unit; periods run forward."""

        constraints = (
            models.UniqueConstraint(
                name="plans_one_open_seat",
                fields=["plan", "unit"],
                condition=Q(valid_until__isnull=True),
            ),
            models.CheckConstraint(
                name="plans_seat_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Version(models.Model):
    """One agreed state of the plan: with the family first, then published to the circle.

    Made in a meeting, or outside one: changed, followed up in short, or entered from paper.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    meeting = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in VersionState])
    made_at = models.DateTimeField()
    family_reads_until = models.DateField()
    follow_up_on = models.DateField()
    in_room = models.JSONField(default=list)
    published_at = models.DateTimeField(null=True)

    class Meta:
        """Numbered per plan; at most one with the family."""

        constraints = (
            models.UniqueConstraint(name="plans_version_number", fields=["plan", "number"]),
            models.UniqueConstraint(
                name="plans_one_with_family",
                fields=["plan"],
                condition=Q(state=VersionState.WITH_FAMILY),
            ),
        )

    def __str__(self) -> str:
        """Show the number and the id."""
        return f"{self.number} {self.pk}"


class VersionItem(models.Model):
    """An entry that stands in a version; frozen with it."""

    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="items")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()

    class Meta:
        """Once per version, in an order."""

        constraints = (models.UniqueConstraint(name="plans_item_once", fields=["version", "entry"]),)

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.version_id} {self.entry_id}"
