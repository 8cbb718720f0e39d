"""Acts that protect a child within the family, and whom they tell: the pause, proposals, whereabouts, maturity.

Nothing here tells a guardian anything. What the other guardian sees stays as it is, to the byte (law.md FAM-06).
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.consent.custody import close_what_nothing_carries
from barnetsplan.coordination.models import Term
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import PauseSaidAs, TermKind
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people import pauses, relating, whereabouts
from barnetsplan.people.actions import lock_child
from barnetsplan.people.models import Child, Involvement, MaturityDecision, Pause, ProposedGuardian, WhereaboutsHidden
from barnetsplan.people.queries import family_of, live
from barnetsplan.people.relating import NewHiding, NewMaturity, Proposed
from barnetsplan.policy.facts import Actor
from barnetsplan.protection.actions import ask_to_lower, protect
from barnetsplan.protection.queries import live_marks
from barnetsplan.vault.sealing import seal


def unit_that_decides(child: UUID, *, at: datetime) -> UUID | None:
    """The unit whose secrecy decision-maker takes a pause up: the BBA's, else the coordinator's.

    When nobody holds a function, the one that held it last; else the one that came to the child first.
    """
    held = holders(child, at=at)
    return held.get(TermKind.BBA) or held.get(TermKind.COORDINATOR) or _last_or_first(child, at)


def _last_or_first(child: UUID, at: datetime) -> UUID | None:
    around = Involvement.objects.filter(live(at), child=child)
    before = Term.objects.filter(child=child, unit__in=around.values("unit")).order_by("kind", "-valid_from")
    last = before.values_list("unit", flat=True).first()
    return last or around.order_by("valid_from", "pk").values_list("unit", flat=True).first()


@dataclass(frozen=True, slots=True)
class NewPause:
    """That the child may be harmed: by disclosure to whom, if somebody is named; said by whom, in which capacity."""

    id: UUID
    child: Child
    about: UUID | None
    reason: str
    said_as: PauseSaidAs
    by: Actor
    at: datetime


@transaction.atomic
def begin_pause(new: NewPause) -> Pause | Refused:
    """Stop every release to either guardian at once, because somebody says that the child may be harmed by it.

    It is believed: no proof is asked for, and no reason is needed. ``about`` is the guardian who may not read; a
    guardian says it of another. Sent twice, or said again while it lasts by the same person, it is one pause.

    *Source:* law.md FAM-06; OSL 12:3.
    """
    child, about, by, at = new.child, new.about, new.by, new.at
    lock_child(child.pk)
    earlier = Pause.objects.filter(pk=new.id).first()
    if earlier is not None:
        same = (earlier.child_id, earlier.said_by_id) == (child.pk, by.person_id)
        return earlier if same else Refused(Reason.ID_TAKEN)
    if about is not None and (about not in family_of(child, at=at) or about == by.person):
        return Refused(Reason.NO_GUARDIAN_OF_CHILD)
    said = pauses.live_pauses(child.pk, at=at).filter(said_by=by.person_id, about=about).first()
    return said if said is not None else _begun(new)


def _begun(new: NewPause) -> Pause:
    child, by = new.child, new.by
    unit = by.party_id if new.said_as is PauseSaidAs.STAFF else unit_that_decides(child.pk, at=new.at)
    row = Pause(
        id=new.id,
        child=child,
        unit_id=unit,
        said_by_id=by.person_id,
        said_as=new.said_as,
        about_id=new.about,
        sealed_reason=seal(new.reason, key=child.person.key, place=pauses.reason_place(new.id)),
        begun_at=new.at,
    )
    row.save(force_insert=True)
    if unit is not None:
        tell(party=unit, child=child.pk, kind=NoticeKind.RELEASES_PAUSED, thing=row.pk, at=new.at)
    return row


@transaction.atomic
def lift_pause(*, pause: Pause, reason: str, by: Actor, at: datetime) -> Pause | Refused:
    """Lift one pause by decision, with a reason; another that stands still stops every release."""
    lock_child(pause.child_id)
    row = Pause.objects.select_related("child__person__key").get(pk=pause.pk)
    if row.lifted_at is not None:
        return Refused(Reason.WRONG_STATE)
    if not reason.strip():
        return Refused(Reason.NOTHING_WRITTEN)
    row.lifted_by_id, row.lifted_at = by.person_id, at
    row.sealed_lifting = seal(reason, key=row.child.person.key, place=pauses.lifting_place(row.pk))
    row.save(update_fields=["lifted_by", "lifted_at", "sealed_lifting"])
    done(thing=row.pk, kind=NoticeKind.RELEASES_PAUSED, at=at)
    return row


def propose(new: Proposed) -> ProposedGuardian | Refused:
    """Record what one person has seen, and let it wait for a second person of the same unit (law.md FAM-02)."""
    with transaction.atomic():
        row = relating.propose_guardian(new)
        if isinstance(row, ProposedGuardian) and row.answered_at is None:
            tell(party=row.unit_id, child=row.child_id, kind=NoticeKind.GUARDIAN_PROPOSED, thing=row.pk, at=new.at)
    return row


def decide_maturity(new: NewMaturity) -> MaturityDecision | Refused:
    """Decide, and let the unit know by which day it looks at the decision again (law.md CON-04).

    What others have said yes to ends in the same transaction, where the child must answer now and has not.
    """
    with transaction.atomic():
        row = relating.decide_maturity(new)
        if isinstance(row, MaturityDecision):
            close_what_nothing_carries(child=new.child, at=new.at)
            due = new.review_on
            _remind(new.by.party_id, row.child_id, NoticeKind.MATURITY_REVIEW, row.child_id, due, new.at)
    return row


def hide_whereabouts(new: NewHiding) -> WhereaboutsHidden | Refused:
    """Hide at once, and put the reconsideration on the desk with its last day (LVU 14 §; law.md FAM-07).

    From then on no page of the family tells a place, to nobody: we cannot know who holds the phone of the one who may
    know. When the decision ends, two lower the protection too (ADR 0014).
    """
    with transaction.atomic():
        row = relating.hide_whereabouts(new)
        if isinstance(row, WhereaboutsHidden):
            protect(person=row.child_id, protection=Protection.PLACE, reason=new.reason, by=new.by, at=new.at)
            _remind(row.unit_id, row.child_id, NoticeKind.WHEREABOUTS_REVIEW, row.pk, row.review_on, new.at)
    return row


def review_whereabouts(
    *,
    hidden: WhereaboutsHidden,
    keep: bool,
    reason: str,
    by: Actor,
    at: datetime,
) -> WhereaboutsHidden | Refused:
    """Reconsider; the task goes, and comes back with a new last day while the whereabouts stay hidden.

    When they no longer are, it is asked that the places be shown again, and a second person decides that (PROT-06).
    """
    with transaction.atomic():
        row = relating.review_whereabouts(hidden=hidden, keep=keep, reason=reason, by=by, at=at)
        if isinstance(row, WhereaboutsHidden):
            done(thing=row.pk, kind=NoticeKind.WHEREABOUTS_REVIEW, at=at)
            if keep:
                _remind(row.unit_id, row.child_id, NoticeKind.WHEREABOUTS_REVIEW, row.pk, row.review_on, at)
            elif not whereabouts.live_hidings(row.child_id, at=at).exists():
                _ask_to_show_places(row.child_id, by, at)
    return row


def _ask_to_show_places(child: UUID, by: Actor, at: datetime) -> None:
    for mark in live_marks(child).filter(protection=Protection.PLACE).values_list("pk", flat=True):
        ask_to_lower(child=child, mark=mark, by=by, at=at)


def _remind(party: UUID, child: UUID, kind: NoticeKind, thing: UUID, due_on: date, at: datetime) -> None:
    tell(party=party, child=child, kind=kind, thing=thing, at=at, due_on=due_on)
