"""Protected persons: marks, the named list of each child, and the reasons for which it was opened (law.md 1.11)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.protection import Protection, ProtectionSource
from barnetsplan.people.models import Child, Person


class Mark(models.Model):
    """A protection of one person: set at once by one, lowered by two, and then kept as history (law.md PROT-06)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="marks")
    protection = models.CharField(max_length=30, choices=[(p.value, p.value) for p in Protection])
    source = models.CharField(max_length=20, choices=[(s.value, s.value) for s in ProtectionSource])
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()
    sealed_reason = models.BinaryField(null=True)
    lower_asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lower_asked_at = models.DateTimeField(null=True)
    lowered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    lowered_at = models.DateTimeField(null=True)

    class Meta:
        """One of each kind per person while it holds; one person never lowers alone."""

        constraints = (
            models.UniqueConstraint(
                name="protection_one_mark_of_a_kind",
                fields=["person", "protection"],
                condition=Q(lowered_at__isnull=True),
            ),
            models.CheckConstraint(
                name="protection_lowered_by_two",
                condition=Q(lowered_at__isnull=True)
                | (Q(lower_asked_by__isnull=False, lowered_by__isnull=False) & ~Q(lower_asked_by=F("lowered_by"))),
            ),
            models.CheckConstraint(name="protection_mark_protects", condition=~Q(protection=Protection.NONE)),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Listed(models.Model):
    """A person, by name, who may open a child: asked for by one, confirmed by a second (law.md PROT-03).

    Whoever sets a protection at work goes on reading until ``provisional_until``, so that the help does not stop.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="listed")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    provisional_until = models.DateTimeField(null=True)
    second = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Once per child and person while it holds; the second is neither the first nor the one listed."""

        constraints = (
            models.UniqueConstraint(
                name="protection_listed_once",
                fields=["child", "person"],
                condition=Q(ended_at__isnull=True),
            ),
            models.CheckConstraint(
                name="protection_second_is_another",
                condition=Q(confirmed_at__isnull=True)
                | (Q(second__isnull=False) & ~Q(second=F("asked_by")) & ~Q(second=F("person"))),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Opening(models.Model):
    """Why somebody on the list opens the child today; without one nothing opens (law.md PROT-03)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    listed = models.ForeignKey(Listed, on_delete=models.PROTECT, related_name="openings")
    sealed_reason = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        """Periods run forward."""

        constraints = (
            models.CheckConstraint(name="protection_opening_period", condition=Q(valid_until__gt=F("valid_from"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
