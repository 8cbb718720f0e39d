"""The other pages of the duties: what could be seen, the register of reports, and social services' investigations."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.coordination.models import Investigation
from barnetsplan.coordination.queries import has_been_asked
from barnetsplan.domain.periods import local_date
from barnetsplan.duties.models import Replayed
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from barnetsplan.records.actions import strike
from barnetsplan.records.models import Entry
from barnetsplan.records.replay import could_see
from barnetsplan.reporting.actions import answer_harm
from tests.duties import acting, officer
from tests.sign_in import client_for
from tests.world import World, concern_sent, concern_written, published


def get(world: World, who: Actor, name: str, *key: Any) -> Any:
    return client_for(world, who).get(reverse(name, args=key))


def asked(world: World, who: Actor, **sent: Any) -> str:
    said = {
        "token": uuid4(),
        "number": world.noel_number.formatted,
        "unit": world.social.pk,
        "day": local_date(world.at).isoformat(),
        "reason": "En händelse utreds.",
        **sent,
    }
    page: str = client_for(world, who).post(reverse("log_replay"), said).content.decode()
    return page


# --- what could a service see


def test_gdpr_06_what_a_service_could_see_is_told_as_numbers_and_never_as_text(world: World) -> None:
    published(world)

    page = asked(world, officer(world, "log_reviewer", beside=world.bvc))

    assert "Barn och familj Lessebo" in page
    assert "× insats" in page
    assert "Bildschema vid lämning" not in page


def test_srch_01_the_question_needs_an_exact_number_and_a_reason_which_is_kept(world: World) -> None:
    security = officer(world, "security_officer", beside=world.bvc)

    wildcard = asked(world, security, number="2022%")
    without = asked(world, security, reason="")
    asked(world, security)

    row = Replayed.objects.get()
    assert "Det är inte ett rätt nummer." in wildcard
    assert "Skriv något här." in without
    assert b"utreds" not in bytes(row.sealed_reason)
    assert str(row) == str(row.pk)


def test_the_day_before_nothing_could_be_seen_and_no_day_ahead_is_asked(world: World) -> None:
    published(world)
    security = officer(world, "security_officer", beside=world.bvc)

    early = asked(world, security, day=(local_date(world.at) - timedelta(days=2)).isoformat())
    ahead = asked(world, security, day=(local_date(world.at) + timedelta(days=2)).isoformat())

    assert "Ingenting." in early
    assert "Dagen har inte varit än." in ahead


def test_an_unknown_and_a_protected_child_answer_alike(world: World) -> None:
    reviewer = officer(world, "log_reviewer", beside=world.bvc)
    Child.objects.filter(pk=world.noel.pk).update(protection="protected_registration")

    assert "Vi hittar inget barn med det numret." in asked(world, reviewer)
    assert not Replayed.objects.exists()


def test_nobody_else_asks(world: World) -> None:
    for who in (world.linda, world.maria, world.as_guardian(world.sara), officer(world, "registrar", beside=world.bvc)):
        assert get(world, who, "log_replay").status_code == 404


def test_what_was_read_before_it_was_struck_is_told(world: World) -> None:
    concern_sent(world)
    before = could_see(world.bvc.pk, child=world.noel.pk, day=local_date(world.at), before=world.later())
    strike(entry=Entry.objects.get(pk=world.concern.pk), reason="Fel barn.", by=world.linda.person_id, at=world.later())

    assert before == could_see(world.bvc.pk, child=world.noel.pk, day=local_date(world.at), before=world.later())
    next_day = local_date(world.at) + timedelta(days=1)
    world.later(days=2)
    assert could_see(world.bvc.pk, child=world.noel.pk, day=next_day, before=world.at) == frozenset()


def test_what_is_written_later_could_not_be_seen_before(world: World) -> None:
    concern_written(world)

    yesterday = local_date(world.at) - timedelta(days=1)

    assert could_see(world.preschool.pk, child=world.noel.pk, day=yesterday, before=world.later()) == frozenset()


# --- the register of reports


def test_oro_04_the_registrar_lists_the_own_domain_and_no_child_by_name(world: World) -> None:
    concern_written(world)
    answer_harm(concern=world.concern, may_harm=True, by=world.linda, at=world.later())
    own, other = (
        officer(world, "registrar", beside=world.preschool),
        officer(world, "registrar", beside=world.bvc, serial=11),
    )

    page = get(world, own, "harm_register").content.decode()

    assert "Linda Ahl" in page
    assert "Noel" not in page
    assert "Linda Ahl" not in get(world, other, "harm_register").content.decode()
    assert get(world, world.linda, "harm_register").status_code == 404


def test_a_no_is_in_no_register(world: World) -> None:
    concern_written(world)
    answer_harm(concern=world.concern, may_harm=False, by=world.linda, at=world.later())

    page = get(world, officer(world, "registrar", beside=world.preschool), "harm_register").content.decode()

    assert "Inga beslut än" in page


# --- investigations


@pytest.fixture
def leila(world: World) -> Actor:
    return acting(world, world.leila.person_id, world.social, "social_worker", name="Leila Holm")


def noted(world: World, who: Actor, **sent: Any) -> Any:
    said = {
        "token": uuid4(),
        "number": world.noel_number.formatted,
        "opened_on": local_date(world.at).isoformat(),
        "asked": [str(world.preschool.pk)],
        **sent,
    }
    return client_for(world, who).post(reverse("investigations"), said)


def test_oro_06_social_services_record_an_investigation_and_whom_they_ask(world: World, leila: Actor) -> None:
    concern_sent(world)

    assert noted(world, leila).status_code == 302

    asks = {"receiver": world.social.pk, "child": world.noel.pk, "at": world.at}
    page = get(world, leila, "investigations").content.decode()
    assert "Noel Lindqvist" in page
    assert has_been_asked(world.preschool.pk, **asks)
    assert not has_been_asked(world.bvc.pk, **asks)


def test_oro_06_nothing_that_others_have_written_opens_by_it(world: World, leila: Actor) -> None:
    concern_sent(world)
    noted(world, leila)

    page = get(world, leila, "child", world.noel.pk)

    assert page.status_code == 200
    assert "leker ofta ensam" not in page.content.decode()
    assert get(world, leila, "concern", world.concern.pk).status_code == 404


def test_oro_06_the_family_and_those_who_are_not_asked_see_no_trace(world: World, leila: Actor) -> None:
    concern_sent(world)
    names = (("family_plan", world.as_guardian(world.sara)), ("family_log", world.as_guardian(world.sara)))

    def pages() -> list[str]:
        return [get(world, who, name, world.noel.pk).content.decode().count("tredning") for name, who in names]

    before = pages()
    noted(world, leila)

    assert pages() == before


def test_an_investigation_is_ended_by_the_unit_that_has_it(world: World, leila: Actor) -> None:
    concern_sent(world)
    noted(world, leila)
    key = Investigation.objects.get().pk
    elsewhere = acting(world, world.stranger.person_id, world.preschool, "social_worker")

    assert client_for(world, elsewhere).post(reverse("investigation_end", args=[key])).status_code == 404
    assert client_for(world, leila).post(reverse("investigation_end", args=[key])).status_code == 302
    assert client_for(world, leila).post(reverse("investigation_end", args=[key])).status_code == 404
    assert "Noel" not in get(world, leila, "investigations").content.decode()


def test_wrong_input_is_said_beside_its_field(world: World, leila: Actor) -> None:
    ahead = (local_date(world.at) + timedelta(days=3)).isoformat()

    assert "Dagen har inte varit än." in noted(world, leila, opened_on=ahead).content.decode()
    assert "Det är inte ett rätt nummer." in noted(world, leila, number="1").content.decode()
    Child.objects.filter(pk=world.noel.pk).update(protection="protected_registration")
    assert "Vi hittar inget barn" in noted(world, leila).content.decode()
    assert not Investigation.objects.exists()


def test_abuse_32_nobody_investigates_the_own_family(world: World) -> None:
    at_work = acting(world, world.sara.pk, world.social, "social_worker")

    assert "Be en kollega" in noted(world, at_work).content.decode()


def test_only_social_services_investigate(world: World) -> None:
    for who in (world.linda, world.maria, world.as_guardian(world.sara)):
        assert get(world, who, "investigations").status_code == 404


def test_each_sees_the_pages_of_the_own_duty_in_the_frame(world: World, leila: Actor) -> None:
    words = {
        "log_reviewer": "Att granska i loggen",
        "security_officer": "Nödöppningar",
        "registrar": "Beslut om anmälan",
    }
    for serial, (role, item) in enumerate(words.items()):
        page = get(world, officer(world, role, beside=world.bvc, serial=10 + serial), "desk").content.decode()
        assert item in page
        assert not any(other in page for other in set(words.values()) - {item})
    assert "Nödöppning" in get(world, leila, "desk").content.decode()
    assert "Nödöppning" not in get(world, world.linda, "desk").content.decode()
