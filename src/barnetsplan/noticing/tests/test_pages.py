"""Noticing, as it is clicked: who may, the neighbour who may not, bad input, and the same form twice."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import GuardianshipSource
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.noticing.forms import NoticeForm
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Child
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Draft, Entry
from barnetsplan.records.queries import open_visible
from tests.sign_in import client_for
from tests.world import World, case_open, concern_sent, concern_written

NEW = {"seen": "Noel leker ensam.", "child_says": "Jag vill ha mamma.", "works": "Han bygger.", "tried": ""}


def _new(world: World, **changes: str) -> dict[str, str]:
    return {"token": str(uuid4()), "number": world.noel_number.formatted, **NEW, **changes}


def _yeses(world: World, **changes: str) -> dict[str, str]:
    said = {"token": str(uuid4())}
    for person in (world.sara, world.daniel):
        said |= {f"ja-{person.pk}-told": "on", f"ja-{person.pk}-heard_on": "2026-09-07"}
    return said | changes


def _school_child(world: World) -> str:
    number = make_invented(date(2018, 4, 4), 0)
    person = admit_person(name="Lo Berg", number=number, at=world.at)
    child = Child.objects.create(person=person, born_on=number.born_on)
    register = GuardianshipSource.REGISTER
    add_guardianship(child=child, guardian=world.sara.pk, source=register, valid_from=world.at)
    return number.formatted


def _without_secrets(response: Any) -> str:
    """The page without what is new at every visit."""
    return re.sub(r'[A-Za-z0-9_-]{20,}={0,2}(?=")', "", _text(response))


def _text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def test_the_short_way_to_notice_keeps_its_budget() -> None:
    assert NoticeForm(today=date(2026, 9, 7)).required_count == current().budgets.notice == 3


def test_anyone_at_work_may_notice_and_the_child_is_shown_afterwards(world: World) -> None:
    client = client_for(world, world.linda)

    page = client.get(reverse("notice"))
    saved = client.post(reverse("notice"), _new(world), follow=True)

    assert "kan barnet fara illa?" in _text(page)
    assert '<span translate="no">Förskolan Gullvivan</span>' in _text(page)
    assert "Stämmer det?" in _text(saved)
    assert "Noel Lindqvist" in _text(saved)
    assert "Sara Lindqvist" in _text(saved)


def test_a_guardian_may_not_notice(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))

    assert client.get(reverse("notice")).status_code == 404
    assert client.post(reverse("notice"), _new(world)).status_code == 404
    assert not Entry.objects.exists()


def test_nobody_is_sent_to_sign_in(world: World) -> None:
    assert Client().get(reverse("notice")).headers["Location"] == reverse("sign_in")


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        ("220314-9801", "Skriv tolv siffror"),
        ("20221314-9801", "Datumet i numret finns inte"),
        ("20220314-9800", "Sista siffran stämmer inte"),
        (make_invented(date(1980, 1, 1), 3).formatted, "har fyllt 18 år"),
    ],
)
def test_a_wrong_number_gets_a_sentence_and_the_text_stays(world: World, number: str, sentence: str) -> None:
    page = client_for(world, world.linda).post(reverse("notice"), _new(world, number=number))

    assert sentence in _text(page)
    assert NEW["seen"] in _text(page)
    assert not Entry.objects.exists()


def test_a_child_whom_nobody_knows_gets_a_sentence_beside_the_number(world: World) -> None:
    number = make_invented(date(2021, 2, 3), 7).formatted

    page = client_for(world, world.linda).post(reverse("notice"), _new(world, number=number))

    assert page.context["form"].errors["number"]
    assert NEW["seen"] in _text(page)
    assert not Entry.objects.exists()


def test_too_long_a_text_is_refused_and_kept(world: World) -> None:
    page = client_for(world, world.linda).post(reverse("notice"), _new(world, seen="x" * 80_000))

    assert "Texten är för lång" in _text(page)
    assert "x" * 80_000 in page.content.decode()
    assert not Entry.objects.exists()


def test_the_same_form_twice_saves_once(world: World) -> None:
    client, form = client_for(world, world.linda), _new(world)

    first = client.post(reverse("notice"), form)
    second = client.post(reverse("notice"), form)

    assert first.headers["Location"] == second.headers["Location"]
    assert Entry.objects.count() == 1


def test_another_ones_form_is_not_written_over_and_the_next_try_is_saved(world: World) -> None:
    form = _new(world)
    client_for(world, world.linda).post(reverse("notice"), form)
    other = client_for(world, world.stranger)

    page = other.post(reverse("notice"), form)

    assert "Sidan var för gammal." in _text(page)
    assert NEW["seen"] in _text(page)
    assert form["token"] not in _text(page)
    assert Entry.objects.count() == 1
    assert AuditEvent.objects.filter(permitted=False, act="concern:write").count() == 1
    again = other.post(reverse("notice"), form | {"token": page.context["form"]["token"].value()})
    assert again.status_code == 302
    assert Entry.objects.count() == 2
    assert not Draft.objects.exists()


def test_own_unit_may_read_and_everybody_else_gets_what_an_unknown_id_gives(world: World) -> None:
    concern_written(world)
    address = reverse("concern", args=[world.concern.pk])

    assert "leker ofta ensam" in _text(client_for(world, world.linda).get(address))
    for other in (world.maria, world.leila, world.stranger, world.as_guardian(world.sara)):
        client = client_for(world, other)
        refused, unknown = client.get(address), client.get(reverse("concern", args=[uuid4()]))
        assert refused.status_code == unknown.status_code == 404
        assert _without_secrets(refused) == _without_secrets(unknown)


def test_bba_may_read_what_is_sent_and_others_may_not(world: World) -> None:
    concern_sent(world)
    address = reverse("concern", args=[world.concern.pk])

    page = _text(client_for(world, world.maria).get(address))

    assert "leker ofta ensam" in page
    assert "Ta emot" in page
    assert "Skickat till" not in page
    assert client_for(world, world.leila).get(address).status_code == 404


def test_the_writer_is_asked_for_each_guardians_yes_in_the_models_words(world: World) -> None:
    concern_written(world)

    page = _text(client_for(world, world.linda).get(reverse("concern_send", args=[world.concern.pk])))

    question = current().consent_text("tell").filled(child="Noel", discloser="förskolan", recipient="BVC", areas="")
    assert question.question in page
    assert 'Jag har talat med <span translate="no">Sara Lindqvist</span>' in page
    assert 'Jag har talat med <span translate="no">Daniel Lindqvist</span>' in page


def test_the_writer_may_send_on_both_yeses_and_sees_who_has_it(world: World) -> None:
    concern_written(world)
    client = client_for(world, world.linda)

    page = _text(client.post(reverse("concern_send", args=[world.concern.pk]), _yeses(world), follow=True))

    assert "Skickat, inte mottaget än." in page
    assert "BVC Hovmantorp" in page
    assert "Sara Lindqvist" in page
    assert client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk])).status_code == 200


def test_what_is_noticed_about_an_unborn_child_is_written_in_the_own_unit(world: World) -> None:
    person = admit_person(name="Barnet", number=None, at=world.at)
    unborn = Child.objects.create(person=person, carried_by=world.sara, expected_on=date(2027, 2, 1))
    written = Concern(seen="Sara sover lite.", child_says="Barnet är inte fött än.")

    write_concern_about(unborn, entry_id=uuid4(), payload=written, by=world.linda, at=world.later())

    read = {who.party_id: open_visible(who.party_id, child=unborn, at=world.at) for who in (world.linda, world.maria)}
    assert [entry.payload for entry in read[world.linda.party_id]] == [written]
    assert read[world.maria.party_id] == ()


def test_from_twelve_the_childs_own_yes_is_asked_for_too(world: World) -> None:
    number = make_invented(date(2013, 4, 4), 0)
    person = admit_person(name="Lo Berg", number=number, at=world.at)
    child = Child.objects.create(person=person, born_on=number.born_on)
    register = GuardianshipSource.REGISTER
    add_guardianship(child=child, guardian=world.sara.pk, source=register, valid_from=world.at)
    client = client_for(world, world.linda)
    concern = client.post(reverse("notice"), _new(world, number=number.formatted)).headers["Location"]
    address = f"{concern}skicka/"
    sara = {f"ja-{world.sara.pk}-told": "on", f"ja-{world.sara.pk}-heard_on": "2026-09-07"}
    form = {"token": str(uuid4()), f"ja-{person.pk}-heard_on": "2026-09-07", **sara}

    page = client.get(address)
    without = client.post(address, form)
    sent = client.post(address, form | {f"ja-{person.pk}-told": "on"})

    assert 'Jag har talat med <span translate="no">Lo Berg</span>' in _text(page)
    assert "Alla som frågas behöver säga ja" in _text(without)
    assert sent.headers["Location"] == concern
    assert set(ConsentAnswer.objects.values_list("giver", flat=True)) == {world.sara.pk, person.pk}


def test_nothing_is_sent_on_one_yes(world: World) -> None:
    concern_written(world)
    form = _yeses(world)
    del form[f"ja-{world.daniel.pk}-told"]

    page = client_for(world, world.linda).post(reverse("concern_send", args=[world.concern.pk]), form)

    assert "Alla som frågas behöver säga ja" in _text(page)
    assert "checked" in _text(page)
    assert client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk])).status_code == 404


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("heard_on", "", "Skriv vilken dag du hörde svaret."),
        ("heard_on", "2199-01-01", "Dagen har inte varit än."),
        ("heard_on", "i går", "Skriv datumet som"),
    ],
)
def test_a_yes_needs_a_day_that_has_been(world: World, field: str, value: str, sentence: str) -> None:
    concern_written(world)
    form = _yeses(world, **{f"ja-{world.sara.pk}-{field}": value})

    page = client_for(world, world.linda).post(reverse("concern_send", args=[world.concern.pk]), form)

    assert sentence in _text(page)
    assert client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk])).status_code == 404


def test_keeping_it_from_a_guardian_takes_a_reason(world: World) -> None:
    concern_written(world)
    address = reverse("concern_send", args=[world.concern.pk])
    form = _yeses(world, **{"vh-keep_from": str(world.daniel.pk)})
    client = client_for(world, world.linda)

    without = client.post(address, form)
    kept = client.post(address, form | {"vh-reason": "Han har hotat henne."}, follow=True)

    assert "Skriv varför barnet skulle skadas" in _text(without)
    assert "Sara Lindqvist" in _text(kept).split("Läses också av")[1]
    assert "Daniel Lindqvist" not in _text(kept).split("Läses också av")[1]


def test_sending_twice_sends_once(world: World) -> None:
    concern_written(world)
    client, form = client_for(world, world.linda), _yeses(world)
    address = reverse("concern_send", args=[world.concern.pk])

    first, second = client.post(address, form), client.post(address, form)

    assert first.headers["Location"] == second.headers["Location"] == reverse("concern", args=[world.concern.pk])


def test_only_the_writer_may_send(world: World) -> None:
    concern_sent(world)

    for other in (world.maria, world.leila, world.stranger):
        page = client_for(world, other).get(reverse("concern_send", args=[world.concern.pk]))
        assert page.status_code == 404


def test_a_unit_that_is_no_choice_is_not_sent_to(world: World) -> None:
    concern_written(world)
    address = f"{reverse('concern_send', args=[world.concern.pk])}?till={world.social.pk}"

    page = client_for(world, world.linda).post(address, _yeses(world))

    assert page.status_code == 200
    assert client_for(world, world.leila).get(reverse("concern", args=[world.concern.pk])).status_code == 404


def test_bba_may_receive_and_the_writer_sees_by_whom_and_when(world: World) -> None:
    concern_sent(world)
    form = {"token": str(uuid4()), "call_on": "2199-12-24", "text": "Tack. Jag ringer."}
    client = client_for(world, world.maria)

    page = client.post(reverse("concern_receive", args=[world.concern.pk]), form, follow=True)
    seen = _text(client_for(world, world.linda).get(reverse("concern", args=[world.concern.pk])))

    assert "Öppna ärende" in _text(page)
    assert "Maria Sand, BVC Hovmantorp" in seen
    assert "24 december 2199" in seen
    assert "Tack. Jag ringer." in seen


def test_receiving_twice_answers_once(world: World) -> None:
    concern_sent(world)
    client = client_for(world, world.maria)
    for _time in range(2):
        form = {"token": str(uuid4()), "call_on": "2199-12-24", "text": ""}
        client.post(reverse("concern_receive", args=[world.concern.pk]), form)

    assert Entry.objects.filter(kind="feedback").count() == 1


def test_a_call_on_a_day_that_has_been_gets_a_sentence(world: World) -> None:
    concern_sent(world)
    form = {"token": str(uuid4()), "call_on": "2020-01-01", "text": "Jag hör av mig."}

    page = client_for(world, world.maria).post(reverse("concern_receive", args=[world.concern.pk]), form)

    assert "Dagen har redan varit." in _text(page)
    assert "Jag hör av mig." in _text(page)
    assert not Entry.objects.filter(kind="feedback").exists()


@pytest.mark.parametrize("who", ["linda", "leila", "stranger"])
def test_nobody_else_may_receive(world: World, who: str) -> None:
    concern_sent(world)
    form = {"token": str(uuid4()), "call_on": "2199-12-24", "text": ""}

    page = client_for(world, getattr(world, who)).post(reverse("concern_receive", args=[world.concern.pk]), form)

    assert page.status_code in {403, 404}
    assert not Entry.objects.filter(kind="feedback").exists()


def test_unfinished_text_comes_back_to_its_writer_alone(world: World) -> None:
    client, key = client_for(world, world.linda), uuid4()
    client.post(reverse("draft_save", args=["concern", key]), {"token": str(key), "seen": "Bara börjat."})
    address = f"{reverse('notice')}?utkast={key}"

    assert "Fortsätt på ditt utkast" in _text(client.get(reverse("notice")))
    assert "Bara börjat." in _text(client.get(address))
    assert "Bara börjat." not in _text(client_for(world, world.maria).get(address))


def test_a_draft_is_gone_when_the_concern_is_saved(world: World) -> None:
    client, form = client_for(world, world.linda), _new(world)
    client.post(reverse("draft_save", args=["concern", form["token"]]), form)

    client.post(reverse("notice"), form)

    assert not Draft.objects.exists()


def test_a_concern_that_is_received_offers_no_second_receiving(world: World) -> None:
    case_open(world)

    assert "<h2>Ta emot</h2>" not in _text(
        client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk]))
    )


def test_the_own_unit_of_the_bba_is_told_and_nothing_is_disclosed_to_it(world: World) -> None:
    """A teacher at the child's school notices: the principal is in the same unit (model.md 4.1)."""
    principal = world._professional("Eva Rektor", world.school, "principal", 7)
    number = _school_child(world)
    teacher = client_for(world, world.stranger)
    concern = teacher.post(reverse("notice"), _new(world, number=number)).headers["Location"]

    sent = teacher.post(f"{concern}skicka/", {"token": str(uuid4())}, follow=True)
    desk = client_for(world, principal).get(reverse("desk"))

    assert sent.status_code == 200
    assert "Nytt: någon är orolig för ett barn" in _text(desk)
    assert "Öppna ärende" in _text(client_for(world, principal).get(concern))
