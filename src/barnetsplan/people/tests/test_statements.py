"""A compiled statement gives what the query that it is made of gives, for one set of values after another."""

from datetime import timedelta
from uuid import uuid4

import pytest

from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Guardianship
from barnetsplan.people.queries import live_guardianships, names_of
from barnetsplan.statements import Statement, a_moment, an_id, plan_anew, some_ids
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_a_statement_gives_the_rows_of_its_query_for_each_moment(world: World) -> None:
    moments = [world.at, world.at - timedelta(days=365 * 30)]
    guardians = Statement(
        lambda: live_guardianships(an_id("child"), at=a_moment("at")).order_by("pk").values_list("pk", "valid_from"),
    )

    for at in moments:
        by_query = live_guardianships(world.noel.pk, at=at).order_by("pk").values_list("pk", "valid_from")
        assert guardians.rows(child=world.noel.pk, at=at) == list(by_query)
    assert guardians.first(child=uuid4(), at=world.at) is None


def test_a_statement_of_objects_gives_them_with_those_that_the_query_joins(
    world: World,
    django_assert_num_queries: object,
) -> None:
    rows = Statement(lambda: Guardianship.objects.select_related("guardian__key").filter(child=an_id("child")))

    found = rows.rows(child=world.noel.pk)

    assert set(found) == set(Guardianship.objects.filter(child=world.noel.pk))
    with django_assert_num_queries(0):  # type: ignore[operator]
        assert all(row.guardian.key.wrapped for row in found)


def test_some_ids_takes_any_number_of_them_and_of_none_gives_nothing(world: World) -> None:
    units = Statement(lambda: Unit.objects.filter(party__id__in=some_ids("units")).values_list("name"))
    both = [world.preschool, world.social]

    assert {name for (name,) in units.rows(units=[unit.pk for unit in both])} == {unit.name for unit in both}
    assert units.rows(units=[world.preschool.pk]) == [(world.preschool.name,)]
    assert units.rows(units=[]) == []
    assert names_of([]) == {}


def test_a_query_that_can_never_find_anything_is_refused() -> None:
    never = Statement(lambda: Unit.objects.filter(pk__in=[]))

    with pytest.raises(ValueError, match="never find"):
        never.rows()


def test_a_statement_gives_the_same_when_the_database_has_planned_anew(world: World) -> None:
    names = Statement(lambda: Unit.objects.filter(pk=an_id("unit")).values_list("name"))
    before = [names.rows(unit=world.bvc.pk) for _ in range(6)]

    plan_anew()

    assert [names.rows(unit=world.bvc.pk) for _ in range(6)] == before
