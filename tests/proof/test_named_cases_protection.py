"""What happened elsewhere, built again and closed: Stockholm and Bergen, and what must never be joined (law.md 4.2).

Stockholm's school platform let large parts of its staff reach pupils with protected identity, and an administrator's
page, found by a search engine, gave away protected teachers. Bergen showed a guardian the confidential address of a
child.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models
from django.test import Client
from django.urls import reverse

from barnetsplan.accounts.models import Account
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, GuardianshipSource
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import add_guardianship, admit_child, admit_person, set_protection
from barnetsplan.people.models import Child, Person
from barnetsplan.people.register import MARKS, RegisteredChild, RegisteredPerson
from barnetsplan.policy.facts import Actor
from tests.protected import PLACES, ProtectedWorld, crawl
from tests.sign_in import client_for

pytestmark = [pytest.mark.slow]


@pytest.fixture
def story(told_of_places: ProtectedWorld) -> ProtectedWorld:
    """Noel's story with a canary in every field that can tell a place."""
    return told_of_places


def staff(world: ProtectedWorld) -> Iterator[Actor]:
    yield from (world.colleague, world.linda, world.leila, world.stranger, world.officer)


def ways_to_noel(world: ProtectedWorld) -> list[str]:
    keys = {
        "child": world.noel.pk,
        "concern": world.concern.pk,
        "wheel": world.case.pk,
        "analysis": world.case.pk,
        "consent_ask": world.case.pk,
        "consent_follow": world.circle.pk,
        "meeting": world.meeting.pk,
        "plan": world.plan.pk,
        "plan_end": world.plan.pk,
        "action_report": world.bildschema,
        "question": world.question.pk,
        "child_protect": world.noel.pk,
        "protected_reason": world.noel.pk,
    }
    return [reverse(name, args=[key]) for name, key in keys.items()]


def test_stockholm_staff_of_every_unit_reach_nothing_of_a_protected_child(story: ProtectedWorld) -> None:
    """Then: a role was enough. Here: colleagues of the same unit, the circle, strangers, and the officers."""
    open_before = {way for way in ways_to_noel(story) if client_for(story, story.maria).get(way).status_code == 200}
    assert len(open_before) > 5, "without protection Maria reads, or nothing is tested"
    story.protected()
    story.listed(story.maria)

    for who in staff(story):
        client = client_for(story, who)
        assert {way: client.get(way).status_code for way in ways_to_noel(story)} == dict.fromkeys(
            ways_to_noel(story), 404
        ), who.name
    assert {way for way in ways_to_noel(story) if client_for(story, story.maria).get(way).status_code == 200}
    assert Notice.objects.filter(kind=NoticeKind.PROTECTED_TRIED).exists(), "and the attempts are told"


def test_stockholm_no_link_search_or_list_leads_to_the_child(story: ProtectedWorld) -> None:
    story.protected()
    for who in (story.colleague, story.linda, story.leila, story.stranger):
        own = {"name", "short_name"}
        pages = crawl(client_for(story, who), reverse("desk"), reverse("children"), reverse("notice"))
        words = ["Noel", "Lindqvist", *(word for key, word in PLACES.items() if key not in own)]
        found = {way: [word for word in words if word in text] for way, text in pages.items()}
        assert {way: words for way, words in found.items() if words} == {}, who.name


@pytest.mark.django_db
def test_stockholm_no_page_for_administrators_is_there_to_be_found() -> None:
    for way in ("/admin/", "/administration/", "/ansvar/", "/api/", "/ansvar/skyddade/", "/sitemap.xml"):
        page = Client().get(way)
        assert page.status_code in {302, 404}, way
        assert page.content == b"" or b"noindex" in page.content
    assert not apps.is_installed("django.contrib.admin")


def test_stockholm_a_protected_teacher_is_in_no_log_by_name(story: ProtectedWorld) -> None:
    client_for(story, story.maria).get(reverse("plan", args=[story.plan.pk]))
    set_protection(person=story.maria.person_id, protection=Protection.REGISTERED)

    pages = crawl(client_for(story, story.as_guardian(story.sara)), reverse("family_log", args=[story.noel.pk]))

    assert "Maria Sand" not in pages[reverse("family_log", args=[story.noel.pk])]


@pytest.mark.parametrize("protection", [Protection.PLACE, Protection.NAMED])
def test_bergen_no_guardian_is_shown_where_the_child_is(story: ProtectedWorld, protection: Protection) -> None:
    """Then: a confidential address stood on the guardian's page. Here it is in no page, header or address of a page."""
    story.protected(protection, by=story.as_guardian(story.sara))

    pages = crawl(client_for(story, story.as_guardian(story.daniel)), reverse("family_plan", args=[story.noel.pk]))

    staff = ["Linda Ahl", "Maria Sand", "Leila Holm"]
    words = ["anarie", *PLACES.values(), "Hovmantorp", "Lessebo", "0761", "Gullvivan", "0478-", *staff]
    found = {way: [word for word in words if word in f"{way} {text}"] for way, text in pages.items()}
    assert {way: words for way, words in found.items() if words} == {}


def test_bergen_what_a_new_service_in_the_circle_is_called_tells_no_place(story: ProtectedWorld) -> None:
    """Abuse case 2: the same parent infers the place from the municipality of somebody new."""
    story.protected(Protection.PLACE)
    client = client_for(story, story.as_guardian(story.daniel))
    before = client.get(reverse("family_contacts", args=[story.noel.pk])).content
    for unit, town in ((story.bvc, "Pajala"), (story.preschool, "Arjeplog"), (story.social, "Ystad")):
        unit.name, unit.locality, unit.municipality_code, unit.phone = f"{unit.short_name} {town}", town, "2521", "0978"
        unit.save()

    after = client.get(reverse("family_contacts", args=[story.noel.pk])).content

    assert _without_tokens(before) == _without_tokens(after)


def _without_tokens(page: bytes) -> str:
    return re.sub(r'nonce="[^"]*"|value="[A-Za-z0-9]{64}"|X-CSRFToken": "[^"]*"', "", page.decode())


def registered(number: int, *, name: str = "Elsa Ny", born: date = date(2016, 5, 4)) -> RegisteredChild:
    mother = RegisteredPerson(make_invented(date(1988, 3, 4), number), "Mor Ny")
    return RegisteredChild(make_invented(born, number), name, (mother,))


def test_prot_05_an_import_joins_nobody_who_lacks_exactly_the_same_number(story: ProtectedWorld) -> None:
    """The same name, the same day of birth, the same guardian's name: still two people (abuse case 35)."""
    old = admit_child(registered(1), at=story.later())
    new = admit_child(registered(2), at=story.later())

    assert old.pk != new.pk
    guardians = [set(child.guardianships.values_list("guardian", flat=True)) for child in (old, new)]
    assert guardians[0] & guardians[1] == set()
    assert admit_child(registered(2), at=story.later()).pk == new.pk


def test_prot_05_no_column_and_no_code_links_one_identity_with_another() -> None:
    linked = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey)
        and {model, field.related_model} <= {Person, Child, Account}
        and field.name not in {"person", "carried_by"}
    ]
    assert linked == []
    forbidden = re.compile(
        r"1\.2\.752\.201\.3\.15|previousPersonalIdentityNumber|def (?:merge|join|link)_(?:person|people|child)",
        re.IGNORECASE,
    )
    code = [path for path in Path(settings.PACKAGE).rglob("*.py") if "tests" not in path.parts]
    assert [str(path) for path in code if forbidden.search(path.read_text(encoding="utf-8"))] == []
    assert set(MARKS) == {"01003", "01020"}, "no code of an earlier number is read"


@pytest.mark.parametrize("who", ["maria", "linda", "daniel", "officer"])
def test_prot_05_no_page_tells_that_two_children_have_the_same_guardian(story: ProtectedWorld, who: str) -> None:
    actor = story.as_guardian(story.daniel) if who == "daniel" else getattr(story, who)
    begin = reverse("family_plan" if actor.kind is ActorKind.FAMILY else "child", args=[story.noel.pk])
    before = crawl(client_for(story, actor), begin)
    sister = Child.objects.create(
        person=admit_person(name="Alva Annan", number=make_invented(date(2019, 5, 6), 0), at=story.at),
        born_on=date(2019, 5, 6),
    )
    add_guardianship(child=sister, guardian=story.sara.pk, source=GuardianshipSource.REGISTER, valid_from=story.later())

    after = crawl(client_for(story, actor), begin)

    assert set(before) == set(after)
    assert not [way for way, text in after.items() if "Alva" in text or str(sister.pk) in text]
