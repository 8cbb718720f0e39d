"""A refusal says why: the reason decides whether a page may answer more than that nothing is there."""

from dataclasses import replace

import pytest

from barnetsplan.domain.decisions import Permitted, Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, CaseState, MeetingState, Relation
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide, permitted_acts
from barnetsplan.policy.facts import NOBODY, Actor, Facts

STAFF, FAMILY = Actor(kind=ActorKind.STAFF), Actor(kind=ActorKind.FAMILY)
BBA = frozenset({Relation.INVOLVED, Relation.BBA, Relation.MAY_HOLD_BBA})


def facts(actor: Actor, *relations: Relation, state: str = "") -> Facts:
    return Facts(actor, frozenset(relations), state)


def test_a_permitted_decision_is_true_and_names_its_rule() -> None:
    decision = decide(Act.ANALYSIS_WRITE, Facts(STAFF, BBA, CaseState.GATHERING))

    assert decision == Permitted("bba_analyses")
    assert decision


def test_a_refused_decision_is_false_and_names_its_reason() -> None:
    decision = decide(Act.ANALYSIS_WRITE, facts(STAFF))

    assert decision == Refused(Reason.NO_RELATION)
    assert not decision


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        ((Act.PLAN_OPEN, facts(NOBODY, *BBA)), Reason.NOT_SIGNED_IN),
        ((Act.PLAN_OPEN, facts(STAFF, Relation.INVOLVED)), Reason.NO_RELATION),
        ((Act.PLAN_OPEN, facts(FAMILY, Relation.GUARDIAN)), Reason.NO_RELATION),
        ((Act.CONCERN_OPEN, facts(STAFF, Relation.INVOLVED, Relation.ONCE_READ)), Reason.NO_LONGER_SHARED),
        ((Act.CONCERN_OPEN, facts(STAFF, Relation.INVOLVED)), Reason.NO_RELATION),
        # That something was once there is said to no family: it may be what must not be known.
        ((Act.FAMILY_PLAN_OPEN, facts(FAMILY, Relation.ONCE_READ)), Reason.NO_RELATION),
        ((Act.WHEEL_OPEN, facts(STAFF, Relation.INVOLVED, Relation.BBA)), Reason.ROLE_MAY_NOT),
        ((Act.WHEEL_OPEN, facts(FAMILY, Relation.INVOLVED, Relation.BBA)), Reason.NO_RELATION),
        ((Act.ANALYSIS_WRITE, Facts(STAFF, BBA, CaseState.CLOSED)), Reason.WRONG_STATE),
        ((Act.MEETING_FINISH, Facts(STAFF, BBA, MeetingState.FINISHED)), Reason.WRONG_STATE),
    ],
)
def test_the_reason_of_a_refusal(asked: tuple[Act, Facts], reason: Reason) -> None:
    assert decide(*asked) == Refused(reason)


def test_what_closes_a_child_closes_every_act_and_says_why() -> None:
    closed = replace(facts(STAFF, Relation.INVOLVED), closed=Reason.OWN_FAMILY)

    assert decide(Act.CHILD_OPEN, closed) == Refused(Reason.OWN_FAMILY)
    assert permitted_acts(closed) == frozenset()
    assert permitted_acts(replace(closed, closed=None))


def test_what_closes_a_child_says_nothing_to_whoever_may_not_open_it_anyway() -> None:
    closed = replace(facts(STAFF), closed=Reason.OWN_FAMILY)

    assert decide(Act.CHILD_OPEN, closed) == Refused(Reason.NO_RELATION)


def test_an_act_without_a_row_is_no_ones() -> None:
    assert decide(Act.PLAN_OPEN, Facts(STAFF, BBA), table={}) == Refused(Reason.NO_RULE)


def test_asking_for_the_person_of_nobody_is_a_broken_promise() -> None:
    with pytest.raises(LookupError):
        _ = NOBODY.person_id
    with pytest.raises(LookupError):
        _ = NOBODY.party_id


@pytest.mark.parametrize("act", list(Act), ids=lambda act: act.value)
def test_an_act_names_its_thing(act: Act) -> None:
    assert act.thing
    assert act.value == f"{act.thing}:{act.value.split(':')[1]}"
