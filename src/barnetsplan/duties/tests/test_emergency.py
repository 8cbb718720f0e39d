"""An emergency opens whom to ring for three hours; the security officer is told, and the family when it is safe."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.duties.actions import review
from barnetsplan.duties.models import EmergencyOpening, EmergencyWeighed, Raised
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Child
from barnetsplan.policy.facts import Actor
from tests.duties import acting, officer
from tests.sign_in import client_for
from tests.world import World, case_open

REASON = "Polisen ringer från lägenheten och barnet är ensamt hemma i natt utan någon vuxen."


@pytest.fixture
def jour(world: World) -> Actor:
    return acting(world, world.leila.person_id, world.social, "social_worker", name="Leila Holm")


def begun(world: World, who: Actor, **sent: Any) -> Any:
    said = {"token": uuid4(), "number": world.noel_number.formatted, "reason": REASON, **sent}
    return client_for(world, who).post(reverse("emergency"), said)


def opened(world: World, who: Actor) -> EmergencyOpening:
    answer = begun(world, who)
    assert answer.status_code == 302
    return EmergencyOpening.objects.get(pk=answer.url.strip("/").split("/")[-1])


def get(world: World, who: Actor, name: str, *key: Any) -> Any:
    return client_for(world, who).get(reverse(name, args=key))


def test_an_emergency_opens_whom_to_ring_and_nothing_that_is_written(world: World, jour: Actor) -> None:
    case_open(world)

    page = client_for(world, jour).get(begun(world, jour).url).content.decode()

    for words in ("Noel Lindqvist", "Sara Lindqvist", "BVC Hovmantorp", "0478-000 10", "håller ihop arbetet"):
        assert words in page
    assert "leker ofta ensam" not in page
    assert get(world, jour, "child", world.noel.pk).status_code == 404


def test_the_reason_has_at_least_ten_words(world: World, jour: Actor) -> None:
    page = begun(world, jour, reason="Det är bråttom.").content.decode()

    assert "minst tio ord" in page
    assert "Det är bråttom." in page
    assert not EmergencyOpening.objects.exists()


def test_it_closes_by_itself_after_three_hours(world: World, jour: Actor) -> None:
    opening = opened(world, jour)
    assert opening.valid_until - opening.opened_at == timedelta(hours=3)

    world.later(hours=3)

    assert get(world, jour, "emergency_opened", opening.pk).status_code in {403, 404}


def test_a_colleague_and_a_role_that_may_not_open_nothing(world: World, jour: Actor) -> None:
    opening = opened(world, jour)
    colleague = acting(world, world.stranger.person_id, world.social, "social_worker")

    assert get(world, colleague, "emergency_opened", opening.pk).status_code == 404
    for who in (world.linda, world.maria, world.as_guardian(world.sara)):
        assert get(world, who, "emergency").status_code == 404
        assert get(world, who, "emergency_opened", opening.pk).status_code == 404


def test_an_unknown_and_a_protected_child_answer_alike(world: World, jour: Actor) -> None:
    Child.objects.filter(pk=world.noel.pk).update(protection="protected_registration")

    protected = begun(world, jour).content.decode()
    wrong = begun(world, jour, number="19900101-0017").content.decode()

    assert "Vi hittar inget barn med det numret." in protected
    assert "Hittas inget barn: ring polisen på 112 om det är fara" in protected, "the way on stands there for everybody"
    assert "Det är inte ett rätt nummer." in wrong or "Vi hittar inget barn" in wrong


def test_abuse_32_no_one_opens_the_own_family_in_an_emergency(world: World) -> None:
    at_work = acting(world, world.sara.pk, world.social, "social_worker")

    assert "Be en kollega" in begun(world, at_work).content.decode()


def test_the_same_form_twice_is_one_opening_and_another_childs_id_is_refused(world: World, jour: Actor) -> None:
    token = uuid4()
    first, second = begun(world, jour, token=token), begun(world, jour, token=token)
    other = acting(world, world.stranger.person_id, world.social, "social_worker")

    assert first.url == second.url
    assert begun(world, other, token=token).status_code == 200
    assert EmergencyOpening.objects.count() == 1


def test_the_security_officer_is_told_at_once_and_the_log_reviewer_by_the_log(world: World, jour: Actor) -> None:
    security = officer(world, "security_officer", beside=world.social)

    opening = opened(world, jour)
    review(since=world.at - timedelta(hours=1), until=world.later(), at=world.at)

    assert Notice.objects.get(kind="emergency_opened").party_id == security.party
    assert "nödöppnats" in get(world, security, "desk").content.decode()
    assert "Leila Holm" in get(world, security, "emergencies").content.decode()
    assert REASON in get(world, security, "emergency_weigh", opening.pk).content.decode()
    assert list(Raised.objects.values_list("kind", flat=True)) == ["emergency"]
    event = AuditEvent.objects.get(act="emergency:begin")
    assert (event.child, event.thing, event.permitted) == (world.noel.pk, opening.pk, True)


def test_the_officer_of_another_organisation_and_the_opener_weigh_nothing(world: World, jour: Actor) -> None:
    opening = opened(world, jour)
    other = officer(world, "security_officer", beside=world.bvc)

    for who in (other, jour, world.maria):
        assert get(world, who, "emergency_weigh", opening.pk).status_code == 404
    assert "Leila" not in get(world, other, "emergencies").content.decode()


def family_log(world: World) -> str:
    page: str = get(world, world.as_guardian(world.sara), "family_log", world.noel.pk).content.decode()
    return page


def test_the_family_is_told_when_the_officer_says_that_it_is_safe(world: World, jour: Actor) -> None:
    security = officer(world, "security_officer", beside=world.social)
    opening = opened(world, jour)
    get(world, jour, "emergency_opened", opening.pk)
    before = family_log(world)

    address = reverse("emergency_weigh", args=[opening.pk])
    bad = client_for(world, security).post(address, {"token": uuid4(), "tell": "yes", "words": ""})
    client_for(world, security).post(address, {"token": uuid4(), "tell": "yes", "words": "Ingen fara."})

    assert "nödsituation" not in before
    assert "Skriv något här." in bad.content.decode()
    assert "nödsituation" in family_log(world)
    assert "Familjen ser det i sin logg" in get(world, security, "emergency_weigh", opening.pk).content.decode()
    assert not Notice.objects.filter(kind="emergency_opened", done_at__isnull=True).exists()


def test_the_family_learns_nothing_when_telling_could_harm(world: World, jour: Actor) -> None:
    security = officer(world, "security_officer", beside=world.social)
    opening = opened(world, jour)
    address = reverse("emergency_weigh", args=[opening.pk])

    client_for(world, security).post(address, {"token": uuid4(), "tell": "no", "words": "Pappan får inte veta."})
    again = client_for(world, security).post(address, {"token": uuid4(), "tell": "yes", "words": "Jo."})

    assert "nödsituation" not in family_log(world)
    assert "redan besvarad" in again.content.decode()
    assert "får inte veta" in get(world, security, "emergency_weigh", opening.pk).content.decode()
    assert b"Pappan" not in bytes(EmergencyWeighed.objects.get().sealed)


def test_emergencies_only_grow(world: World, jour: Actor) -> None:
    opening = opened(world, jour)

    assert str(opening) == str(opening.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        EmergencyOpening.objects.update(valid_until=world.at + timedelta(days=9))
    assert REASON.encode() not in bytes(opening.sealed_reason)
