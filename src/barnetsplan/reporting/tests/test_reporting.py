"""The compartment: each employee's own decision to report, seen by that person and the registrar, and by nobody else."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.organisations.models import ReportingPoint
from barnetsplan.people.models import Person
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry
from barnetsplan.reporting.actions import ToReport, answer_harm, decide_report, note_feedback
from barnetsplan.reporting.models import HarmAnswer, ReportDecision, ReportFeedback
from barnetsplan.reporting.queries import harm_list, harm_state, report_card
from tests.duties import acting, officer
from tests.sign_in import client_for
from tests.world import World, concern_sent, concern_written, made, reported

REASON = "Blåmärken på armarna tre gånger, och Noel är rädd att gå hem."


@pytest.fixture
def world(world: World) -> World:
    ReportingPoint.objects.create(
        municipality_code="0761",
        municipality="Lessebo",
        office_phone="0478-000 01",
        office_hours="måndag till fredag 8-16",
        out_of_hours_phone="0478-000 02",
        address="Påhittade vägen 1",
        invented=True,
    )
    return concern_written(world)


def answered(world: World, by: Actor | None = None, *, yes: bool = True) -> HarmAnswer:
    return answer_harm(concern=world.concern, may_harm=yes, by=by or world.linda, at=world.later())


def decided(world: World, answer: HarmAnswer, *, did: bool = True) -> ReportDecision:
    decision = ToReport(reported=did, reason=REASON, municipality="Lessebo" if did else "", on=date(2026, 9, 7))
    return made(decide_report(answer=answer, decision=decision, decision_id=uuid4(), at=world.later()))


def get(world: World, who: Actor, name: str, *key: Any) -> Any:
    return client_for(world, who).get(reverse(name, args=key))


def post(world: World, who: Actor, name: str, key: Any, **sent: Any) -> Any:
    return client_for(world, who).post(reverse(name, args=[key]), {"token": uuid4(), **sent})


def test_oro_01_the_concern_asks_first_whether_the_child_may_come_to_harm_and_asks_for_nothing_else(
    world: World,
) -> None:
    page = get(world, world.linda, "concern", world.concern.pk).content.decode()

    assert page.index("Kan barnet fara illa?") < page.index("Vad händer nu?")
    assert post(world, world.linda, "harm_answer", world.concern.pk, harm="yes").status_code == 302


def test_oro_01_a_note_is_said_to_be_no_report_where_it_is_written_read_and_sent(world: World) -> None:
    for name, key in (("notice", ()), ("concern", (world.concern.pk,)), ("concern_send", (world.concern.pk,))):
        assert "ingen orosanmälan" in get(world, world.linda, name, *key).content.decode(), name


def test_oro_02_a_yes_leads_to_the_decision_where_the_numbers_stand_first(world: World) -> None:
    sent = post(world, world.linda, "harm_answer", world.concern.pk, harm="yes")
    page = client_for(world, world.linda).get(sent.url).content.decode()

    assert sent.url == reverse("harm_decide", args=[HarmAnswer.objects.get().pk])
    assert page.index("0478-000 01") < page.index("Har du anmält till socialtjänsten?")
    assert "112" in page


def test_oro_02_the_decision_is_kept_with_its_reason_by_the_employee(world: World) -> None:
    answer = answered(world)

    sent = post(
        world,
        world.linda,
        "harm_decide",
        answer.pk,
        decision="yes",
        municipality="Lessebo",
        on="2026-09-07",
        reason=REASON,
    )

    card = report_card(world.linda, answer, world.at)
    assert sent.status_code == 302
    assert card.decision is not None
    assert (card.decision.reported, card.decision.reason) == (True, REASON)
    assert REASON in client_for(world, world.linda).get(sent.url).content.decode()


def test_oro_02_not_to_report_is_a_decision_too_and_needs_its_reason(world: World) -> None:
    answer = answered(world)

    empty = post(world, world.linda, "harm_decide", answer.pk, decision="no", reason="")
    assert "Skriv något här." in empty.content.decode()
    assert not ReportDecision.objects.exists()

    post(world, world.linda, "harm_decide", answer.pk, decision="no", reason="Det var ett missförstånd.")
    page = get(world, world.linda, "harm_report", answer.pk).content.decode()
    assert "Inte anmält" in page


def test_who_has_reported_says_where_and_when(world: World) -> None:
    answer = answered(world)

    page = post(world, world.linda, "harm_decide", answer.pk, decision="yes", reason=REASON).content.decode()
    late = post(
        world,
        world.linda,
        "harm_decide",
        answer.pk,
        decision="yes",
        reason=REASON,
        municipality="Lessebo",
        on="2099-01-01",
    )

    assert "Välj kommun." in page
    assert "Välj en dag." in page
    assert REASON in page
    assert "Dagen har inte varit än." in late.content.decode()
    assert not ReportDecision.objects.exists()


def test_abuse_15_a_concern_answered_yes_waits_on_the_list_until_it_is_decided(world: World) -> None:
    before = harm_list(world.linda, at=world.at)
    answer = answered(world)
    waits = harm_list(world.linda, at=world.at)
    decided(world, answer)
    after = harm_list(world.linda, at=world.at)

    assert [one.state.concern for one in before.unasked] == [world.concern.pk]
    assert [one.state.answer for one in waits.undecided] == [answer.pk]
    assert (waits.unasked, after.undecided, after.unasked) == ((), (), ())
    assert [one.state.answer for one in after.decided] == [answer.pk]
    assert ">Besluta<" not in get(world, world.linda, "harm_list").content.decode()


def test_abuse_15_a_yes_cannot_be_taken_back_and_a_no_can_become_a_yes(world: World) -> None:
    no = answered(world, yes=False)
    again = answered(world, yes=False)
    yes = answered(world)
    later = answered(world, yes=False)

    assert no == again
    assert yes == later
    assert harm_state(world.linda, world.concern.pk).undecided


def test_a_no_leads_back_to_the_concern_and_waits_for_nothing(world: World) -> None:
    sent = post(world, world.linda, "harm_answer", world.concern.pk, harm="no")

    assert sent.url == reverse("concern", args=[world.concern.pk])
    assert harm_list(world.linda, at=world.at).undecided == ()
    assert "Du har svarat nej." in client_for(world, world.linda).get(sent.url).content.decode()


def test_an_answer_that_is_none_of_the_two_changes_nothing(world: World) -> None:
    sent = post(world, world.linda, "harm_answer", world.concern.pk, harm="kanske")

    assert sent.url == reverse("concern", args=[world.concern.pk])
    assert not HarmAnswer.objects.exists()


def test_architecture_rule_8_the_answer_is_never_stored_on_what_may_be_released(world: World) -> None:
    before = Entry.objects.values().get()

    decided(world, answered(world))

    assert Entry.objects.values().get() == before
    assert Entry.objects.count() == 1


def test_oro_04_the_compartment_has_keys_of_its_own_and_holds_no_plain_text(world: World) -> None:
    row = decided(world, answered(world))
    of_people = set(Person.objects.values_list("key", flat=True))

    assert HarmAnswer.objects.get().key_id not in of_people
    assert REASON.encode() not in bytes(row.sealed)


def test_oro_04_a_colleague_another_unit_and_the_family_see_nothing(world: World) -> None:
    concern_sent(world)
    answer = answered(world)
    decided(world, answer)
    colleague = acting(world, world.stranger.person_id, world.preschool, "preschool_teacher")

    for who in (colleague, world.maria, world.leila, world.as_guardian(world.sara)):
        assert get(world, who, "harm_report", answer.pk).status_code == 404
        assert get(world, who, "harm_print", answer.pk).status_code == 404
        assert get(world, who, "harm_decide", answer.pk).status_code == 404
        assert post(world, who, "harm_feedback", answer.pk, text="x").status_code == 404


def test_oro_04_a_colleague_is_asked_anew_and_learns_nothing_of_the_first_answer(world: World) -> None:
    colleague = acting(world, world.stranger.person_id, world.preschool, "preschool_teacher")
    before = harm_state(colleague, world.concern.pk)
    answered(world)

    page = get(world, colleague, "concern", world.concern.pk).content.decode()

    assert harm_state(colleague, world.concern.pk) == before
    assert "Ja, eller jag vet inte" in page
    assert "beslut om anmälan saknas" not in page


def test_oro_04_the_reporter_in_another_unit_has_left_it_behind(world: World) -> None:
    answer = answered(world)
    elsewhere = acting(world, world.linda.person_id, world.school, "teacher")

    assert get(world, elsewhere, "harm_report", answer.pk).status_code == 404


def test_oro_04_the_registrar_of_the_domain_reads_and_the_one_of_another_does_not(world: World) -> None:
    answer = answered(world)
    decided(world, answer)
    own = officer(world, "registrar", beside=world.preschool)
    other = officer(world, "registrar", beside=world.bvc, serial=11)

    page = get(world, own, "harm_report", answer.pk)
    assert REASON in page.content.decode()
    assert "Anteckna svaret" not in page.content.decode()
    assert get(world, other, "harm_report", answer.pk).status_code == 404
    assert get(world, own, "harm_print", answer.pk).status_code == 404


def test_oro_04_the_log_of_the_child_knows_nothing_of_it(world: World) -> None:
    before = set(AuditEvent.objects.filter(child=world.noel.pk).values_list("pk", flat=True))

    post(world, world.linda, "harm_answer", world.concern.pk, harm="yes")
    answer = HarmAnswer.objects.get()
    get(world, world.linda, "harm_decide", answer.pk)
    decided(world, answer)
    get(world, world.linda, "harm_report", answer.pk)
    get(world, world.linda, "harm_print", answer.pk)

    of_child = AuditEvent.objects.filter(child=world.noel.pk)
    assert set(of_child.values_list("pk", flat=True)) == before
    written = AuditEvent.objects.filter(act__startswith="harm:")
    assert [json.loads(bytes(event.canonical))["entries"] for event in written] == [[]] * 4
    assert {event.permitted for event in written} == {True}


def _without_change(page: Any) -> str:
    text: str = page.content.decode()
    import re  # noqa: PLC0415 - for this one place

    return re.sub(r'nonce="[^"]*"|value="[^"]{30,}"|X-CSRFToken": "[^"]*"', "", text)


def test_oro_04_no_family_page_changes_by_a_byte(world: World) -> None:
    reported(world)
    names = ("family_plan", "family_words", "family_access", "family_log", "family_contacts")

    def pages() -> list[str]:
        return [_without_change(get(world, world.as_guardian(world.sara), name, world.noel.pk)) for name in names]

    before = pages()
    decided(world, answered(world))
    get(world, world.linda, "harm_report", HarmAnswer.objects.get().pk)

    assert pages() == before


def test_a_decision_is_made_once_and_the_same_form_twice_is_one(world: World) -> None:
    answer = answered(world)
    decision, key = ToReport(reported=False, reason=REASON), uuid4()

    first = decide_report(answer=answer, decision=decision, decision_id=key, at=world.later())
    again = decide_report(answer=answer, decision=decision, decision_id=key, at=world.later())
    other = decide_report(answer=answer, decision=decision, decision_id=uuid4(), at=world.later())

    assert first == again
    assert other == Refused(Reason.ALREADY_ANSWERED)
    assert (
        "redan besvarad"
        in post(world, world.linda, "harm_decide", answer.pk, decision="no", reason="Igen.").content.decode()
    )
    assert get(world, world.linda, "harm_decide", answer.pk).status_code == 302


def test_an_empty_reason_is_refused_by_the_action_too(world: World) -> None:
    said = ToReport(reported=False, reason="  ")

    outcome = decide_report(answer=answered(world), decision=said, decision_id=uuid4(), at=world.later())

    assert outcome == Refused(Reason.NOTHING_WRITTEN)


def test_sol_19_6_the_reporter_notes_what_social_services_answered(world: World) -> None:
    answer = answered(world)
    decided(world, answer)

    sent = post(world, world.linda, "harm_feedback", answer.pk, text="En utredning är inledd.", on="2026-09-20")

    page = client_for(world, world.linda).get(sent.url).content.decode()
    assert "En utredning är inledd." in page
    assert b"utredning" not in bytes(ReportFeedback.objects.get().sealed)


def test_feedback_needs_words_and_a_decision_before_it(world: World) -> None:
    answer = answered(world)

    early = post(world, world.linda, "harm_feedback", answer.pk, text="Ett svar.")
    assert "redan avslutat eller har inte börjat" in early.content.decode()
    decided(world, answer)
    assert "Skriv något här." in post(world, world.linda, "harm_feedback", answer.pk, text="").content.decode()
    assert not ReportFeedback.objects.exists()


def test_feedback_sent_twice_is_one_and_an_id_that_is_taken_is_refused(world: World) -> None:
    answer, other = answered(world), answered(world, world.maria)
    decided(world, answer)
    decided(world, other)
    key = uuid4()

    first = made(note_feedback(answer=answer, text="Ett.", on=None, feedback_id=key, at=world.later()))
    assert note_feedback(answer=answer, text="Ett.", on=None, feedback_id=key, at=world.later()) == first
    with pytest.raises(Taken), transaction.atomic():
        note_feedback(answer=other, text="Två.", on=None, feedback_id=key, at=world.later())
    taken, third = ReportDecision.objects.all()[0].pk, answered(world, world.leila)
    said = ToReport(reported=False, reason="Ett skäl.")
    with pytest.raises(Taken), transaction.atomic():
        decide_report(answer=third, decision=said, decision_id=taken, at=world.later())


def test_the_printed_text_has_what_was_written_and_where_to_ring(world: World) -> None:
    page = get(world, world.linda, "harm_print", answered(world).pk).content.decode()

    for words in ("Noel leker ofta ensam", "Jag vill att mamma stannar.", "Linda Ahl", "Sara Lindqvist", "0478-000 02"):
        assert words in page
    assert "Inget skickas härifrån" in page


def test_the_compartment_only_grows(world: World) -> None:
    answer = answered(world)
    row = decided(world, answer)
    note = made(note_feedback(answer=answer, text="Ett svar.", on=None, feedback_id=uuid4(), at=world.later()))

    for each in (answer, row, note):
        assert str(each) == str(each.pk)
        with pytest.raises(DatabaseError), transaction.atomic():
            type(each).objects.filter(pk=each.pk).delete()


def test_the_list_is_for_professionals_alone(world: World) -> None:
    assert get(world, world.as_guardian(world.sara), "harm_list").status_code == 404
    assert get(world, world.linda, "harm_list").status_code == 200
