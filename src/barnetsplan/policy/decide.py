"""The questions that everything asks the table: may I, why not, which acts."""

from collections.abc import Mapping

from barnetsplan.domain.decisions import Decision, Permitted, Reason, Refused
from barnetsplan.domain.vocabulary import FOR_A_UNIT, ActorKind, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Facts
from barnetsplan.policy.rules import Rule
from barnetsplan.policy.table import TABLE

#: What an actor's role brings, and nothing else does: who lacks only this may ask a colleague.
_OF_ROLES = frozenset({Relation.MAY_HOLD_BBA, Relation.MAY_COORDINATE})


def decide(act: Act, facts: Facts, *, table: Mapping[Act, tuple[Rule, ...]] = TABLE) -> Decision:
    """Whether the act is permitted on these facts: the first rule that holds, else a refusal with its reason.

    *Source:* ADR 0004 (deny by default).
    """
    rules = table.get(act, ())
    rule = _first_that_holds(rules, facts)
    if facts.closed is not None and rule:
        return Refused(facts.closed)
    return Permitted(rule.code) if rule else Refused(_why_not(rules, facts))


def permitted_acts(facts: Facts, *, table: Mapping[Act, tuple[Rule, ...]] = TABLE) -> frozenset[str]:
    """All acts that these facts permit, for the buttons of a page, so that buttons and server never disagree."""
    if facts.closed is not None:
        return frozenset()
    return frozenset(act.value for act, rules in table.items() if _first_that_holds(rules, facts))


def _first_that_holds(rules: tuple[Rule, ...], facts: Facts) -> Rule | None:
    for rule in rules:
        if rule.holds(facts):
            return rule
    return None


def _why_not(rules: tuple[Rule, ...], facts: Facts) -> Reason:
    if facts.actor.kind is ActorKind.NOBODY:
        return Reason.NOT_SIGNED_IN
    if not rules:
        return Reason.NO_RULE
    if any(rule.related(facts) for rule in rules):
        return Reason.WRONG_STATE
    if facts.actor.kind in FOR_A_UNIT and facts.has(Relation.ONCE_READ):
        return Reason.NO_LONGER_SHARED
    if any(_related_but_for_role(rule, facts) for rule in rules):
        return Reason.ROLE_MAY_NOT
    return Reason.NO_RELATION


def _related_but_for_role(rule: Rule, facts: Facts) -> bool:
    return facts.actor.kind is rule.kind and facts.has(*(rule.needs - _OF_ROLES))
