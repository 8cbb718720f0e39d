"""A case that rests on what stood on the wrong child: who closes it, what is taken back, and who gets to know."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.cases.actions import start_case
from barnetsplan.cases.models import Case
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.coordination.queries import holders
from barnetsplan.domain.vocabulary import CaseState, MeetingState, PlanState, QuestionState
from barnetsplan.gathering.models import Question
from barnetsplan.gathering.tests.posting import post, same_as_unknown
from barnetsplan.meetings.models import Meeting
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.noticing.actions import write_concern_about
from barnetsplan.people.queries import involved_units
from barnetsplan.plans.models import Plan
from barnetsplan.records.kinds import Closing, Concern, Contribution
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.duties import officer
from tests.sign_in import client_for
from tests.world import World, case_open, family_asked, made, meeting_called, published, service_asked

pytestmark = pytest.mark.django_db
REASON = "Förskolan tog fel på två syskon."


def strike(world: World, actor: Any = None) -> Any:
    client = client_for(world, actor or world.linda)
    return post(client, "writing_strike", world.concern.pk, **{"stryk-reason": "Fel barn."})


def close(world: World, **fields: object) -> Any:
    return post(client_for(world, world.maria), "case_close_struck", world.case.pk, **{"reason": REASON, **fields})


def told(world: World) -> set[Any]:
    rows = Notice.objects.filter(kind=NoticeKind.STRUCK, done_at=None, thing=world.case.pk)
    return set(rows.values_list("party", flat=True))


def test_the_bba_closes_a_case_whose_concern_was_struck_and_lets_go_of_the_child(world: World) -> None:
    case_open(world)
    client_for(world, world.maria).get(reverse("concern", args=[world.concern.pk]))
    strike(world)
    page = client_for(world, world.maria).get(reverse("child", args=[world.noel.pk])).content.decode()
    assert reverse("case_close_struck", args=[world.case.pk]) in page

    assert close(world).headers["Location"] == reverse("children")

    world.later()
    assert Case.objects.get().state == CaseState.CLOSED
    assert holders(world.noel.pk, at=world.at) == {}
    assert world.bvc.pk not in involved_units(world.noel.pk, at=world.at)
    assert world.preschool.pk not in involved_units(world.noel.pk, at=world.at), "the answer was all that it had left"
    same_as_unknown(client_for(world, world.maria), "child", world.noel.pk)
    assert AuditEvent.objects.filter(act="case:close_struck", permitted=True, thing=world.case.pk).exists()
    assert not Notice.objects.filter(kind=NoticeKind.STRUCK, done_at=None).exists(), "nobody else had opened anything"


def test_the_reason_is_the_registrars_alone(world: World) -> None:
    case_open(world)
    strike(world)
    close(world)
    closing = Entry.objects.get(kind=Closing.KIND)
    registrar = client_for(world, officer(world, "registrar", beside=world.bvc))
    elsewhere = client_for(world, officer(world, "registrar", beside=world.preschool, serial=14))

    assert "Avslutat ärende" in registrar.get(reverse("struck_list")).content.decode()
    assert REASON in registrar.get(reverse("struck", args=[closing.pk])).content.decode()

    same_as_unknown(elsewhere, "struck", closing.pk)
    for party in (world.bvc.pk, world.preschool.pk, world.sara.pk, world.daniel.pk, world.noel.pk):
        assert not visible_to(party, at=world.later()).filter(pk=closing.pk).exists()
    for parent in (world.sara, world.daniel):
        for name in ("family_plan", "family_log"):
            page = client_for(world, world.as_guardian(parent)).get(reverse(name, args=[world.noel.pk]))
            assert REASON not in page.content.decode()
            assert "Avslutat ärende" not in page.content.decode()


def test_what_waits_is_taken_back_and_who_had_opened_it_is_told(world: World) -> None:
    family_asked(world)
    question = Question.objects.get(to=world.sara.pk)
    sara = client_for(world, world.as_guardian(world.sara))
    assert sara.get(reverse("family_question", args=[question.pk])).status_code == 200
    strike(world)

    close(world)

    assert set(Question.objects.values_list("state", flat=True)) == {QuestionState.TAKEN_BACK}
    assert not Notice.objects.filter(kind=NoticeKind.FAMILY_QUESTION, done_at=None).exists()
    assert sara.get(reverse("family_question", args=[question.pk])).status_code == 404
    assert told(world) == {world.sara.pk}, "Daniel had opened nothing"
    assert "hörde till ett annat barn" in sara.get(reverse("family_plan", args=[world.noel.pk])).content.decode()
    daniel = client_for(world, world.as_guardian(world.daniel))
    assert "ett annat barn" not in daniel.get(reverse("family_plan", args=[world.noel.pk])).content.decode()


def test_what_the_family_has_written_is_theirs_and_a_consent_that_waits_is_taken_back(world: World) -> None:
    service_asked(world)
    strike(world)

    close(world)

    words = Entry.objects.get(owner=world.sara.pk, kind=Contribution.KIND)
    assert visible_to(world.sara.pk, at=world.later()).filter(pk=words.pk).exists()
    of_case = ConsentRequest.objects.filter(container=world.case.pk)
    assert of_case.exists()
    assert not of_case.filter(withdrawn_at=None).exists()
    assert not Notice.objects.filter(kind=NoticeKind.CONSENT_ASKED, done_at=None).exists()
    assert Question.objects.get(to=world.preschool.pk).state == QuestionState.TAKEN_BACK
    assert Question.objects.get(to=world.sara.pk).state == QuestionState.ANSWERED
    assert world.bvc.pk in involved_units(world.noel.pk, at=world.at), "its own texts about him are still there"


def test_a_meeting_that_is_called_is_called_off_and_its_empty_plan_ends(world: World) -> None:
    meeting_called(world)
    strike(world)

    close(world)

    assert Meeting.objects.get().state == MeetingState.FINISHED
    assert Plan.objects.get().state == PlanState.ENDED
    assert Notice.objects.filter(kind=NoticeKind.MEETING_OFF, party=world.sara.pk).exists()
    assert Case.objects.get().state == CaseState.CLOSED


def own_concern(world: World, by: Any) -> Entry:
    """Something that is really about Noel."""
    new = write_concern_about(
        world.noel,
        entry_id=uuid4(),
        payload=Concern(seen="Sover dåligt.", child_says="Jag är trött."),
        by=by,
        at=world.later(),
    )
    return made(new)


def opened(world: World, concern: Entry, by: Any) -> Case:
    return start_case(case_id=uuid4(), concern=concern, areas=["halsa"], by=by, at=world.later())


def test_the_child_can_have_a_case_of_its_own_afterwards(world: World) -> None:
    case_open(world)
    strike(world)
    assert opened(world, own_concern(world, world.leila), world.leila).pk == world.case.pk, "until it is closed"
    close(world)

    assert opened(world, own_concern(world, world.leila), world.leila).pk != world.case.pk


def test_who_strikes_its_own_concern_is_led_to_the_case_that_it_opened(world: World) -> None:
    world.concern = own_concern(world, world.maria)
    world.case = opened(world, world.concern, world.maria)

    answer = strike(world, world.maria)

    assert answer.headers["Location"] == reverse("child", args=[world.noel.pk])
    page = client_for(world, world.maria).get(answer.headers["Location"]).content.decode()
    assert reverse("case_close_struck", args=[world.case.pk]) in page
    assert close(world).status_code == 302
    assert world.bvc.pk not in involved_units(world.noel.pk, at=world.later())


def test_who_strikes_another_text_of_its_own_is_not_sent_to_close_the_case(world: World) -> None:
    service_asked(world)
    voice = Entry.objects.get(owner=world.bvc.pk, kind=Contribution.KIND)
    client = client_for(world, world.maria)

    answer = post(client, "writing_strike", voice.pk, **{"stryk-reason": "Fel barn."})

    assert answer.headers["Location"] == reverse("child", args=[world.noel.pk])
    page = client.get(answer.headers["Location"]).content.decode()
    assert "avsluta det" not in page
    assert reverse("case_close_struck", args=[world.case.pk]) not in page


def test_a_case_whose_concern_stands_is_closed_by_its_analysis_alone(world: World) -> None:
    case_open(world)
    client = client_for(world, world.maria)

    page = client.get(reverse("child", args=[world.noel.pk])).content.decode()
    assert reverse("case_close_struck", args=[world.case.pk]) not in page
    assert "genom analysen" in client.get(reverse("case_close_struck", args=[world.case.pk])).content.decode()
    assert "genom analysen" in close(world).content.decode()
    assert Case.objects.get().state == CaseState.GATHERING


def test_without_a_reason_nothing_is_closed(world: World) -> None:
    case_open(world)
    strike(world)

    answer = close(world, reason=" ")

    assert answer.status_code == 200
    assert "Skriv något här" in answer.content.decode()
    assert Case.objects.get().state == CaseState.GATHERING


def test_nobody_but_the_bba_may_close_it(world: World) -> None:
    case_open(world)
    strike(world)

    for other in (world.linda, world.leila, world.stranger, world.as_guardian(world.sara)):
        same_as_unknown(client_for(world, other), "case_close_struck", world.case.pk)
    assert Case.objects.get().state == CaseState.GATHERING


def test_a_plan_that_the_family_has_agreed_on_is_theirs_and_ends_as_plans_end(world: World) -> None:
    published(world)
    strike(world)

    assert close(world).status_code == 403
    assert Case.objects.get().state == CaseState.COLLABORATING
