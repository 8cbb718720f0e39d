"""Reading cases, and the cards of their pages."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from barnetsplan.cases.models import Case
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import CaseState, TermKind
from barnetsplan.people.queries import ChildCard, child_card
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry

_OVER = (CaseState.CLOSED, CaseState.HANDED_OVER)


def open_case_of(child: UUID) -> Case | None:
    """The case that is open around a child, if any; shown only to the unit that owns it."""
    return Case.objects.filter(child=child).exclude(state__in=_OVER).first()


def newest_case_of(child: UUID, *, unit: UUID) -> Case | None:
    """The newest case of a child that a unit owns."""
    return Case.objects.filter(child=child, unit=unit).order_by("-opened_at").first()


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
