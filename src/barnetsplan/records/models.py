"""Entries, disclosures, releases and drafts: the one table of everything written about a child (ADR 0003)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.disclosing import SubGround
from barnetsplan.domain.vocabulary import Ground
from barnetsplan.organisations.models import Party
from barnetsplan.people.models import Child, Person
from barnetsplan.vault.models import Key


class Entry(models.Model):
    """Something written about a child: immutable, owned by one party, typed by one author, in somebody's voice.

    ``container`` is the case, question, meeting or plan that it belongs to; ``thread`` joins its revisions.
    Everything readable lies sealed with the key of the child.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30)
    schema = models.PositiveSmallIntegerField()
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    voice = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    area = models.CharField(max_length=30, blank=True)
    section = models.CharField(max_length=20, blank=True)
    thread = models.UUIDField()
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    container = models.UUIDField(null=True)
    responsible = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    status = models.CharField(max_length=20, blank=True)
    outcome = models.CharField(max_length=30, blank=True)
    due_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    practice_version = models.CharField(max_length=30)
    sealed = models.BinaryField()

    class Meta:
        """Found by child and by container."""

        indexes = (
            models.Index(fields=["child", "kind"], name="records_entry_child_kind"),
            models.Index(fields=["container"], name="records_entry_container"),
            models.Index(fields=["thread"], name="records_entry_thread"),
        )

    def __str__(self) -> str:
        """Show kind and id."""
        return f"{self.kind} {self.pk}"


class EntryAbout(models.Model):
    """A person whom an entry is about (law.md A4, LAW-01)."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="about")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        """Once per entry and person."""

        constraints = (models.UniqueConstraint(fields=["entry", "person"], name="records_about_once"),)

    def __str__(self) -> str:
        """Show the ids."""
        return f"{self.entry_id} {self.person_id}"


class Attachment(models.Model):
    """The one file that goes with an entry, such as a drawing: sealed, and seen by exactly those who see the entry."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="attachment")
    kind = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed = models.BinaryField()

    def __str__(self) -> str:
        """Show the id of its entry."""
        return str(self.entry_id)


class Disclosure(models.Model):
    """The act by which entries become readable to others: one ground, one basis, one reason (law.md LAW-03).

    ``stated`` is what the one who decided answers for; ``reservation`` the version of what the recipient promises.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    discloser = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=30, choices=[(g.value, g.value) for g in Ground])
    sub_ground = models.CharField(max_length=20, blank=True, choices=[(s.value, s.value) for s in SubGround])
    stated = models.JSONField(default=list)
    family_is_told = models.BooleanField(default=True)
    reservation = models.CharField(max_length=30, blank=True)
    basis = models.UUIDField(null=True)
    sealed_reason = models.BinaryField(null=True)
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        """Consent names its row, an assessment its reason."""

        constraints = (
            models.CheckConstraint(
                name="records_consent_has_basis",
                condition=~Q(ground=Ground.CONSENT_12_2) | Q(basis__isnull=False),
            ),
            models.CheckConstraint(
                name="records_assessment_has_reason",
                condition=~Q(ground=Ground.NO_HARM_ASSESSMENT) | Q(sealed_reason__isnull=False),
            ),
            models.CheckConstraint(
                name="records_duty_names_its_law",
                condition=Q(ground=Ground.DUTY_10_28, sub_ground__gt="")
                | ~Q(ground=Ground.DUTY_10_28) & Q(sub_ground=""),
            ),
        )

    def __str__(self) -> str:
        """Show ground and id."""
        return f"{self.ground} {self.pk}"


class Promise(models.Model):
    """Somebody outside the secrecy acts has promised what a reservation asks, about one child (law.md LAW-06).

    ``sealed_text`` is what was shown and promised, word for word.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    version = models.CharField(max_length=30)
    sealed_text = models.BinaryField()
    promised_at = models.DateTimeField()

    class Meta:
        """Once per child, capacity, person and version."""

        constraints = (
            models.UniqueConstraint(fields=["child", "party", "person", "version"], name="records_promised_once"),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Release(models.Model):
    """One line of a disclosure: this entry to this recipient, from, until; ``ended_at`` is set once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="releases")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="releases")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    basis = models.UUIDField(null=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """Periods run forward; one line per entry and recipient in a disclosure."""

        indexes = (
            models.Index(fields=["recipient", "entry"], name="records_release_recipient"),
            models.Index(fields=["basis"], name="records_release_basis"),
        )
        constraints = (
            models.UniqueConstraint(fields=["disclosure", "entry", "recipient"], name="records_release_once"),
            models.CheckConstraint(
                name="records_release_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Received(models.Model):
    """What a recipient has received, frozen at the moment of the release: it stays when the basis is withdrawn.

    ``digest`` is of the sealed content, which never changes. ``kind``, ``area`` and ``container`` are the entry's own:
    a recipient may be told what is closed to it, and the entry itself tells it nothing any longer.

    *Source:* law.md 0 (``plan_custody``), LAW-05, CON-06.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="received")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="received")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    area = models.CharField(max_length=30, blank=True)
    container = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)
    received_at = models.DateTimeField()

    class Meta:
        """Found by recipient and child."""

        indexes = (models.Index(fields=["recipient", "child"], name="records_received_by"),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ReceivedOpening(models.Model):
    """A registrar has opened what the unit received on a basis that was withdrawn since: who, when, and why.

    *Source:* law.md CON-06 (it stays at the receiver); TF 2:9.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="+")
    recipient = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()

    class Meta:
        """Periods run forward."""

        constraints = (
            models.CheckConstraint(name="records_opening_period", condition=Q(valid_until__gt=F("valid_from"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class KeptFrom(models.Model):
    """An entry that a guardian may not read because the child could be harmed (OSL 12:3; law.md A5).

    ``every_guardian`` also binds whoever becomes a guardian later: nothing of it is released to the family.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="kept_from")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    every_guardian = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    decided_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Once per entry and guardian while it holds."""

        constraints = (
            models.UniqueConstraint(
                fields=["entry", "guardian"],
                condition=Q(lifted_at__isnull=True),
                name="records_kept_from_once",
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Lifting(models.Model):
    """The act that ends a keeping: who decided it, and why the guardian may read after all."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    keeping = models.OneToOneField(KeptFrom, on_delete=models.PROTECT, related_name="lifting")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Struck(models.Model):
    """An entry that stands on the wrong child: hidden from every reader, kept for the owner's registrar.

    *Source:* architecture.md rule 3; law.md 5, abuse case 31.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="struck")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    decided_at = models.DateTimeField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Draft(models.Model):
    """Unfinished text, readable by its author alone; purged when sent or after 30 days (architecture.md 2)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    author = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    form = models.CharField(max_length=40)
    thing = models.UUIDField()
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    saved_at = models.DateTimeField()

    class Meta:
        """One draft per author, capacity, form and thing."""

        constraints = (models.UniqueConstraint(fields=["author", "party", "form", "thing"], name="records_one_draft"),)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
