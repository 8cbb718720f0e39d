"""Decisions in place of a guardian's yes: separate, evidenced, each for its rows alone (law.md CON-05)."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from barnetsplan.consent.deciding import NewOverride, end_override, record_override
from barnetsplan.consent.models import ConsentRequest, Override
from barnetsplan.consent.overrides import stands_for
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, ConsentState, OverrideKind, OverrideMeasure
from barnetsplan.policy.overrides import MEASURES, OVERRIDES, may_be_about
from barnetsplan.practice.load import current
from barnetsplan.records.models import Release
from tests.world import World, circle_asked, made, say

pytestmark = pytest.mark.django_db
SECTORS = tuple(sector.key for sector in current().sectors)


@pytest.fixture
def waiting(world: World) -> ConsentRequest:
    """The family has been asked about preschool and social services; Sara has said yes and Daniel nothing."""
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)
    return world.fresh(world.circle)


def decision(world: World, **otherwise: Any) -> NewOverride:
    new = NewOverride(
        id=uuid4(),
        request=world.fresh(world.circle),
        services=frozenset({world.social.pk}),
        guardian=world.daniel.pk,
        kind=OverrideKind.SOCIAL_BOARD,
        measure=OverrideMeasure.OPEN_TREATMENT,
        evidence="Socialnämnden 2026-09-05, dnr 12-26",
        decided_on=date(2026, 9, 5),
        last_day=date(2026, 12, 31),
        by=world.maria,
        at=world.later(),
    )
    return replace(new, **otherwise)


def states(world: World) -> dict[Any, set[ConsentState]]:
    """Service -> the states of its rows."""
    found: dict[Any, set[ConsentState]] = {}
    for row in row_states(world.noel, at=world.at, requests=[world.circle.pk]):
        found.setdefault(row.service, set()).add(row.state)
    return found


def test_con_05_silence_is_never_passed_over_by_itself(world: World, waiting: ConsentRequest) -> None:
    world.later(days=120)

    assert states(world) == {
        world.social.pk: {ConsentState.PARTLY_GIVEN},
        world.preschool.pk: {ConsentState.PARTLY_GIVEN},
    }


def test_con_05_a_no_is_never_passed_over_by_itself(world: World, waiting: ConsentRequest) -> None:
    say(world, world.circle, world.daniel, Answer.NO)

    assert {state for found in states(world).values() for state in found} == {ConsentState.DECLINED}


def test_con_05_a_decision_stands_for_its_rows_and_no_others(world: World, waiting: ConsentRequest) -> None:
    made(record_override(decision(world)))

    assert states(world) == {
        world.social.pk: {ConsentState.ACTIVE},
        world.preschool.pk: {ConsentState.PARTLY_GIVEN},
    }


def test_con_05_a_decision_stands_for_its_guardian_and_no_other(world: World) -> None:
    circle_asked(world)

    made(record_override(decision(world)))

    assert states(world)[world.social.pk] == {ConsentState.PARTLY_GIVEN}, "Sara has not answered"


def test_con_05_fb_6_13_counts_against_silence_and_not_against_a_no(world: World, waiting: ConsentRequest) -> None:
    made(
        record_override(
            decision(world, kind=OverrideKind.CANNOT_WAIT, measure=None, last_day=date(2026, 9, 30)),
        ),
    )
    assert states(world)[world.social.pk] == {ConsentState.ACTIVE}

    say(world, world.circle, world.daniel, Answer.NO)

    assert states(world)[world.social.pk] == {ConsentState.DECLINED}


def test_con_05_fb_6_13_a_counts_against_a_no(world: World, waiting: ConsentRequest) -> None:
    say(world, world.circle, world.daniel, Answer.NO)

    made(record_override(decision(world)))

    assert states(world)[world.social.pk] == {ConsentState.ACTIVE}


def test_con_05_a_decision_ends_on_its_day_and_what_rests_on_it_closes(world: World, waiting: ConsentRequest) -> None:
    made(record_override(decision(world, last_day=date(2026, 9, 30))))
    world.at = world.at.replace(month=10, day=1)

    assert states(world)[world.social.pk] == {ConsentState.PARTLY_GIVEN}


def test_con_05_a_decision_that_is_ended_closes_in_the_same_moment(world: World, waiting: ConsentRequest) -> None:
    override = made(record_override(decision(world)))
    rows = [row.id for row in row_states(world.noel, at=world.at, requests=[world.circle.pk])]

    end_override(override=override, at=world.later())

    assert stands_for(rows, at=world.at) == {}
    assert states(world)[world.social.pk] == {ConsentState.PARTLY_GIVEN}
    assert not Release.objects.filter(basis__in=rows, ended_at__isnull=True).exists()


@pytest.mark.parametrize(
    ("otherwise", "reason"),
    [
        ({"evidence": " "}, Reason.EVIDENCE_MISSING),
        ({"decided_on": date(2026, 12, 1)}, Reason.DAY_TO_COME),
        ({"last_day": date(2028, 1, 1)}, Reason.OVERRIDE_TOO_LONG),
        ({"last_day": date(2026, 9, 1)}, Reason.OVERRIDE_TOO_LONG),
        ({"services": frozenset()}, Reason.OVERRIDE_DOES_NOT_COVER),
        ({"measure": OverrideMeasure.PSYCHIATRY}, Reason.OVERRIDE_DOES_NOT_COVER),
        ({"measure": None}, Reason.OVERRIDE_DOES_NOT_COVER),
        ({"kind": OverrideKind.REPRESENTATIVE, "measure": None}, Reason.OVERRIDE_DOES_NOT_COVER),
        ({"guardian": uuid4()}, Reason.NO_GUARDIAN_OF_CHILD),
    ],
)
def test_con_05_what_no_law_covers_is_refused(
    world: World, waiting: ConsentRequest, otherwise: dict[str, Any], reason: Reason
) -> None:
    assert record_override(decision(world, **otherwise)) == Refused(reason)
    assert not Override.objects.exists()


def test_con_05_another_units_question_takes_no_decision_of_ours(world: World, waiting: ConsentRequest) -> None:
    assert record_override(decision(world, by=world.linda)) == Refused(Reason.NOT_ASKED_BY_UNIT)


def test_con_05_a_service_that_was_not_asked_about_is_not_opened(world: World, waiting: ConsentRequest) -> None:
    refused = record_override(decision(world, services=frozenset({world.social.pk, world.school.pk})))

    assert refused == Refused(Reason.OVERRIDE_DOES_NOT_COVER)


def test_con_05_the_same_form_twice_is_one_decision(world: World, waiting: ConsentRequest) -> None:
    new = decision(world)

    assert made(record_override(new)).pk == made(record_override(new)).pk
    assert Override.objects.count() == 1


#: Written by hand, apart from the table it checks: which sectors each measure of FB 6:13 a can be about.
_HEALTH = {"child_health", "child_psychiatry", "habilitation", "maternity", "student_health_medical", "youth_clinic"}
GOLDEN = {
    OverrideMeasure.PSYCHIATRY: _HEALTH,
    OverrideMeasure.OPEN_TREATMENT: {"social_services"},
    OverrideMeasure.CONTACT_PERSON: {"social_services"},
    OverrideMeasure.LSS: {"social_services", "habilitation"},
}


@pytest.mark.parametrize(("measure", "sector"), list(product(OverrideMeasure, SECTORS)))
def test_con_05_fb_6_13_a_is_a_closed_list_of_measures(measure: OverrideMeasure, sector: str) -> None:
    assert may_be_about(OverrideKind.SOCIAL_BOARD, measure, sector) == (sector in GOLDEN[measure])


@pytest.mark.parametrize("kind", [kind for kind in OverrideKind if kind is not OverrideKind.SOCIAL_BOARD])
def test_con_05_no_other_decision_borrows_a_measure(kind: OverrideKind) -> None:
    assert not any(may_be_about(kind, measure, sector) for measure, sector in product(OverrideMeasure, SECTORS))


def test_con_05_the_representative_of_1999_997_reaches_the_police_and_nobody_else() -> None:
    reached = {sector for sector in SECTORS if may_be_about(OverrideKind.REPRESENTATIVE, None, sector)}

    assert reached == {"police"}


def test_con_05_every_kind_has_its_source_and_an_end() -> None:
    assert set(OVERRIDES) == set(OverrideKind)
    assert set(MEASURES) == set(OverrideMeasure)
    assert all(rule.source and 0 < rule.longest_days <= 366 for rule in OVERRIDES.values())
    assert [kind for kind, rule in OVERRIDES.items() if not rule.over_a_no] == [OverrideKind.CANNOT_WAIT]


def test_con_05_a_decision_never_outlives_the_question(world: World, waiting: ConsentRequest) -> None:
    override = made(record_override(decision(world, last_day=date(2027, 9, 5))))

    assert override.valid_until <= world.fresh(world.circle).valid_until + timedelta(0)
