"""Signing in by choosing a person."""

import re
from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.demo.queries import choose_card, read_guide
from barnetsplan.demo.tests.conftest import MadeCounty

ADDRESS = "/demo/"


@pytest.fixture
def client(county: MadeCounty) -> Client:
    return Client()


def test_the_page_shows_the_guide_the_number_and_everybody(client: Client, county: MadeCounty) -> None:
    page = client.get(ADDRESS).content.decode()
    card = choose_card(at=county.at)

    assert "Spela Noels resa" in page
    assert re.search(r"\b20\d{6}-\d{4}\b", page)
    assert card.number in page
    assert page.count("formaction=") >= Assignment.objects.count()


def test_every_step_of_the_guide_has_all_its_people(county: MadeCounty) -> None:
    card, guide = choose_card(at=county.at), read_guide()

    assert len(card.steps) == 6
    assert [[choice.name for choice in step.people] for step in card.steps] == [
        [person.name for person in step.people] for step in guide.steps
    ]


def test_noel_is_played_by_those_who_must_be_there(county: MadeCounty) -> None:
    people = {(p.name, p.unit) for step in choose_card(at=county.at).steps for p in step.people}

    assert people == {
        ("Linda Ahl", "Förskolan Gullvivan"),
        ("Maria Sand", "BVC Hovmantorp"),
        ("Leila Holm", "Barn och familj Lessebo"),
        ("Sara Lindqvist", ""),
        ("Daniel Lindqvist", ""),
    }


def test_a_person_with_two_capacities_is_listed_in_both(county: MadeCounty) -> None:
    card = choose_card(at=county.at)
    emil = [choice for place in card.places for choice in place.people if choice.name == "Emil Karp"]
    clara = [choice for place in card.places for choice in place.people if choice.name == "Clara Winblad"]
    clara += [choice for family in card.families for choice in family.people if choice.name == "Clara Winblad"]

    assert [choice.unit for choice in emil] == ["Barn och familj Ljungby", "Elevhälsan Ljungby"]
    assert len({choice.key for choice in clara}) == len(clara) == 2


def test_the_page_costs_the_same_queries_whatever_the_number_of_people(
    client: Client, django_assert_num_queries: object
) -> None:
    # On PostgreSQL the job says who asks, before and after.
    with django_assert_num_queries(6 if connection.vendor == "postgresql" else 3):  # type: ignore[operator]
        client.get(ADDRESS)


def test_a_professional_comes_to_the_desk_as_their_unit(client: Client) -> None:
    assignment = Assignment.objects.select_related("unit").get(unit__code="bvc_tingsryd")

    answer = client.post(reverse("demo_enter", args=[assignment.pk]))

    assert answer.headers["Location"] == reverse("desk")
    assert client.session["assignment"] == str(assignment.pk)


def test_a_guardian_comes_home(client: Client, county: MadeCounty) -> None:
    sara = next(p for step in choose_card(at=county.at).steps for p in step.people if p.name == "Sara Lindqvist")

    answer = client.post(reverse("demo_enter", args=[sara.key]))

    assert answer.headers["Location"] == reverse("family_home")
    assert "assignment" not in client.session


def test_becoming_somebody_else_leaves_nothing_of_the_one_before(client: Client) -> None:
    assignment = Assignment.objects.get(unit__code="bvc_tingsryd")
    account = Account.objects.exclude(person=assignment.person_id).first()
    assert account is not None
    client.post(reverse("demo_enter", args=[assignment.pk]))
    before = client.session.session_key

    client.post(reverse("demo_enter", args=[account.person_id]))

    assert client.session["person"] == str(account.person_id)
    assert "assignment" not in client.session
    assert client.session.session_key != before


def test_an_unknown_key_is_not_found(client: Client) -> None:
    assert client.post(reverse("demo_enter", args=[uuid4()])).status_code == 404


def test_a_link_signs_nobody_in(client: Client) -> None:
    assignment = Assignment.objects.get(unit__code="bvc_tingsryd")

    assert client.get(reverse("demo_enter", args=[assignment.pk])).status_code == 405


def test_without_the_demonstration_the_pages_answer_nothing(client: Client, settings: LazySettings) -> None:
    # Found before the setting changes: the addresses are put together once, for all tests.
    address = reverse("demo_choose")
    enter = reverse("demo_enter", args=[Assignment.objects.get(unit__code="bvc_tingsryd").pk])
    settings.DEMO = False

    assert client.get(address).status_code == 404
    assert client.post(enter).status_code == 404
