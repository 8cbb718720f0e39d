"""The state of consent rows, who must answer, and taking a question back."""

from datetime import date
from uuid import uuid4

import pytest

from barnetsplan.consent.actions import GivenAnswer, NewRequest, NewRow, answer, ask, withdraw_request
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import row_states, who_must_answer
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState, Layer
from barnetsplan.people.models import Person
from barnetsplan.people.queries import family_of
from tests.world import World, made

pytestmark = pytest.mark.django_db
BOTH = (Answer.YES, Answer.YES)


def _asked(world: World) -> ConsentRequest:
    row = NewRow(service=world.social.pk, discloser=world.bvc.pk, recipient=world.social.pk, layer=Layer.MAP)
    return made(
        ask(
            NewRequest(
                id=uuid4(),
                child=world.noel,
                asked_by=world.bvc.pk,
                author=made(world.maria.person),
                purpose="map",
                rows=[row],
                at=world.later(),
            )
        )
    )


def _say(world: World, request: ConsentRequest, person: Person, said: Answer) -> object:
    parts = {(world.social.pk, "map", ""): said}
    given = GivenAnswer(giver=person.pk, parts=parts)
    return answer(request, given, by=world.as_guardian(person), at=world.later())


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ((), ConsentState.ASKED),
        ((Answer.YES,), ConsentState.PARTLY_GIVEN),
        (BOTH, ConsentState.ACTIVE),
        ((Answer.YES, Answer.NO), ConsentState.DECLINED),
        ((*BOTH, Answer.WITHDRAWN), ConsentState.WITHDRAWN),
        ((*BOTH, Answer.WITHDRAWN, Answer.YES, Answer.YES), ConsentState.ACTIVE),
    ],
)
def test_the_newest_answer_of_every_giver_decides(world: World, said: tuple[Answer, ...], state: ConsentState) -> None:
    request = _asked(world)
    for number, word in enumerate(said):
        _say(world, request, (world.sara, world.daniel)[number % 2], word)

    (row,) = row_states(world.noel, at=world.later())

    assert row.state is state
    assert row.givers.keys() == {world.sara.pk, world.daniel.pk}
    assert len(row.newest) == min(len(said), 2)


def test_states_cost_one_query_when_the_family_is_known(world: World, django_assert_num_queries: object) -> None:
    _say(world, _asked(world), world.sara, Answer.YES)
    _asked(world)
    family = family_of(world.noel, at=world.at)

    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(row_states(world.noel, at=world.at, family=family)) == 2


@pytest.mark.parametrize(("born", "answers"), [(2022, False), (2013, True), (2009, True)])
def test_a_child_answers_too_from_twelve_years(world: World, born: int, *, answers: bool) -> None:
    world.noel.born_on = date(born, 3, 14)

    who = who_must_answer(world.noel, at=world.at)

    assert {world.sara.pk, world.daniel.pk} <= set(who)
    assert (world.noel.pk in who) is answers


def test_only_the_unit_that_asked_may_take_the_question_back(world: World) -> None:
    request = _asked(world)

    assert withdraw_request(request=request, by=world.leila, at=world.later()) == Refused(Reason.NOT_ASKED_BY_UNIT)
    assert made(withdraw_request(request=request, by=world.maria, at=world.later())).withdrawn_at is not None


def test_nobody_may_answer_a_question_that_has_been_taken_back(world: World) -> None:
    request = _asked(world)
    made(withdraw_request(request=request, by=world.maria, at=world.later()))

    assert _say(world, world.fresh(request), world.sara, Answer.YES) == Refused(Reason.REQUEST_IS_OVER)
