"""People, children, and how they stand to each other; names and numbers are sealed (ADR 0005)."""

import uuid

from django.db import models
from django.db.models import F, Q

from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    InvolvementReason,
    MaturityOutcome,
    PauseSaidAs,
    RelationshipKind,
    WhereaboutsGround,
)
from barnetsplan.organisations.models import Party, SecrecyDomain, Unit
from barnetsplan.vault.models import Key

_PROTECTIONS = [(p.value, p.value) for p in Protection]
_SOURCES = [(s.value, s.value) for s in GuardianshipSource]


class Person(models.Model):
    """A child, a guardian or a professional; found only by the exact number, through a keyed hash (law.md IDN-04).

    ``protection`` is the strongest of the person's own marks, kept by ``protection.actions``.
    """

    party = models.OneToOneField(Party, on_delete=models.PROTECT, primary_key=True, related_name="person")
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    number_hash = models.BinaryField(null=True, unique=True)
    sealed_number = models.BinaryField(null=True)
    sealed_name = models.BinaryField()
    protection = models.CharField(max_length=30, choices=_PROTECTIONS, default=Protection.NONE)

    def __str__(self) -> str:
        """Show the id, never the name."""
        return str(self.pk)


class Child(models.Model):
    """A child around whom somebody has a basis to work; unborn: no number, an expected date, the one who carries.

    ``protection`` is the strongest of anybody's in the household (law.md PROT-01). It stands in the child's own row, so
    that the gate knows without asking; it is raised by itself, and lowered only by two persons.
    """

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True, related_name="child")
    born_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    carried_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="carries")
    protection = models.CharField(max_length=30, choices=_PROTECTIONS, default=Protection.NONE)

    class Meta:
        """Born, or expected by somebody."""

        constraints = (
            models.CheckConstraint(
                name="people_child_born_or_carried",
                condition=Q(born_on__isnull=False) | Q(expected_on__isnull=False, carried_by__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id, never the name."""
        return str(self.pk)


class Guardianship(models.Model):
    """A legal guardian of a child, for a half-open period, from a named source (FB 6 kap.; law.md FAM-01, FAM-02)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="guardianships")
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in GuardianshipKind])
    source = models.CharField(max_length=20, choices=_SOURCES)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    seen_by_second = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """Periods run forward; an extract is seen by two; one current relation per pair."""

        constraints = (
            models.CheckConstraint(
                name="people_guardianship_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.CheckConstraint(
                name="people_extract_seen_by_two",
                condition=Q(source=GuardianshipSource.REGISTER)
                | (Q(seen_by__isnull=False, seen_by_second__isnull=False) & ~Q(seen_by=F("seen_by_second"))),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Involvement(models.Model):
    """A unit is around a child, for a reason and a period; reading needs this and an assignment (PDL 4:1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="involvements")
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="involvements")
    reason = models.CharField(max_length=20, choices=[(r.value, r.value) for r in InvolvementReason])
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        """Periods run forward; one open involvement per unit and child."""

        constraints = (
            models.CheckConstraint(
                name="people_involvement_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
            models.UniqueConstraint(
                name="people_one_open_involvement",
                fields=["unit", "child"],
                condition=Q(valid_until__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class MaturityDecision(models.Model):
    """A domain has decided, for one matter, that a child disposes of it alone, together, or not (law.md CON-04)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="maturity")
    domain = models.ForeignKey(SecrecyDomain, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField(max_length=30)
    outcome = models.CharField(max_length=12, choices=[(o.value, o.value) for o in MaturityOutcome])
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """A decision lasts until its day of review."""

        constraints = (
            models.CheckConstraint(name="people_maturity_period", condition=Q(valid_until__gt=F("valid_from"))),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Pause(models.Model):
    """Nothing is released to either guardian until somebody who decides on secrecy lifts it (law.md FAM-06).

    ``unit`` is the unit whose decision it waits for; ``about`` the guardian who may not read, when one is named.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="pauses")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    said_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    said_as = models.CharField(max_length=10, choices=[(s.value, s.value) for s in PauseSaidAs])
    about = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_reason = models.BinaryField()
    begun_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sealed_lifting = models.BinaryField(null=True)
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        """Lifted by somebody, for a reason, after it began."""

        constraints = (
            models.CheckConstraint(
                name="people_pause_lifted_with_reason",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, sealed_lifting__isnull=True)
                | Q(lifted_at__gte=F("begun_at"), lifted_by__isnull=False, sealed_lifting__isnull=False),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Relationship(models.Model):
    """A relation to a child that carries no standing here: what it is about stands in ``policy.relations``.

    ``adult`` is the person, ``unit`` the social board's own unit. No question about access ever reads this table.
    *Source:* law.md FAM-01, FAM-04.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relationships")
    adult = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in RelationshipKind])
    source = models.CharField(max_length=20, choices=_SOURCES)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        """Somebody's, or a board's; periods run forward."""

        constraints = (
            models.CheckConstraint(
                name="people_relationship_of_somebody",
                condition=Q(kind=RelationshipKind.SOCIAL_BOARD, adult__isnull=True, unit__isnull=False)
                | (~Q(kind=RelationshipKind.SOCIAL_BOARD) & Q(adult__isnull=False, unit__isnull=True)),
            ),
            models.CheckConstraint(
                name="people_relationship_period",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=F("valid_from")),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class Restriction(models.Model):
    """Staff have seen that somebody is a guardian no longer; while it stands, no register adds them (law.md FAM-02)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="restrictions")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_evidence = models.BinaryField()
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        """One that stands, per child and person."""

        constraints = (
            models.UniqueConstraint(
                name="people_one_restriction",
                fields=["child", "person"],
                condition=Q(ended_at__isnull=True),
            ),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class ProposedGuardian(models.Model):
    """Somebody has seen proof that a person is a guardian; a second person of the unit confirms it on an own sign-in.

    With a birth, the proof is an extract on which the one who carried the child is its guardian (``people.newborn``).

    *Source:* law.md FAM-02 (register proof or a decision, and four eyes).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="proposed")
    guardian = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(k.value, k.value) for k in GuardianshipKind])
    source = models.CharField(max_length=20, choices=_SOURCES)
    seen_on = models.DateField()
    sealed_evidence = models.BinaryField()
    sealed_birth = models.BinaryField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        """Nobody confirms what they have proposed; the register proposes nothing."""

        constraints = (
            models.CheckConstraint(
                name="people_proposal_by_two",
                condition=Q(answered_by__isnull=True, answered_at__isnull=True, confirmed__isnull=True)
                | (
                    Q(answered_by__isnull=False, answered_at__isnull=False, confirmed__isnull=False)
                    & ~Q(answered_by=F("proposed_by"))
                ),
            ),
            models.CheckConstraint(name="people_proposal_is_seen", condition=~Q(source=GuardianshipSource.REGISTER)),
        )

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class WhereaboutsHidden(models.Model):
    """A decision that a child's whereabouts are kept from a guardian, or from all of them (law.md FAM-07).

    ``review_on`` is the day by which it is reconsidered; it goes on hiding after that day, until somebody decides.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="hidden_whereabouts")
    hidden_from = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=20, choices=[(g.value, g.value) for g in WhereaboutsGround])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    sealed_reason = models.BinaryField()
    decided_at = models.DateTimeField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)


class WhereaboutsReview(models.Model):
    """One reconsideration of such a decision: kept or ended, by whom, why (LVU 14 §: at least every third month)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hidden = models.ForeignKey(WhereaboutsHidden, on_delete=models.PROTECT, related_name="reviews")
    reviewed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    reviewed_at = models.DateTimeField()
    kept = models.BooleanField()
    sealed_reason = models.BinaryField()

    def __str__(self) -> str:
        """Show the id."""
        return str(self.id)
