"""The empty paper of a meeting: a code and no names; afterwards the code leads to the right board, and to no other."""

import re

import pytest
from django.urls import reverse

from barnetsplan.meetings.models import Meeting
from barnetsplan.meetings.paper import code_of
from barnetsplan.meetings.tests.test_calling import same_as_unknown
from barnetsplan.practice.load import current
from tests.sign_in import client_for
from tests.world import World, meeting_called, version_with_family

pytestmark = pytest.mark.django_db


def test_paper_has_the_code_and_every_part_and_names_nobody(world: World) -> None:
    meeting_called(world)

    page = client_for(world, world.maria).get(reverse("meeting_paper", args=[world.meeting.pk])).content.decode()
    printed = re.sub(r"(?s)^.*<main|</main>.*$", "", page)

    assert code_of(world.meeting.pk) in printed
    assert "<svg" in printed
    assert all(part.label in printed for part in current().agenda)
    assert not any(name in printed for name in ("Noel", "Lindqvist", "Gullvivan", "Hur blir lämningen lugnare?"))


@pytest.mark.parametrize("typed", ["{}", " {} "])
def test_code_leads_to_the_board_however_it_is_typed(world: World, typed: str) -> None:
    meeting_called(world)
    code = typed.format(code_of(world.meeting.pk).lower())

    answer = client_for(world, world.maria).post(reverse("meeting_paper_code"), {"code": code})

    assert answer.headers["Location"] == reverse("meeting_lead", args=[world.meeting.pk])


def test_code_of_another_units_meeting_is_a_code_of_nothing(world: World) -> None:
    meeting_called(world)

    pages = [
        client_for(world, world.linda).post(reverse("meeting_paper_code"), {"code": code}).content.decode()
        for code in (code_of(world.meeting.pk), "ABCD EFGH")
    ]

    assert all("Ingen kod stämmer" in page for page in pages)


@pytest.mark.parametrize("code", ["", "x" * 500])
def test_wrong_code_gets_a_sentence(world: World, code: str) -> None:
    page = client_for(world, world.maria).post(reverse("meeting_paper_code"), {"code": code})

    assert page.status_code == 200
    assert page.context["form"].errors


def test_code_of_a_meeting_that_is_over_leads_nowhere(world: World) -> None:
    version_with_family(world)

    page = client_for(world, world.maria).post(reverse("meeting_paper_code"), {"code": code_of(world.meeting.pk)})

    assert page.status_code == 200


def test_only_the_one_who_leads_prints_the_paper(world: World) -> None:
    meeting_called(world)

    same_as_unknown(client_for(world, world.stranger), "meeting_paper", world.meeting.pk)
    assert client_for(world, world.linda).get(reverse("meeting_paper", args=[world.meeting.pk])).status_code != 200
    assert Meeting.objects.count() == 1
