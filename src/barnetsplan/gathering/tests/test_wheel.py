"""The wheel, showing its voices to the family, and the analysis."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.queries import reads_about_child
from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import CaseState
from barnetsplan.gathering.actions import release_voices
from barnetsplan.gathering.tests.posting import ask_preschool, post
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, circle_asked, gathered

pytestmark = pytest.mark.django_db


def test_wheel_lays_the_child_first_and_each_guardian_as_an_own_voice(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("wheel", args=[world.case.pk]) + "?omrade=hemmet").content.decode()
    child, *guardians = re.findall(r'<h3 translate="no">(.+)</h3>', page)
    assert child == "Noel"
    assert set(guardians) == {"Sara Lindqvist", "Daniel Lindqvist"}
    assert "Lugna kvällar." in page
    assert "Han är nyfiken." in page
    assert "Jag leker med Ali." not in page, "only the chosen area stands here"
    assert "Barnets egna ord saknas här." in page


def test_wheel_records_exactly_the_entries_that_it_shows(world: World) -> None:
    gathered(world)
    client_for(world, world.maria).get(reverse("wheel", args=[world.case.pk]) + "?omrade=relationer")
    event = next(reads_about_child(world.noel.pk, acts=["case:open_wheel"], most=1))
    shown = Entry.objects.filter(kind="contribution", area="relationer").values_list("pk", flat=True)
    assert event.entries == frozenset(shown)


def test_wheel_says_who_has_not_answered(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    ask_preschool(world, client)
    page = client.get(reverse("wheel", args=[world.case.pk])).content.decode()
    assert "Väntar på familjens ja" in page
    assert "Förskolan Gullvivan" in page


def test_bba_may_show_the_services_voices_to_the_family(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)
    for _ in range(2):
        response = client.post(reverse("voices_release", args=[world.case.pk]))
        assert response.headers["Location"] == reverse("wheel", args=[world.case.pk])
    seen = visible_to(world.sara.pk, at=world.later(days=90)).filter(kind="contribution")
    assert seen.filter(owner=world.preschool.pk).count() == 2
    assert not seen.filter(owner=world.daniel.pk).exists()


def test_family_does_not_see_services_before_they_are_shown(world: World) -> None:
    gathered(world)
    seen = visible_to(world.sara.pk, at=world.later()).filter(kind="contribution")
    assert not seen.filter(owner__kind="unit").exists()
    assert release_voices(case=world.case, by=world.maria, at=world.later()) == 3


def _analyse(world: World, client: Client, **fields: object) -> Any:
    content = {"summary": "Flera ser samma sak.", "child_view": "Mamma nära.", "outcome": "collaboration"}
    return post(client, "analysis", world.case.pk, **{**content, **fields})


def test_bba_may_analyse_towards_collaboration(world: World) -> None:
    gathered(world)
    client, token = client_for(world, world.maria), str(uuid4())
    for _ in range(2):
        response = _analyse(world, client, token=token, services=["Socialtjänst", "Förskola"])
        assert response.headers["Location"] == reverse("consent_ask", args=[world.case.pk])
    assert Case.objects.get(pk=world.case.pk).state == CaseState.ANALYSED
    assert Entry.objects.filter(kind="analysis").count() == 1
    page = client.get(reverse("analysis", args=[world.case.pk])).content.decode()
    assert "Flera ser samma sak." in page
    assert page.count("checked") == 3


def test_bba_may_close_the_case_when_the_own_service_is_enough(world: World) -> None:
    gathered(world)
    client, token = client_for(world, world.maria), str(uuid4())
    for _ in range(2):
        response = _analyse(world, client, token=token, outcome="own_service")
        assert response.headers["Location"] == reverse("child", args=[world.noel.pk])
    assert Case.objects.get(pk=world.case.pk).state == CaseState.CLOSED
    assert Entry.objects.filter(kind="analysis").count() == 1


def test_bba_may_not_analyse_without_the_childs_view_and_an_outcome(world: World) -> None:
    gathered(world)
    page = _analyse(world, client_for(world, world.maria), child_view="", outcome="").content.decode()
    assert "Skriv något här." in page
    assert "Välj ett alternativ." in page
    assert "Flera ser samma sak." in page
    assert not Entry.objects.filter(kind="analysis").exists()


def test_analysis_is_read_by_the_own_unit_alone(world: World) -> None:
    circle_asked(world)
    entry = Entry.objects.get(kind="analysis")
    others = (world.sara.pk, world.daniel.pk, world.preschool.pk, world.social.pk)
    assert not any(visible_to(party, at=world.later()).filter(pk=entry.pk).exists() for party in others)
