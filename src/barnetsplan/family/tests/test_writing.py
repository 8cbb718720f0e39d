"""What the family writes: answers, own words, differing views, what one thinks of the plan."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.family.tests.pages import client_of, opened, plain, posted
from barnetsplan.gathering.actions import ask_family
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Invitee
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import OpenEntry, open_visible
from tests.cast import World, made
from tests.sign_in import client_for
from tests.world import _asking, case_open, meeting_called, published, version_with_family

pytestmark = pytest.mark.django_db

TOO_MUCH = "ordlös " * 11_500


def _sees(world: World, party: object, kind: str) -> list[OpenEntry]:
    key = party.party_id if isinstance(party, Actor) else party.pk  # type: ignore[attr-defined]
    return [e for e in open_visible(key, child=world.noel, at=world.later()) if e.kind == kind]


def _words(entry: OpenEntry) -> Any:
    return entry.payload


@pytest.fixture
def asked(world: World) -> Question:
    case_open(world)
    made(ask_family(asking=_asking(world, ("hemmet", "relationer")), token=uuid4()))
    return Question.objects.get(to=world.sara.pk)


def test_the_question_shows_the_familys_words_and_ticks_nobody(world: World, asked: Question) -> None:
    page = opened(world, world.sara, "family_question", asked.pk)

    for words in ("Det som är bra", "Det som är svårt", "Det som skulle hjälpa", "Frågor att tänka med", "Daniel"):
        assert words in plain(page)
    assert "BVC Hovmantorp läser alltid" in plain(page)
    assert " checked" not in page.content.decode()


def test_an_answer_goes_to_the_asker_and_to_whom_one_ticked(world: World, asked: Question) -> None:
    posted(
        client_of(world, world.sara),
        "family_question",
        asked.pk,
        works_hemmet="Lugna kvällar.",
        readers=[str(world.daniel.pk)],
    )

    for reader in (world.maria, world.daniel, world.sara):
        assert [_words(e).works for e in _sees(world, reader, "contribution")] == ["Lugna kvällar."]
    assert _sees(world, world.linda, "contribution") == []
    assert [e.area for e in _sees(world, world.noel, "contribution")] == []


def test_an_answer_can_be_revised_and_stands_once(world: World, asked: Question) -> None:
    client = client_of(world, world.sara)
    posted(client, "family_question", asked.pk, works_hemmet="Lugna kvällar.")
    again = client.get(reverse("family_question", args=[asked.pk]) + "?andra=ja").content.decode()
    posted(client, "family_question", asked.pk, works_hemmet="Lugna kvällar och morgnar.")

    assert "Lugna kvällar." in again
    assert [_words(e).works for e in _sees(world, world.maria, "contribution")] == ["Lugna kvällar och morgnar."]


def test_the_same_answer_sent_twice_is_written_once(world: World, asked: Question) -> None:
    client, token = client_of(world, world.sara), str(uuid4())

    responses = [
        posted(client, "family_question", asked.pk, token=token, works_hemmet="Lugna kvällar.") for _ in range(2)
    ]

    assert responses[0].headers["Location"] == responses[1].headers["Location"]
    assert Entry.objects.filter(owner=world.sara.pk).count() == 1


def test_an_empty_answer_gets_a_sentence(world: World, asked: Question) -> None:
    page = posted(client_of(world, world.sara), "family_question", asked.pk)

    assert "Skriv något först." in plain(page)
    assert not Entry.objects.filter(owner=world.sara.pk).exists()


def test_a_far_too_long_answer_gets_a_sentence_and_is_not_lost(world: World, asked: Question) -> None:
    page = posted(client_of(world, world.sara), "family_question", asked.pk, works_hemmet=TOO_MUCH)

    assert "Texten är för lång" in plain(page)
    assert TOO_MUCH.strip() in page.content.decode()
    assert not Entry.objects.filter(owner=world.sara.pk).exists()


def test_nobody_outside_the_family_can_be_ticked(world: World, asked: Question) -> None:
    page = posted(
        client_of(world, world.sara),
        "family_question",
        asked.pk,
        works_hemmet="Lugna kvällar.",
        readers=[str(world.social.pk)],
    )

    assert page.status_code == 200
    assert not Entry.objects.filter(owner=world.sara.pk).exists()


def test_own_words_go_to_those_who_hold_the_functions_and_whom_one_ticked(world: World) -> None:
    published(world)
    client, token = client_of(world, world.sara), str(uuid4())
    fields = {
        "form": "words",
        "words-token": token,
        "words-text": "Vi vill att morgnarna blir lugna.",
        "words-readers": [str(world.preschool.pk)],
    }

    for _ in range(2):
        response = client.post(reverse("family_words", args=[world.noel.pk]), fields)
        assert response.headers["Location"] == reverse("family_words", args=[world.noel.pk])

    def told(party: object) -> list[str]:
        return [_words(e).text for e in _sees(world, party, "own_words") if e.owner == world.sara.pk]

    assert told(world.maria) == told(world.linda) == told(world.sara) == ["Vi vill att morgnarna blir lugna."]
    assert told(world.leila) == told(world.daniel) == []
    assert "Vi vill att morgnarna blir lugna." in plain(opened(world, world.sara, "family_plan", world.noel.pk))
    assert "Vi vill att morgnarna" not in plain(opened(world, world.daniel, "family_plan", world.noel.pk))


def test_those_who_hold_the_functions_are_told_that_the_family_has_written(world: World) -> None:
    published(world)
    client, address = client_of(world, world.sara), reverse("family_words", args=[world.noel.pk])
    words = {"form": "words", "words-token": str(uuid4()), "words-text": "Vi vill ha lugna morgnar."}
    words["words-readers"] = str(world.preschool.pk)
    client.post(address, words)

    told = Notice.objects.filter(kind=NoticeKind.FAMILY_WROTE)
    assert list(told.values_list("party", "thing", "about")) == [(world.bvc.pk, world.plan.pk, world.sara.pk)]
    desk = client_for(world, world.maria).get(reverse("desk")).content.decode()
    assert "Familjen har skrivit till planen" in desk
    assert reverse("plan", args=[world.plan.pk]) in desk
    client_for(world, world.maria).post(reverse("notice_done", args=[told.get().pk]))
    client.post(address, words)
    assert told.get().done_at is not None
    differing = {"form": "dissent", "dissent-token": str(uuid4()), "dissent-text": "Vi vill ha två kvällar."}
    client.post(address, differing | {"dissent-about": str(world.family_support)})
    assert told.filter(done_at=None).count() == 1


def test_words_with_the_id_of_somebody_elses_entry_come_back_and_the_next_try_is_saved(world: World) -> None:
    published(world)
    client, address = client_of(world, world.sara), reverse("family_words", args=[world.noel.pk])
    taken = str(world.concern.pk)
    fields = {"form": "words", "words-token": taken, "words-text": "Vi vill att morgnarna blir lugna."}

    page = client.post(address, fields)

    assert "Sidan var för gammal." in plain(page)
    assert "Vi vill att morgnarna blir lugna." in plain(page)
    assert taken not in page.content.decode()
    assert not Entry.objects.filter(owner=world.sara.pk, kind="own_words").exists()
    new = page.context["words"]["token"].value()
    assert client.post(address, fields | {"words-token": new}).status_code == 302
    assert [_words(e).text for e in _sees(world, world.sara, "own_words") if e.owner == world.sara.pk] == [
        "Vi vill att morgnarna blir lugna."
    ]


def test_a_differing_view_names_what_it_is_about(world: World) -> None:
    published(world)
    fields = {
        "form": "dissent",
        "dissent-token": str(uuid4()),
        "dissent-text": "Jag vill ha två kvällar.",
        "dissent-about": str(world.family_support),
    }

    client_of(world, world.sara).post(reverse("family_words", args=[world.noel.pk]), fields)

    dissent = next(e for e in _sees(world, world.maria, "dissent") if e.owner == world.sara.pk)
    assert _words(dissent).about == str(world.family_support)
    page = plain(opened(world, world.sara, "family_plan", world.noel.pk))
    assert page.index("Vi tycker olika") < page.index("Jag vill ha två kvällar.")


def test_empty_words_get_a_sentence_and_the_other_form_is_left_alone(world: World) -> None:
    published(world)
    fields = {"form": "words", "words-token": str(uuid4()), "words-text": " "}

    page = client_of(world, world.sara).post(reverse("family_words", args=[world.noel.pk]), fields)

    assert page.content.decode().count("Skriv något här.") == 2
    assert not Entry.objects.filter(owner=world.sara.pk, kind="own_words").exists()


def test_the_version_is_answered_and_then_shows_the_answer(world: World) -> None:
    version_with_family(world)
    client = client_of(world, world.sara)

    empty = posted(client, "family_version", world.version.pk)
    in_part = posted(client, "family_version", world.version.pk, reply="in_part")
    done = posted(client, "family_version", world.version.pk, reply="in_part", text="En kväll är för lite.")
    page = plain(client.get(done.headers["Location"]))

    assert "Välj ett alternativ." in plain(empty)
    assert "Skriv vad du inte håller med om." in plain(in_part)
    assert "Du håller med om en del." in page
    assert "Skicka mitt svar" not in page
    assert [e.outcome for e in _sees(world, world.maria, "plan_answer")] == ["in_part"]
    assert _sees(world, world.daniel, "plan_answer") == []


def test_the_version_says_who_reads_the_answer(world: World) -> None:
    version_with_family(world)

    page = plain(opened(world, world.sara, "family_version", world.version.pk))

    assert "Det du skriver här visas för: BVC Hovmantorp ." in page


def test_a_reply_to_the_call_can_be_changed(world: World) -> None:
    meeting_called(world)
    client = client_of(world, world.sara)
    for reply in ("coming", "not_coming", "not_coming"):
        posted(client, "family_meeting", world.meeting.pk, reply=reply)
    wrong = posted(client, "family_meeting", world.meeting.pk, reply="kanske")

    assert Invitee.objects.get(party=world.sara.pk).reply == "not_coming"
    assert Invitee.objects.get(party=world.daniel.pk).reply == ""
    assert wrong.status_code == 200
    assert "Välj ett av alternativen." in plain(wrong)


def test_what_is_typed_is_kept_as_a_draft_of_ones_own(world: World, asked: Question) -> None:
    client = client_of(world, world.sara)
    client.post(reverse("draft_save", args=["family_question", asked.pk]), {"works_hemmet": "Halvfärdigt"})

    assert "Halvfärdigt" in client.get(reverse("family_question", args=[asked.pk])).content.decode()
