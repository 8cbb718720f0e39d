"""Every move between states has an act that makes it, and that act is open in the state it begins in."""

from collections.abc import Mapping
from enum import StrEnum

import pytest

from barnetsplan.domain import states
from barnetsplan.domain.vocabulary import CaseState, MeetingState, OfferState, PlanState, QuestionState, VersionState
from barnetsplan.policy.acts import Act
from barnetsplan.policy.matrix import rows

#: Who moves a thing on: the acts that make each move. An act about another thing does not ask for this one's state.
MOVED_BY: Mapping[tuple[StrEnum, StrEnum], tuple[Act, ...]] = {
    (CaseState.GATHERING, CaseState.ANALYSED): (Act.ANALYSIS_WRITE, Act.SHORT_CALL),
    (CaseState.ANALYSED, CaseState.COLLABORATING): (Act.MEETING_CALL,),
    (CaseState.GATHERING, CaseState.CLOSED): (Act.CASE_CLOSE_STRUCK,),
    (CaseState.ANALYSED, CaseState.CLOSED): (Act.ANALYSIS_WRITE, Act.CASE_CLOSE_STRUCK),
    (CaseState.ANALYSED, CaseState.HANDED_OVER): (Act.ANALYSIS_WRITE,),
    (CaseState.COLLABORATING, CaseState.CLOSED): (Act.PLAN_END,),
    (QuestionState.WAITING, QuestionState.SENT): (Act.CONSENT_ANSWER,),
    (QuestionState.WAITING, QuestionState.TAKEN_BACK): (Act.CONSENT_FOLLOW,),
    (QuestionState.SENT, QuestionState.TAKEN_BACK): (Act.CONSENT_FOLLOW,),
    (QuestionState.SENT, QuestionState.ANSWERED): (Act.QUESTION_ANSWER, Act.FAMILY_QUESTION_ANSWER),
    (PlanState.DRAFT, PlanState.LIVE): (Act.PLAN_PUBLISH,),
    (PlanState.LIVE, PlanState.ENDED): (Act.PLAN_END,),
    (VersionState.WITH_FAMILY, VersionState.PUBLISHED): (Act.PLAN_PUBLISH,),
    (MeetingState.CALLED, MeetingState.FINISHED): (Act.MEETING_FINISH,),
    (OfferState.OPEN, OfferState.ACCEPTED): (Act.COORDINATION_ANSWER,),
    (OfferState.OPEN, OfferState.DECLINED): (Act.COORDINATION_ANSWER,),
}
#: Moves that the tables allow and nobody can make yet.
NOBODYS = frozenset({(PlanState.DRAFT, PlanState.ENDED)})
#: The things whose acts are decided on the state of each kind.
THINGS = {
    CaseState: {"case"},
    QuestionState: {"question"},
    PlanState: {"plan", "action"},
    MeetingState: {"meeting"},
    OfferState: {"offer"},
}


def moves() -> frozenset[tuple[StrEnum, StrEnum]]:
    tables: list[Mapping[StrEnum, frozenset[StrEnum]]] = [
        table for name, table in vars(states).items() if name.endswith("_MOVES")
    ]
    return frozenset((before, after) for table in tables for before, goes in table.items() for after in goes)


def test_every_move_has_an_act_that_makes_it() -> None:
    assert moves() == set(MOVED_BY) | NOBODYS


@pytest.mark.parametrize(("before", "after"), MOVED_BY, ids=str)
def test_the_act_is_open_in_the_state_where_the_move_begins(before: StrEnum, after: StrEnum) -> None:
    for act in MOVED_BY[before, after]:
        asks = {state for row in rows() if row.act is act for state in row.states}

        assert before in asks or not asks or act.thing not in THINGS.get(type(before), set())
