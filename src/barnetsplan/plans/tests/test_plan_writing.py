"""Publishing, reporting and ending: who may, what bad input gets, and the same form sent twice."""

from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.cases.models import Case
from barnetsplan.consent.texts import unit_names
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import CaseState, PlanState
from barnetsplan.people.queries import names_of
from barnetsplan.plans.cards.reporting import report_card
from barnetsplan.plans.facts import find_action
from barnetsplan.plans.models import Plan
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, posted, text_of
from barnetsplan.records.models import Draft, Entry
from barnetsplan.records.queries import open_visible, readers_of
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db


def test_the_responsible_service_may_report_once_however_often_the_form_is_sent(story: World) -> None:
    client, token = client_for(story, story.linda), str(uuid4())
    before = Entry.objects.filter(kind="action_report").count()

    for _ in range(2):
        answer = posted(client, "action_report", story.bildschema, token=token, status="done", text="Nu sitter det.")
        assert answer.status_code == 302
        assert answer["Location"] == reverse("plan", args=[story.plan.pk])

    assert Entry.objects.filter(kind="action_report").count() == before + 1
    page = text_of(opened(story, story.leila, "plan", story.plan.pk))
    assert "Klart" in page
    assert "Nu sitter det." in page


def test_another_service_may_not_report_the_action(story: World) -> None:
    for actor in (story.leila, story.maria, story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "action_report", story.bildschema)
        refused = posted(client_for(story, actor), "action_report", story.bildschema, status="done")
        assert refused.status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"text": "Vi har hållit på."}, "Välj ett alternativ."),
        ({"status": "agreed", "text": "Vi har hållit på."}, "Välj ett av alternativen."),
        ({"status": "could_not"}, "Skriv vad som kom i vägen och vad som händer nu."),
        ({"status": "done", "text": "Vi har hållit på. " * 5000}, "Texten är för lång"),
    ],
)
def test_a_report_with_bad_input_gets_a_sentence_and_keeps_the_text(
    story: World, fields: dict[str, str], sentence: str
) -> None:
    before = Entry.objects.count()

    page = posted(client_for(story, story.linda), "action_report", story.bildschema, **fields)

    assert page.status_code == 200
    assert sentence in text_of(page)
    assert fields.get("text", "") in page.content.decode()
    assert Entry.objects.count() == before


def test_the_audience_of_a_report_is_exactly_who_can_read_it(story: World) -> None:
    card = report_card(story.linda, made(find_action(story.bildschema)), story.at)
    report = Entry.objects.get(kind="action_report", owner=story.preschool.pk)

    readers = readers_of([report.pk], at=story.at)[report.pk] | {story.preschool.pk}

    assert sorted(card.audience) == sorted([*names_of(readers).values(), *unit_names(readers).values()])


def _ending(**more: str) -> dict[str, str]:
    return {"goal_0": "Lämningen är lugn.", "words_0": "Nu är det roligt.", "words_1": "Vi fick hjälp.", **more}


def test_crc_01_a_plan_ends_with_the_childs_words_or_with_why_they_are_missing(story: World) -> None:
    client = client_for(story, story.maria)

    without = posted(client, "plan_end", story.plan.pk, **_ending(words_0=""))
    assert "Skriv vad barnet säger, eller varför det inte är med." in text_of(without)
    assert "Vi fick hjälp." in without.content.decode()

    ended = posted(client, "plan_end", story.plan.pk, **_ending(words_0="", why_no_words="Noel sover."))
    assert ended.status_code == 302
    why = Entry.objects.get(kind="child_view", container=story.plan.pk)
    assert (why.owner_id, why.outcome) == (story.bvc.pk, "not_heard")


def test_bba_may_end_the_plan_once_with_what_it_gave(story: World) -> None:
    client, token = client_for(story, story.maria), str(uuid4())
    before = Entry.objects.count()

    for _ in range(2):
        answer = posted(client, "plan_end", story.plan.pk, token=token, **_ending())
        assert answer.status_code == 302

    assert Entry.objects.count() == before + 3
    assert Plan.objects.get(pk=story.plan.pk).state == PlanState.ENDED
    assert Case.objects.get(pk=story.case.pk).state == CaseState.CLOSED
    assert holders(story.noel.pk, at=story.later()) == {}


@pytest.mark.parametrize("who", ["maria", "linda", "leila"])
def test_an_ended_plan_may_be_read_by_all_who_read_it_before(story: World, who: str) -> None:
    posted(client_for(story, story.maria), "plan_end", story.plan.pk, **_ending())

    page = text_of(opened(story, getattr(story, who), "plan", story.plan.pk))

    for words in ("avslutad", "Så gick det Lämningen är lugn.", "”Nu är det roligt.”", "Vi fick hjälp."):
        assert words in page
    assert "Avsluta planen" not in page
    assert "Rapportera" not in page


def test_the_family_reads_what_the_plan_gave(story: World) -> None:
    posted(client_for(story, story.maria), "plan_end", story.plan.pk, **_ending())

    for person in (story.sara, story.daniel):
        seen = open_visible(person.pk, child=story.noel, at=story.later(), kinds=["follow_up"])
        assert [entry.payload.text for entry in seen] == ["Lämningen är lugn."]  # type: ignore[attr-defined]


def test_ending_without_saying_how_it_went_gets_a_sentence_and_keeps_the_words(story: World) -> None:
    page = posted(client_for(story, story.maria), "plan_end", story.plan.pk, **_ending(goal_0=""))

    assert "Skriv något här." in text_of(page)
    assert "Vi fick hjälp." in page.content.decode()
    assert Plan.objects.get(pk=story.plan.pk).state == PlanState.LIVE


def test_the_circle_may_not_end_the_plan(story: World) -> None:
    for actor in (story.leila, story.linda, story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan_end", story.plan.pk)


def test_an_unfinished_ending_is_kept_until_it_is_sent(story: World) -> None:
    client = client_for(story, story.maria)
    client.post(reverse("draft_save", args=["plan_end", story.plan.pk]), {"words_1": "Det blev lugnare."})
    assert "Det blev lugnare." in opened(story, story.maria, "plan_end", story.plan.pk).content.decode()

    posted(client, "plan_end", story.plan.pk, **_ending())

    assert not Draft.objects.filter(form="plan_end").exists()
