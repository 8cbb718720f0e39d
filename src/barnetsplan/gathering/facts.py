"""A question as a thing for the gate."""

from datetime import datetime
from uuid import UUID

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.gathering.models import Question
from barnetsplan.policy.facts import Actor
from barnetsplan.records.queries import visible_to
from barnetsplan.records.received import received_by


def find_question(key: UUID) -> Question | None:
    """A question by id, with its case, child, key and asking unit."""
    rows = Question.objects.select_related("case__child__person__key", "case__unit__domain", "to")
    return rows.filter(pk=key).first()


def _relations(actor: Actor, question: Question, at: datetime) -> frozenset[Relation]:
    """Asked is whoever reads the question now: one that waits for a yes, or lost it, asks nobody."""
    if actor.party is None or question.to_id != actor.party:
        return frozenset()
    if visible_to(actor.party, at=at).filter(pk=question.entry).exists():
        return frozenset({Relation.ASKED})
    once = received_by(actor.party).filter(entry=question.entry).exists()
    return frozenset({Relation.ONCE_READ}) if once else frozenset()


QUESTION = thing_of_child(
    find=find_question,
    child=lambda question: question.case.child,
    relations=_relations,
    state=lambda question: question.state,
)
