"""The page of the family for professionals: who may, who may not, and that nothing is lost or done twice."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.consent.models import Override
from barnetsplan.coordination.guarding import NewPause, begin_pause, hide_whereabouts
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import Answer, PauseSaidAs, WhereaboutsGround
from barnetsplan.people.models import (
    Child,
    Guardianship,
    MaturityDecision,
    Pause,
    ProposedGuardian,
    Relationship,
    Restriction,
    WhereaboutsHidden,
    WhereaboutsReview,
)
from barnetsplan.people.pauses import paused
from barnetsplan.people.queries import family_of
from barnetsplan.people.relating import NewHiding
from barnetsplan.policy.facts import Actor
from tests.sign_in import client_for
from tests.world import World, case_open, circle_asked, made, published, say

pytestmark = pytest.mark.django_db
ALVA = make_invented(date(1990, 6, 1), 1)

#: The pages that write about the child, by name.
WRITES = (
    "custody_restrict",
    "guardian_propose",
    "relationship_add",
    "maturity_decide",
    "override_record",
    "releases_pause",
    "whereabouts_hide",
)
#: Those that any unit around the child may open.
OF_ALL_INVOLVED = ("relations", *(name for name in WRITES if name not in {"maturity_decide", "override_record"}))


@pytest.fixture
def opened(world: World) -> World:
    """Maria holds the case; Linda has noticed."""
    case_open(world)
    return world


def boss(world: World, unit: Any, serial: int = 11) -> Actor:
    """Who decides on secrecy in a unit."""
    return world._professional("Berit Chef", unit, "unit_manager", serial)


def colleague(world: World) -> Actor:
    return world._professional("Karin Lund", world.bvc, "bvc_nurse", 17)


def page(client: Client, where: str, key: UUID) -> Any:
    return client.get(reverse(where, args=[key]))


def send(client: Client, where: str, key: UUID, **fields: Any) -> Any:
    return client.post(reverse(where, args=[key]), {"token": str(uuid4()), **fields})


def text(answer: Any) -> str:
    words: str = answer.content.decode()
    return words


def test_fam_01_an_involved_unit_may_see_who_has_custody_and_by_which_proof(opened: World) -> None:
    for actor in (opened.maria, opened.linda):
        answer = page(client_for(opened, actor), "relations", opened.noel.pk)

        assert answer.status_code == 200
        for words in ("Sara Lindqvist", "Daniel Lindqvist", "Vårdnadshavare", "Folkbokföringen"):
            assert words in text(answer)


@pytest.mark.parametrize("name", ["relations", *WRITES])
def test_a_unit_that_is_not_around_the_child_may_not_open_any_of_the_pages(opened: World, name: str) -> None:
    for actor in (opened.stranger, opened.leila):
        assert page(client_for(opened, actor), name, opened.noel.pk).status_code == 404


@pytest.mark.parametrize("name", ["relations", *WRITES])
def test_a_guardian_may_not_open_any_of_the_pages(opened: World, name: str) -> None:
    assert page(client_for(opened, opened.as_guardian(opened.sara)), name, opened.noel.pk).status_code == 404


@pytest.mark.parametrize("name", OF_ALL_INVOLVED)
def test_whoever_works_around_the_child_may_open_what_restricts_and_notes(opened: World, name: str) -> None:
    assert page(client_for(opened, opened.linda), name, opened.noel.pk).status_code == 200


@pytest.mark.parametrize("name", ["maturity_decide", "override_record"])
def test_only_bba_and_who_decides_on_secrecy_may_decide(opened: World, name: str) -> None:
    assert page(client_for(opened, opened.maria), name, opened.noel.pk).status_code == 200
    assert page(client_for(opened, boss(opened, opened.preschool)), name, opened.noel.pk).status_code == 200
    assert page(client_for(opened, opened.linda), name, opened.noel.pk).status_code == 404


def test_fam_02_a_restriction_holds_at_once_and_says_what_was_seen(opened: World) -> None:
    client = client_for(opened, opened.linda)
    guardian = client_for(opened, opened.as_guardian(opened.sara))
    family = reverse("family_plan", args=[opened.noel.pk])
    assert guardian.get(family).status_code == 200

    answer = send(client, "custody_restrict", opened.noel.pk, guardian=opened.sara.pk, evidence="Dom T 1-26")

    assert answer.status_code == 302
    assert guardian.get(family).status_code == 302, "signed out in the same second"
    assert client_for(opened, opened.as_guardian(opened.sara)).get(family).status_code == 404
    assert "Dom T 1-26" in text(page(client, "relations", opened.noel.pk))
    theirs = text(page(client_for(opened, opened.maria), "relations", opened.noel.pk))
    assert "Är inte vårdnadshavare längre" in theirs
    assert "Dom T 1-26" not in theirs, "what one unit has seen is not the other's"


def test_fam_02_a_restriction_without_evidence_says_so_and_loses_nothing(opened: World) -> None:
    answer = send(client_for(opened, opened.linda), "custody_restrict", opened.noel.pk, guardian=opened.sara.pk)

    assert answer.status_code == 200
    assert "checked" in text(answer)
    assert not Restriction.objects.exists()


def proposal(opened: World, **otherwise: Any) -> dict[str, Any]:
    return {
        "name": "Alva Ek",
        "number": ALVA.digits,
        "kind": "appointed_guardian",
        "source": "seen_decision",
        "seen_on": (opened.at - timedelta(days=3)).date().isoformat(),
        "evidence": "T 12-26",
        **otherwise,
    }


def test_fam_02_two_persons_on_two_sign_ins_add_a_guardian(opened: World) -> None:
    first, second = client_for(opened, opened.maria), client_for(opened, colleague(opened))
    token = str(uuid4())

    for _ in range(2):
        assert send(first, "guardian_propose", opened.noel.pk, **proposal(opened, token=token)).status_code == 302
    row = ProposedGuardian.objects.get()
    assert len(family_of(opened.noel, at=opened.at)) == 2

    own = send(first, "guardian_confirm", row.pk, answer="yes")
    assert own.status_code == 200
    assert "Någon annan än den som skrev det" in text(own)
    assert len(family_of(opened.noel, at=opened.at)) == 2

    assert "T 12-26" in text(page(second, "guardian_confirm", row.pk))
    assert send(second, "guardian_confirm", row.pk, answer="yes").status_code == 302
    assert row.guardian_id in family_of(opened.noel, at=opened.at)
    assert send(second, "guardian_confirm", row.pk, answer="yes").status_code == 404, "it is answered"


def test_fam_02_another_unit_may_not_confirm(opened: World) -> None:
    send(client_for(opened, opened.maria), "guardian_propose", opened.noel.pk, **proposal(opened))
    row = ProposedGuardian.objects.get()

    for actor in (opened.linda, opened.stranger):
        assert page(client_for(opened, actor), "guardian_confirm", row.pk).status_code == 404
        assert send(client_for(opened, actor), "guardian_confirm", row.pk, answer="yes").status_code == 404


def test_fam_02_a_wrong_number_is_said_beside_the_field(opened: World) -> None:
    wrong = proposal(opened, number="199006019999")

    answer = send(client_for(opened, opened.maria), "guardian_propose", opened.noel.pk, **wrong)

    assert answer.status_code == 200
    assert "Numret stämmer inte" in text(answer)
    assert "T 12-26" in text(answer)
    assert not ProposedGuardian.objects.exists()


def test_fam_04_somebody_without_custody_is_noted_and_gets_nothing(opened: World) -> None:
    client = client_for(opened, opened.maria)

    send(
        client,
        "relationship_add",
        opened.noel.pk,
        kind="special_representative",
        name="Rut Ek",
        source="seen_decision",
    )

    shown = text(page(client, "relations", opened.noel.pk))
    assert Relationship.objects.count() == 1
    assert "Rut Ek" in shown
    assert "Brottmålet eller kontaktförbudet, inget annat" in shown
    assert Guardianship.objects.count() == 2


def test_con_04_a_decision_on_maturity_is_made_for_one_matter(opened: World) -> None:
    Child.objects.filter(pk=opened.noel.pk).update(born_on=opened.at.date().replace(year=opened.at.year - 16))
    client = client_for(opened, opened.maria)
    fields = {
        "matter": "halsa",
        "outcome": "alone",
        "reason": "Förstår frågan.",
        "review_on": (opened.at + timedelta(days=90)).date().isoformat(),
    }

    assert send(client, "maturity_decide", opened.noel.pk, **fields).status_code == 302

    assert MaturityDecision.objects.get().matter == "halsa"
    assert "Förstår frågan." in text(page(client, "relations", opened.noel.pk))
    others = text(page(client_for(opened, opened.linda), "relations", opened.noel.pk))
    assert "Förstår frågan." not in others, "another domain's decision is its own"


def test_con_04_a_child_too_young_is_said_on_the_form(opened: World) -> None:
    fields = {
        "matter": "halsa",
        "outcome": "alone",
        "reason": "Klok.",
        "review_on": (opened.at + timedelta(days=90)).date().isoformat(),
    }

    answer = send(client_for(opened, opened.maria), "maturity_decide", opened.noel.pk, **fields)

    assert "I den åldern kan barnet inte bestämma ensamt" in text(answer)
    assert "Klok." in text(answer)


def override(world: World, **otherwise: Any) -> dict[str, Any]:
    return {
        "kind": "fb_6_13_a",
        "measure": "open_treatment",
        "guardian": world.daniel.pk,
        "services": [f"{world.circle.pk}:{world.social.pk}"],
        "decided_on": (world.at - timedelta(days=1)).date().isoformat(),
        "last_day": (world.at + timedelta(days=60)).date().isoformat(),
        "evidence": "Socialnämnden dnr 12-26",
        **otherwise,
    }


def test_con_05_a_decision_is_recorded_for_what_was_asked_about(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)
    client = client_for(world, world.maria)

    assert send(client, "override_record", world.noel.pk, **override(world)).status_code == 302

    assert Override.objects.count() == 1
    assert "Socialnämnden har beslutat" in text(page(client, "relations", world.noel.pk))


def test_con_05_a_decision_of_the_wrong_kind_is_said_on_the_form(world: World) -> None:
    circle_asked(world)

    answer = send(client_for(world, world.maria), "override_record", world.noel.pk, **override(world, measure=""))

    assert "kan inte gälla den verksamhet som du har valt" in text(answer)
    assert "dnr 12-26" in text(answer)
    assert not Override.objects.exists()


def test_fam_06_staff_pause_at_once_without_a_reason(opened: World) -> None:
    client = client_for(opened, opened.linda)

    assert send(client, "releases_pause", opened.noel.pk, about="").status_code == 302

    assert paused(opened.noel.pk, at=opened.at)
    for actor in (opened.linda, opened.maria):
        shown = text(page(client_for(opened, actor), "relations", opened.noel.pk))
        assert "Utlämnanden till vårdnadshavarna är pausade" in shown


def saras_word(world: World) -> Pause:
    return made(
        begin_pause(
            NewPause(
                id=uuid4(),
                child=world.noel,
                about=world.daniel.pk,
                reason="Hemligt om Daniel.",
                said_as=PauseSaidAs.GUARDIAN,
                by=world.as_guardian(world.sara),
                at=world.later(),
            ),
        ),
    )


def test_fam_06_what_was_said_is_for_the_one_who_decides_on_secrecy_alone(opened: World) -> None:
    saras_word(opened)

    decides = text(page(client_for(opened, boss(opened, opened.bvc)), "relations", opened.noel.pk))
    assert "Hemligt om Daniel." in decides
    for actor in (opened.maria, opened.linda, boss(opened, opened.preschool, 12)):
        assert "Hemligt om Daniel." not in text(page(client_for(opened, actor), "relations", opened.noel.pk))


def test_fam_06_only_who_decides_on_secrecy_there_lifts_the_pause_and_with_a_reason(opened: World) -> None:
    pause = saras_word(opened)
    decides = client_for(opened, boss(opened, opened.bvc))
    for actor in (opened.maria, opened.linda, boss(opened, opened.preschool, 12)):
        assert send(client_for(opened, actor), "pause_lift", pause.pk, reason="Jo.").status_code == 404

    assert send(decides, "pause_lift", pause.pk, reason="").status_code == 200
    assert paused(opened.noel.pk, at=opened.at)
    assert send(decides, "pause_lift", pause.pk, reason="Samtal med barnet.").status_code == 302
    assert not paused(opened.noel.pk, at=opened.at)
    assert page(decides, "pause_lift", pause.pk).status_code == 404, "it is lifted"


@pytest.fixture
def social(world: World) -> World:
    """Social services are around Noel."""
    return published(world)


def test_fam_07_social_services_hide_and_review(social: World) -> None:
    world, client = social, client_for(social, social.leila)

    fields = {"hidden_from": world.daniel.pk, "ground": "lvu_14", "reason": "Hot."}
    assert send(client, "whereabouts_hide", world.noel.pk, **fields).status_code == 302

    row = WhereaboutsHidden.objects.get()
    assert page(client, "whereabouts_review", row.pk).status_code == 404, "the one who decides on secrecy reviews"
    decides = client_for(world, boss(world, world.social))
    assert send(decides, "whereabouts_review", row.pk, keep="no", reason="").status_code == 200
    assert send(decides, "whereabouts_review", row.pk, keep="no", reason="Inget hot.").status_code == 302
    assert WhereaboutsReview.objects.count() == 1
    assert page(decides, "whereabouts_review", row.pk).status_code == 404


def test_fam_07_another_service_may_not_decide_on_whereabouts(opened: World) -> None:
    fields = {"hidden_from": "", "ground": "osl_26_2", "reason": "Hot."}

    answer = send(client_for(opened, opened.linda), "whereabouts_hide", opened.noel.pk, **fields)

    assert "Det beslutet fattar socialtjänsten." in text(answer)
    assert not WhereaboutsHidden.objects.exists()


def test_fam_07_a_late_reconsideration_blocks_other_decisions_but_nothing_that_protects(social: World) -> None:
    world = social
    made(
        hide_whereabouts(
            NewHiding(
                id=uuid4(),
                child=world.noel,
                hidden_from=None,
                ground=WhereaboutsGround.LVU,
                reason="Hot.",
                by=world.leila,
                at=world.at,
            ),
        ),
    )
    world.later(days=100)
    client = client_for(world, world.leila, proved=world.at)

    assert "skulle ha omprövats" in text(page(client, "relations", world.noel.pk))
    refused = send(client, "guardian_propose", world.noel.pk, **proposal(world))
    assert "Gör det först." in text(refused)
    assert not ProposedGuardian.objects.exists()
    assert send(client, "releases_pause", world.noel.pk, about="").status_code == 302
    restricted = send(client, "custody_restrict", world.noel.pk, guardian=world.sara.pk, evidence="T 1-26")
    assert restricted.status_code == 302


def test_the_desk_leads_to_the_page_of_the_family(opened: World) -> None:
    saras_word(opened)

    desk = text(client_for(opened, opened.maria).get(reverse("desk")))

    assert "Ta ställning: utlämnanden till vårdnadshavarna är pausade" in desk
    assert reverse("relations", args=[opened.noel.pk]) in desk
    assert "Hemligt" not in desk
