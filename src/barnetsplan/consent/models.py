"""Consent: what was asked of whom, and every answer; the state is computed and never stored (law.md CON-01)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.vocabulary import Answer, ConsentWay, GiverRole, Layer, OverrideKind, OverrideMeasure
from barnetsplan.organisations.models import Party, Unit
from barnetsplan.people.models import Child, Person


class ConsentRequest(models.Model):
    """One asking: purpose, text version, until when, and the hash of exactly what the givers are shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    container = models.UUIDField(null=True)
    purpose = models.CharField(max_length=30)
    text_version = models.CharField(max_length=30)
    shown_hash = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        """A consent ends after it began."""

        constraints = (
            models.CheckConstraint(name="consent_request_period", condition=Q(valid_until__gt=F("asked_at"))),
        )
        indexes = (models.Index(fields=["child", "purpose"], name="consent_request_child"),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ConsentShown(models.Model):
    """Exactly what one giver of a request is shown, kept as it was: every word, day and row; sealed for the child.

    Every answer of that giver holds the same hash (law.md CON-01).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="shown")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    language = models.CharField(max_length=12)
    sealed = models.BinaryField()
    shown_hash = models.CharField(max_length=64)

    class Meta:
        """Once per request and giver."""

        constraints = (models.UniqueConstraint(name="consent_shown_once", fields=["request", "giver"]),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.pk)


class ConsentReminder(models.Model):
    """That a request has been reminded of; never more than once (law.md CON-08: nobody is pressed)."""

    request = models.OneToOneField(ConsentRequest, on_delete=models.PROTECT, primary_key=True, related_name="reminder")
    reminded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reminded_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.pk)


class ConsentRow(models.Model):
    """One discloser to one recipient, in one layer, and for background and talk in one area.

    ``service`` is the unit that the question on the page is about: rows of one service, layer and area are
    answered together.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="rows")
    service = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    discloser = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    layer = models.CharField(max_length=12, choices=[(x.value, x.value) for x in Layer])
    area = models.CharField(max_length=30, blank=True)
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        """Nobody discloses to itself; an area goes with background and talk alone; no row twice."""

        constraints = (
            models.CheckConstraint(name="consent_row_two_parties", condition=~Q(discloser=F("recipient"))),
            models.CheckConstraint(
                name="consent_row_area_with_layer",
                condition=Q(layer__in=[Layer.TALK, Layer.BACKGROUND], area__gt="")
                | Q(layer__in=[Layer.TELL, Layer.MAP], area=""),
            ),
            models.UniqueConstraint(
                name="consent_row_once",
                fields=["request", "service", "discloser", "recipient", "layer", "area"],
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ConsentGiver(models.Model):
    """A person whose answer is needed, and in which capacity; for one row alone where a row is named.

    *Source:* law.md CON-02, CON-03.
    """

    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="givers")
    row = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, null=True, related_name="own_givers")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=10, choices=[(r.value, r.value) for r in GiverRole], default=GiverRole.GUARDIAN)

    class Meta:
        """Once per request, or once per row."""

        constraints = (
            models.UniqueConstraint(
                name="consent_giver_once", fields=["request", "person"], condition=Q(row__isnull=True)
            ),
            models.UniqueConstraint(
                name="consent_giver_once_per_row", fields=["row", "person"], condition=Q(row__isnull=False)
            ),
        )

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.request_id} {self.person_id}"


class ConsentPaper(models.Model):
    """A signed paper that somebody scanned: sealed with the child's key, and shown through the gate alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="papers")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()
    signed_on = models.DateField()
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ConsentAnswer(models.Model):
    """One giver's answer to one row; the newest counts. How, heard by whom, and the hash of what was shown.

    ``receipt`` joins what a giver said in one breath.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    row = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, related_name="answers")
    giver = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=12, choices=[(a.value, a.value) for a in Answer])
    way = models.CharField(max_length=12, choices=[(w.value, w.value) for w in ConsentWay])
    heard_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    heard_on = models.DateField(null=True)
    acr = models.CharField(max_length=120, blank=True)
    transaction = models.CharField(max_length=200, blank=True)
    paper = models.ForeignKey(ConsentPaper, on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.UUIDField(null=True)
    shown_hash = models.CharField(max_length=64)
    answered_at = models.DateTimeField()
    number = models.PositiveIntegerField()

    class Meta:
        """An oral answer was heard by somebody on a day, a written one is kept; two at one moment have an order."""

        indexes = (models.Index(fields=["receipt"], name="consent_answer_receipt"),)
        constraints = (
            models.CheckConstraint(
                name="consent_oral_is_heard",
                condition=~Q(way=ConsentWay.ORAL) | Q(heard_by__isnull=False, heard_on__isnull=False),
            ),
            models.CheckConstraint(
                name="consent_paper_is_kept",
                condition=Q(way=ConsentWay.PAPER, paper__isnull=False)
                | (~Q(way=ConsentWay.PAPER) & Q(paper__isnull=True)),
            ),
            models.UniqueConstraint(fields=["row", "giver", "number"], name="consent_answer_order"),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Override(models.Model):
    """A decision that stands in place of guardians' answers, with its evidence and its period (law.md CON-05)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(ConsentRequest, on_delete=models.PROTECT, related_name="overrides")
    kind = models.CharField(max_length=20, choices=[(k.value, k.value) for k in OverrideKind])
    measure = models.CharField(max_length=20, blank=True)
    decided_on = models.DateField()
    sealed_evidence = models.BinaryField()
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Periods run forward; a measure of the closed list goes with the social board's decision alone."""

        constraints = (
            models.CheckConstraint(name="consent_override_period", condition=Q(valid_until__gt=F("valid_from"))),
            models.CheckConstraint(
                name="consent_override_measure",
                condition=Q(kind=OverrideKind.SOCIAL_BOARD, measure__in=[m.value for m in OverrideMeasure])
                | (~Q(kind=OverrideKind.SOCIAL_BOARD) & Q(measure="")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class OverrideLine(models.Model):
    """One row, and the guardian whose yes the decision stands for; ``over_a_no`` when it counts against a no too."""

    override = models.ForeignKey(Override, on_delete=models.PROTECT, related_name="lines")
    row = models.ForeignKey(ConsentRow, on_delete=models.PROTECT, related_name="overridden")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    over_a_no = models.BooleanField()

    class Meta:
        """Once per decision, row and guardian."""

        constraints = (models.UniqueConstraint(fields=["override", "row", "guardian"], name="consent_override_once"),)

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.row_id} {self.guardian_id}"
