"""The case: keys, states and dates; anything readable is an entry (architecture.md 2)."""

import uuid

from django.db import models

from barnetsplan.domain.vocabulary import CaseState
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child, Person
from barnetsplan.vault.models import Key


class Case(models.Model):
    """The BBA's work around one child, from the concern to the plan or the close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    concern = models.UUIDField(null=True)
    areas = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=[(s.value, s.value) for s in CaseState])
    noticed_at = models.DateTimeField()
    opened_at = models.DateTimeField()
    analysed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        """One open case per child and unit."""

        constraints = (
            models.UniqueConstraint(
                name="cases_one_open",
                fields=["child"],
                condition=~models.Q(state__in=[CaseState.CLOSED, CaseState.HANDED_OVER]),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Advice(models.Model):
    """A question to another unit without a child being named, and its answer; about nobody, so with no child (LAW-07).

    It is sealed all the same, with a key of its own: what was meant to name nobody may still tell something.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_question = models.BinaryField()
    asked_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_answer = models.BinaryField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        """To somebody else; an answer has its text, its author and its moment."""

        constraints = (
            models.CheckConstraint(name="cases_advice_two_units", condition=~models.Q(from_unit=models.F("to_unit"))),
            models.CheckConstraint(
                name="cases_advice_answer_whole",
                condition=models.Q(answered_at__isnull=True, answered_by__isnull=True, sealed_answer__isnull=True)
                | models.Q(answered_at__isnull=False, answered_by__isnull=False, sealed_answer__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
