"""Which relations would permit an act, for lists: the same table, read the other way."""

from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.table import TABLE


def relations_that_permit(act: Act, kind: ActorKind) -> tuple[frozenset[Relation], ...]:
    """Each set of relations that is enough for an actor of this kind, in the order of the table.

    A list page asks for the things that stand in one of these sets; a test compares the answer with ``decide``.
    """
    return tuple(rule.needs for rule in TABLE.get(act, ()) if rule.kind is kind)
