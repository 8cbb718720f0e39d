"""How was the meeting for you? Answers are counted and joined to nobody; a mark says only that somebody has answered.

*Source:* model.md 6.2 (SIP-kollen); law.md 1.12 (no more than is needed); ADR 0026.
"""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Impression, MeetingState, WhoAnswered
from barnetsplan.meetings.models import HowItWas, Invitee, Meeting
from barnetsplan.organisations.models import Unit
from barnetsplan.practice.load import current


def still_to_answer(meeting: Meeting) -> frozenset[UUID]:
    """Who was called, is not noted as absent, and has not answered; nobody when the meeting was never held."""
    if meeting.state != MeetingState.FINISHED or meeting.cancelled_at is not None:
        return frozenset()
    invitees = Invitee.objects.filter(meeting=meeting)
    if meeting.version is None and not invitees.filter(came=True).exists():
        return frozenset()
    return frozenset(invitees.exclude(came=False).filter(told_how=False).values_list("party", flat=True))


@transaction.atomic
def tell_how(*, meeting: Meeting, party: UUID, answers: Mapping[str, Impression], at: datetime) -> Meeting | Refused:
    """Count what somebody answers, once; what was answered is not kept beside who did (ADR 0026)."""
    if not answers:
        return Refused(Reason.NOTHING_WRITTEN)
    mine = Invitee.objects.filter(meeting=meeting, party=party, party__in=still_to_answer(meeting))
    if not mine.update(told_how=True):
        return Refused(Reason.WRONG_STATE)
    who, month = _kind_of(meeting, party), local_date(at).strftime("%Y-%m")
    asked = [each.key for each in current().meeting_questions]
    for question in (key for key in asked if key in answers):
        of_this = {"month": month, "who": who, "question": question, "answer": answers[question]}
        HowItWas.objects.bulk_create([HowItWas(**of_this)], ignore_conflicts=True)
        HowItWas.objects.filter(**of_this).update(number=F("number") + 1)
    return meeting


def _kind_of(meeting: Meeting, party: UUID) -> WhoAnswered:
    if party == meeting.case.child_id:
        return WhoAnswered.CHILD
    is_unit = Unit.objects.filter(pk=party).exists()
    return WhoAnswered.PROFESSIONAL if is_unit else WhoAnswered.GUARDIAN
