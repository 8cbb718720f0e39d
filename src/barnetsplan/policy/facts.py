"""All that a rule may know: who acts, how they stand to the thing, and the thing's state."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from barnetsplan.domain.decisions import Reason
from barnetsplan.domain.vocabulary import ActorKind, Relation, SignInKind


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a session acts as: exactly one party (architecture.md 2, ``Party``; law.md IDN-02).

    How they proved it (``sign_in`` and what stands after it) makes nobody another actor, so it is not compared.
    """

    kind: ActorKind
    person: UUID | None = None
    party: UUID | None = None
    role: str = ""
    domain: UUID | None = None
    assignment: UUID | None = None
    may_hold_bba: bool = False
    duties: frozenset[Relation] = frozenset()
    name: str = ""
    unit_name: str = ""
    sign_in: UUID | None = field(default=None, compare=False)
    signed_in_by: SignInKind | None = field(default=None, compare=False)
    level: int = field(default=0, compare=False)
    proved_at: datetime | None = field(default=None, compare=False)

    @property
    def person_id(self) -> UUID:
        """The person behind the session; asking it of nobody is a broken promise."""
        if self.person is None:
            raise LookupError("Nobody is signed in.")
        return self.person

    @property
    def party_id(self) -> UUID:
        """The party the session acts as; asking it of nobody is a broken promise."""
        if self.party is None:
            raise LookupError("Nobody is signed in.")
        return self.party


NOBODY = Actor(kind=ActorKind.NOBODY)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of one actor and one thing at one moment.

    ``closed`` stands before every rule: a conflict of interest, or reading that has gone too far.
    """

    actor: Actor
    relations: frozenset[Relation] = frozenset()
    state: str = ""
    closed: Reason | None = None

    def has(self, *relations: Relation) -> bool:
        """Whether all the given relations hold."""
        return self.relations.issuperset(relations)
