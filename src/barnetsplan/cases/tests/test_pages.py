"""Opening a case and choosing its areas, as it is clicked."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.coordination.models import Term
from barnetsplan.domain.vocabulary import CaseState, TermKind
from tests.sign_in import client_for
from tests.world import AREAS, World, case_open, concern_sent, reported


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def _areas(*areas: str) -> dict[str, Any]:
    return {"token": str(uuid4()), "areas": list(areas)}


def test_bba_may_open_a_case_and_nothing_is_ticked_beforehand(world: World) -> None:
    concern_sent(world)
    client, address = client_for(world, world.maria), reverse("case_start", args=[world.concern.pk])

    page = client.get(address)
    opened = client.post(address, _areas(*reversed(AREAS)))

    assert page.status_code == 200
    assert " checked" not in _text(page)
    assert _text(page).count('type="checkbox"') == 7
    assert opened.headers["Location"] == reverse("child", args=[world.noel.pk])
    assert Case.objects.get().areas == list(AREAS)
    assert set(Term.objects.values_list("kind", "unit")) == {(kind.value, world.bvc.pk) for kind in TermKind}


@pytest.mark.parametrize(
    ("areas", "sentence"), [((), "Välj minst ett område."), (("pengar",), "Välj ett av alternativen.")]
)
def test_no_area_or_an_unknown_one_gets_a_sentence(world: World, areas: tuple[str, ...], sentence: str) -> None:
    concern_sent(world)
    address = reverse("case_start", args=[world.concern.pk])

    page = client_for(world, world.maria).post(address, _areas(*areas))

    assert sentence in _text(page)
    assert not Case.objects.exists()


def test_the_id_of_another_case_is_refused_and_the_next_try_opens_one(world: World) -> None:
    concern_sent(world)
    client, address = client_for(world, world.maria), reverse("case_start", args=[world.concern.pk])
    client.post(address, _areas("hemmet"))
    Term.objects.all().delete()
    Case.objects.update(state=CaseState.CLOSED)
    form = _areas("hemmet") | {"token": str(Case.objects.get().pk)}

    page = client.post(address, form)

    assert "Sidan var för gammal." in _text(page)
    assert Case.objects.count() == 1
    assert client.post(address, form | {"token": page.context["form"]["token"].value()}).status_code == 302
    assert Case.objects.count() == 2


def test_the_same_form_twice_opens_one_case(world: World) -> None:
    concern_sent(world)
    client, form = client_for(world, world.maria), _areas("hemmet")
    address = reverse("case_start", args=[world.concern.pk])

    first, second = client.post(address, form), client.post(address, form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Case.objects.count() == 1


@pytest.mark.parametrize("who", ["linda", "leila", "stranger"])
def test_nobody_else_may_open_a_case(world: World, who: str) -> None:
    concern_sent(world)

    page = client_for(world, getattr(world, who)).post(reverse("case_start", args=[world.concern.pk]), _areas("hemmet"))

    assert page.status_code in {403, 404}
    assert not Case.objects.exists()


def test_a_child_whose_bba_is_another_unit_gets_no_second_case(world: World) -> None:
    concern_sent(world)
    Term.objects.create(child=world.noel, unit=world.school, kind=TermKind.BBA, valid_from=world.at)
    address = reverse("case_start", args=[world.concern.pk])
    client = client_for(world, world.maria)

    assert "redan en Barnens bästa-ansvarig" in _text(client.get(address))
    client.post(address, _areas("hemmet"))
    assert not Case.objects.exists()


def test_bba_may_change_the_areas(world: World) -> None:
    case_open(world)
    client, address = client_for(world, world.maria), reverse("case_areas", args=[world.case.pk])

    page = client.get(address)
    client.post(address, _areas("halsa"))

    assert _text(page).count(" checked") == 3
    assert Case.objects.get().areas == ["halsa"]


@pytest.mark.parametrize("who", ["linda", "leila", "stranger"])
def test_nobody_else_may_change_the_areas(world: World, who: str) -> None:
    reported(world)

    page = client_for(world, getattr(world, who)).post(reverse("case_areas", args=[world.case.pk]), _areas("halsa"))

    assert page.status_code == 404
    assert Case.objects.get().areas == list(AREAS)
