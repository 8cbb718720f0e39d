"""The table against the golden matrix, and the matrix against every possible loss in the table."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide, permitted_acts
from barnetsplan.policy.facts import NOBODY, Actor, Facts
from barnetsplan.policy.rules import Rule
from barnetsplan.policy.scope import relations_that_permit
from barnetsplan.policy.table import TABLE
from barnetsplan.policy.tests.groups import OF_ALL
from barnetsplan.policy.tests.matrix import DUTIES, FAMILY, STAFF, STATES, WHEN, cases, expected, facts_of
from barnetsplan.policy.tests.stances import GUESTS

Table = Mapping[Act, tuple[Rule, ...]]
MATRIX = expected()
RULES = [(act, number) for act, rules in TABLE.items() for number in range(len(rules))]


@cache
def situations() -> Mapping[tuple[str, str], Facts]:
    """Everybody of the cast in every state."""
    return {(stance, state): facts_of(stance, state) for stance in cases() for state in STATES}


@cache
def answers(act: Act) -> Mapping[tuple[str, str], bool]:
    """What the table answers everybody of the cast in every state."""
    return {place: bool(decide(act, facts)) for place, facts in situations().items()}


def notices(act: Act, table: Table) -> bool:
    """Whether another table answers anybody otherwise."""
    found = answers(act)
    return any(bool(decide(act, facts, table=table)) is not found[place] for place, facts in situations().items())


@pytest.mark.parametrize("act", list(Act), ids=lambda act: act.value)
def test_the_table_permits_exactly_what_the_matrix_says(act: Act) -> None:
    found = {(stance, act, state): may for (stance, state), may in answers(act).items()}

    assert {key: value for key, value in found.items() if value != MATRIX[key]} == {}


def with_rule(act: Act, number: int, *instead: Rule) -> Table:
    rules = TABLE[act]
    return {**TABLE, act: (*rules[:number], *instead, *rules[number + 1 :])}


def narrowed(rule: Rule) -> Iterator[Rule]:
    yield from (replace(rule, needs=rule.needs - {relation}) for relation in rule.needs)
    yield from (replace(rule, states=rule.states - {state}) for state in rule.states if len(rule.states) > 1)
    if rule.states:
        yield replace(rule, states=frozenset())
    yield replace(rule, kind=ActorKind.FAMILY if rule.kind is ActorKind.STAFF else ActorKind.STAFF)


@pytest.mark.parametrize(("act", "number"), RULES, ids=str)
def test_no_rule_can_be_lost_unseen(act: Act, number: int) -> None:
    assert notices(act, with_rule(act, number))


@pytest.mark.parametrize(("act", "number"), RULES, ids=str)
def test_no_condition_of_a_rule_can_be_lost_unseen(act: Act, number: int) -> None:
    rule = TABLE[act][number]

    assert [lost for lost in narrowed(rule) if not notices(act, with_rule(act, number, lost))] == []


def test_every_act_has_a_row() -> None:
    assert [act for act in Act if not TABLE.get(act)] == []


def test_every_act_is_permitted_to_somebody_and_refused_to_somebody() -> None:
    for act in set(Act) - OF_ALL:
        assert {MATRIX[name, act, state] for name in cases() for state in STATES} == {True, False}, act


@pytest.mark.parametrize("act", sorted(OF_ALL))
def test_whoever_is_signed_in_may_save_an_own_draft_and_see_to_own_sessions(act: Act) -> None:
    """A guest comes for one thing and has only that."""
    names = [name for name, (kind, _) in cases().items() if kind is not ActorKind.GUEST or act is Act.DRAFT_SAVE]

    assert {MATRIX[name, act, state] for name in names for state in STATES} == {True}


def test_every_state_that_the_matrix_names_is_asked_for() -> None:
    asked = {act for act, rules in TABLE.items() if any(rule.states for rule in rules)}

    assert asked == set(WHEN)


def test_each_rule_names_its_source() -> None:
    known = ("model.md", "law.md", "architecture.md", "interface.md", "OSL", "FB", "PDL", "CRC", "SoL", "ADR")

    assert [rule.code for rules in TABLE.values() for rule in rules if not rule.source.startswith(known)] == []


def test_each_code_names_one_rule() -> None:
    codes = [rule.code for rules in TABLE.values() for rule in rules]

    assert sorted(set(codes)) == sorted(codes)


@given(
    act=st.sampled_from(list(Act)),
    kind=st.sampled_from([ActorKind.STAFF, ActorKind.FAMILY]),
    relations=st.frozensets(st.sampled_from(list(Relation))),
)
def test_scope_agrees_with_decide(act: Act, kind: ActorKind, relations: frozenset[Relation]) -> None:
    enough = any(needs <= relations for needs in relations_that_permit(act, kind))

    somewhere = any(decide(act, Facts(Actor(kind=kind), relations, state)) for state in STATES)

    assert enough == somewhere


@given(
    kind=st.sampled_from(list(ActorKind)),
    relations=st.frozensets(st.sampled_from(list(Relation))),
    more=st.frozensets(st.sampled_from(list(Relation))),
    state=st.sampled_from(STATES),
)
def test_standing_closer_never_takes_an_act_away(
    kind: ActorKind, relations: frozenset[Relation], more: frozenset[Relation], state: str
) -> None:
    near = Facts(Actor(kind=kind), relations | more, state)

    assert permitted_acts(Facts(Actor(kind=kind), relations, state)) <= permitted_acts(near)


@given(relations=st.frozensets(st.sampled_from(list(Relation))), state=st.sampled_from(STATES))
def test_nobody_may_do_anything(relations: frozenset[Relation], state: str) -> None:
    assert permitted_acts(Facts(NOBODY, relations, state)) == frozenset()


def test_a_page_shows_the_buttons_of_exactly_the_permitted_acts() -> None:
    for stance in cases():
        for state in STATES:
            facts = facts_of(stance, state)

            assert permitted_acts(facts) == {act.value for act in Act if decide(act, facts)}


def test_stances_have_names_of_their_own() -> None:
    assert len(cases()) == len(STAFF) + len(DUTIES) + len(FAMILY) + len(GUESTS)
