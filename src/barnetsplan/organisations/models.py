"""Who works around children: organisations, the secrecy domains inside them, and their units."""

import uuid

from django.db import models
from django.db.models import Q

from barnetsplan.domain.vocabulary import PartyKind, Regime, Strength


class Party(models.Model):
    """The id under which a unit, a person or a plan owns entries and receives releases."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in PartyKind])

    def __str__(self) -> str:
        """Show the kind and the id, never a name."""
        return f"{self.kind} {self.pk}"


class Organisation(models.Model):
    """A municipality, the Region, the Police, an independent school or preschool, an association."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30)
    municipality_code = models.CharField(max_length=4, blank=True)

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class SecrecyDomain(models.Model):
    """A board, or an independent branch inside it, between which secrecy applies (OSL 8:1-2; law.md A2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="domains")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=160)
    section = models.CharField(max_length=20, blank=True)
    strength = models.CharField(max_length=10, choices=[(s.value, s.value) for s in Strength])
    regime = models.CharField(max_length=10, choices=[(r.value, r.value) for r in Regime])

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class Unit(models.Model):
    """A school, a child health centre, a social-services group; one domain, one sector.

    A ``placeless`` unit is nowhere: what is written about a child whose place must not be known is owned by it, so that
    no column tells a place (ADR 0014). A ``guest`` is outside the system, with one person for one thing (ADR 0021).
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="unit")
    domain = models.ForeignKey(SecrecyDomain, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    sector = models.CharField(max_length=40)
    municipality_code = models.CharField(max_length=4, blank=True)
    locality = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    placeless = models.BooleanField(default=False)
    guest = models.BooleanField(default=False)
    guest_until = models.DateTimeField(null=True)

    class Meta:
        """A placeless unit has no place, and there is one for each kind of service in a domain; a guest has an end."""

        constraints = (
            models.CheckConstraint(
                name="organisations_placeless_is_nowhere",
                condition=Q(placeless=False) | Q(locality="", municipality_code=""),
            ),
            models.CheckConstraint(
                name="organisations_guest_has_an_end",
                condition=Q(guest=True, guest_until__isnull=False) | Q(guest=False, guest_until__isnull=True),
            ),
            models.UniqueConstraint(
                name="organisations_one_placeless_unit",
                fields=["domain", "sector"],
                condition=Q(placeless=True),
            ),
        )

    def __str__(self) -> str:
        """Show the name."""
        return self.name


class ReportingPoint(models.Model):
    """Where concern for harm to a child is reported in one municipality (SoL 19:1; law.md ORO-01)."""

    municipality_code = models.CharField(max_length=4, primary_key=True)
    municipality = models.CharField(max_length=60)
    office_phone = models.CharField(max_length=30)
    office_hours = models.CharField(max_length=60, blank=True)
    out_of_hours_phone = models.CharField(max_length=30)
    address = models.CharField(max_length=200, blank=True)
    invented = models.BooleanField(default=False)

    def __str__(self) -> str:
        """Show the municipality."""
        return self.municipality


class LocalFunction(models.Model):
    """A function that one municipality has and another has not (model.md 10)."""

    code = models.CharField(max_length=60, primary_key=True)
    municipality_code = models.CharField(max_length=4)
    name = models.CharField(max_length=120)
    about = models.CharField(max_length=400)
    source = models.CharField(max_length=120)

    def __str__(self) -> str:
        """Show the name."""
        return self.name
