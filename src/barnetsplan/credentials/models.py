"""Local accounts: how the staff of a small organisation prove who they are (ADR 0020).

No row of any of these tables is given to a session; the job ``credentials`` alone reads them (``records.row_jobs``).
"""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.accounts.models import Assignment
from barnetsplan.organisations.models import Organisation
from barnetsplan.people.models import Person
from barnetsplan.vault.models import Key


class LocalAccount(models.Model):
    """A person's account from one organisation: a password, and for the second step an app or passkeys.

    It opens the assignments of that organisation and of no other. ``generation`` grows with every reset, and lets
    what was known before be forgotten.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, unique=True)
    password = models.CharField(max_length=200)
    sealed_totp = models.BinaryField(null=True)
    totp_step = models.BigIntegerField(default=0)
    generation = models.PositiveIntegerField(default=1)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One for each person and organisation."""

        constraints = (models.UniqueConstraint(fields=["person", "organisation"], name="credentials_one_account"),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Passkey(models.Model):
    """A key in a telephone or a computer; here lies its public half alone (WebAuthn)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(LocalAccount, on_delete=models.CASCADE, related_name="passkeys")
    credential = models.BinaryField(unique=True)
    public = models.BinaryField()
    uses = models.PositiveBigIntegerField()
    device = models.CharField(max_length=60)
    added_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class RecoveryCode(models.Model):
    """A code on paper that stands in for the second step, once."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(LocalAccount, on_delete=models.CASCADE, related_name="recovery_codes")
    code_hash = models.BinaryField(unique=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Invitation(models.Model):
    """An invitation to make a local account, or to make it anew: a code on paper, good once and for some days."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="+")
    invited_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    code_hash = models.BinaryField(unique=True)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """It ends after it was made."""

        constraints = (
            models.CheckConstraint(name="credentials_invitation_period", condition=Q(valid_until__gt=F("made_at"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Attempt(models.Model):
    """A try to sign in that has not succeeded: whose account and from where, as keyed hashes; forgotten in a day."""

    id = models.BigAutoField(primary_key=True)
    who = models.BinaryField()
    place = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        """Counted by account and address, and by address."""

        indexes = (
            models.Index(fields=["who", "at"], name="credentials_attempt_who"),
            models.Index(fields=["place", "at"], name="credentials_attempt_place"),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
