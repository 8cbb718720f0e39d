"""What follows when a question is taken back, and when a service joins a plan that lives."""

from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import row_states
from barnetsplan.domain.vocabulary import ActionStatus, Answer, ConsentState
from barnetsplan.plans.actions import report_action
from barnetsplan.plans.facts import find_action
from barnetsplan.plans.releasing import report_readers
from barnetsplan.plans.tests.pages import opened, posted, text_of
from tests.sign_in import client_for
from tests.world import World, made, say

pytestmark = pytest.mark.django_db


def _chosen(world: World, *units: str, areas: dict[str, list[str]] | None = None) -> dict[str, object]:
    fields: dict[str, object] = {"services": [str(getattr(world, unit).pk) for unit in units]}
    fields |= {"child_heard": "said", "child_view": "Fröken får gärna veta."}
    return fields | {f"areas_{getattr(world, unit).pk.hex}": keys for unit, keys in (areas or {}).items()}


def test_a_question_taken_back_ends_what_is_shared_on_it_and_stays_taken_back(story: World) -> None:
    client = client_for(story, story.maria)

    for _ in range(2):
        assert posted(client, "consent_follow", story.circle.pk).status_code == 302

    rows = row_states(story.noel, at=story.later(), requests=[story.circle.pk])
    assert {row.state for row in rows} == {ConsentState.INVALIDATED}
    assert opened(story, story.leila, "plan", story.plan.pk).status_code == 403
    assert "Frågan har tagits tillbaka." in text_of(client.get(reverse("consent_follow", args=[story.circle.pk])))


def test_a_service_that_joins_later_reads_what_the_others_report_and_they_read_what_it_reports(story: World) -> None:
    token = str(uuid4())
    posted(
        client_for(story, story.maria),
        "consent_ask",
        story.case.pk,
        token=token,
        step="ask",
        **_chosen(story, "school"),
    )
    for person in (story.sara, story.daniel):
        say(story, made(ConsentRequest.objects.get(pk=token)), person, Answer.YES)

    states = row_states(story.noel, at=story.later(), requests=[made(ConsentRequest.objects.get(pk=token)).pk])
    pairs = {(row.discloser, row.recipient) for row in states if row.is_active}

    for other in (story.bvc.pk, story.preschool.pk, story.social.pk):
        assert {(other, story.school.pk), (story.school.pk, other)} <= pairs


def test_a_report_goes_to_no_service_without_a_yes(story: World) -> None:
    say(story, story.circle, story.daniel, Answer.NO)

    report = made(
        report_action(
            action=made(find_action(story.bildschema)),
            status=ActionStatus.DONE,
            text="",
            entry_id=uuid4(),
            by=story.linda,
            at=story.later(),
        )
    )

    assert report_readers(story.plan, story.preschool.pk, at=story.later()) == {}
    assert report.owner_id == story.preschool.pk
