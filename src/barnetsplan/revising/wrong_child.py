"""Closing a case that rests on what stood on the wrong child: what waits is taken back, and the unit lets go."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from barnetsplan.cases.actions import move_case
from barnetsplan.cases.facts import find_case
from barnetsplan.cases.models import Case
from barnetsplan.cases.queries import rests_on_struck
from barnetsplan.consent.actions import withdraw_request
from barnetsplan.consent.models import ConsentAnswer, ConsentRequest
from barnetsplan.consent.recall import call_back
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import CaseState, MeetingState, PlanState
from barnetsplan.gathering.taking_back import take_back_all
from barnetsplan.keeping.actions import leave_what_is_not_theirs
from barnetsplan.keeping.queries import parties_who_opened
from barnetsplan.meetings.models import Meeting
from barnetsplan.meetings.moving import cancel_meeting
from barnetsplan.notices.actions import done, tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.people.actions import lock_child
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import NewEntry, strike, write_entry
from barnetsplan.records.kinds import Closing, Feedback
from barnetsplan.records.models import Entry, Release
from barnetsplan.records.queries import live_release


@transaction.atomic
def close_struck(*, case: Case, reason: str, by: Actor, at: datetime) -> Case | Refused:
    """Close a case whose concern was struck, with a reason that only the registrar reads, as with what was struck.

    What waits for an answer is taken back: questions, consents, a meeting that is called. Who had opened or answered
    any of it is told that it was about somebody else; to all others nothing is said, as when a text is struck. What
    the family has written meanwhile is theirs and stays. A unit that has nothing else about the child lets go of it.

    *Source:* architecture.md rule 3; law.md 5, abuse case 31; OSL 5:1 (the registrar keeps it).
    """
    lock_child(case.child_id)
    case = find_case(case.pk) or case
    if case.concern is None or not rests_on_struck(case):
        return Refused(Reason.CONCERN_STANDS)
    told = _called_back(take_back_all(case=case, at=at), case, by, at) | _withdrawn(case, by, at)
    _without_meeting(case, by, at)
    _keep_for_registrar(case, reason, by, at)
    done(thing=case.concern, kind=NoticeKind.STRUCK, party=case.unit_id, at=at)
    move_case(case=case, to=CaseState.CLOSED, at=at)
    for party in sorted(told - {case.unit_id}):
        tell(party=party, child=case.child_id, kind=NoticeKind.STRUCK, thing=case.pk, about=case.unit_id, at=at)
    leave_what_is_not_theirs(case.unit_id, case.child_id, at=at)
    return case


def _called_back(asked: Collection[UUID], case: Case, by: Actor, at: datetime) -> frozenset[UUID]:
    """Close the questions that nobody has answered; returns who had opened one."""
    entries = tuple(Entry.objects.filter(pk__in=asked))
    readers = frozenset(Release.objects.filter(live_release(at), entry__in=asked).values_list("recipient", flat=True))
    opened = parties_who_opened(asked, child=case.child_id, besides=case.unit_id) if asked else frozenset()
    call_back(entries=entries, readers=readers, why="struck", by=by, at=at)
    return readers & opened


def _withdrawn(case: Case, by: Actor, at: datetime) -> frozenset[UUID]:
    """Take back what the family was asked to agree to in the case; returns who had answered."""
    asked = ConsentRequest.objects.filter(container=case.pk, asked_by=case.unit_id, withdrawn_at__isnull=True)
    requests = list(asked)
    answered = ConsentAnswer.objects.filter(row__request__in=requests).values_list("giver", flat=True)
    told = frozenset(answered)
    for request in requests:
        withdraw_request(request=request, by=by, at=at)
    return told


def _without_meeting(case: Case, by: Actor, at: datetime) -> None:
    """Call off what is called; a plan that no meeting has written ends empty."""
    for meeting in Meeting.objects.filter(case=case, state=MeetingState.CALLED).select_related("case__child", "plan"):
        cancel_meeting(meeting=meeting, by=by, at=at)
    Plan.objects.filter(case=case, state=PlanState.DRAFT).update(state=PlanState.ENDED, ended_at=at)


def _keep_for_registrar(case: Case, reason: str, by: Actor, at: datetime) -> None:
    """Strike the answer to what was struck, and let the closing stand beside it with its reason."""
    closing = write_entry(
        NewEntry(
            id=uuid4(),
            payload=Closing(text=_("Ärendet avslutades, för det byggde på en text som stod på fel barn.")),
            child=case.child_id,
            owner=by.party_id,
            author=by.person_id,
            voice=by.party_id,
            section=case.unit.domain.section,
            container=case.pk,
            at=at,
        ),
    )
    answers = Entry.objects.filter(
        kind=Feedback.KIND, container=case.concern, owner=by.party_id, superseded_by__isnull=True, struck__isnull=True
    )
    for entry in (closing, *answers):
        strike(entry=entry, reason=reason, by=by.person_id, at=at)
