"""By what names providers know members of staff and units, and the commission under which somebody signed in."""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.accounts.models import SignIn
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Person


class StaffIdentifier(models.Model):
    """A name by which a directory knows a member of staff; found by its keyed hash (law.md IDN-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=20)
    value_hash = models.BinaryField(max_length=32)
    sealed_value = models.BinaryField()
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A name that is in use is one person's."""

        constraints = (
            models.UniqueConstraint(
                name="identity_one_person_per_name",
                fields=["scheme", "value_hash"],
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class UnitCode(models.Model):
    """A code by which directories know a unit: its HSA-id, its school unit code."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    scheme = models.CharField(max_length=20)
    code = models.CharField(max_length=80)

    class Meta:
        """A code is one unit's."""

        constraints = (models.UniqueConstraint(name="identity_one_unit_per_code", fields=["scheme", "code"]),)

    def __str__(self) -> str:
        """Show the code; it is public."""
        return f"{self.scheme} {self.code}"


class Commission(models.Model):
    """The one commission of care that a sign-in is bound to; another commission is another session (law.md IDN-10)."""

    sign_in = models.OneToOneField(SignIn, on_delete=models.PROTECT, primary_key=True, related_name="+")
    employee_hash = models.BinaryField(max_length=32)
    commission = models.CharField(max_length=200)
    purpose = models.CharField(max_length=200)
    unit_code = models.CharField(max_length=200)
    provider_code = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        """Show the id of the sign-in."""
        return str(self.pk)
