"""People, children, and how they stand to each other; names and numbers are sealed (ADR 0005)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    InvolvementReason,
    MaturityOutcome,
    PauseSaidAs,
)
from barnetsplan.organisations.models import Party, SecrecyDomain, Unit
from barnetsplan.vault.models import Key


class Person(models.Model):
    """A child, a guardian or a professional; found only by the exact number, through a keyed hash (law.md IDN-04)."""

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="person")
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    number_hash = models.BinaryField(null=True, unique=True)
    sealed_number = models.BinaryField(null=True)
    sealed_name = models.BinaryField()

    def __str__(self) -> str:
        """Show the id, never the name."""
        return str(self.pk)


class Child(models.Model):
    """A child around whom somebody has a basis to work; unborn: no number, an expected date, the one who carries."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="child")
    born_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="carries")

    class Meta:
        """Born, or expected by somebody."""

        constraints = (
            models.CheckConstraint(
                name="people_child_born_or_carried",
                condition=Q(born_on__isnull=False) | Q(expected_on__isnull=False, carried_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id, never the name."""
        return str(self.pk)


class Guardianship(models.Model):
    """A legal guardian of a child, for a half-open period, from a named source (FB 6 kap.; law.md FAM-01, FAM-02)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in GuardianshipKind])
    source = models.CharField(max_length=20, choices=[(s.value, s.value) for s in GuardianshipSource])
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    seen_by_second = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Periods run forward; an extract is seen by two; one current relation per pair."""

        constraints = (
            models.CheckConstraint(
                name="people_guardianship_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="people_extract_seen_by_two",
                condition=~Q(source=GuardianshipSource.SEEN_EXTRACT)
                | (Q(seen_by__isnull=False, seen_by_second__isnull=False) & ~Q(seen_by=F("seen_by_second"))),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Involvement(models.Model):
    """A unit is around a child, for a reason and a period; reading needs this and an assignment (PDL 4:1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="involvements")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="involvements")
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in InvolvementReason])
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        """Periods run forward; one open involvement per unit and child."""

        constraints = (
            models.CheckConstraint(
                name="people_involvement_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="people_one_open_involvement",
                fields=["unit", "child"],
                condition=Q(valid_until__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class MaturityDecision(models.Model):
    """A domain has decided, for one matter, that a child disposes of it alone, together, or not (law.md CON-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="maturity")
    domain = models.ForeignKey(SecrecyDomain, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=30)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in MaturityOutcome])
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A decision lasts until its day of review."""

        constraints = (
            models.CheckConstraint(name="people_maturity_period", condition=Q(valid_until__gt=F("valid_from"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Pause(models.Model):
    """Nothing is released to either guardian until somebody who decides on secrecy lifts it (law.md FAM-06).

    ``unit`` is the unit whose decision it waits for; ``about`` the guardian who may not read, when one is named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="pauses")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PauseSaidAs])
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.BinaryField()
    begun_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_lifting = models.BinaryField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Lifted by somebody, for a reason, after it began."""

        constraints = (
            models.CheckConstraint(
                name="people_pause_lifted_with_reason",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, sealed_lifting__isnull=True)
                | Q(lifted_at__gte=F("begun_at"), lifted_by__isnull=False, sealed_lifting__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
