"""A plan written outside a meeting: changed, refused with its sentences, and given to the family first."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from barnetsplan.domain.vocabulary import VersionState
from barnetsplan.meetings.actions import Call, call_meeting
from barnetsplan.organisations.models import Unit
from barnetsplan.plans.models import Plan, Version
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, posted, text_of
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Invitation
from barnetsplan.records.models import Attachment, Entry
from barnetsplan.revising.cards import sheet_card
from barnetsplan.revising.forms import SheetForm
from tests.files import a_picture
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db


def fields_of(world: World, **more: Any) -> dict[str, Any]:
    """The sheet as the page shows it, with what somebody has typed."""
    form = SheetForm(card=sheet_card(world.maria, Plan.objects.get(pk=world.plan.pk), world.at))
    shown = {bound.name: bound.value() for bound in form if bound.value() not in (None, "", False)}
    return {**shown, "token": str(uuid4()), "follow_up_on": "2027-01-20", **more}


def _edit(world: World, **more: Any) -> Any:
    return posted(client_for(world, world.maria), "plan_edit", world.plan.pk, **fields_of(world, **more))


def test_a_changed_plan_goes_to_the_family_first_and_only_what_is_new_is_written(story: World) -> None:
    before = Entry.objects.count()

    answer = _edit(story, action_0_when="varje morgon")

    assert answer["Location"] == reverse("plan", args=[story.plan.pk])
    version = Version.objects.get(plan=story.plan.pk, number=2)
    assert (version.state, version.meeting) == (VersionState.WITH_FAMILY, None)
    assert Entry.objects.count() == before + 1
    page = text_of(opened(story, story.maria, "plan_difference", story.plan.pk))
    assert "varje dag" in page
    assert "varje morgon" in page
    assert "varje morgon" not in text_of(opened(story, story.leila, "plan", story.plan.pk))


def test_the_same_sheet_sent_twice_is_one_version(story: World) -> None:
    fields = fields_of(story, action_0_when="varje morgon")
    for _ in range(2):
        assert posted(client_for(story, story.maria), "plan_edit", story.plan.pk, **fields).status_code == 302

    assert Version.objects.filter(plan=story.plan.pk).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"action_2_text": "EHT kartlägger läsningen"}, "Det här kan vara nytt för dem: kartläggning, EHT."),
        ({"action_2_text": "Vi ringer XYZ"}, "Det här kan vara nytt för dem: XYZ."),
        ({"action_2_text": "Lugn läsning " * 30}, "Texten är lång. Skriv den i en mening till familjen."),
        ({"action_2_text": "Vi läser ihop."}, "Välj ett alternativ."),
        ({"action_2_when": "varje dag"}, "Skriv något här."),
        ({"follow_up_on": ""}, "Välj en dag."),
        ({"follow_up_on": "2020-01-01"}, "Dagen har redan varit."),
        ({"is_sip": "on"}, "En SIP ska säga vad andra gör."),
        ({"is_sip": "on", "sip_others": "Inget"}, "En SIP ska säga vem som har det övergripande ansvaret."),
        ({"reference_0_plan": "support_programme"}, "Skriv något här."),
        ({"action_0_responsible": str(uuid4())}, "Välj ett av alternativen."),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_lost(
    story: World, typed: dict[str, str], sentence: str
) -> None:
    page = _edit(story, words_0="Jag vill läsa om drakar.", **typed)

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert "Jag vill läsa om drakar." in page.content.decode()
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def sip(world: World, **more: str) -> dict[str, str]:
    """A plan that is a SIP too; the social services have an action in it already."""
    principals = SheetForm(card=sheet_card(world.maria, world.plan, world.at)).offered.principals
    others = {"sip_others": "Fotbollsklubben tar emot Noel.", "sip_overall": str(principals[1][0])}
    return {"is_sip": "on", **others, **more}


def action_of(unit: Any) -> dict[str, str]:
    """One action more, which a unit answers for."""
    return {"action_3_text": "Vi läser ihop.", "action_3_when": "varje dag", "action_3_responsible": str(unit.pk)}


@pytest.mark.parametrize("answers", ["preschool", "social"])
def test_sip_01_a_plan_with_nothing_of_health_care_is_no_sip(story: World, answers: str) -> None:
    page = _edit(story, **sip(story, **action_of(getattr(story, answers))))

    assert page.status_code == 200
    text = text_of(page)
    assert "behöver hjälp av både socialtjänsten och vården" in text
    assert 'id="id_is_sip_error"' in page.content.decode() or "is_sip" in page.context["form"].errors
    assert "Fotbollsklubben tar emot Noel." in page.content.decode()
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def test_sip_01_a_plan_with_nothing_of_the_social_services_is_no_sip(story: World) -> None:
    theirs = next(
        name
        for name, value in fields_of(story).items()
        if name.endswith("responsible") and str(value) == str(story.social.pk)
    )

    page = _edit(story, **sip(story, **action_of(story.bvc), **{theirs: str(story.bvc.pk)}))

    assert "behöver hjälp av både socialtjänsten och vården" in text_of(page)
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def test_sip_01_the_schools_own_health_care_is_not_the_regions(story: World) -> None:
    Unit.objects.filter(pk=story.bvc.pk).update(sector="student_health_medical")

    assert _edit(story, **sip(story, **action_of(story.bvc))).status_code == 200
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def test_a_plan_that_is_no_sip_needs_neither(story: World) -> None:
    assert _edit(story, **action_of(story.preschool)).status_code == 302


def test_sip_01_the_laws_four_fields_stand_in_the_plan_and_nothing_restarts(story: World) -> None:
    said = sip(story, **action_of(story.bvc))
    overall = said["sip_overall"]

    answer = _edit(story, **said)

    assert answer.status_code == 302
    page = text_of(opened(story, story.maria, "plan", story.plan.pk, "?version=2"))
    for words in ("Planen är också en SIP", "Fotbollsklubben tar emot Noel.", overall, "Bildschema vid lämning"):
        assert words in page
    assert Version.objects.get(plan=story.plan.pk, number=2).items.count() == 2 + story.version.items.count()


def test_another_plan_is_named_and_never_told(story: World) -> None:
    assert (
        _edit(
            story,
            reference_0_plan="support_programme",
            reference_0_owner="Vislanda skola",
            reference_0_contact="Rektor",
        ).status_code
        == 302
    )

    page = text_of(opened(story, story.maria, "plan", story.plan.pk, "?version=2"))
    assert "Åtgärdsprogram Vislanda skola · Rektor" in page
    version = Version.objects.get(plan=story.plan.pk, number=2)
    family = text_of(opened(story, story.as_guardian(story.sara), "family_version", version.pk))
    assert "Andra planer som finns" in family
    assert "Vislanda skola" in family


def test_the_family_reads_its_sentence_and_what_the_words_in_it_mean(story: World) -> None:
    _edit(
        story,
        action_2_text="EHT kartlägger läsningen",
        action_2_to_family="Skolans EHT tar reda på hur Noel läser.",
        action_2_responsible=str(story.bvc.pk),
        action_2_when="i oktober",
    )

    version = Version.objects.get(plan=story.plan.pk, number=2)
    page = text_of(opened(story, story.as_guardian(story.sara), "family_version", version.pk))
    assert "Skolans EHT tar reda på hur Noel läser." in page
    assert "kartlägger" not in page.partition("Det här har ändrats")[0]
    assert "EHT Elevhälsoteamet" in page


def test_what_has_ended_is_not_in_the_new_version(story: World) -> None:
    _edit(story, action_0_ended="on")

    page = text_of(opened(story, story.maria, "plan_difference", story.plan.pk))
    assert "Inte med längre" in page


def test_a_drawing_goes_with_the_childs_words_that_were_written_with_the_child(story: World) -> None:
    fields = fields_of(story, words_0="Så ser min skola ut.", drawing_shows="En skola med en drake")
    client = client_for(story, story.maria)

    answer = client.post(
        reverse("plan_edit", args=[story.plan.pk]), {**fields, "drawing": SimpleUploadedFile("skola.jpg", a_picture())}
    )

    assert answer.status_code == 302, text_of(answer)
    kept = Attachment.objects.get(entry__kind="own_words", entry__voice=story.noel.pk)
    assert (
        client_for(story, story.as_guardian(story.sara)).get(reverse("attachment", args=[kept.pk])).status_code == 200
    )
    assert client_for(story, story.stranger).get(reverse("attachment", args=[kept.pk])).status_code == 404


def test_a_file_that_lies_is_refused_beside_its_field(story: World) -> None:
    fields = fields_of(story, words_0="Så ser min skola ut.", drawing_shows="En skola")
    client = client_for(story, story.maria)

    page = client.post(
        reverse("plan_edit", args=[story.plan.pk]),
        {**fields, "drawing": SimpleUploadedFile("skola.jpg", b"MZ, no picture")},
    )

    assert "Filen kan inte läsas." in text_of(page)
    assert not Attachment.objects.exists()


def test_more_rows_can_be_asked_for_and_what_was_typed_stays(story: World) -> None:
    page = _edit(story, action_2_text="Vi läser ihop.", more="action")

    assert page.status_code == 200
    assert "Vi läser ihop." in page.content.decode()
    assert "action_6_text" in page.content.decode()
    assert Version.objects.filter(plan=story.plan.pk).count() == 1


def test_while_a_meeting_is_called_the_plan_is_written_on_its_board(story: World) -> None:
    made(
        call_meeting(
            Call(
                case=story.case,
                meeting_id=uuid4(),
                payload=Invitation(when="1 december", question="Hur går det?"),
                starts_at=datetime(2027, 3, 1, 13, tzinfo=UTC),
                units=[story.preschool.pk],
                by=story.maria,
                at=story.later(),
            ),
        ),
    )

    page = _edit(story, action_0_when="varje morgon")

    assert "Skriv ändringen på mötets blad" in text_of(page)


def test_somebody_elses_change_is_not_overwritten(story: World) -> None:
    page = _edit(story, action_0_when="varje morgon", seen=str(uuid4()))

    assert "Planen har ändrats sedan du öppnade sidan." in text_of(page)


def test_those_who_do_not_hold_the_plan_may_not_change_it(story: World) -> None:
    for actor in (story.leila, story.linda, story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan_edit", story.plan.pk)
        assert (
            posted(client_for(story, actor), "plan_edit", story.plan.pk, follow_up_on="2027-01-20").status_code == 404
        )


def test_a_plan_with_two_actions_has_no_more_required_fields_than_its_budget(story: World) -> None:
    form = SheetForm(card=sheet_card(story.maria, story.plan, story.at))
    of_rows = 1 + 2 * 3 + 2 * 2

    assert form.required_count + of_rows <= current().budgets.plan_with_two_actions
