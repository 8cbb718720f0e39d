"""A plan that runs on paper: entered as version 1, the paper beside it, and consent asked anew."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.domain.vocabulary import CaseState, PlanReply, PlanState, VersionState
from barnetsplan.plans.actions import answer_version, publish
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Plan, Version
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, text_of
from barnetsplan.records.models import Attachment, Entry, Release
from tests.files import a_document
from tests.sign_in import client_for
from tests.world import World, case_open, made

pytestmark = pytest.mark.django_db


def _fields(world: World, **more: Any) -> dict[str, Any]:
    return {
        "token": str(uuid4()),
        "made_on": "2026-05-20",
        "words_0": "Jag vill leka mer.",
        "goal_0_text": "Lugna lämningar.",
        "action_0_text": "Egen vuxen vid lämning",
        "action_0_responsible": str(world.preschool.pk),
        "action_0_when": "varje dag",
        "action_0_goal": "0",
        "action_1_text": "Samtal hemma",
        "action_1_responsible": str(world.social.pk),
        "action_1_when": "varannan vecka",
        "follow_up_on": "2026-12-01",
        "shows": "Barnets plan på papper",
        "paper": SimpleUploadedFile("plan.pdf", a_document()),
        **more,
    }


def _entered(world: World, **more: Any) -> Any:
    client = client_for(world, world.maria)
    return client.post(reverse("plan_paper", args=[world.case.pk]), _fields(world, **more))


def test_a_paper_plan_becomes_version_1_with_the_family_and_consent_is_asked_anew(world: World) -> None:
    case_open(world)

    answer = _entered(world)

    assert answer.status_code == 302, text_of(answer)
    assert answer["Location"] == reverse("sharing", args=[world.case.pk])
    version = Version.objects.get(plan__child=world.noel.pk)
    assert (version.number, version.state) == (1, VersionState.WITH_FAMILY)
    assert Case.objects.get(pk=world.case.pk).state == CaseState.ANALYSED
    readers = set(Release.objects.filter(entry__kind="action").values_list("recipient", flat=True))
    assert readers == {world.bvc.pk, world.sara.pk, world.daniel.pk, world.noel.pk}
    assert "Egen vuxen vid lämning" in text_of(
        opened(world, world.as_guardian(world.sara), "family_version", version.pk)
    )


def test_the_scanned_paper_is_for_the_family_and_the_one_who_answers_for_the_plan(world: World) -> None:
    case_open(world)
    _entered(world)

    paper = Attachment.objects.get(entry__kind="paper_plan")
    address = reverse("attachment", args=[paper.pk])

    for actor, status in ((world.maria, 200), (world.as_guardian(world.sara), 200), (world.linda, 404)):
        assert client_for(world, actor).get(address).status_code == status
    assert b"%PDF" not in bytes(paper.sealed)
    for actor, page, key in (
        (world.maria, "plan", paper.entry.container),
        (world.as_guardian(world.sara), "family_plan", world.noel.pk),
    ):
        assert address in opened(world, actor, page, key).content.decode()


def test_the_same_paper_sent_twice_is_entered_once(world: World) -> None:
    case_open(world)
    token = str(uuid4())

    for _ in range(2):
        assert _entered(world, token=token).status_code == 302

    assert Version.objects.count() == 1
    assert Entry.objects.filter(kind="paper_plan").count() == 1


def test_a_paper_plan_needs_no_paper(world: World) -> None:
    case_open(world)

    assert _entered(world, paper="", made_on="").status_code == 302
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"made_on": ""}, "Skriv vilken dag papperet är från."),
        ({"made_on": "2090-01-01"}, "Dagen har inte varit än."),
        ({"words_0": ""}, "Skriv vad barnet säger, eller varför det inte är med."),
        ({"shows": ""}, "Skriv med några ord vad bilden eller papperet visar."),
        ({"action_0_when": ""}, "Skriv något här."),
        ({"action_0_text": "LSS-insats"}, "Det här kan vara nytt för dem: insats, LSS."),
        ({"paper": SimpleUploadedFile("plan.pdf", b"MZ, no document")}, "Filen kan inte läsas."),
    ],
)
def test_what_is_missing_gets_a_sentence_and_nothing_is_lost(world: World, typed: Any, sentence: str) -> None:
    case_open(world)

    page = _entered(world, **typed)

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert "Lugna lämningar." in page.content.decode()
    assert not Version.objects.exists()
    assert Case.objects.get(pk=world.case.pk).state == CaseState.GATHERING


def test_an_empty_sheet_is_no_plan(world: World) -> None:
    case_open(world)
    names = ("goal_0_text", "action_0_text", "action_1_text", "words_0")
    more = dict.fromkeys((*names, "action_0_when", "action_1_when", "action_0_responsible"), "")

    page = _entered(world, **more, action_1_responsible="", why_no_words="Noel sover.")

    assert "Skriv minst ett mål eller något som ska hända först." in text_of(page)


def test_only_barnens_basta_ansvarig_may_enter_one(world: World) -> None:
    case_open(world)

    for actor in (world.linda, world.stranger, world.as_guardian(world.sara)):
        assert_looks_unknown(world, actor, "plan_paper", world.case.pk)


def test_a_plan_of_one_service_alone_is_a_plan(world: World) -> None:
    """Nobody else has to be asked, and nobody but the family and the service reads it (model.md 5.3)."""
    case_open(world)
    only = str(world.bvc.pk)
    assert _entered(world, action_0_responsible=only, action_1_responsible=only).status_code == 302
    version = Version.objects.get()
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(version.pk)),
                reply=PlanReply.AGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            ),
        )

    made(publish(version=made(find_version(version.pk)), by=world.maria, at=world.later()))

    assert Plan.objects.get().state == PlanState.LIVE
    assert Case.objects.get(pk=world.case.pk).state == CaseState.COLLABORATING
    readers = set(Release.objects.filter(entry__kind="action").values_list("recipient", flat=True))
    assert readers == {world.bvc.pk, world.sara.pk, world.daniel.pk, world.noel.pk}
