"""Accounts, assignments and sessions: who may sign in, for which unit a professional works, and who is signed in."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils.module_loading import import_string

from barnetsplan.access.sessions import TYPED_BY
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Person


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


class OneTimeCode(models.Model):
    """A code that was given to a young person by hand; what is kept can find it and cannot show it (law.md IDN-30)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    code_hash = models.BinaryField(max_length=32, unique=True)
    given_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class CodeTry(models.Model):
    """A wrong code, and a keyed hash of where it came from; gone when it counts no longer."""

    address_hash = models.BinaryField(max_length=32, db_index=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.pk)


class SignIn(models.Model):
    """Somebody proved who they are, once; what is signed and what is decided afterwards points here (law.md CON-01).

    ``way`` is the key of the provider, or of the way that needs none. ``level`` is that of assurance; 0 is none.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    way = models.CharField(max_length=60)
    issuer = models.CharField(max_length=200, blank=True)
    acr = models.CharField(max_length=120, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    transaction = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Session(AbstractBaseSession):
    """A session with whose it is, so that it can be shown to its person, and ended (law.md FAM-03).

    What a session may do is read from its signed content; these columns are there to find it by. A family session has
    no assignment. One that only keeps somebody's words (ADR 0028) has the person, and no moment of beginning.
    ``provider_session`` is a keyed hash of the provider's own id, for a sign-out that begins there.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, null=True, related_name="+")
    party = models.UUIDField(null=True)
    sign_in = models.ForeignKey(SignIn, on_delete=models.PROTECT, null=True, related_name="+")
    begun_at = models.DateTimeField(null=True)
    proved_at = models.DateTimeField(null=True)
    agent = models.CharField(max_length=60, blank=True)
    provider_session = models.BinaryField(max_length=32, null=True, db_index=True)

    def __str__(self) -> str:
        """Show nothing: the key of a session opens it."""
        return "a session"

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """The one store of the house."""
        store: type[SessionBase] = import_string(f"{settings.SESSION_ENGINE}.SessionStore")
        return store

    def describe(self, content: Mapping[str, Any]) -> None:
        """Fill the columns from the content."""
        whose = content.get(TYPED_BY, content)
        self.person_id = _id(whose, "person")
        self.assignment_id = _id(whose, "assignment")
        self.party = _id(content, "party")
        self.sign_in_id = _id(content, "sign_in")
        self.begun_at = _moment(content, "begun_at")
        self.proved_at = _moment(content, "proved_at")
        self.agent = content.get("agent", "")
        provider = content.get("provider_session", "")
        self.provider_session = bytes.fromhex(provider) if provider else None


def _id(content: Mapping[str, Any], name: str) -> uuid.UUID | None:
    return uuid.UUID(content[name]) if content.get(name) else None


def _moment(content: Mapping[str, Any], name: str) -> datetime | None:
    return datetime.fromisoformat(content[name]) if name in content else None
