"""The public pages: open to everybody, about nobody, and nothing is logged."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from barnetsplan.audit.models import AuditEvent
from barnetsplan.organisations.models import ReportingPoint
from tests.sign_in import client_for
from tests.world import World

PAGES = ("start", "leave", "harm", "help", "rights", "your_data", "accessibility")


@pytest.fixture
def points(db: None) -> None:
    for code, name in (("0760", "Uppvidinge"), ("0761", "Lessebo")):
        ReportingPoint.objects.create(
            municipality_code=code,
            municipality=name,
            office_phone=f"{code}-000 01",
            office_hours="måndag till fredag 8–16",
            out_of_hours_phone=f"{code}-000 02",
            invented=True,
        )


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["nobody", "linda", "sara"])
def test_everybody_may_open_a_public_page_and_nothing_is_logged(
    world: World, points: None, name: str, who: str
) -> None:
    actors = {"linda": world.linda, "sara": world.as_guardian(world.sara)}
    client = client_for(world, actors[who]) if who in actors else Client()

    page = client.get(reverse(name))

    assert page.status_code == 200
    assert "<h1>" in page.content.decode()
    assert not AuditEvent.objects.exists()


def test_the_way_to_report_shows_every_municipality_and_says_what_is_no_report(points: None) -> None:
    page = Client().get(reverse("harm")).content.decode()

    assert page.index("Lessebo") < page.index("Uppvidinge")
    assert 'href="tel:0761-00001"' in page
    assert "ingen orosanmälan" in page
    assert "tel:112" in page
    assert "Numren är påhittade" in page
    assert "<form" not in page


def test_staff_see_their_own_municipality_first_and_open(world: World, points: None) -> None:
    world.preschool.municipality_code = "0760"
    world.preschool.save()

    page = client_for(world, world.linda).get(reverse("harm")).content.decode()

    assert page.index("Uppvidinge") < page.index("Lessebo")
    assert page.count('<details class="ds-details" open>') == 1


def test_without_numbers_the_page_still_says_whom_to_call(db: None) -> None:
    page = Client().get(reverse("harm")).content.decode()

    assert "Inga nummer är inlagda än" in page
    assert "kommunens växel" in page


def test_the_start_page_leads_each_to_the_own_place(world: World) -> None:
    assert reverse("sign_in") in Client().get(reverse("start")).content.decode()
    assert reverse("desk") in client_for(world, world.linda).get(reverse("start")).content.decode()
    sara = client_for(world, world.as_guardian(world.sara))
    assert reverse("family_home") in sara.get(reverse("start")).content.decode()


def test_help_is_found_by_municipality_area_and_age_and_nothing_is_written(db: None) -> None:
    page = Client().get(reverse("help"), {"kommun": "0761", "omrade": "relationer", "alder": "4"}).content.decode()

    assert "Föräldrasamtal på familjecentralen" in page
    assert "Familjestöd hemma" in page
    assert "Socialrådgivare i förskola och skola" not in page
    assert page.index("Öppna förskolan") < page.index("Familjestöd hemma")
    assert not AuditEvent.objects.exists()


def test_a_choice_that_is_not_in_the_lists_shows_everything_and_says_so(db: None) -> None:
    page = Client().get(reverse("help"), {"kommun": "9999"}).content.decode()

    assert "Välj ett av alternativen." in page
    assert "Logoped för små barn" in page


def test_where_the_county_has_no_list_the_page_says_whom_to_ask(db: None, settings: Settings) -> None:
    settings.HELP_FILE = ""

    page = Client().get(reverse("help")).content.decode()

    assert "Länet har ingen lista här" in page
    assert "<form" not in page
