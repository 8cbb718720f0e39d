"""The analysis with the model's three questions, and what it leads to (model.md 2.2)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.actions import move_case
from barnetsplan.cases.models import Case
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.vocabulary import CaseState
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.records.actions import Kept, NewEntry, keep, write_entry
from barnetsplan.records.kinds import Analysis
from barnetsplan.records.models import Entry

#: Where an outcome takes the case. Source: model.md 2.2.
_LEADS_TO = {"close": CaseState.CLOSED, "hand_over": CaseState.HANDED_OVER}


@transaction.atomic
def write_analysis(
    *,
    case: Case,
    entry_id: UUID,
    payload: Analysis,
    outcome: str,
    by: Actor,
    at: datetime,
    kept: Collection[Kept] = (),
) -> Entry | Refused:
    """Write the analysis; its outcome closes the case, hands it over, or goes on to consent and meeting.

    The analysis stays with the unit that wrote it: what is agreed is written into the plan (architecture.md 2).
    """
    own = Entry.objects.filter(kind=Analysis.KIND, container=case.pk, owner=by.party_id, superseded_by__isnull=True)
    entry = write_entry(
        NewEntry(
            id=entry_id,
            payload=payload,
            child=case.child_id,
            owner=by.party_id,
            author=by.person_id,
            voice=by.party_id,
            section=case.unit.domain.section,
            container=case.pk,
            outcome=outcome,
            supersedes=own.exclude(pk=entry_id).first(),
            at=at,
        ),
    )
    keep([entry], kept, by=by.person_id, at=at)
    if case.state == CaseState.GATHERING:
        move_case(case=case, to=CaseState.ANALYSED, at=at)
    leads_to = _LEADS_TO.get(current().outcome(outcome).leads_to)
    if leads_to is not None:
        move_case(case=case, to=leads_to, at=at)
    return entry
