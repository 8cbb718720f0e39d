"""A question as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.gathering.models import Question
from barnetsplan.policy.facts import Actor


def find_question(key: UUID) -> Question | None:
    """A question by id, with its case, child, key and asking unit."""
    rows = Question.objects.select_related("case__child__person__key", "case__unit__domain", "to")
    return rows.filter(pk=key).first()


def _relations(actor: Actor, question: Question, _at: datetime) -> frozenset[Relation]:
    return frozenset({Relation.ASKED}) if question.to_id == actor.party else frozenset()


QUESTION = thing_of_child(
    find=find_question,
    child=lambda question: question.case.child,
    relations=_relations,
    state=lambda question: question.state,
)
