"""The way to report harm is one click away on every page at work, and asks for nothing (law.md ORO-01)."""

import re
from urllib.parse import urlparse

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.organisations.actions import load_county
from barnetsplan.organisations.models import ReportingPoint, Unit
from tests.pages import Page, by_stage, reader
from tests.sign_in import client_for
from tests.stages import tell
from tests.world import World

HARM = reverse("harm")
#: The pages of a meeting that are projected before the family, or held up for it at the table: they wear the family's
#: dress, with no way to report on them; what is for staff only stays on the chair's own device (interface.md).
PROJECTED = frozenset({"meeting_lead", "meeting_finish", "meeting_room"})
COUNTY = settings.PACKAGE / "demo" / "county.toml"


@pytest.mark.slow
def test_oro_01_every_page_at_work_leads_to_the_red_way_in_one_click(world: World) -> None:
    without: list[Page] = []
    looked_at = 0
    for stage, pages in by_stage():
        tell(world, stage)
        for page in pages:
            actor = reader(world, page)
            if actor.kind is not ActorKind.STAFF:
                continue
            answer = client_for(world, actor).get(page.address(world))
            body = answer.content.decode()
            if answer.status_code != 200 or not body.lstrip().lower().startswith("<!doctype"):
                continue
            if page.name in PROJECTED:
                assert 'class="family board' in body, page
                continue
            looked_at += 1
            links = {urlparse(link).path for link in re.findall(r'href="([^"]+)"', body)}
            if HARM not in links:
                without.append(page)

    assert looked_at > 60
    assert without == []


def test_oro_01_the_red_way_has_the_own_municipality_first_with_numbers_and_address(world: World) -> None:
    load_county(COUNTY)
    Unit.objects.filter(pk=world.preschool.pk).update(municipality_code="0761")
    lessebo = ReportingPoint.objects.get(municipality_code="0761")

    page = client_for(world, world.linda).get(HARM).content.decode()

    first = page.index('<details class="ds-details"')
    assert page.index(lessebo.office_phone) < page.index("</details>", first)
    assert lessebo.out_of_hours_phone in page
    assert lessebo.address in page
    assert "tel:112" in page
    assert page.count('<details class="ds-details"') == ReportingPoint.objects.count() == 8


def test_oro_01_it_is_open_to_everybody_and_leaves_no_trace(world: World) -> None:
    before = AuditEvent.objects.count()

    answers = [client_for(world, who).get(HARM) for who in (world.linda, world.as_guardian(world.sara))]
    answers.append(Client().get(HARM))

    assert {answer.status_code for answer in answers} == {200}
    assert not any("<form" in answer.content.decode().partition("<main")[2] for answer in answers)
    assert AuditEvent.objects.count() == before
