"""One row for each thing that somebody has said and stands by."""

import uuid

from django.db import models

from barnetsplan.accounts.models import SignIn
from barnetsplan.people.models import Child, Person


class Signature(models.Model):
    """Who said what, how it was known who they are, and the hash of exactly what was shown; signed by the platform.

    ``statement`` is the signed text, byte for byte. ``sealed_shown`` is what was shown, where it lies nowhere else.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12)
    about = models.UUIDField()
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sign_in = models.ForeignKey(SignIn, on_delete=models.PROTECT, null=True, related_name="+")
    statement = models.BinaryField()
    sealed_shown = models.BinaryField(null=True)
    key_id = models.CharField(max_length=60)
    signature = models.BinaryField()
    signed_at = models.DateTimeField()

    class Meta:
        """Found by what it is about."""

        indexes = (models.Index(fields=["kind", "about"], name="signatures_about"),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
