"""Wrapped data keys; the master keys that unwrap them never enter the database (ADR 0005)."""

import uuid

from django.db import models


class Key(models.Model):
    """One data key: of a child, or of one person; wrapped by the master key named in ``master``."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField()
    master = models.CharField(max_length=40)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id; the bytes are nobody's to read."""
        return str(self.id)
