"""Handing over the coordination, as the browser meets it."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import Answer, OfferState, TermKind
from barnetsplan.handover.models import Offer
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from tests.sign_in import client_for
from tests.world import World, meeting_called, published, say

pytestmark = pytest.mark.django_db


def _offer(world: World, to: object, *, token: str = "") -> Any:
    url = reverse("coordination_offer", args=[world.plan.pk])
    return client_for(world, world.maria).post(url, {"token": token or str(uuid4()), "to": str(to)})


def _answer(world: World, said: str) -> Any:
    return client_for(world, world.leila).post(reverse("offer", args=[Offer.objects.get().pk]), {"answer": said})


def test_bba_may_ask_a_service_in_the_circle(world: World) -> None:
    published(world)
    url = reverse("coordination_offer", args=[world.plan.pk])
    page = client_for(world, world.maria).get(url).content.decode()
    token = str(uuid4())

    answers = [_offer(world, world.social.pk, token=token) for _ in range(2)]

    assert "är kvar som Barnens bästa-ansvarig" in page
    assert world.preschool.name in page
    assert world.school.name not in page
    assert {answer.headers["Location"] for answer in answers} == {reverse("plan", args=[world.plan.pk])}
    assert Offer.objects.get().state == OfferState.OPEN
    assert Notice.objects.get(kind=NoticeKind.COORDINATION_OFFERED).party_id == world.social.pk
    assert "har fått frågan" in client_for(world, world.maria).get(url).content.decode()


def test_bba_may_not_ask_a_service_outside_the_circle(world: World) -> None:
    published(world)

    for to in (world.school.pk, world.bvc.pk, uuid4()):
        page = _offer(world, to)
        assert page.status_code == 200
        assert "Välj ett av alternativen." in page.content.decode()
    assert not Offer.objects.exists()


def test_bba_may_not_ask_two_at_once(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)

    page = _offer(world, world.preschool.pk)

    assert page.status_code == 200
    assert Offer.objects.count() == 1


def test_asked_service_may_accept_and_the_bba_keeps_following(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)
    page = client_for(world, world.leila).get(reverse("offer", args=[Offer.objects.get().pk])).content.decode()

    answers = [_answer(world, "yes") for _ in range(2)]

    assert "Kan ni hålla ihop planen?" in page
    assert world.bvc.name in page
    assert {answer.headers["Location"] for answer in answers} == {reverse("plan", args=[world.plan.pk])}
    held = holders(world.noel.pk, at=world.later(days=120))
    assert held == {TermKind.BBA: world.bvc.pk, TermKind.COORDINATOR: world.social.pk}
    assert Notice.objects.filter(kind=NoticeKind.COORDINATION_ANSWERED, party=world.bvc.pk).exists()


def test_asked_service_may_decline_and_all_is_as_before(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)

    _answer(world, "no")

    assert Offer.objects.get().state == OfferState.DECLINED
    assert holders(world.noel.pk, at=world.later(days=120))[TermKind.COORDINATOR] == world.bvc.pk


def test_service_whose_yes_is_taken_back_may_not_accept(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)
    say(world, world.circle, world.sara, Answer.WITHDRAWN)

    page = _answer(world, "yes")

    assert page.status_code == 200
    assert "Familjen har inte sagt ja" in page.content.decode()
    assert Offer.objects.get().state == OfferState.OPEN


def test_offer_of_a_plan_that_has_ended_may_not_be_accepted(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)
    Plan.objects.filter(pk=world.plan.pk).update(state="ended")

    page = _answer(world, "yes")

    assert page.status_code == 200
    assert holders(world.noel.pk, at=world.later(days=120))[TermKind.COORDINATOR] == world.bvc.pk


def test_answer_that_is_neither_gets_a_sentence(world: World) -> None:
    published(world)
    _offer(world, world.social.pk)

    page = _answer(world, "kanske")

    assert "Välj ett av alternativen." in page.content.decode()
    assert Offer.objects.get().state == OfferState.OPEN


@pytest.mark.parametrize("who", ["linda", "stranger", "sara", "maria"])
def test_others_may_not_answer_the_offer(world: World, who: str) -> None:
    published(world)
    _offer(world, world.social.pk)
    person = getattr(world, who)
    actor = person if isinstance(person, Actor) else world.as_guardian(person)

    same_as_unknown(client_for(world, actor), "offer", Offer.objects.get().pk)


@pytest.mark.parametrize("who", ["linda", "stranger"])
def test_others_may_not_hand_over(world: World, who: str) -> None:
    published(world)

    same_as_unknown(client_for(world, getattr(world, who)), "coordination_offer", world.plan.pk)


def test_plan_without_a_version_may_not_be_handed_over(world: World) -> None:
    meeting_called(world)

    page = client_for(world, world.maria).get(reverse("coordination_offer", args=[world.plan.pk]))

    assert page.status_code == 403
