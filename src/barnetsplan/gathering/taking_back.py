"""Taking back what was asked: with its request, of one who answers no longer, or with a case that is closed."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from barnetsplan.cases.models import Case
from barnetsplan.domain.states import QUESTION_MOVES
from barnetsplan.domain.vocabulary import QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.notices.actions import done, end_all
from barnetsplan.notices.kinds import NoticeKind


@transaction.atomic
def take_back_questions(*, request: UUID, at: datetime) -> None:
    """End the questions that rest on a request which its asker has taken back; what is answered stays answered."""
    _take_back(Question.objects.filter(request=request), NoticeKind.QUESTION_CAME, at)


@transaction.atomic
def take_back_from(*, child: UUID, person: UUID, at: datetime) -> None:
    """Take back what is asked of one who answers for the child no longer; what is answered stays (law.md FAM-03)."""
    _take_back(Question.objects.filter(case__child=child, to=person), NoticeKind.FAMILY_QUESTION, at)


@transaction.atomic
def take_back_all(*, case: Case, at: datetime) -> tuple[UUID, ...]:
    """Take back every question of a case that waits for an answer; returns their texts, by entry."""
    waiting = list(Question.objects.filter(case=case, state__in=[QuestionState.WAITING, QuestionState.SENT]))
    _take_back(waiting, NoticeKind.QUESTION_CAME, at)
    for question in waiting:
        end_all(thing=question.pk, at=at)
    return tuple(question.entry for question in waiting)


def _take_back(questions: Iterable[Question], kind: NoticeKind, at: datetime) -> None:
    for question in questions:
        if QuestionState.TAKEN_BACK in QUESTION_MOVES[QuestionState(question.state)]:
            question.state = QuestionState.TAKEN_BACK
            question.save(update_fields=["state"])
            done(thing=question.pk, kind=kind, at=at)
