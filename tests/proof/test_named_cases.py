"""Leaks that have happened in Swedish schools, built again and shown closed.

Stockholm, Skolplattformen: guardians reached other children's grades by changing the id in an address, and an admin
page was found through a search engine (Kammarrätten 2022-09-16; IMY 2020-11-23). *Source:* law.md 4.2.
"""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from barnetsplan.accounts.models import Account
from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource
from barnetsplan.gathering.models import Question
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Child
from barnetsplan.records.models import Entry
from tests.architecture.visits import ABSENT, without_what_is_new
from tests.cast import NOEL_BORN
from tests.sign_in import client_for
from tests.world import World

pytestmark = pytest.mark.slow
#: What people try first, and what a search engine has found elsewhere.
USUAL_DOORS = (
    *("admin/", "admin/login/", "django-admin/", "administrator/", "wp-admin/", "manage/", "console/", "debug/"),
    *("api/", "api/v1/children/", "graphql", "swagger/", "metrics", "health/", "server-status", "phpinfo.php"),
    *(".env", ".git/config", "backup.zip", "static/", "media/", "uploads/", "arbete/admin/", "min/admin/", "search"),
)


def addresses(patterns: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    """Every address of the house, with the id of a thing that is not there where it asks for one."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = before + re.sub(r"<uuid:\w+>", str(ABSENT), re.sub(r"<str:\w+>|<slug:\w+>", "x", str(pattern.pattern)))
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, here)
        else:
            yield here


@pytest.fixture
def other_parent(story: World) -> Client:
    """A guardian who is signed in rightly, for another child, born on the same day as Noel."""
    person = admit_person(name="Petra Påhittad", number=make_invented(NOEL_BORN.replace(year=1988), 8), at=story.at)
    Account.objects.create(person=person)
    number = make_invented(NOEL_BORN, 9)
    child = Child.objects.create(
        person=admit_person(name="Ali Påhittad", number=number, at=story.at), born_on=NOEL_BORN
    )
    add_guardianship(child=child, guardian=person.pk, source=GuardianshipSource.REGISTER, valid_from=story.at)
    client = client_for(story, story.as_guardian(person))
    assert client.get(f"/min/barn/{child.pk}/").status_code == 200, "the own child's page opens"
    return client


def things_of_noel(story: World) -> set[UUID]:
    """Every id that a page about Noel has ever had in its address, and those of what is written."""
    named = {story.noel.pk, story.concern.pk, story.case.pk, story.talk.pk, story.circle.pk, story.meeting.pk}
    named |= {
        story.plan.pk,
        story.version.pk,
        story.question.pk,
        story.bildschema,
        Question.objects.get(to=story.sara.pk).pk,
    }
    return named | set(Entry.objects.filter(child=story.noel).values_list("pk", flat=True)[:5])


def test_stockholm_a_guardian_may_not_reach_another_child_by_changing_the_id(
    story: World, other_parent: Client
) -> None:
    own = [address for address in addresses() if address.startswith("/min/") and str(ABSENT) in address]
    assert len(own) >= 10
    since = story.later()
    for address in own:
        unknown = other_parent.post(address)
        assert unknown.status_code in {404, 405}, address
        for key in things_of_noel(story):
            there = address.replace(str(ABSENT), str(key))
            # A form's address answers a reader 405 whatever it is of, before anything is looked for.
            assert other_parent.get(there).status_code in {404, 405}, there
            answer = other_parent.post(there)
            assert answer.status_code == unknown.status_code, there
            assert without_what_is_new(answer) == without_what_is_new(unknown), "nothing tells that it is there"

    assert not AuditEvent.objects.filter(at__gt=since, permitted=True).exists()


def test_stockholm_an_admin_page_may_not_be_found_by_anybody(story: World) -> None:
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert "django.contrib.admindocs" not in settings.INSTALLED_APPS
    for client in (Client(), client_for(story, story.stranger), client_for(story, story.as_guardian(story.sara))):
        unknown = without_what_is_new(client.get("/det-har-finns-inte/"))
        for door in USUAL_DOORS:
            answer = client.get(f"/{door}")

            assert answer.status_code == 404, door
            assert without_what_is_new(answer) == unknown, door
            assert answer.headers["X-Robots-Tag"] == "noindex"


@pytest.mark.django_db
def test_stockholm_no_search_engine_may_keep_a_page_and_nobody_gets_a_byte_before_signing_in() -> None:
    """A page about a child answers one who is not signed in with the way to the sign-in, and an empty body."""
    public, closed = 0, 0
    for address in addresses():
        answer = Client().get(address)

        assert answer.headers["X-Robots-Tag"] == "noindex", address
        assert answer.headers["Cache-Control"] == "no-store", address
        if answer.status_code == 200:
            public += 1
        elif answer.status_code == 302:
            assert answer.content == b"", address
            closed += 1
        elif answer.status_code == 410:
            # Who has no pass from a page that the gate has opened hears nothing, and no sign-in would help (ADR 0025).
            assert address == reverse("meeting_pulse")
            assert answer.content == b""
            assert "ETag" not in answer.headers
            closed += 1
        else:
            assert answer.status_code in {404, 405}, address
    assert public < 15 < closed
