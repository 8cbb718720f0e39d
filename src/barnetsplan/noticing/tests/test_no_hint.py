"""Whoever notices a child learns nothing of who works with it already (law.md A8)."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import Regime, Strength, TermKind
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.noticing.queries import recipients_for
from barnetsplan.organisations.queries import unit_card
from barnetsplan.records.kinds import Concern
from tests.cast import make_unit
from tests.sign_in import client_for
from tests.world import World, concern_written, made, published

_NEW_EACH_TIME = re.compile(r'nonce="[^"]*"|value="[^"]{36,}"|X-CSRFToken": "[^"]*"')


def page_of(world: World, who: Any, concern: UUID) -> str:
    answer = client_for(world, who).get(reverse("concern_send", args=[concern]))
    assert answer.status_code == 200
    return _NEW_EACH_TIME.sub("", answer.content.decode())


@pytest.mark.parametrize("holder", ["school", "bvc2", "preschool_owner"])
def test_sending_a_concern_shows_the_same_whoever_is_the_childs_bba(world: World, holder: str) -> None:
    concern_written(world)
    other = make_unit("bvc2", "BVC Lessebo", "BVC", "child_health", "25:1", Strength.STRONG, Regime.OSL)
    before = page_of(world, world.linda, world.concern.pk)

    unit = {"school": world.school, "bvc2": other, "preschool_owner": world.social}[holder]
    Term.objects.create(child=world.noel, unit=unit, kind=TermKind.BBA, valid_from=world.at)

    assert page_of(world, world.linda, world.concern.pk) == before


def test_whoever_reads_the_plan_is_led_to_the_one_who_holds_it(world: World) -> None:
    published(world)
    make_unit("bvc2", "BVC Lessebo", "BVC", "child_health", "25:1", Strength.STRONG, Regime.OSL)
    payload = Concern(seen="Ledsen.", child_says="Nej.")
    made(write_concern_about(world.noel, entry_id=uuid4(), payload=payload, by=world.linda, at=world.later()))

    knows, *_ = [recipients_for(world.noel, own=unit_card(world.preschool.pk), at=world.at)]
    does_not, *_ = [recipients_for(world.noel, own=unit_card(world.school.pk), at=world.at)]

    assert knows[1] == world.bvc.pk
    assert does_not[1] is None
