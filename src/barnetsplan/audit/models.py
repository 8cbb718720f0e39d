"""The log: append-only, without foreign keys, so that it neither holds up live data nor vanishes with it (ADR 0006)."""

import uuid

from django.db import models


class AuditEvent(models.Model):
    """One thing that happened, or was refused; ``canonical`` holds the very bytes that the leaf hash covers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    permitted = models.BooleanField()
    person = models.UUIDField(null=True)
    party = models.UUIDField(null=True)
    child = models.UUIDField(null=True)
    thing = models.UUIDField(null=True)
    canonical = models.BinaryField()
    leaf = models.BinaryField()

    class Meta:
        """Found by child for the family, by person for the review of the log."""

        indexes = (
            models.Index(fields=["child", "at"], name="audit_child_at"),
            models.Index(fields=["person", "at"], name="audit_person_at"),
        )

    def __str__(self) -> str:
        """Show the id; an event names no one in plain words."""
        return str(self.id)


class SealedEvent(models.Model):
    """The place that the sealer gave a committed event in the Merkle tree; positions have no gaps."""

    position = models.BigIntegerField(primary_key=True)
    event = models.UUIDField(unique=True)

    def __str__(self) -> str:
        """Show the position."""
        return str(self.position)


class Checkpoint(models.Model):
    """The root of the tree at one size, signed, with the frontier from which the next leaf goes on."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField()
    frontier = models.BinaryField()
    at = models.DateTimeField()
    signed_by = models.CharField(max_length=40, default="")
    signature = models.BinaryField(default=bytes)

    def __str__(self) -> str:
        """Show the size."""
        return str(self.size)
