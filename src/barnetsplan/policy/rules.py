"""A rule is data: who (kind), standing how (needs), in which state; and the source that allows it."""

from dataclasses import dataclass
from enum import StrEnum

from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.facts import Facts


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in; an act is permitted when one of its rules holds.

    ``needs`` are relations that must all hold. ``states`` empty means any state.
    """

    code: str
    source: str
    kind: ActorKind
    needs: frozenset[Relation] = frozenset()
    states: frozenset[str] = frozenset()

    def related(self, facts: Facts) -> bool:
        """Whether the actor stands to the thing as the rule asks, whatever its state."""
        return facts.actor.kind is self.kind and self.needs <= facts.relations

    def holds(self, facts: Facts) -> bool:
        """Whether the rule permits."""
        return self.related(facts) and (not self.states or facts.state in self.states)


def staff(code: str, source: str, *needs: Relation, states: tuple[StrEnum, ...] = ()) -> Rule:
    """A rule for professionals acting for their unit."""
    return Rule(code, source, ActorKind.STAFF, frozenset(needs), frozenset(s.value for s in states))


def family(code: str, source: str, *needs: Relation, states: tuple[StrEnum, ...] = ()) -> Rule:
    """A rule for guardians, the pregnant person and the child."""
    return Rule(code, source, ActorKind.FAMILY, frozenset(needs), frozenset(s.value for s in states))


def guest(code: str, source: str, *needs: Relation, states: tuple[StrEnum, ...] = ()) -> Rule:
    """A rule for a guest, who acts for a unit outside the system that is bound to one thing (ADR 0021)."""
    return Rule(code, source, ActorKind.GUEST, frozenset(needs), frozenset(s.value for s in states))


def standing(code: str, source: str, *needs: Relation, states: tuple[StrEnum, ...] = ()) -> tuple[Rule, ...]:
    """The three ways of having standing as family: guardian, carrying the unborn child, being the child.

    *Source:* FB 6:11 and OSL 12:3 (guardian), architecture.md 2 ``Child`` (unborn), law.md CRC-03 (child).
    """
    return tuple(
        family(f"{relation.value}_{code}", source, relation, *needs, states=states)
        for relation in (Relation.GUARDIAN, Relation.CARRIES, Relation.SELF)
    )
