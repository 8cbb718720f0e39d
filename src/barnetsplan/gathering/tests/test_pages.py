"""The pages of the second step, as the browser meets them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.domain.vocabulary import Answer, QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.gathering.tests.posting import ask_preschool, post, same_as_unknown
from barnetsplan.people.models import Child
from barnetsplan.people.queries import name_of
from barnetsplan.practice.load import current
from barnetsplan.records.models import Draft, Entry
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, gathered, say

pytestmark = pytest.mark.django_db

CASE_PAGES = ("ask_family", "ask_service", "child_words", "own_voice", "wheel", "analysis")
NO_HARM = {"vh-harm": "no"}
TOO_MUCH = "ordlös " * 11_500


@pytest.mark.parametrize("name", CASE_PAGES)
def test_bba_may_open_every_page_of_the_case(world: World, name: str) -> None:
    gathered(world)
    page = client_for(world, world.maria).get(reverse(name, args=[world.case.pk]))
    assert page.status_code == 200
    assert "Noel" in page.content.decode()


@pytest.mark.parametrize("name", CASE_PAGES)
def test_neighbours_may_not_open_any_page_of_the_case(world: World, name: str) -> None:
    gathered(world)
    for actor in (world.linda, world.stranger, world.as_guardian(world.sara)):
        same_as_unknown(client_for(world, actor), name, world.case.pk)


def test_stranger_may_not_show_the_voices(world: World) -> None:
    gathered(world)
    response = client_for(world, world.linda).post(reverse("voices_release", args=[world.case.pk]))
    assert response.status_code == 404


def test_bba_may_ask_every_guardian_on_their_own(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("ask_family", args=[world.case.pk])).content.decode()
    assert "inget samtycke" in page
    token = str(uuid4())
    for _ in range(2):
        response = post(client, "ask_family", world.case.pk, token=token, areas=["hemmet"], text="Hur är det hemma?")
        assert response.headers["Location"] == reverse("wheel", args=[world.case.pk])
    asked = Question.objects.filter(case=world.case)
    assert {question.to_id for question in asked} == {world.sara.pk, world.daniel.pk}
    assert asked.count() == 2
    assert all(question.areas == ["hemmet"] for question in asked)


def test_bba_may_not_ask_the_family_about_an_area_outside_the_case(world: World) -> None:
    case_open(world)
    page = post(
        client_for(world, world.maria), "ask_family", world.case.pk, areas=["trygghet"], text="Berätta om det trygga."
    )
    assert page.status_code == 200
    assert "Välj ett av alternativen." in page.content.decode()
    assert "Berätta om det trygga." in page.content.decode()
    assert not Question.objects.exists()


def test_bba_may_see_the_familys_question_before_it_is_asked(world: World) -> None:
    case_open(world)
    page = ask_preschool(world, client_for(world, world.maria), visa="1").content.decode()
    text = (
        current()
        .consent_text("talk")
        .filled(
            child="Noel",
            discloser="BVC",
            recipient="förskolan",
            areas=current().in_words(["utveckling", "relationer"]),
        )
    )
    assert text.question in page
    assert text.explanation in page
    assert not ConsentRequest.objects.filter(container=world.case.pk).exists()


def test_bba_may_ask_a_service_and_nothing_goes_out_before_both_yes(world: World) -> None:
    case_open(world)
    client, token = client_for(world, world.maria), str(uuid4())
    for _ in range(2):
        response = ask_preschool(world, client, token=token)
        asked = Question.objects.get(to=world.preschool.pk).request
        assert response.headers["Location"] == reverse("consent_follow", args=[asked])
    question = Question.objects.get(to=world.preschool.pk)
    assert question.state == QuestionState.WAITING
    same_as_unknown(client_for(world, world.linda), "question", question.pk)
    request = ConsentRequest.objects.get(pk=str(question.request))
    say(world, request, world.sara, Answer.YES)
    same_as_unknown(client_for(world, world.linda), "question", question.pk)
    say(world, request, world.daniel, Answer.YES)
    assert client_for(world, world.linda).get(reverse("question", args=[question.pk])).status_code == 200


def test_bba_may_not_ask_no_service_at_all(world: World) -> None:
    case_open(world)
    page = ask_preschool(world, client_for(world, world.maria), unit="")
    assert "Välj en verksamhet." in page.content.decode()
    assert "Hur leker Noel?" in page.content.decode()
    assert not Question.objects.exists()


def test_a_token_of_somebody_elses_entry_tells_nothing(world: World) -> None:
    case_open(world)
    page = ask_preschool(world, client_for(world, world.maria), token=str(world.concern.pk))
    assert page.status_code == 200
    assert "Sidan var för gammal." in page.content.decode()
    assert str(world.concern.pk) not in page.content.decode().partition("<h1>")[2]


def test_child_words_are_read_by_nobody_whom_the_child_did_not_choose(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)
    page = client.get(reverse("child_words", args=[world.case.pk])).content.decode()
    words = current().child_words
    for said in (words.safe, words.who_reads, words.no_need):
        assert said in page
    assert "checked" not in page
    response = post(
        client,
        "child_words",
        world.case.pk,
        relationer_works="Jag leker med Ali.",
        readers=[str(world.sara.pk)],
        **NO_HARM,
    )
    assert response.status_code == 302
    entry = Entry.objects.get(voice=world.noel.pk)
    sees = {
        party
        for party in (world.sara.pk, world.daniel.pk, world.preschool.pk, world.bvc.pk)
        if visible_to(party, at=world.later(days=90)).filter(pk=entry.pk).exists()
    }
    assert sees == {world.sara.pk, world.bvc.pk}


def test_child_words_saved_again_unchanged_go_to_those_whom_the_child_names_this_time(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)
    before = Entry.objects.filter(voice=world.noel.pk).count()
    post(
        client,
        "child_words",
        world.case.pk,
        relationer_works="Jag leker med Ali.",
        relationer_challenging="När mamma går.",
        readers=[str(world.daniel.pk)],
        **NO_HARM,
    )
    assert Entry.objects.filter(voice=world.noel.pk).count() == before
    assert visible_to(world.daniel.pk, at=world.later()).filter(voice=world.noel.pk).exists()
    assert not visible_to(world.sara.pk, at=world.later()).filter(voice=world.noel.pk).exists()


def test_child_words_with_nothing_said_get_a_sentence(world: World) -> None:
    case_open(world)
    page = post(client_for(world, world.maria), "child_words", world.case.pk, **NO_HARM)
    assert "Skriv något först." in page.content.decode()


def test_bba_may_write_the_own_services_voice_and_change_it(world: World) -> None:
    gathered(world)
    client = client_for(world, world.maria)
    assert "Följer sin kurva." in client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    post(client, "own_voice", world.case.pk, utveckling_works="Växer fint.")
    page = client.get(reverse("own_voice", args=[world.case.pk])).content.decode()
    assert "Växer fint." in page
    assert "Följer sin kurva." not in page


def test_asked_unit_may_see_its_question_and_nothing_else_of_the_child(world: World) -> None:
    gathered(world)
    page = client_for(world, world.linda).get(reverse("question", args=[world.question.pk])).content.decode()
    for shown in ("Noel", "4 år", "BVC Hovmantorp", "Maria Sand", "Hur ser ni på det här?", "Bygger länge."):
        assert shown in page
    hidden = (
        "Lindqvist",
        "Sara",
        "Daniel",
        "Lugna kvällar.",
        "Han är nyfiken.",
        "Jag leker med Ali.",
        "Följer sin kurva.",
        "leker ofta ensam",
        "Hemmet",
        str(world.case.pk),
        str(world.noel.pk),
    )
    for words in hidden:
        assert words not in page


def test_neighbours_may_not_open_the_question_of_another_unit(world: World) -> None:
    gathered(world)
    for actor in (world.stranger, world.leila, world.maria, world.as_guardian(world.sara)):
        same_as_unknown(client_for(world, actor), "question", world.question.pk)


def test_asked_unit_may_not_open_the_question_when_the_yes_is_taken_back(world: World) -> None:
    gathered(world)
    say(world, world.talk, world.sara, Answer.WITHDRAWN)
    client = client_for(world, world.linda)
    page = client.get(reverse("question", args=[world.question.pk]))
    assert page.status_code == 403
    assert "delas inte längre med er" in page.content.decode()
    assert post(client, "question", world.question.pk, utveckling_works="Nytt").status_code == 403


def test_asked_unit_may_revise_its_answer(world: World) -> None:
    gathered(world)
    client, token = client_for(world, world.linda), str(uuid4())
    for _ in range(2):
        response = post(client, "question", world.question.pk, token=token, utveckling_works="Bygger broar.")
        assert response.headers["Location"] == reverse("question", args=[world.question.pk])
    assert "Bygger broar." in client.get(reverse("question", args=[world.question.pk])).content.decode()
    wheel = client_for(world, world.maria).get(reverse("wheel", args=[world.case.pk]) + "?omrade=utveckling")
    assert "Bygger broar." in wheel.content.decode()
    assert "Bygger länge." not in wheel.content.decode()
    assert Entry.objects.filter(owner=world.preschool.pk, area="utveckling", kind="contribution").count() == 2


def test_asked_unit_may_not_lose_a_text_that_is_too_long(world: World) -> None:
    gathered(world)
    before = Entry.objects.count()
    page = post(client_for(world, world.linda), "question", world.question.pk, utveckling_works=TOO_MUCH)
    text = page.content.decode()
    assert page.status_code == 200
    assert "Texten är för lång" in text
    assert TOO_MUCH in text
    assert Entry.objects.count() == before


def test_pages_say_data_that_is_not_to_be_translated(world: World) -> None:
    gathered(world)
    page = client_for(world, world.maria).get(reverse("ask_service", args=[world.case.pk])).content.decode()
    assert f'<span translate="no">{name_of(world.sara)}</span>' in page
    assert '<select name="unit" translate="no"' in page or 'translate="no"' in page.partition("<select")[2][:200]


def test_a_draft_comes_back_to_its_author_and_goes_when_it_is_sent(world: World) -> None:
    gathered(world)
    client = client_for(world, world.linda)
    client.post(reverse("draft_save", args=["question", world.question.pk]), {"utveckling_works": "Halvfärdigt."})
    page = client.get(reverse("question", args=[world.question.pk])).content.decode()
    assert "Halvfärdigt." in page
    assert "Utkastet sparades" in page
    post(client, "question", world.question.pk, utveckling_works="Färdigt.")
    assert not Draft.objects.exists()


def test_before_birth_the_one_who_carries_is_asked_alone_and_no_words_are_put_in_the_childs_mouth(world: World) -> None:
    case_open(world)
    unborn = {"born_on": None, "expected_on": world.at.date(), "carried_by": world.sara}
    Child.objects.filter(pk=world.noel.pk).update(**unborn)
    client = client_for(world, world.maria)
    page = client.get(reverse("child_words", args=[world.case.pk])).content.decode()
    assert "Barnet är inte fött än" in page
    assert "<textarea" not in page
    assert post(client, "child_words", world.case.pk, hemmet_works="Bra").status_code == 200
    assert not Entry.objects.filter(voice=world.noel.pk).exists()
    post(client, "ask_family", world.case.pk, areas=["hemmet"], text="Hur är det?")
    assert [question.to_id for question in Question.objects.all()] == [world.sara.pk]
    wheel = client.get(reverse("wheel", args=[world.case.pk])).content.decode()
    assert "Daniel" not in wheel
    assert "Barnets egna ord saknas" not in wheel


def test_a_case_without_areas_says_what_to_do_first(world: World) -> None:
    case_open(world)
    Case.objects.filter(pk=world.case.pk).update(areas=[])
    client = client_for(world, world.maria)
    for name in ("ask_family", "ask_service", "child_words", "own_voice"):
        page = client.get(reverse(name, args=[world.case.pk])).content.decode()
        assert reverse("case_areas", args=[world.case.pk]) in page
