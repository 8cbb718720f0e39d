"""A notice as a thing for the gate."""

from datetime import datetime

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.notices.models import Notice
from barnetsplan.notices.queries import find_notice
from barnetsplan.policy.facts import Actor


def _relations(actor: Actor, notice: Notice, _at: datetime) -> frozenset[Relation]:
    return frozenset({Relation.ASKED}) if notice.party_id == actor.party else frozenset()


NOTICE = thing_of_child(find=find_notice, child=lambda notice: notice.child, relations=_relations)
