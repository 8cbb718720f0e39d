"""The state of a consent row, exhaustively: what two givers have said, who must answer now, and when."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from barnetsplan.consent.givers import Needs
from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.vocabulary import Answer, ConsentState, GiverRole

AT = datetime(2026, 9, 7, 8, tzinfo=UTC)
END = AT + timedelta(days=365)
SARA, DANIEL, CHILD, NEW, UNCLE = (UUID(int=number) for number in range(1, 6))
YES, NO, BACK, SILENT = Answer.YES, Answer.NO, Answer.WITHDRAWN, None
ADULTS, BOTH, ALONE = Needs(adults=True, child=False), Needs(adults=True, child=True), Needs(adults=False, child=True)

#: What one giver and another have said -> the state; the order of the two never matters.
TABLE: Mapping[frozenset[Answer | None], ConsentState] = {
    frozenset({SILENT}): ConsentState.ASKED,
    frozenset({YES}): ConsentState.ACTIVE,
    frozenset({NO}): ConsentState.DECLINED,
    frozenset({BACK}): ConsentState.WITHDRAWN,
    frozenset({YES, SILENT}): ConsentState.PARTLY_GIVEN,
    frozenset({YES, NO}): ConsentState.DECLINED,
    frozenset({YES, BACK}): ConsentState.WITHDRAWN,
    frozenset({NO, SILENT}): ConsentState.DECLINED,
    frozenset({NO, BACK}): ConsentState.WITHDRAWN,
    frozenset({BACK, SILENT}): ConsentState.WITHDRAWN,
}


def facts(
    first: Answer | None,
    second: Answer | None,
    *,
    family: tuple[UUID, ...] = (SARA, DANIEL),
    withdrawn_at: datetime | None = None,
) -> RowFacts:
    said = {SARA: first, DANIEL: second}
    return RowFacts(
        givers=dict.fromkeys(said, GiverRole.GUARDIAN),
        newest={giver: answer for giver, answer in said.items() if answer is not None},
        child=CHILD,
        family=family,
        needs=ADULTS,
        valid_until=END,
        withdrawn_at=withdrawn_at,
    )


def with_child(said: Answer | None, needs: Needs = BOTH) -> RowFacts:
    """Both guardians have said yes, and the child was asked too."""
    whole = facts(YES, YES)
    return replace(
        whole,
        givers={**whole.givers, CHILD: GiverRole.CHILD},
        newest={**whole.newest, **({CHILD: said} if said else {})},
        needs=needs,
    )


ANSWERS = list(product((YES, NO, BACK, SILENT), repeat=2))


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_con_01_the_state_follows_what_both_have_said(first: Answer | None, second: Answer | None) -> None:
    assert state_of(facts(first, second), at=AT) is TABLE[frozenset({first, second})]


def test_con_02_it_is_active_only_when_everybody_has_said_yes() -> None:
    active = [said for said in ANSWERS if state_of(facts(*said), at=AT) is ConsentState.ACTIVE]

    assert active == [(YES, YES)]


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_it_is_over_from_the_moment_of_its_end(first: Answer | None, second: Answer | None) -> None:
    before = END - timedelta(microseconds=1)

    assert state_of(facts(first, second), at=before) is not ConsentState.EXPIRED
    assert state_of(facts(first, second), at=END) is ConsentState.EXPIRED


@pytest.mark.parametrize("family", [(SARA,), (SARA, DANIEL, NEW), (SARA, NEW), ()])
@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_con_01_a_change_of_guardians_invalidates_it(
    first: Answer | None, second: Answer | None, family: tuple[UUID, ...]
) -> None:
    assert state_of(facts(first, second, family=family), at=AT) is ConsentState.INVALIDATED


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_a_question_that_is_taken_back_is_invalid(first: Answer | None, second: Answer | None) -> None:
    assert state_of(facts(first, second, withdrawn_at=AT), at=AT) is ConsentState.INVALIDATED


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_what_is_superseded_is_nothing_else(first: Answer | None, second: Answer | None) -> None:
    assert state_of(replace(facts(first, second), superseded_at=AT), at=AT) is ConsentState.SUPERSEDED


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (YES, ConsentState.ACTIVE),
        (SILENT, ConsentState.PARTLY_GIVEN),
        (NO, ConsentState.DECLINED),
        (BACK, ConsentState.WITHDRAWN),
    ],
)
def test_con_03_where_the_child_is_asked_too_the_child_counts_as_much(said: Answer | None, state: ConsentState) -> None:
    assert state_of(with_child(said), at=AT) is state


@pytest.mark.parametrize("needs", [BOTH, ALONE, None])
def test_con_03_a_yes_without_the_child_holds_no_more_when_the_child_must_answer(needs: Needs | None) -> None:
    assert state_of(replace(facts(YES, YES), needs=needs), at=AT) is ConsentState.INVALIDATED


def test_con_04_a_child_who_answers_alone_needs_no_guardian_and_a_guardian_may_still_say_no() -> None:
    alone = replace(with_child(YES, ALONE), givers={CHILD: GiverRole.CHILD})

    assert state_of(alone, at=AT) is ConsentState.ACTIVE
    assert state_of(replace(alone, needs=BOTH), at=AT) is ConsentState.INVALIDATED, "the decision has ended"
    asked_together = with_child(YES, ALONE)
    assert state_of(asked_together, at=AT) is ConsentState.ACTIVE
    refused = replace(asked_together, newest={**asked_together.newest, SARA: NO})
    assert state_of(refused, at=AT) is ConsentState.DECLINED, "who is asked is heard; the child can be asked alone anew"


def test_con_04_a_guardian_who_was_asked_beside_a_child_who_answers_alone_must_still_be_one() -> None:
    asked_together = with_child(YES, ALONE)

    assert state_of(replace(asked_together, family=(SARA,)), at=AT) is ConsentState.INVALIDATED
    assert state_of(replace(asked_together, family=(SARA, DANIEL, NEW)), at=AT) is ConsentState.ACTIVE


def test_con_04_a_decision_that_the_guardians_answer_lets_a_row_without_the_child_hold() -> None:
    assert state_of(replace(facts(YES, YES), needs=ADULTS), at=AT) is ConsentState.ACTIVE


@pytest.mark.parametrize(
    ("said", "over_a_no", "state"),
    [
        (SILENT, False, ConsentState.ACTIVE),
        (NO, False, ConsentState.DECLINED),
        (BACK, False, ConsentState.WITHDRAWN),
        (SILENT, True, ConsentState.ACTIVE),
        (NO, True, ConsentState.ACTIVE),
        (BACK, True, ConsentState.ACTIVE),
    ],
)
def test_con_05_a_decision_stands_for_the_guardian_whom_it_names(
    said: Answer | None, over_a_no: bool, state: ConsentState
) -> None:
    assert state_of(replace(facts(YES, said), stood_for={DANIEL: over_a_no}), at=AT) is state


def test_con_05_a_decision_stands_for_nobody_else() -> None:
    assert state_of(replace(facts(SILENT, SILENT), stood_for={DANIEL: True}), at=AT) is ConsentState.PARTLY_GIVEN
    assert state_of(replace(facts(YES, NO), stood_for={SARA: True}), at=AT) is ConsentState.DECLINED


def test_con_02_an_adult_whom_it_is_about_counts_as_a_guardian_does() -> None:
    about_uncle = replace(facts(YES, YES), givers={**facts(YES, YES).givers, UNCLE: GiverRole.SUBJECT})

    assert state_of(about_uncle, at=AT) is ConsentState.PARTLY_GIVEN
    said = {**about_uncle.newest, UNCLE: YES}
    assert state_of(replace(about_uncle, newest=said), at=AT) is ConsentState.ACTIVE


def test_without_anybody_who_was_asked_nothing_holds() -> None:
    nobody = replace(facts(YES, YES), givers={}, newest={}, family=(), needs=Needs(adults=False, child=False))

    assert state_of(nobody, at=AT) is ConsentState.INVALIDATED


def test_every_state_has_a_way_in() -> None:
    reached = {state_of(facts(*said), at=AT) for said in ANSWERS}
    reached |= {state_of(facts(YES, YES), at=END), state_of(facts(YES, YES, family=()), at=AT)}
    reached |= {state_of(replace(facts(YES, YES), superseded_at=AT), at=AT)}

    assert reached == set(ConsentState)
