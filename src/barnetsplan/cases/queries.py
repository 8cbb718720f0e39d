"""Reading cases, and the cards of their pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from barnetsplan.cases.models import Case
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import CaseState, TermKind
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.queries import ChildCard, child_card
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Informed
from barnetsplan.records.models import Disclosure, Entry, Promise, Release, Struck
from barnetsplan.records.queries import live_release, visible_to

_OVER = (CaseState.CLOSED, CaseState.HANDED_OVER)


def open_case_of(child: UUID) -> Case | None:
    """The case that is open around a child, if any; shown only to the unit that owns it."""
    return Case.objects.filter(child=child).exclude(state__in=_OVER).first()


def newest_case_of(child: UUID, *, unit: UUID) -> Case | None:
    """The newest case of a child that a unit owns."""
    return Case.objects.filter(child=child, unit=unit).order_by("-opened_at").first()


def rests_on_struck(case: Case) -> bool:
    """Whether the concern on which a case was opened stood on the wrong child."""
    return case.concern is not None and Struck.objects.filter(entry=case.concern).exists()


def find_disclosure(key: UUID) -> Disclosure | None:
    """A disclosure by id, with its child and key."""
    return Disclosure.objects.select_related("child__person__key").filter(pk=key).first()


def receives(party: UUID, disclosure: Disclosure, *, at: datetime) -> bool:
    """Whether a party reads something by a disclosure now."""
    return Release.objects.filter(live_release(at), disclosure=disclosure, recipient=party).exists()


def received_once(party: UUID, disclosure: Disclosure) -> bool:
    """Whether a party could once read something by a disclosure."""
    return Release.objects.filter(disclosure=disclosure, recipient=party).exists()


def has_promised(actor: Actor, child: UUID, version: str) -> bool:
    """Whether somebody has promised, in this capacity, what a reservation in this version asks."""
    rows = Promise.objects.filter(child=child, party=actor.party_id, person=actor.person_id, version=version)
    return rows.exists()


def is_told_of(party: UUID, disclosure: Disclosure, *, at: datetime) -> bool:
    """Whether a member of the family has been told of a disclosure."""
    return visible_to(party, at=at).filter(kind=Informed.KIND, container=disclosure.pk).exists()


def handed_out(child: UUID, *, discloser: UUID | None = None, recipient: UUID | None = None) -> tuple[Disclosure, ...]:
    """What a unit has handed out of a child by a decision of its own, or has been handed, newest first.

    Each such decision told its recipient by a notice; what the model's own steps share has none of that kind.
    """
    decided = Notice.objects.filter(thing=OuterRef("pk"), kind=NoticeKind.DISCLOSURE_CAME)
    rows = Disclosure.objects.filter(Exists(decided), child=child).order_by("-made_at", "pk")
    if discloser is not None:
        rows = rows.filter(discloser=discloser)
    if recipient is not None:
        rows = rows.filter(Exists(Release.objects.filter(disclosure=OuterRef("pk"), recipient=recipient)))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class StartCard:
    """Whether a case may be opened: it may be open already, here or with another unit that is the child's BBA."""

    concern: UUID
    child: ChildCard
    own_unit: str
    is_ours: bool
    is_others: bool

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The page repeats nothing of what was written."""
        return ()


def start_card(actor: Actor, concern: Entry, at: datetime) -> StartCard:
    """What the page that opens a case needs to know."""
    holder = holders(concern.child_id, at=at).get(TermKind.BBA)
    return StartCard(
        concern=concern.pk,
        child=child_card(concern.child, at=at),
        own_unit=actor.unit_name,
        is_ours=holder == actor.party_id,
        is_others=holder not in {None, actor.party_id},
    )


@dataclass(frozen=True, slots=True)
class AreasCard:
    """A case whose areas are chosen."""

    case: UUID
    child: ChildCard
    areas: tuple[str, ...]

    @property
    def entries(self) -> tuple[UUID, ...]:
        """The areas of a case are no entry."""
        return ()


def areas_card(_actor: Actor, case: Case, at: datetime) -> AreasCard:
    """The areas as they are chosen now."""
    return AreasCard(case=case.pk, child=child_card(case.child, at=at), areas=tuple(case.areas))
