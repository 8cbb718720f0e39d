"""Asking for the circle, and following the answers."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.sharing import decide_sharing
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request
from barnetsplan.consent.texts import hash_of
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.domain.vocabulary import Answer, QuestionState, Regime, Strength
from barnetsplan.gathering.models import Question
from barnetsplan.notices.models import Notice
from barnetsplan.plans.cards.asking import preview
from barnetsplan.plans.circle import CircleQuestion
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, posted, text_of
from barnetsplan.records.queries import visible_to
from tests.cast import make_unit
from tests.sign_in import client_for
from tests.world import World, circle_asked, gathered, made, say, service_asked, talk_agreed

pytestmark = pytest.mark.django_db


def _chosen(world: World, *units: str, areas: dict[str, list[str]] | None = None) -> dict[str, object]:
    fields: dict[str, object] = {"services": [str(getattr(world, unit).pk) for unit in units]}
    fields |= {"child_heard": "said", "child_view": "Fröken får gärna veta."}
    return fields | {f"areas_{getattr(world, unit).pk.hex}": keys for unit, keys in (areas or {}).items()}


def test_bba_may_choose_services_with_nothing_ticked_beforehand(world: World) -> None:
    circle_asked(world)

    page = opened(world, world.maria, "consent_ask", world.case.pk)
    words = text_of(page)

    assert page.status_code == 200
    assert " checked" not in page.content.decode()
    assert words.index("Förskolan Gullvivan") < words.index("Linneaskolan")
    assert "BVC Hovmantorp" not in words
    assert "12 månader" in words


def test_others_may_not_ask_for_the_circle(world: World) -> None:
    circle_asked(world)

    for actor in (world.linda, world.leila, world.stranger, world.as_guardian(world.sara)):
        assert_looks_unknown(world, actor, "consent_ask", world.case.pk)


def test_bba_may_not_ask_before_the_analysis_is_written(world: World) -> None:
    gathered(world)

    assert opened(world, world.maria, "consent_ask", world.case.pk).status_code == 403


def test_the_preview_is_word_for_word_what_the_family_is_asked(world: World) -> None:
    circle_asked(world)
    client, token = client_for(world, world.maria), str(uuid4())
    fields = {**_chosen(world, "school", "social", areas={"social": ["hemmet"]}), "token": token}
    services = {world.school.pk: (), world.social.pk: ("hemmet",)}

    page = posted(client, "consent_ask", world.case.pk, **fields, step="preview")
    assert ConsentRequest.objects.filter(pk=token).count() == 0
    posted(client, "consent_ask", world.case.pk, **fields, step="ask")

    asked = made(find_request(made(ConsentRequest.objects.get(pk=token)).pk))
    question = CircleQuestion(world.case, uuid4(), services, None, world.maria, asked.asked_at)
    shown = made(preview(question.request)).shown
    assert len(shown.questions) == 3
    for each in shown.questions:
        assert each.question in text_of(page)
        assert each.if_no in text_of(page)
    assert asked.shown_hash == hash_of(shown)


def test_the_same_question_sent_twice_is_asked_once(world: World) -> None:
    circle_asked(world)
    client, token = client_for(world, world.maria), str(uuid4())
    asked, told = ConsentRequest.objects.count(), Notice.objects.count()

    for _ in range(2):
        answer = posted(client, "consent_ask", world.case.pk, token=token, step="ask", **_chosen(world, "school"))
        assert answer["Location"] == reverse("consent_follow", args=[token])

    assert ConsentRequest.objects.count() == asked + 1
    assert Notice.objects.count() == told + 2


@pytest.mark.parametrize("step", ["preview", "ask"])
def test_bba_may_not_ask_about_more_services_at_once_than_a_family_can_read(world: World, step: str) -> None:
    circle_asked(world)
    more = [
        make_unit(
            f"more{number}", f"Enhet {number}", f"E{number}", "child_psychiatry", "25:1", Strength.STRONG, Regime.OSL
        )
        for number in range(6)
    ]
    decide_sharing(
        case=world.case,
        token=uuid4(),
        answers={unit.pk: (SharingAnswer.ASK, "") for unit in more},
        by=world.maria,
        at=world.at,
    )
    before = ConsentRequest.objects.count()

    fields = {**_chosen(world), "services": [str(unit.pk) for unit in more], "step": step}
    page = posted(client_for(world, world.maria), "consent_ask", world.case.pk, **fields)

    assert "Det blir 6 frågor. Ställ högst 5 åt gången" in text_of(page)
    assert ConsentRequest.objects.count() == before


@pytest.mark.parametrize("step", ["preview", "ask"])
@pytest.mark.parametrize(
    ("units", "areas", "day", "sentence"),
    [
        ((), {}, "", "Välj minst en verksamhet att fråga om."),
        (("school",), {"social": ["hemmet"]}, "", "Kryssa också i verksamheten, eller ta bort områdena."),
        (("school",), {}, "2020-01-01", "Dagen har redan varit."),
        (("school",), {}, "2031-01-01", "Ett samtycke gäller högst ett år."),
        (("school",), {"school": ["trygghet"]}, "", "Välj ett av alternativen."),
    ],
)
def test_a_question_with_bad_input_gets_a_sentence_and_keeps_what_was_ticked(
    world: World,
    step: str,
    units: tuple[str, ...],
    areas: dict[str, list[str]],
    day: str,
    sentence: str,
) -> None:
    circle_asked(world)
    before = ConsentRequest.objects.count()
    fields = {**_chosen(world, *units, areas=areas), "last_day": day, "step": step}

    page = posted(client_for(world, world.maria), "consent_ask", world.case.pk, **fields)

    assert sentence in text_of(page)
    assert page.content.decode().count(" checked") >= len(units) + 1
    assert "Fröken får gärna veta." in page.content.decode()
    assert ConsentRequest.objects.count() == before


def test_bba_may_see_whose_answer_is_missing(world: World) -> None:
    circle_asked(world)
    say(world, world.circle, world.sara, Answer.YES)

    page = text_of(opened(world, world.maria, "consent_follow", world.circle.pk))

    assert "Alla svar är inte klara." in page
    assert "Daniel Lindqvist (vårdnadshavare) Svaret saknas" in page
    assert "Sara Lindqvist (vårdnadshavare) Har svarat Här på sidan" in page
    assert "Barn och familj Lessebo Läsa samverkanskartan Väntar på fler svar" in page
    assert "Kalla till möte" not in page


def test_bba_may_call_when_all_have_said_yes(world: World) -> None:
    circle_asked(world)
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)

    page = text_of(opened(world, world.maria, "consent_follow", world.circle.pk))

    assert "Alla har sagt ja." in page
    assert "Kalla till möte" in page


def test_nobody_else_may_follow_the_answers(world: World) -> None:
    circle_asked(world)

    for actor in (world.linda, world.leila, world.as_guardian(world.sara), world.as_guardian(world.daniel)):
        assert_looks_unknown(world, actor, "consent_follow", world.circle.pk)
        assert posted(client_for(world, actor), "consent_follow", world.circle.pk).status_code == 404


@pytest.mark.parametrize(
    ("told", "state"),
    [
        (service_asked, QuestionState.TAKEN_BACK),
        (talk_agreed, QuestionState.TAKEN_BACK),
        (gathered, QuestionState.ANSWERED),
    ],
)
def test_the_question_to_a_service_is_taken_back_with_the_one_to_the_family(
    world: World, told: Any, state: QuestionState
) -> None:
    told(world)

    posted(client_for(world, world.maria), "consent_follow", world.talk.pk)

    assert Question.objects.get(pk=world.question.pk).state == state
    page = text_of(opened(world, world.maria, "child", world.noel.pk))
    assert "Väntar på familjens ja" not in page
    assert ("Tagen tillbaka" in page) is (state == QuestionState.TAKEN_BACK)
    assert "Svara på en fråga" not in text_of(client_for(world, world.linda).get(reverse("desk")))
    wheel = text_of(opened(world, world.maria, "wheel", world.case.pk))
    assert "Förskolan Gullvivan" not in wheel or state == QuestionState.ANSWERED


def test_another_unit_takes_no_question_back(world: World) -> None:
    service_asked(world)

    posted(client_for(world, world.linda), "consent_follow", world.talk.pk)

    assert Question.objects.get(pk=world.question.pk).state == QuestionState.WAITING


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"child_heard": "", "child_view": "Han vill."}, "Välj ett alternativ."),
        ({"child_heard": "not_heard", "child_view": "  "}, "Skriv något här."),
    ],
)
def test_crc_01_nobody_is_asked_before_the_childs_view_or_why_not_is_written(
    world: World, fields: dict[str, object], sentence: str
) -> None:
    circle_asked(world)
    before = ConsentRequest.objects.count()

    page = posted(
        client_for(world, world.maria), "consent_ask", world.case.pk, **_chosen(world, "school") | fields, step="ask"
    )

    assert sentence in text_of(page)
    assert ConsentRequest.objects.count() == before


def test_crc_01_the_childs_view_stands_beside_the_question_for_the_asker_alone(world: World) -> None:
    circle_asked(world)
    token = str(uuid4())
    posted(
        client_for(world, world.maria),
        "consent_ask",
        world.case.pk,
        **_chosen(world, "school"),
        token=token,
        step="ask",
    )

    words = text_of(opened(world, world.maria, "consent_follow", token))
    family = opened(world, world.as_guardian(world.sara), "family_consent", token)

    assert "Fröken får gärna veta." in words
    assert "Barnet har sagt det själv" in words
    assert family.status_code == 200
    assert "Fröken" not in family.content.decode()
    assert not visible_to(world.sara.pk, at=world.at).filter(kind="child_view").exists()


def test_crc_01_before_birth_there_is_nobody_to_ask(world: World) -> None:
    circle_asked(world)
    world.noel.born_on, world.noel.carried_by_id, world.noel.expected_on = None, world.sara.pk, world.at.date()
    world.noel.save()

    assert "child_view" not in opened(world, world.maria, "consent_ask", world.case.pk).content.decode()
