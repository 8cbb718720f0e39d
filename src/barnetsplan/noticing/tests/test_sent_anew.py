"""A concern that the family took back its yes to: closed for who had it, and sent anew on a new yes."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request, row_states
from barnetsplan.domain.vocabulary import Answer, ConsentState
from barnetsplan.noticing.actions import HeardYes, receive_concern, send_concern
from barnetsplan.noticing.queries import is_sent
from barnetsplan.records.kinds import Concern, Feedback
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World, case_open, concern_sent, made, say

pytestmark = pytest.mark.django_db


def _kinds(world: World, party: object) -> set[str]:
    return {entry.kind for entry in open_visible(party.pk, child=world.noel, at=world.later())}  # type: ignore[attr-defined]


def _taken_back(world: World) -> ConsentRequest:
    request: ConsentRequest = made(find_request(ConsentRequest.objects.get(container=world.concern.pk).pk))
    say(world, request, world.sara, Answer.WITHDRAWN)
    return request


def _sent_again(world: World) -> object:
    return send_concern(
        entry=world.concern,
        request_id=uuid4(),
        to=world.bvc.pk,
        heard=[HeardYes(person.pk, date(2026, 9, 8)) for person in (world.sara, world.daniel)],
        kept=(),
        by=world.linda,
        at=world.later(),
    )


def test_con_06_a_concern_taken_back_is_closed_and_may_be_sent_anew_on_a_new_yes(world: World) -> None:
    concern_sent(world)
    assert is_sent(world.concern, at=world.at)

    first = _taken_back(world)
    assert Concern.KIND not in _kinds(world, world.bvc)
    assert not is_sent(world.concern, at=world.at)
    made(_sent_again(world))

    assert Concern.KIND in _kinds(world, world.bvc)
    assert is_sent(world.concern, at=world.at)
    rows = row_states(world.noel, at=world.at)
    assert {row.state for row in rows if row.request == first.pk} == {ConsentState.SUPERSEDED}


def test_the_answer_that_the_concern_had_got_opens_again_with_it(world: World) -> None:
    case_open(world)
    _taken_back(world)
    assert Feedback.KIND not in _kinds(world, world.preschool)

    made(_sent_again(world))

    assert Feedback.KIND in _kinds(world, world.preschool)


def test_the_page_says_that_it_is_closed_and_leads_on(world: World) -> None:
    concern_sent(world)
    _taken_back(world)

    page = client_for(world, world.linda).get(reverse("concern", args=[world.concern.pk])).content.decode()

    assert "Familjens ja gäller inte längre" in page
    assert reverse("concern_send", args=[world.concern.pk]) in page


def test_a_concern_that_is_received_again_is_answered_on_the_new_yes(world: World) -> None:
    concern_sent(world)
    _taken_back(world)
    made(_sent_again(world))

    made(
        receive_concern(
            entry=world.concern,
            entry_id=uuid4(),
            text="Tack.",
            call_on=date(2026, 9, 12),
            by=world.maria,
            at=world.later(),
        )
    )

    assert Feedback.KIND in _kinds(world, world.preschool)
