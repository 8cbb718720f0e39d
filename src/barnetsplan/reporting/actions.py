"""Every write of the compartment; none touches an entry, a release or a notice (architecture.md rule 8)."""

import json
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from barnetsplan import context
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import lock_child
from barnetsplan.policy.acts import Act
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
    lock_child(concern.child_id)
    mine = HarmAnswer.objects.filter(person=by.person, unit=by.party, concern=concern.pk)
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
    with context.about(answer.child_id, act=Act.HARM_DECIDE.value):
        lock_child(answer.child_id)
    earlier = ReportDecision.objects.filter(answer=answer).first()
    if earlier is not None:
        return earlier if earlier.pk == decision_id else Refused(Reason.ALREADY_ANSWERED)
    said = {
        "reported": decision.reported,
        "reason": decision.reason,
        "municipality": decision.municipality,
        "on": decision.on.isoformat() if decision.on else "",
    }
    row = ReportDecision(id=decision_id, answer=answer, decided_at=at)
    row.sealed = seal(json.dumps(said), key=answer.key, place=decision_place(row.pk))
    _store(row)
    return row


@transaction.atomic
def note_feedback(
    *, answer: HarmAnswer, text: str, on: date | None, feedback_id: UUID, at: datetime
) -> ReportFeedback | Refused:
    """Note what social services have told the one who reported. *Source:* SoL 19:6; law.md ORO-04."""
    if not ReportDecision.objects.filter(answer=answer).exists():
        return Refused(Reason.WRONG_STATE)
    earlier = ReportFeedback.objects.filter(pk=feedback_id, answer=answer).first()
    if earlier is not None:
        return earlier
    row = ReportFeedback(id=feedback_id, answer=answer, noted_at=at)
    said = {"text": text, "on": on.isoformat() if on else ""}
    row.sealed = seal(json.dumps(said), key=answer.key, place=feedback_place(row.pk))
    _store(row)
    return row


def _store(row: ReportDecision | ReportFeedback) -> None:
    """Store it; an id that somebody else's has, which nobody here sees, is taken."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Taken from None
