"""The tables of moves know every state: a way in, and a way on or an end."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import pytest

from barnetsplan.domain import states
from barnetsplan.domain.vocabulary import CaseState, MeetingState, OfferState, PlanState, QuestionState, VersionState

S = TypeVar("S", bound=StrEnum)


@dataclass(frozen=True)
class Life:
    """One kind of state: its table, where it begins, and where it may end."""

    members: frozenset[StrEnum]
    moves: Mapping[StrEnum, frozenset[StrEnum]]
    begins: frozenset[StrEnum]
    ends: frozenset[StrEnum]


def life(moves: Mapping[S, frozenset[S]], members: type[S], begins: Collection[S], ends: Collection[S]) -> Life:
    told: dict[StrEnum, frozenset[StrEnum]] = {state: frozenset(goes) for state, goes in moves.items()}
    return Life(frozenset(members), told, frozenset(begins), frozenset(ends))


LIVES = {
    "CASE_MOVES": life(states.CASE_MOVES, CaseState, {CaseState.GATHERING}, {CaseState.CLOSED, CaseState.HANDED_OVER}),
    # To the family at once, to another service when the family has said yes.
    "QUESTION_MOVES": life(
        states.QUESTION_MOVES,
        QuestionState,
        {QuestionState.WAITING, QuestionState.SENT},
        {QuestionState.ANSWERED, QuestionState.TAKEN_BACK},
    ),
    "PLAN_MOVES": life(states.PLAN_MOVES, PlanState, {PlanState.DRAFT}, {PlanState.ENDED}),
    "VERSION_MOVES": life(states.VERSION_MOVES, VersionState, {VersionState.WITH_FAMILY}, {VersionState.PUBLISHED}),
    "MEETING_MOVES": life(states.MEETING_MOVES, MeetingState, {MeetingState.CALLED}, {MeetingState.FINISHED}),
    "OFFER_MOVES": life(states.OFFER_MOVES, OfferState, {OfferState.OPEN}, {OfferState.ACCEPTED, OfferState.DECLINED}),
}
each_life = pytest.mark.parametrize("each", LIVES.values(), ids=LIVES)


@each_life
def test_every_state_stands_in_its_table(each: Life) -> None:
    assert set(each.moves) == each.members
    assert frozenset().union(*each.moves.values()) <= each.members


@each_life
def test_every_state_can_be_reached_from_a_beginning(each: Life) -> None:
    reached, new = set(each.begins), set(each.begins)
    while new:
        new = {after for state in new for after in each.moves[state]} - reached
        reached |= new

    assert reached == each.members


@each_life
def test_only_an_end_leads_nowhere_and_no_state_leads_to_itself(each: Life) -> None:
    assert {state for state, goes in each.moves.items() if not goes} == each.ends
    assert [state for state, goes in each.moves.items() if state in goes] == []


def test_a_closed_case_is_not_opened_again() -> None:
    assert states.CASE_MOVES[CaseState.CLOSED] == frozenset()


def test_every_table_of_moves_is_tested_here() -> None:
    assert {name for name in vars(states) if name.endswith("_MOVES")} == set(LIVES)
