"""Before the family is asked: no question is put that a no could not answer (law.md LAW-03, CON-08)."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.sharing import decisions
from barnetsplan.coordination.actions import record_investigation
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.organisations.models import Unit
from barnetsplan.records.kinds import Analysis, SharingDecision
from barnetsplan.records.models import Entry, Release
from tests.sign_in import client_for
from tests.world import World, circle_asked, gathered

REASON = "De har inget med barnet att göra längre."


def text_of(response: Any) -> str:
    return " ".join(response.content.decode().split())


def address(world: World) -> str:
    return reverse("sharing", args=[world.case.pk])


def ticked(*units: Unit, step: str = "answers") -> dict[str, Any]:
    return {"token": str(uuid4()), "services": [str(unit.pk) for unit in units], "step": step}


def answered(unit: Unit, answer: SharingAnswer, reason: str = "") -> dict[str, Any]:
    name = f"s-{unit.pk}"
    return {**ticked(unit, step="decide"), f"{name}-answer": answer.value, f"{name}-reason": reason}


def decided(world: World) -> dict[Any, SharingAnswer]:
    found = decisions(world.maria, world.noel, world.case.pk, at=world.later())
    return {one.service: one.answer for one in found.values()}


def test_con_08_the_bba_answers_one_small_question_for_each_service(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    first = client.get(address(world))
    second = client.post(address(world), ticked(world.social, world.preschool))
    client.post(address(world), answered(world.social, SharingAnswer.ASK))

    assert " checked" not in text_of(first)
    assert " checked" not in text_of(second)
    assert text_of(second).count("Skulle uppgiften lämnas ändå?") >= 2
    assert decided(world) == {world.social.pk: SharingAnswer.ASK}


def test_law_03_a_duty_is_only_offered_where_it_can_be_one(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    before = text_of(client.post(address(world), ticked(world.social, world.preschool)))
    record_investigation(
        child=world.noel.pk, opened_on=world.at.date(), asked=[world.bvc.pk], by=world.leila, at=world.at
    )
    after = text_of(client.post(address(world), ticked(world.social, world.preschool)))

    assert before.count('value="sol_19_1"') == 1, "towards social services, and not the preschool"
    assert 'value="sol_20_6"' not in before
    assert after.count('value="sol_20_6"') == 1


def test_con_08_where_it_is_told_anyway_no_question_is_put_and_the_way_is_to_the_ground(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    client.post(address(world), answered(world.social, SharingAnswer.SOL_19_1, REASON))
    page = text_of(client.get(address(world)))

    assert f"?till={world.social.pk}&amp;grund=sol_19_1" in page
    assert "Fråga familjen</a>" not in page


def test_con_08_a_decision_not_to_share_is_kept_with_its_reason_and_shown_in_the_case(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    client.post(address(world), answered(world.preschool, SharingAnswer.NOT_SHARED, REASON))

    entry = Entry.objects.get(kind=SharingDecision.KIND)
    assert (entry.outcome, entry.responsible_id, entry.container) == ("not_shared", world.preschool.pk, world.case.pk)
    assert not Release.objects.filter(entry=entry).exists()
    assert REASON in text_of(client.get(address(world)))


def test_a_decision_without_a_reason_gets_a_sentence_and_is_not_kept(world: World) -> None:
    gathered(world)
    page = client_for(world, world.maria).post(address(world), answered(world.preschool, SharingAnswer.NOT_SHARED))

    assert "Skriv varför, i minst en hel mening." in text_of(page)
    assert not Entry.objects.filter(kind=SharingDecision.KIND).exists()


def test_no_answer_and_an_answer_that_cannot_be_true_get_a_sentence(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    silent = client.post(address(world), ticked(world.preschool, step="decide"))
    untrue = client.post(address(world), answered(world.preschool, SharingAnswer.SOL_19_1, REASON))

    assert "Välj ett alternativ." in text_of(silent)
    assert "Välj ett av alternativen." in text_of(untrue)
    assert not Entry.objects.filter(kind=SharingDecision.KIND).exists()


def test_nothing_ticked_gets_a_sentence(world: World) -> None:
    gathered(world)

    assert "Välj minst en verksamhet." in text_of(client_for(world, world.maria).post(address(world), ticked()))


def test_the_newest_answer_counts_and_both_are_kept(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)

    client.post(address(world), answered(world.preschool, SharingAnswer.NOT_SHARED, REASON))
    client.post(address(world), answered(world.preschool, SharingAnswer.ASK))

    assert decided(world) == {world.preschool.pk: SharingAnswer.ASK}
    assert Entry.objects.filter(kind=SharingDecision.KIND).count() == 2


def test_the_form_sent_twice_is_kept_once(world: World) -> None:
    gathered(world)
    client, said = client_for(world, world.maria), answered(world.preschool, SharingAnswer.ASK)

    assert client.post(address(world), said).status_code == client.post(address(world), said).status_code == 302
    assert Entry.objects.filter(kind=SharingDecision.KIND).count() == 1


@pytest.mark.parametrize("who", ["linda", "leila", "stranger"])
def test_nobody_else_may_answer(world: World, who: str) -> None:
    circle_asked(world)

    assert client_for(world, getattr(world, who)).get(address(world)).status_code == 404


def test_nobody_but_the_own_unit_reads_the_decisions(world: World) -> None:
    circle_asked(world)

    for who in (world.leila, world.linda):
        assert decisions(who, world.noel, world.case.pk, at=world.later()) == {}
    assert Entry.objects.filter(kind=Analysis.KIND).exists()


def test_con_08_the_asking_page_offers_only_whom_the_family_is_to_be_asked_about(world: World) -> None:
    circle_asked(world)
    client, ask = client_for(world, world.maria), reverse("consent_ask", args=[world.case.pk])

    before = text_of(client.get(ask))
    client.post(address(world), answered(world.school, SharingAnswer.NOT_SHARED, REASON))
    after = text_of(client.get(ask))

    assert "Linneaskolan" in before
    assert "Linneaskolan" not in after
    assert address(world) in after


def test_con_08_before_any_answer_the_asking_page_leads_to_the_question(world: World) -> None:
    gathered(world)
    world.case.state = "analysed"
    world.case.save()

    page = text_of(client_for(world, world.maria).get(reverse("consent_ask", args=[world.case.pk])))

    assert "Behöver familjen frågas?" in page
    assert 'type="checkbox"' not in page
