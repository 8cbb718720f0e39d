"""A protected child stands in no list, and is counted in nothing, for one who is not on the named list."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from barnetsplan.domain.protection import Protection
from barnetsplan.notices.kinds import OFFICERS, NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.policy.facts import Actor
from tests import world as story
from tests.protected import ProtectedWorld
from tests.sign_in import client_for

LISTS = ("desk", "children")


def page(world: ProtectedWorld, who: Actor, name: str) -> str:
    return client_for(world, who).get(reverse(name)).content.decode()


@pytest.mark.parametrize("stage", ["concern_sent", "service_asked", "circle_asked", "meeting_called", "reported"])
def test_prot_03_no_list_names_the_child_to_who_is_not_on_the_named_list(guarded: ProtectedWorld, stage: str) -> None:
    getattr(story, stage)(guarded)
    assert "Noel" in page(guarded, guarded.colleague, "children")
    empty = {name: page(guarded, guarded.stranger, name) for name in LISTS}
    guarded.protected()
    guarded.listed(guarded.maria)

    for who in (guarded.colleague, guarded.linda, guarded.leila):
        for name in LISTS:
            assert "Noel" not in page(guarded, who, name), (who.name, name)
    assert "Noel" in page(guarded, guarded.maria, "children")
    assert {name: _bare(page(guarded, guarded.stranger, name)) for name in LISTS} == {
        name: _bare(text) for name, text in empty.items()
    }


def _bare(text: str) -> str:
    """The page without what is new at each request."""
    return text[text.index("<main") : text.index("</main>")]


def test_prot_07_the_figures_of_the_desk_leave_out_whom_one_may_not_open(guarded: ProtectedWorld) -> None:
    """There are no statistics yet; these are the only figures of the house."""
    story.published(guarded)
    assert '<span class="big">1</span>' in page(guarded, guarded.colleague, "desk")
    guarded.protected()
    guarded.listed(guarded.maria)

    assert '<span class="big">1</span>' not in page(guarded, guarded.colleague, "desk")
    assert '<span class="big">1</span>' in page(guarded, guarded.maria, "desk")


def test_prot_03_what_waits_is_neither_shown_nor_counted(guarded: ProtectedWorld) -> None:
    story.concern_sent(guarded)
    assert "Nytt: någon är orolig" in page(guarded, guarded.colleague, "desk")
    guarded.protected()

    desk = page(guarded, guarded.colleague, "desk")
    assert "Nytt: någon är orolig" not in desk
    assert "Inget väntar på er." in desk


def test_prot_03_the_officers_are_told_without_a_name_and_others_in_their_unit_are_not(
    guarded: ProtectedWorld,
) -> None:
    story.concern_sent(guarded)
    guarded.protected()
    client_for(guarded, guarded.colleague).get(reverse("child", args=[guarded.noel.pk]))
    desk = page(guarded, guarded.officer, "desk")

    assert "Någon utanför listan har försökt öppna ett skyddat barn" in desk
    assert "bestäm vilka som får öppna" in desk
    assert "Noel" not in desk
    assert reverse("protected_keep", args=[guarded.noel.pk]) in desk
    reviewer = guarded._works("Rut Logg", guarded.officer_unit, "log_reviewer", 14)
    assert "skyddat barn" not in page(guarded, reviewer, "desk")


def test_prot_03_an_officer_ends_an_alarm_by_hand(guarded: ProtectedWorld) -> None:
    story.concern_sent(guarded)
    guarded.protected()
    client_for(guarded, guarded.colleague).get(reverse("child", args=[guarded.noel.pk]))
    notice = Notice.objects.get(kind=NoticeKind.PROTECTED_TRIED)
    url = reverse("notice_done", args=[notice.pk])

    assert client_for(guarded, guarded.maria).post(url).status_code == 404
    assert client_for(guarded, guarded.officer).post(url).status_code == 302
    notice.refresh_from_db()
    assert notice.done_at is not None
    assert Notice.objects.filter(kind=NoticeKind.PROTECTED_TRIED, done_at__isnull=True).count() == 0
    assert NoticeKind.PROTECTED_TRIED in OFFICERS


def test_a_list_is_as_cheap_as_before(guarded: ProtectedWorld) -> None:
    story.reported(guarded)

    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page(guarded, guarded.colleague, "desk")
        return len(seen)

    before = asked()
    guarded.protected(Protection.NAMED)
    assert asked() <= before


def statements(world: ProtectedWorld, who: Actor, name: str, key: Any) -> int:
    client = client_for(world, who)
    client.get(reverse(name, args=[key]))
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse(name, args=[key])).status_code == 200
    return len(seen)


def test_the_check_costs_the_plan_page_nothing_and_one_question_where_there_is_a_list(
    guarded: ProtectedWorld,
) -> None:
    story.reported(guarded)
    plan = guarded.plan.pk
    before = statements(guarded, guarded.maria, "plan", plan)
    guarded.protected(Protection.PLACE)
    hidden = statements(guarded, guarded.maria, "plan", plan)
    guarded.protected()
    guarded.listed(guarded.maria)
    by_name = statements(guarded, guarded.maria, "plan", plan)

    assert (hidden - before, by_name - hidden) == (1, 1), "one asks who reads, one asks for the list"
