"""A notice as a thing for the gate."""

from datetime import datetime

from barnetsplan.coordination.things import thing_of_child
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import Relation
from barnetsplan.notices.kinds import OFFICERS
from barnetsplan.notices.models import Notice
from barnetsplan.notices.queries import find_notice
from barnetsplan.policy.facts import Actor


def _relations(actor: Actor, notice: Notice, _at: datetime) -> frozenset[Relation]:
    return frozenset({Relation.ASKED}) if notice.party_id == actor.party else frozenset()


def _protection(notice: Notice) -> str:
    """What is told to the officers about a list is theirs to end, without being on the list."""
    return Protection.NONE if notice.kind in OFFICERS else notice.child.protection


NOTICE = thing_of_child(
    find=find_notice, child=lambda notice: notice.child, relations=_relations, protection=_protection
)
