"""The state of a consent row, exhaustively: what two givers have said, whose guardians are now whose, and when."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from barnetsplan.consent.states import RowFacts, state_of
from barnetsplan.domain.vocabulary import Answer, ConsentState

AT = datetime(2026, 9, 7, 8, tzinfo=UTC)
END = AT + timedelta(days=365)
SARA, DANIEL, CHILD, NEW = (UUID(int=number) for number in range(1, 5))
YES, NO, BACK, SILENT = Answer.YES, Answer.NO, Answer.WITHDRAWN, None

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
        givers=frozenset(said),
        newest={giver: answer for giver, answer in said.items() if answer is not None},
        child=CHILD,
        family=family,
        valid_until=END,
        withdrawn_at=withdrawn_at,
    )


ANSWERS = list(product((YES, NO, BACK, SILENT), repeat=2))


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_the_state_follows_what_both_have_said(first: Answer | None, second: Answer | None) -> None:
    assert state_of(facts(first, second), at=AT) is TABLE[frozenset({first, second})]


def test_it_is_active_only_when_everybody_has_said_yes() -> None:
    active = [said for said in ANSWERS if state_of(facts(*said), at=AT) is ConsentState.ACTIVE]

    assert active == [(YES, YES)]


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_it_is_over_from_the_moment_of_its_end(first: Answer | None, second: Answer | None) -> None:
    before = END - timedelta(microseconds=1)

    assert state_of(facts(first, second), at=before) is not ConsentState.EXPIRED
    assert state_of(facts(first, second), at=END) is ConsentState.EXPIRED


@pytest.mark.parametrize("family", [(SARA,), (SARA, DANIEL, NEW), (SARA, NEW), ()])
@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_a_change_of_guardians_invalidates_it(
    first: Answer | None, second: Answer | None, family: tuple[UUID, ...]
) -> None:
    assert state_of(facts(first, second, family=family), at=AT) is ConsentState.INVALIDATED


@pytest.mark.parametrize(("first", "second"), ANSWERS)
def test_a_question_that_is_taken_back_is_invalid(first: Answer | None, second: Answer | None) -> None:
    assert state_of(facts(first, second, withdrawn_at=AT), at=AT) is ConsentState.INVALIDATED


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (YES, ConsentState.ACTIVE),
        (SILENT, ConsentState.PARTLY_GIVEN),
        (NO, ConsentState.DECLINED),
        (BACK, ConsentState.WITHDRAWN),
    ],
)
def test_where_the_child_is_asked_too_the_child_counts_as_much(said: Answer | None, state: ConsentState) -> None:
    newest = {SARA: YES, DANIEL: YES} | ({CHILD: said} if said else {})
    with_child = RowFacts(
        givers=frozenset({SARA, DANIEL, CHILD}),
        newest=newest,
        child=CHILD,
        family=(SARA, DANIEL),
        valid_until=END,
        withdrawn_at=None,
    )

    assert state_of(with_child, at=AT) is state


def test_every_state_has_a_way_in() -> None:
    reached = {state_of(facts(*said), at=AT) for said in ANSWERS}
    reached |= {state_of(facts(YES, YES), at=END), state_of(facts(YES, YES, family=()), at=AT)}

    assert reached == set(ConsentState)
