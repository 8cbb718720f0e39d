"""The child's page: what each unit sees of the same child, step by step through the story."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.coordination.actions import end_terms
from barnetsplan.domain.vocabulary import Answer
from tests.sign_in import client_for
from tests.world import (
    World,
    case_open,
    circle_asked,
    concern_sent,
    concern_written,
    gathered,
    meeting_called,
    reported,
    say,
    service_asked,
    version_with_family,
)


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def _page(world: World, who: Any) -> Any:
    return client_for(world, who).get(reverse("child", args=[world.noel.pk]))


def _steps(world: World, who: Any) -> list[str]:
    return [step.state for step in _page(world, who).context["card"].steps]


def test_the_neighbour_gets_what_an_unknown_child_gives(world: World) -> None:
    reported(world)

    for other in (world.stranger, world.as_guardian(world.sara)):
        client = client_for(world, other)
        assert client.get(reverse("child", args=[world.noel.pk])).status_code == 404
        assert client.get(reverse("child", args=[uuid4()])).status_code == 404


def test_the_one_who_noticed_sees_the_own_concern_and_nothing_of_the_case(world: World) -> None:
    case_open(world)

    page = _text(_page(world, world.linda))

    assert "Skrivet av er" in page
    assert "Mottaget av" in page
    assert "Härnäst" not in page
    assert "Vårdnadshavare:" not in page


@pytest.mark.parametrize(
    ("told", "who", "states"),
    [
        (concern_written, "linda", ["here", "to_come", "to_come", "to_come"]),
        (concern_sent, "maria", ["done", "to_come", "to_come", "to_come"]),
        (case_open, "linda", ["done", "to_come", "to_come", "to_come"]),
        (case_open, "maria", ["done", "here", "to_come", "to_come"]),
        (gathered, "linda", ["done", "done", "to_come", "to_come"]),
        (circle_asked, "maria", ["done", "done", "here", "to_come"]),
        (meeting_called, "leila", ["done", "to_come", "here", "to_come"]),
        (version_with_family, "leila", ["done", "to_come", "to_come", "to_come"]),
        (reported, "maria", ["done", "done", "here", "to_come"]),
        (reported, "leila", ["done", "done", "here", "to_come"]),
    ],
)
def test_the_spine_says_what_this_unit_may_know(world: World, told: Any, who: str, states: list[str]) -> None:
    told(world)

    assert _steps(world, getattr(world, who)) == states


@pytest.mark.parametrize(
    ("told", "next_page"),
    [
        (case_open, "ask_family"),
        (gathered, "analysis"),
        (circle_asked, "meeting_call"),
        (meeting_called, "meeting_lead"),
        (version_with_family, "plan"),
    ],
)
def test_bba_is_shown_what_the_model_puts_next(world: World, told: Any, next_page: str) -> None:
    told(world)

    response = _page(world, world.maria)

    assert response.context["card"].next_thing.opens == next_page
    assert response.status_code == 200


def test_buttons_and_server_agree(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    for thing in _page(world, world.maria).context["card"].todo:
        assert client.get(reverse(thing.opens, args=[thing.key])).status_code == 200, thing.opens


def test_bba_sees_where_questions_and_consents_stand(world: World) -> None:
    circle_asked(world)

    page = _text(_page(world, world.maria))

    assert "Frågor och svar" in page
    assert "Förskolan Gullvivan" in page
    assert "Väntar på svar" in page
    assert reverse("consent_follow", args=[world.circle.pk]) in page


_LINK = re.compile(r'href="(/arbete/[^"]*)"')


def _links(page: Any) -> set[str]:
    return set(_LINK.findall(page.content.decode().partition("<main")[2]))


@pytest.mark.parametrize("told", [service_asked, gathered, circle_asked, reported])
def test_a_colleague_whose_role_may_not_be_bba_gets_no_link_that_is_refused(world: World, told: Any) -> None:
    told(world)
    colleague = world._professional("Ida Vik", world.bvc, "preschool_special_educator", 7)
    client = client_for(world, colleague)

    for page in (_page(world, colleague), client.get(reverse("desk"))):
        assert {link: client.get(link).status_code for link in _links(page)} == dict.fromkeys(_links(page), 200)
    assert "Förskolan Gullvivan" in _text(_page(world, colleague))


def test_the_former_bba_gets_no_link_that_is_refused(world: World) -> None:
    reported(world)
    end_terms(child=world.noel.pk, at=world.later())

    client = client_for(world, world.maria)

    for page in (_page(world, world.maria), client.get(reverse("desk"))):
        assert {link: client.get(link).status_code for link in _links(page)} == dict.fromkeys(_links(page), 200)


def test_a_service_whose_yes_is_gone_gets_no_link_that_is_refused(world: World) -> None:
    reported(world)
    for request in (world.talk, world.circle):
        say(world, request, world.sara, Answer.WITHDRAWN)

    for who in (world.linda, world.leila):
        client = client_for(world, who)
        for page in (_page(world, who), client.get(reverse("desk"))):
            assert {link: client.get(link).status_code for link in _links(page)} == dict.fromkeys(_links(page), 200)


def test_a_unit_that_is_asked_sees_its_own_question_and_no_other(world: World) -> None:
    gathered(world)

    card = _page(world, world.linda).context["card"]

    assert [asked.opens for asked in card.asked_of_us] == ["question"]
    assert (card.asked, card.consents, card.todo, card.plan) == ((), (), (), None)


def test_the_childs_own_words_stand_first_for_those_who_may_read_them(world: World) -> None:
    gathered(world)

    assert _page(world, world.maria).context["card"].quote.words
    assert _page(world, world.linda).context["card"].quote is None


def test_a_child_without_words_is_said_to_have_none(world: World) -> None:
    case_open(world)

    assert "Barnets egna ord saknas" in _text(_page(world, world.maria))


def test_the_circle_may_open_the_plan_from_the_childs_page(world: World) -> None:
    reported(world)

    for member in (world.maria, world.linda, world.leila):
        assert reverse("plan", args=[world.plan.pk]) in _text(_page(world, member))


def test_a_plan_that_the_family_reads_is_not_shown_to_the_circle(world: World) -> None:
    version_with_family(world)

    assert "Barnets plan</h2>" not in _text(_page(world, world.leila))
    assert "Barnets plan</h2>" in _text(_page(world, world.maria))


def test_one_event_names_the_entries_whose_content_is_shown(world: World) -> None:
    gathered(world)
    earlier = set(AuditEvent.objects.values_list("pk", flat=True))

    card = _page(world, world.maria).context["card"]

    assert [event.act for event in AuditEvent.objects.exclude(pk__in=earlier)] == ["child:open"]
    assert card.quote.entry in card.entries
