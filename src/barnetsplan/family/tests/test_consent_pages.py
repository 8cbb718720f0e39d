"""Answering consent: one question at a time, nothing chosen beforehand, and the other giver never shows."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.db import transaction
from django.test import Client

from barnetsplan.consent.models import ConsentAnswer
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.family.tests.pages import CHILD_PAGES, client_of, opened, plain, posted, without_secrets
from barnetsplan.gathering.models import Question
from barnetsplan.gathering.tests.posting import ask_preschool
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from tests.cast import AREAS, World
from tests.sign_in import client_for
from tests.world import case_open, circle_asked, say

pytestmark = pytest.mark.django_db

WAITS = "Alla svar är inte klara. Inget delas än."


def _said(world: World, main: str = "yes", areas: tuple[str, ...] = ("utveckling",)) -> dict[str, object]:
    """A whole answer to the request about the circle: the same to both services."""
    asked = {world.preschool: {"utveckling"}, world.social: set(AREAS)}
    mains = {f"map_{unit.pk.hex}": main for unit in asked}
    return {**mains, **{f"areas_{unit.pk.hex}": sorted(known & set(areas)) for unit, known in asked.items()}}


def _own(world: World) -> dict[tuple[UUID, str, str], str]:
    answers = ConsentAnswer.objects.filter(row__request=world.circle.pk, giver=world.sara).order_by("number")
    return {(a.row.service_id, a.row.layer, a.row.area): a.answer for a in answers.select_related("row")}


def test_the_page_shows_each_question_and_chooses_nothing(world: World) -> None:
    circle_asked(world)

    page = opened(world, world.sara, "family_consent", world.circle.pk)

    body = page.content.decode()
    assert "Får socialtjänsten läsa vem som gör vad i planen för Noel?" in plain(page)
    assert "Får förskolan läsa det som står om utveckling?" in plain(page)
    assert "Vad händer om vi säger nej?" in plain(page)
    assert "Ibland måste de som arbetar med barn berätta ändå" in plain(page)
    assert " checked" not in body
    assert WAITS not in body


def test_giver_may_answer_and_then_sees_only_that(world: World) -> None:
    circle_asked(world)
    client = client_of(world, world.sara)

    response = posted(client, "family_consent", world.circle.pk, **_said(world, areas=("utveckling", "hemmet")))
    own, page = _own(world), plain(client.get(response.headers["Location"]))

    assert own[world.social.pk, "map", ""] == Answer.YES
    assert own[world.social.pk, "background", "hemmet"] == Answer.YES
    assert own[world.social.pk, "background", "relationer"] == Answer.NO
    assert own[world.preschool.pk, "background", "utveckling"] == Answer.YES
    assert "Du har sagt ja" in page
    assert WAITS in page
    assert "Daniel" not in page
    assert not Notice.objects.filter(
        party=world.sara.pk, kind=NoticeKind.CONSENT_ASKED, thing=world.circle.pk, done_at=None
    )


def test_no_to_the_map_is_no_to_its_background(world: World) -> None:
    circle_asked(world)

    posted(client_of(world, world.sara), "family_consent", world.circle.pk, **_said(world, main="no"))

    assert set(_own(world).values()) == {Answer.NO}


def test_when_all_have_said_yes_the_page_says_what_holds(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.daniel, Answer.YES)
    client = client_of(world, world.sara)

    response = posted(client, "family_consent", world.circle.pk, **_said(world))
    page = plain(client.get(response.headers["Location"]))

    assert "Det gäller nu." in page
    assert "De får läsa det som står om utveckling ." in page
    assert WAITS not in page


def test_an_unanswered_question_gets_a_sentence_and_nothing_is_lost(world: World) -> None:
    circle_asked(world)
    said = _said(world, areas=("hemmet",))
    said.pop(f"map_{world.preschool.pk.hex}")

    page = posted(client_of(world, world.sara), "family_consent", world.circle.pk, **said)

    assert page.status_code == 200
    assert "Svara ja eller nej på den här frågan." in plain(page)
    assert page.content.decode().count(" checked") == 2
    assert _own(world) == {}


def test_form_sent_twice_answers_once(world: World) -> None:
    circle_asked(world)
    client = client_of(world, world.sara)

    first, second = (posted(client, "family_consent", world.circle.pk, **_said(world)) for _ in range(2))

    assert first.headers["Location"] == second.headers["Location"]
    assert set(ConsentAnswer.objects.filter(row__request=world.circle.pk).values_list("number", flat=True)) == {1}


def test_a_no_after_a_yes_takes_back_and_the_asker_is_told_to_call(world: World) -> None:
    circle_asked(world)
    client = client_of(world, world.sara)
    posted(client, "family_consent", world.circle.pk, **_said(world))

    posted(client, "family_consent", world.circle.pk, **_said(world, areas=()))

    assert _own(world)[world.social.pk, "background", "utveckling"] == Answer.WITHDRAWN
    assert Notice.objects.filter(kind=NoticeKind.CALL_AFTER_WITHDRAWAL, about=world.sara.pk).exists()


def test_a_question_that_no_longer_holds_says_so_and_takes_no_answer(world: World) -> None:
    circle_asked(world)
    world.later(days=400)

    client = client_of(world, world.sara)
    page = client.get(f"/min/svar/{world.circle.pk}/")
    posted(client, "family_consent", world.circle.pk, **_said(world))

    assert "Frågan gäller inte längre." in plain(page)
    assert "Skicka mitt svar" not in plain(page)
    assert _own(world) == {}


def test_talking_is_answered_with_one_yes_for_all_its_areas(world: World) -> None:
    case_open(world)
    ask_preschool(world, client_for(world, world.maria))
    question = Question.objects.get(to=world.preschool.pk)
    for person in (world.sara, world.daniel):
        posted(
            client_of(world, person), "family_consent", question.request, **{f"talk_{world.preschool.pk.hex}": "yes"}
        )

    question.refresh_from_db()
    assert question.state == "sent"


def _yes(world: World) -> None:
    say(world, world.circle, world.daniel, Answer.YES)


def _nothing(_world: World) -> None:
    return None


def _no(world: World) -> None:
    say(world, world.circle, world.daniel, Answer.NO)


def _taken_back(world: World) -> None:
    _yes(world)
    say(world, world.circle, world.daniel, Answer.WITHDRAWN)


def _all_pages(world: World, client: Client, other: Callable[[World], None], *, sara: Answer) -> list[str]:
    """Every page of Sara's, in a world where Daniel did this and Sara answered so; the world is then as before."""
    at = world.at
    with transaction.atomic():
        other(world)
        world.at = at
        world.later(hours=1)
        say(world, world.circle, world.sara, sara)
        pages = [
            f"/min/barn/{world.noel.pk}/{rest}" for rest in ("", "ord/", "vem-far-se/", "vem-har-last/", "kontakt/")
        ]
        shown = [without_secrets(client.get(page)) for page in ("/min/", *pages, f"/min/svar/{world.circle.pk}/")]
        transaction.set_rollback(True)
    world.at = at
    return shown


@pytest.mark.parametrize("sara", [Answer.YES, Answer.NO, Answer.WITHDRAWN])
def test_a_giver_sees_the_same_bytes_whatever_keeps_the_other_from_saying_yes(world: World, sara: Answer) -> None:
    circle_asked(world)
    client = client_of(world, world.sara)

    silent, no, taken_back = (_all_pages(world, client, other, sara=sara) for other in (_nothing, _no, _taken_back))

    assert silent == no == taken_back
    assert len(silent) == len(CHILD_PAGES) + 2


def test_a_giver_who_says_no_sees_the_same_bytes_when_the_other_has_said_yes(world: World) -> None:
    circle_asked(world)
    client = client_of(world, world.sara)

    silent, yes = (_all_pages(world, client, other, sara=Answer.NO) for other in (_nothing, _yes))

    assert silent == yes
