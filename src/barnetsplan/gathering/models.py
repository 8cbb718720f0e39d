"""A question to one voice: keys, states and dates; its text and its answers are entries."""

import uuid

from django.db import models

from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import QuestionState
from barnetsplan.organisations.models import Party


class Question(models.Model):
    """Asked of one party about some areas; to another service it waits for the family's yes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="questions")
    to = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    entry = models.UUIDField()
    areas = models.JSONField()
    request = models.UUIDField(null=True)
    state = models.CharField(max_length=12, choices=[(s.value, s.value) for s in QuestionState])
    due_on = models.DateField(null=True)
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
