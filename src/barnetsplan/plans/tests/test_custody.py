"""``plan_custody``: who answers for the plan and hands it out; both values of the setting (law.md 0)."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.queries import row_states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import Answer, Ground, Layer, PlanReply, VersionState
from barnetsplan.plans.actions import answer_version, publish
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.models import Version, VersionItem
from barnetsplan.policy.facts import Actor
from barnetsplan.practice import load
from barnetsplan.practice.load import KRONOBERG, WrongPractice
from barnetsplan.records.models import Disclosure
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, made, say, version_with_family


@pytest.fixture
def own_space(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same county, where the partners have agreed that the plan lies in the family's own space."""
    chosen = replace(load.current(), plan_custody="own_space")
    monkeypatch.setattr(load, "_loaded", lambda _path: chosen)


def of_plan(world: World, party: UUID) -> set[UUID]:
    """What the plan itself says, as far as a party reads it."""
    items = VersionItem.objects.filter(version=world.version.pk).values("entry")
    return set(visible_to(party, at=world.at).filter(owner=world.plan.pk, pk__in=items).values_list("pk", flat=True))


def answered(world: World) -> Version:
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(world.version.pk)),
                reply=PlanReply.AGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            )
        )
    return made(find_version(world.version.pk))


def send(world: World, actor: Actor) -> int:
    status: int = client_for(world, actor).post(reverse("family_plan_send", args=[world.version.pk])).status_code
    return status


def test_in_the_lead_domain_the_custodian_reads_at_once_and_hands_out_on_the_familys_yes(world: World) -> None:
    version_with_family(world)
    assert of_plan(world, world.bvc.pk) == of_plan(world, world.sara.pk) != set()
    assert send(world, world.as_guardian(world.sara)) == 404

    made(publish(version=answered(world), by=world.maria, at=world.later()))

    assert of_plan(world, world.social.pk)
    to_social = Disclosure.objects.filter(releases__recipient=world.social.pk, releases__entry__owner=world.plan.pk)
    assert set(to_social.values_list("discloser", "ground")) == {(world.bvc.pk, Ground.CONSENT_12_2.value)}


def test_in_the_own_space_no_unit_reads_before_the_family_sends(world: World, own_space: None) -> None:
    version_with_family(world)
    assert of_plan(world, world.sara.pk)
    for unit in (world.bvc, world.social, world.preschool):
        assert of_plan(world, unit.pk) == set()

    refused = publish(version=answered(world), by=world.maria, at=world.later())

    assert refused == Refused(Reason.FAMILY_SENDS_PLAN)
    for unit in (world.bvc, world.social, world.preschool):
        assert of_plan(world, unit.pk) == set()


def test_in_the_own_space_staff_are_offered_no_button_and_told_why(world: World, own_space: None) -> None:
    version_with_family(world)
    answered(world)

    page = client_for(world, world.maria).get(reverse("plan", args=[world.plan.pk])).content.decode()

    assert "Planen ligger hos familjen." in page
    assert "Publicera till kretsen" not in page


def test_in_the_own_space_the_family_sends_it_itself(world: World, own_space: None) -> None:
    version_with_family(world)
    answered(world)
    page = client_for(world, world.as_guardian(world.sara)).get(reverse("family_version", args=[world.version.pk]))
    assert "Skicka planen" in page.content.decode()

    assert send(world, world.as_guardian(world.sara)) == 302

    assert made(find_version(world.version.pk)).state == VersionState.PUBLISHED
    assert of_plan(world, world.bvc.pk) == of_plan(world, world.sara.pk)
    assert of_plan(world, world.social.pk)
    assert of_plan(world, world.school.pk) == set()
    sent = Disclosure.objects.filter(releases__recipient__in=[world.bvc.pk, world.social.pk], made_by=world.sara.pk)
    assert {(row.discloser_id, row.ground) for row in sent.filter(releases__entry__owner=world.plan.pk)} == {
        (world.plan.pk, Ground.OWN_GIVING.value)
    }
    opened = client_for(world, world.leila).get(reverse("plan", args=[world.plan.pk]))
    assert opened.status_code == 200


def test_in_the_own_space_a_yes_taken_back_ends_what_was_sent(world: World, own_space: None) -> None:
    version_with_family(world)
    answered(world)
    assert send(world, world.as_guardian(world.sara)) == 302

    say(world, world.circle, world.daniel, Answer.WITHDRAWN)
    world.later()

    assert of_plan(world, world.social.pk) == set()


def test_in_the_own_space_it_goes_to_nobody_without_the_familys_yes(world: World, own_space: None) -> None:
    version_with_family(world)
    say(world, world.circle, world.daniel, Answer.WITHDRAWN)
    answered(world)

    assert send(world, world.as_guardian(world.sara)) == 302

    maps = [row for row in row_states(world.noel, at=world.at) if row.layer is Layer.MAP]
    assert not any(row.is_active for row in maps)
    assert of_plan(world, world.social.pk) == set()


def test_in_the_own_space_no_professional_and_no_other_family_may_send(world: World, own_space: None) -> None:
    version_with_family(world)
    answered(world)

    for actor in (world.maria, world.leila, world.stranger):
        assert send(world, actor) == 404
    assert of_plan(world, world.social.pk) == set()


def test_another_word_for_the_custody_stops_the_start(tmp_path: object) -> None:
    text = KRONOBERG.read_text(encoding="utf-8").replace('plan_custody = "lead_domain"', 'plan_custody = "cloud"')
    file = KRONOBERG.__class__(str(tmp_path)) / "county.toml"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(WrongPractice, match="plan_custody"):
        load.load(file)
