"""The short way: from a telephone call to a called meeting in one act; all else may be written in the meeting.

*Source:* architecture.md 5.5; interface.md rule 13.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from barnetsplan.cases.actions import move_case, start_case
from barnetsplan.cases.child_view import NewChildView
from barnetsplan.cases.models import Case
from barnetsplan.cases.sharing import decide_sharing
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import givers_of, row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Answer, CaseState, ConsentWay
from barnetsplan.meetings.actions import Call, call_meeting
from barnetsplan.meetings.models import Meeting
from barnetsplan.people.actions import lock_child
from barnetsplan.plans.answering import WrittenDown, write_down
from barnetsplan.plans.circle import CircleQuestion, put_question
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.models import Entry

_BEFORE_PLAN = (CaseState.GATHERING, CaseState.ANALYSED)


@dataclass(frozen=True, slots=True)
class SaidYes:
    """One who said yes to the invitation, and how: heard now, or on a paper that is kept."""

    giver: UUID
    way: ConsentWay
    paper: bytes | None = None


@dataclass(frozen=True, slots=True)
class ShortCall:
    """All that the short way asks: what the child thinks, who comes, who said yes and how, and when."""

    concern: Entry
    token: UUID
    payload: Invitation
    starts_at: datetime
    services: Collection[UUID]
    yeses: Collection[SaidYes]
    child_view: NewChildView | None
    by: Actor
    at: datetime


@transaction.atomic
def call_at_once(new: ShortCall) -> Meeting | Refused:
    """Open the case, ask and write down the yes of each, and call; nothing of it is kept unless all of it can be done.

    No area is chosen and no analysis written: the meeting takes up all, and both can be written in it or after.
    """
    lock_child(new.concern.child_id)
    earlier = Meeting.objects.filter(pk=new.token).first()
    if earlier is not None:
        return earlier
    case = _case(new)
    if isinstance(case, Refused):
        return case
    asked = _ask(new, case)
    if isinstance(asked, Refused):
        return asked
    for yes in new.yeses:
        said = _said(new, asked, yes)
        if isinstance(said, Refused):
            return said
    return call_meeting(
        Call(
            case=case,
            meeting_id=new.token,
            payload=new.payload,
            starts_at=new.starts_at,
            units=new.services,
            by=new.by,
            at=new.at,
        ),
    )


def _case(new: ShortCall) -> Case | Refused:
    case_id = uuid5(new.token, "case")
    started = start_case(case_id=case_id, concern=new.concern, areas=(), by=new.by, at=new.at)
    case = Case.objects.select_related("child__person__key", "unit__domain").get(pk=started.pk)
    if case.unit_id != new.by.party_id or case.state not in _BEFORE_PLAN:
        return Refused(Reason.WRONG_STATE)
    if case.state == CaseState.GATHERING:
        move_case(case=case, to=CaseState.ANALYSED, at=new.at)
    return case


def _ask(new: ShortCall, case: Case) -> ConsentRequest | Refused:
    """Ask about each service as on the long way: first that the family is to be asked, then the question itself."""
    ask = dict.fromkeys(new.services, (SharingAnswer.ASK, ""))
    decide_sharing(case=case, token=uuid5(new.token, "sharing"), answers=ask, by=new.by, at=new.at)
    services: Mapping[UUID, tuple[str, ...]] = dict.fromkeys(new.services, ())
    asked = put_question(
        CircleQuestion(
            case=case,
            token=uuid5(new.token, "consent"),
            services=services,
            last_day=None,
            by=new.by,
            at=new.at,
            child_view=new.child_view,
        ),
    )
    if isinstance(asked, Refused):
        return asked
    said = {yes.giver for yes in new.yeses}
    return asked if said >= set(givers_of(asked)) else Refused(Reason.CONSENT_NOT_ACTIVE)


def _said(new: ShortCall, asked: ConsentRequest, yes: SaidYes) -> object:
    rows = row_states(asked.child, at=new.at, requests=[asked.pk])
    mine = [row for row in rows if yes.giver in row.givers]
    return write_down(
        WrittenDown(
            request=asked,
            giver=yes.giver,
            parts={(row.service, row.layer.value, row.area): Answer.YES for row in mine},
            way=yes.way,
            on_day=local_date(new.at),
            token=uuid5(new.token, str(yes.giver)),
            content=yes.paper,
            by=new.by,
            at=new.at,
        ),
    )
