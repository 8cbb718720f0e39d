"""Accounts and assignments: who may sign in, and for which unit a professional works."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.models import Session
from django.db import models
from django.db.models import F, Q

from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Person


class Account(AbstractBaseUser):
    """A person who can sign in; how they prove who they are comes with the ways of signing in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")

    USERNAME_FIELD = "id"

    def __str__(self) -> str:
        """Show the id, never the name."""
        return str(self.id)


class Assignment(models.Model):
    """A professional works in a unit in a role until a date, at most twelve months ahead (law.md abuse case 5)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="assignments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        """Periods run forward."""

        constraints = (
            models.CheckConstraint(name="accounts_assignment_period", condition=Q(valid_until__gt=F("valid_from"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class FamilySession(models.Model):
    """Whose a family session is, so that it can be ended at once when standing is lost (law.md FAM-03)."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, primary_key=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        """Show nothing: the key of a session opens it."""
        return "a family session"
