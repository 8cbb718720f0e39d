"""Writes about how people stand to a child: relations without standing, proposals, maturity, hidden whereabouts.

What ends or gives standing is in ``consent.custody``, because what rested on it ends or begins in the same
transaction; what tells somebody that something waits is in ``coordination.guarding``.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from django.db import transaction

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date, midnight_of, months_after
from barnetsplan.domain.vocabulary import (
    GuardianshipKind,
    GuardianshipSource,
    MaturityOutcome,
    RelationshipKind,
    WhereaboutsGround,
)
from barnetsplan.people import maturity, newborn, whereabouts
from barnetsplan.people.actions import admit_person, lock_child
from barnetsplan.people.models import (
    Child,
    MaturityDecision,
    ProposedGuardian,
    Relationship,
    WhereaboutsHidden,
    WhereaboutsReview,
)
from barnetsplan.people.queries import age_of, by_number, live_guardianships, majority_of
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.vault.sealing import Place, seal

#: An extract older than this proves too little (ours; no source gives a number of days).
_EXTRACT_DAYS = 30
#: The longest that a decision on maturity lasts before it is reviewed: a child changes fast (ours; law.md CON-04).
_MATURITY_MONTHS = 12


def evidence_place(row: UUID) -> Place:
    """Where the sealed reference to what was seen lies, for a restriction and a proposal."""
    return Place("people_evidence", "sealed_evidence", row)


@dataclass(frozen=True, slots=True)
class Proposed:
    """What one person has seen: who is said to be a guardian, by which paper, of which day."""

    id: UUID
    child: Child
    adult: RegisteredPerson
    kind: GuardianshipKind
    source: GuardianshipSource
    seen_on: date
    evidence: str
    by: Actor
    at: datetime
    birth: newborn.SeenBirth | None = None


@transaction.atomic
def propose_guardian(new: Proposed) -> ProposedGuardian | Refused:
    """Record what one person has seen; nobody gets standing by it before a second person confirms (law.md FAM-02).

    Of a child who is not born yet only its birth can be proposed, and with it that the one who carried is a guardian.
    """
    lock_child(new.child.pk)
    earlier = ProposedGuardian.objects.filter(pk=new.id).first()
    if earlier is not None:
        return _same_or_refuse(earlier, new)
    refused = _why_not(new)
    if refused is not None:
        return refused
    adult = by_number(new.adult.number) or admit_person(name=new.adult.name, number=new.adult.number, at=new.at)
    if live_guardianships(new.child.pk, at=new.at).filter(guardian=adult).exists():
        return Refused(Reason.IS_GUARDIAN_ALREADY)
    row = ProposedGuardian(
        id=new.id,
        child=new.child,
        guardian=adult,
        kind=new.kind,
        source=new.source,
        seen_on=new.seen_on,
        sealed_evidence=seal(new.evidence, key=new.child.person.key, place=evidence_place(new.id)),
        unit_id=new.by.party_id,
        proposed_by_id=new.by.person_id,
        proposed_at=new.at,
    )
    if new.birth is not None:
        row.sealed_birth = newborn.sealed_birth(new.birth, key=new.child.person.key, row=new.id)
    row.save(force_insert=True)
    return row


def _same_or_refuse(earlier: ProposedGuardian, new: Proposed) -> ProposedGuardian | Refused:
    same = (earlier.child_id, earlier.proposed_by_id) == (new.child.pk, new.by.person_id)
    return earlier if same else Refused(Reason.ID_TAKEN)


def _why_not(new: Proposed) -> Refused | None:
    if new.birth is not None:
        seen = _why_not_seen(new)
        if seen is not None:
            return seen
        return newborn.why_not_born(new.child, new.birth, seen_on=new.seen_on, by=new.by, at=new.at)
    majority = majority_of(new.child)
    if majority is None or new.at >= majority:
        return Refused(Reason.NO_GUARDIANS_ANY_LONGER)
    return _why_not_seen(new)


def _why_not_seen(new: Proposed) -> Refused | None:
    if new.seen_on > local_date(new.at):
        return Refused(Reason.DAY_TO_COME)
    is_old = (local_date(new.at) - new.seen_on).days > _EXTRACT_DAYS
    if new.source is GuardianshipSource.SEEN_EXTRACT and is_old:
        return Refused(Reason.EXTRACT_TOO_OLD)
    adults = (new.adult, *([new.birth.other] if new.birth is not None and new.birth.other is not None else []))
    youngest = local_date(new.at).replace(year=local_date(new.at).year - 15)
    if any(adult.number.born_on > youngest for adult in adults):
        return Refused(Reason.NOT_OF_AGE)
    if not new.evidence.strip():
        return Refused(Reason.EVIDENCE_MISSING)
    return None


@dataclass(frozen=True, slots=True)
class NewRelationship:
    """A relation that carries no standing: a person, or the social board's unit."""

    id: UUID
    child: Child
    kind: RelationshipKind
    source: GuardianshipSource
    by: Actor
    at: datetime
    adult: UUID | None = None
    name: str = ""
    unit: UUID | None = None
    valid_until: datetime | None = None


@transaction.atomic
def add_relationship(new: NewRelationship) -> Relationship | Refused:
    """Record a relation that opens nothing for anybody (law.md FAM-01, FAM-04).

    A person who is not known here is kept with the name alone, no number: nothing is to be found by it.
    """
    lock_child(new.child.pk)
    earlier = Relationship.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.child_id, earlier.recorded_by_id) == (new.child.pk, new.by.person_id)
        return earlier if same else Refused(Reason.ID_TAKEN)
    of_board = new.kind is RelationshipKind.SOCIAL_BOARD
    adult = new.adult
    if not of_board and adult is None:
        if not new.name.strip():
            return Refused(Reason.NOTHING_WRITTEN)
        adult = admit_person(name=new.name.strip(), number=None, at=new.at).pk
    row = Relationship(
        id=new.id,
        child=new.child,
        adult_id=None if of_board else adult,
        unit_id=new.unit or new.by.party_id if of_board else None,
        kind=new.kind,
        source=new.source,
        recorded_by_id=new.by.person_id,
        valid_from=new.at,
        valid_until=new.valid_until,
    )
    row.save(force_insert=True)
    return row


def find_relationship(key: UUID) -> Relationship | None:
    """A relation without standing by id, with its child."""
    return Relationship.objects.select_related("child__person__key").filter(pk=key).first()


def end_relationship(*, relationship: UUID, at: datetime) -> None:
    """End such a relation now."""
    Relationship.objects.filter(pk=relationship, valid_until__isnull=True).update(valid_until=at)


@dataclass(frozen=True, slots=True)
class NewMaturity:
    """A decision on maturity: for which matter, what, why, and by which day it is looked at again."""

    id: UUID
    child: Child
    matter: str
    outcome: MaturityOutcome
    reason: str
    review_on: date
    by: Actor
    at: datetime


@transaction.atomic
def decide_maturity(new: NewMaturity) -> MaturityDecision | Refused:
    """Decide for the own domain and one matter; it lasts through the day before its review (law.md CON-04).

    That a child disposes *alone* is decided only at an age at which the county's policy allows it.
    """
    lock_child(new.child.pk)
    earlier = MaturityDecision.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.child_id, earlier.decided_by_id) == (new.child.pk, new.by.person_id)
        return earlier if same else Refused(Reason.ID_TAKEN)
    domain = new.by.domain
    if domain is None:
        return Refused(Reason.NO_RULE)
    refused = _why_not_mature(new)
    if refused is not None:
        return refused
    _end_earlier(new)
    row = MaturityDecision(
        id=new.id,
        child=new.child,
        domain_id=domain,
        matter=new.matter,
        outcome=new.outcome,
        decided_by_id=new.by.person_id,
        sealed_reason=seal(new.reason, key=new.child.person.key, place=maturity.reason_place(new.id)),
        valid_from=new.at,
        valid_until=midnight_of(new.review_on),
    )
    row.save(force_insert=True)
    return row


def _why_not_mature(new: NewMaturity) -> Refused | None:
    today = local_date(new.at)
    known = {maturity.WHOLE_PLAN, *(area.key for area in current().areas)}
    if new.matter not in known:
        return Refused(Reason.NOT_FOUND)
    if not today < new.review_on <= months_after(today, _MATURITY_MONTHS):
        return Refused(Reason.REVIEW_DAY_WRONG)
    if not new.reason.strip():
        return Refused(Reason.NOTHING_WRITTEN)
    rule = current().consent_rule_for(age_of(new.child, at=new.at))
    allowed = rule is not None and (
        new.outcome is not MaturityOutcome.ALONE or rule.child_alone_after_maturity_decision
    )
    return None if allowed else Refused(Reason.TOO_YOUNG_ALONE)


def _end_earlier(new: NewMaturity) -> None:
    """A newer decision about the same matter takes the place of the older."""
    rows = maturity.live_decisions(new.child.pk, at=new.at).filter(domain=new.by.domain, matter=new.matter)
    MaturityDecision.objects.filter(pk__in=[row.pk for row in rows]).update(ended_at=new.at)


@dataclass(frozen=True, slots=True)
class NewHiding:
    """A decision that the whereabouts are kept from one guardian, or from all."""

    id: UUID
    child: Child
    hidden_from: UUID | None
    ground: WhereaboutsGround
    reason: str
    by: Actor
    at: datetime


@transaction.atomic
def hide_whereabouts(new: NewHiding) -> WhereaboutsHidden | Refused:
    """Hide the whereabouts at once, to be reconsidered within three months (law.md FAM-07; LVU 14 §)."""
    lock_child(new.child.pk)
    earlier = WhereaboutsHidden.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.child_id, earlier.decided_by_id) == (new.child.pk, new.by.person_id)
        return earlier if same else Refused(Reason.ID_TAKEN)
    if not new.reason.strip():
        return Refused(Reason.NOTHING_WRITTEN)
    row = WhereaboutsHidden(
        id=new.id,
        child=new.child,
        hidden_from_id=new.hidden_from,
        ground=new.ground,
        unit_id=new.by.party_id,
        decided_by_id=new.by.person_id,
        sealed_reason=seal(new.reason, key=new.child.person.key, place=whereabouts.reason_place(new.id)),
        decided_at=new.at,
        review_on=whereabouts.review_by(new.at),
    )
    row.save(force_insert=True)
    return row


@transaction.atomic
def review_whereabouts(
    *,
    hidden: WhereaboutsHidden,
    keep: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> WhereaboutsHidden | Refused:
    """Reconsider: keep hidden for at most three months more, or end it now; both with a reason (LVU 14 §)."""
    lock_child(hidden.child_id)
    row = WhereaboutsHidden.objects.select_related("child__person__key").get(pk=hidden.pk)
    if row.ended_at is not None:
        return Refused(Reason.WRONG_STATE)
    if not reason.strip():
        return Refused(Reason.NOTHING_WRITTEN)
    review = WhereaboutsReview(id=uuid4(), hidden=row, reviewed_by_id=by.person_id, reviewed_at=at, kept=keep)
    review.sealed_reason = seal(reason, key=row.child.person.key, place=whereabouts.review_place(review.pk))
    review.save(force_insert=True)
    if keep:
        row.review_on = whereabouts.review_by(at)
    else:
        row.ended_at = at
    row.save(update_fields=["review_on", "ended_at"])
    return row


def find_proposal(key: UUID) -> ProposedGuardian | None:
    """A proposal by id, with its child."""
    rows = ProposedGuardian.objects.select_related("child__person__key", "guardian__key")
    return rows.filter(pk=key).first()


def find_hiding(key: UUID) -> WhereaboutsHidden | None:
    """A decision on whereabouts by id, with its child."""
    return WhereaboutsHidden.objects.select_related("child__person__key").filter(pk=key).first()
