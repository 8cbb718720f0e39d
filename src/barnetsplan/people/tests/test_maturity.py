"""A decision on maturity is about one matter, one domain and one time (law.md CON-04)."""

from datetime import timedelta

import pytest

from barnetsplan.domain.vocabulary import MaturityOutcome
from barnetsplan.people.maturity import WHOLE_PLAN, alone, outcome
from barnetsplan.people.models import MaturityDecision
from tests.world import World

pytestmark = pytest.mark.django_db


def decide(world: World, matter: str, said: MaturityOutcome) -> MaturityDecision:
    return MaturityDecision.objects.create(
        child=world.noel,
        domain_id=world.bvc.domain_id,
        matter=matter,
        outcome=said,
        decided_by_id=world.maria.person_id,
        sealed_reason=b"x",
        valid_from=world.at,
        valid_until=world.at + timedelta(days=90),
    )


def test_con_04_a_maturity_decision_holds_for_its_matter_and_domain_alone(world: World) -> None:
    decide(world, "halsa", MaturityOutcome.ALONE)
    bvc, social = world.bvc.domain_id, world.social.domain_id

    assert alone(world.noel.pk, domain=bvc, matter="halsa", at=world.at)
    assert not alone(world.noel.pk, domain=bvc, matter="hemmet", at=world.at)
    assert not alone(world.noel.pk, domain=bvc, matter=WHOLE_PLAN, at=world.at)
    assert not alone(world.noel.pk, domain=social, matter="halsa", at=world.at)


def test_con_04_a_maturity_decision_ends_on_its_day_of_review(world: World) -> None:
    made = decide(world, WHOLE_PLAN, MaturityOutcome.ALONE)
    domain = world.bvc.domain_id

    assert not alone(world.noel.pk, domain=domain, matter=WHOLE_PLAN, at=made.valid_from - timedelta(seconds=1))
    assert not alone(world.noel.pk, domain=domain, matter=WHOLE_PLAN, at=made.valid_until)
    assert alone(world.noel.pk, domain=domain, matter=WHOLE_PLAN, at=made.valid_until - timedelta(seconds=1))


def test_con_04_the_newest_decision_counts_and_may_narrow(world: World) -> None:
    decide(world, WHOLE_PLAN, MaturityOutcome.ALONE)
    world.later()
    decide(world, WHOLE_PLAN, MaturityOutcome.GUARDIANS)
    domain = world.bvc.domain_id

    assert outcome(world.noel.pk, domain=domain, matter=WHOLE_PLAN, at=world.at) is MaturityOutcome.GUARDIANS
    assert not alone(world.noel.pk, domain=domain, matter=WHOLE_PLAN, at=world.at)
    assert outcome(world.noel.pk, domain=domain, matter="halsa", at=world.at) is None
