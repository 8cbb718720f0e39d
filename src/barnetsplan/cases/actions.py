"""Opening a case, choosing its areas, and moving it along the states of the practice model (model.md 2.2)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.models import Case
from barnetsplan.cases.queries import open_case_of
from barnetsplan.coordination.actions import begin_terms, end_terms
from barnetsplan.domain.decisions import Taken
from barnetsplan.domain.states import CASE_MOVES
from barnetsplan.domain.vocabulary import CaseState
from barnetsplan.notices.actions import done
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.models import Entry


class WrongMove(Exception):
    """A case was moved as the table of states does not allow."""


@transaction.atomic
def start_case(*, case_id: UUID, concern: Entry, areas: Sequence[str], by: Actor, at: datetime) -> Case:
    """Open a case on a concern; the unit becomes BBA and samverkansansvarig until another takes over.

    A case that is open already is returned as it is: two who open at once get the same one. What a unit told
    itself is done with; what another unit sent waits until it has been answered.

    *Source:* model.md 4.2, 4.3.
    """
    begin_terms(child=concern.child_id, unit=by.party_id, at=at)
    done(thing=concern.pk, kind=NoticeKind.CONCERN_CAME, party=concern.owner_id, at=at)
    earlier = open_case_of(concern.child_id)
    if earlier is not None:
        return earlier
    if Case.objects.filter(pk=case_id).exists():
        raise Taken
    case = Case(
        id=case_id,
        child_id=concern.child_id,
        unit_id=by.party_id,
        concern=concern.pk,
        areas=_known(areas),
        state=CaseState.GATHERING,
        noticed_at=concern.written_at,
        opened_at=at,
    )
    case.save(force_insert=True)
    return case


def choose_areas(*, case: Case, areas: Sequence[str]) -> Case:
    """Choose which areas are taken up; the child's situation decides, not all seven (model.md 3.1)."""
    case.areas = _known(areas)
    case.save(update_fields=["areas"])
    return case


def _known(areas: Sequence[str]) -> list[str]:
    """The areas in the order of the wheel; an unknown one is a broken promise, since forms offer only known ones."""
    for area in areas:
        current().area(area)
    return [area.key for area in current().areas if area.key in areas]


def move_case(*, case: Case, to: CaseState, at: datetime) -> Case:
    """Move a case to a state that the table allows.

    Closing ends the functions around the child, and what waited about the case.

    *Raises:* ``WrongMove``.
    """
    if to not in CASE_MOVES[CaseState(case.state)]:
        raise WrongMove(f"{case.state} -> {to}")
    case.state = to
    if to is CaseState.ANALYSED:
        case.analysed_at = at
    if to in {CaseState.CLOSED, CaseState.HANDED_OVER}:
        case.closed_at = at
        end_terms(child=case.child_id, at=at)
        done(thing=case.pk, kind=NoticeKind.QUESTION_ANSWERED, at=at)
    case.save(update_fields=["state", "analysed_at", "closed_at"])
    return case
