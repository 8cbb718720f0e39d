"""Every write of the compartment; none touches an entry, a release or a notice (architecture.md rule 8)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.organisations.models import Unit
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from barnetsplan.reporting.models import HarmAnswer, ReportDecision, ReportFeedback
from barnetsplan.reporting.queries import decision_place, feedback_place
from barnetsplan.vault.sealing import make_key, seal


@dataclass(frozen=True, slots=True)
class ToReport:
    """What an employee decides: reported or not, and why; when and where it was reported."""

    reported: bool
    reason: str
    municipality: str = ""
    on: date | None = None


@transaction.atomic
def answer_harm(*, concern: Entry, may_harm: bool, by: Actor, at: datetime) -> HarmAnswer:
    """Keep one employee's answer to whether the child may be coming to harm; a yes once given is not taken back.

    The answer lies here and never on the concern, which may be released. *Source:* architecture.md rule 8.
    """
    mine = HarmAnswer.objects.select_for_update().filter(person=by.person, unit=by.party, concern=concern.pk)
    earlier = mine.order_by("-due", "answered_at").first()
    if earlier is not None and (earlier.due or not may_harm):
        return earlier
    answer = HarmAnswer(
        key=make_key(at=at),
        person_id=by.person_id,
        unit_id=by.party_id,
        domain=Unit.objects.select_related("domain").get(pk=by.party_id).domain,
        child_id=concern.child_id,
        concern=concern.pk,
        due=may_harm,
        answered_at=at,
    )
    answer.save(force_insert=True)
    return answer


@transaction.atomic
def decide_report(
    *, answer: HarmAnswer, decision: ToReport, decision_id: UUID, at: datetime
) -> ReportDecision | Refused:
    """Record that the employee has reported, or has decided not to, with the reason; once.

    *Source:* SoL 19:1: the duty is the employee's own; law.md ORO-02.
    """
    if not decision.reason.strip():
        return Refused(Reason.NOTHING_WRITTEN)
    earlier = ReportDecision.objects.select_for_update().filter(answer=answer).first()
    if earlier is not None:
        return earlier if earlier.pk == decision_id else Refused(Reason.ALREADY_ANSWERED)
    _free(ReportDecision.objects.filter(pk=decision_id).exists())
    said = {
        "reported": decision.reported,
        "reason": decision.reason,
        "municipality": decision.municipality,
        "on": decision.on.isoformat() if decision.on else "",
    }
    row = ReportDecision(id=decision_id, answer=answer, decided_at=at)
    row.sealed = seal(json.dumps(said), key=answer.key, place=decision_place(row.pk))
    row.save(force_insert=True)
    return row


@transaction.atomic
def note_feedback(
    *, answer: HarmAnswer, text: str, on: date | None, feedback_id: UUID, at: datetime
) -> ReportFeedback | Refused:
    """Note what social services have told the one who reported. *Source:* SoL 19:6; law.md ORO-04."""
    if not ReportDecision.objects.filter(answer=answer).exists():
        return Refused(Reason.WRONG_STATE)
    earlier = ReportFeedback.objects.filter(pk=feedback_id).first()
    if earlier is not None:
        _free(earlier.answer_id != answer.pk)
        return earlier
    row = ReportFeedback(id=feedback_id, answer=answer, noted_at=at)
    said = {"text": text, "on": on.isoformat() if on else ""}
    row.sealed = seal(json.dumps(said), key=answer.key, place=feedback_place(row.pk))
    row.save(force_insert=True)
    return row


def _free(taken: bool) -> None:  # noqa: FBT001 - one fact, said at the call
    if taken:
        raise Taken
