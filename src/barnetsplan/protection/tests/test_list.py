"""The named list: who is on it opens, with a reason; nobody else, and an alarm when somebody else tries."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from barnetsplan.accounts.models import Assignment
from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import last_day_before
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import InvolvementReason
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import involve
from barnetsplan.policy.facts import NOBODY
from barnetsplan.protection.actions import ask_to_list, confirm_listing, end_listing, give_reason
from barnetsplan.protection.models import Listed, Opening
from barnetsplan.protection.queries import closed_to
from tests.protected import ProtectedWorld, placeless_unit
from tests.sign_in import client_for
from tests.world import concern_sent, made


def waits(world: ProtectedWorld, kind: NoticeKind) -> int:
    return Notice.objects.filter(party=world.officer.party, kind=kind, done_at__isnull=True).count()


@pytest.fixture
def sent(guarded: ProtectedWorld) -> ProtectedWorld:
    """Linda's concern is with Maria; then Sara protects Noel."""
    concern_sent(guarded)
    guarded.protected()
    return guarded


def test_prot_03_only_who_is_on_the_list_opens_and_only_with_a_reason(sent: ProtectedWorld) -> None:
    url = reverse("child", args=[sent.noel.pk])
    assert client_for(sent, sent.maria).get(url).status_code == 404

    sent.listed(sent.maria, gives_reason=False)
    client = client_for(sent, sent.maria)
    asked = client.get(url)
    assert asked.status_code == 302
    assert asked["Location"] == reverse("protected_reason", args=[sent.noel.pk]) + f"?vidare={url.replace('/', '%2F')}"
    assert client_for(sent, sent.colleague).get(url).status_code == 404

    page = client.get(asked["Location"])
    assert "Varför öppnar du i dag?" in page.content.decode()
    gone = client.post(asked["Location"], {"reason": "Ringer mamma.", "token": str(sent.noel.pk)})
    assert (gone.status_code, gone["Location"]) == (302, url)
    assert client.get(url).status_code == 200


def test_prot_03_the_refusal_looks_as_if_the_child_did_not_exist(sent: ProtectedWorld) -> None:
    client = client_for(sent, sent.colleague)
    here = client.get(reverse("child", args=[sent.noel.pk]))
    nowhere = client.get(reverse("child", args=[sent.sara.pk]))

    assert (here.status_code, nowhere.status_code) == (404, 404)
    assert len(here.content) == len(nowhere.content)


def test_prot_03_every_page_about_the_child_asks_the_same_list(sent: ProtectedWorld) -> None:
    for name, key in (("child", sent.noel.pk), ("concern", sent.concern.pk), ("case_start", sent.concern.pk)):
        assert client_for(sent, sent.maria).get(reverse(name, args=[key])).status_code == 404, name
    sent.listed(sent.maria)
    for name, key in (("child", sent.noel.pk), ("concern", sent.concern.pk), ("case_start", sent.concern.pk)):
        assert client_for(sent, sent.maria).get(reverse(name, args=[key])).status_code == 200, name


def test_prot_03_a_write_is_closed_to_who_is_not_on_the_list(sent: ProtectedWorld) -> None:
    url = reverse("concern_receive", args=[sent.concern.pk])
    token = str(sent.sara.pk)

    refused = client_for(sent, sent.maria).post(url, {"token": token, "text": "Tack", "call_on": "2026-11-25"})

    assert refused.status_code == 404


def test_prot_03_an_attempt_from_outside_the_list_alarms_the_officers_and_is_written_down(
    sent: ProtectedWorld,
) -> None:
    assert waits(sent, NoticeKind.PROTECTED_TRIED) == 0
    client_for(sent, sent.colleague).get(reverse("child", args=[sent.noel.pk]))

    notice = Notice.objects.get(kind=NoticeKind.PROTECTED_TRIED)
    assert (notice.party_id, notice.child_id, notice.about_id) == (sent.officer.party, sent.noel.pk, sent.bvc.pk)
    event = AuditEvent.objects.order_by("at").last()
    assert event is not None
    assert (event.permitted, event.child, event.person) == (False, sent.noel.pk, sent.colleague.person)


def test_prot_03_no_alarm_when_a_listed_person_or_the_family_opens(sent: ProtectedWorld) -> None:
    sent.listed(sent.maria)
    client_for(sent, sent.maria).get(reverse("child", args=[sent.noel.pk]))
    page = client_for(sent, sent.as_guardian(sent.sara)).get(reverse("family_plan", args=[sent.noel.pk]))

    assert page.status_code == 200
    assert waits(sent, NoticeKind.PROTECTED_TRIED) == 0


def test_prot_03_a_second_person_outside_the_list_is_needed(sent: ProtectedWorld) -> None:
    row = made(
        ask_to_list(child=sent.noel.pk, person=sent.maria.person_id, reason="BBA.", by=sent.officer, at=sent.later())
    )
    assert closed_to(sent.maria, sent.noel.pk, sent.later()) == Refused(Reason.NOT_ON_LIST)
    for who in (sent.officer, sent.maria):
        refused = confirm_listing(child=sent.noel.pk, listed=row.pk, by=who, at=sent.later())
        assert refused == Refused(Reason.SECOND_PERSON_NEEDED)

    made(confirm_listing(child=sent.noel.pk, listed=row.pk, by=sent.second, at=sent.later()))
    assert closed_to(sent.maria, sent.noel.pk, sent.later()) == Refused(Reason.REASON_NEEDED)
    again = confirm_listing(child=sent.noel.pk, listed=row.pk, by=sent.second, at=sent.later())
    assert again == Refused(Reason.WRONG_STATE)


def test_prot_03_whoever_is_on_the_list_may_not_be_the_second_person(sent: ProtectedWorld) -> None:
    sent.listed(sent.maria)
    row = made(
        ask_to_list(
            child=sent.noel.pk, person=sent.colleague.person_id, reason="Vikarie.", by=sent.officer, at=sent.later()
        )
    )

    refused = confirm_listing(child=sent.noel.pk, listed=row.pk, by=sent.maria, at=sent.later())

    assert refused == Refused(Reason.SECOND_PERSON_NEEDED)


def test_prot_03_nobody_is_listed_without_a_reason_or_from_elsewhere(sent: ProtectedWorld) -> None:
    ask = {"child": sent.noel.pk, "by": sent.officer, "at": sent.later()}

    assert ask_to_list(person=sent.maria.person_id, reason=" ", **ask) == Refused(Reason.REASON_MISSING)
    assert ask_to_list(person=sent.stranger.person_id, reason="Vill.", **ask) == Refused(Reason.NO_RELATION)


def test_prot_03_who_is_taken_off_the_list_is_out_at_the_next_click(sent: ProtectedWorld) -> None:
    row = sent.listed(sent.maria)
    client = client_for(sent, sent.maria)
    assert client.get(reverse("child", args=[sent.noel.pk])).status_code == 200

    made(end_listing(child=sent.noel.pk, listed=row.pk, by=sent.officer, at=sent.later()))
    assert client.get(reverse("child", args=[sent.noel.pk])).status_code == 404
    again = end_listing(child=sent.noel.pk, listed=row.pk, by=sent.officer, at=sent.later())
    assert again == Refused(Reason.WRONG_STATE)


def test_prot_03_a_reason_holds_for_a_day_and_no_longer(sent: ProtectedWorld) -> None:
    sent.listed(sent.maria)
    assert closed_to(sent.maria, sent.noel.pk, sent.later()) is None
    assert closed_to(sent.maria, sent.noel.pk, sent.later(hours=8)) == Refused(Reason.REASON_NEEDED)
    opening = Opening.objects.get()
    assert opening.valid_until - opening.valid_from == timedelta(hours=8)
    assert b"mamma" not in bytes(opening.sealed_reason)


def test_prot_03_a_reason_is_needed_and_only_from_who_is_listed(sent: ProtectedWorld) -> None:
    args = {"child": sent.noel.pk, "at": sent.later()}

    assert give_reason(reason="", by=sent.maria, **args) == Refused(Reason.REASON_MISSING)
    assert give_reason(reason="Jo.", by=sent.maria, **args) == Refused(Reason.NOT_ON_LIST)
    assert closed_to(NOBODY, sent.noel.pk, sent.at) is None, "the table refuses whoever is not signed in"


def test_prot_06_who_protects_at_work_goes_on_for_seven_days_and_the_officers_are_told(
    guarded: ProtectedWorld,
) -> None:
    concern_sent(guarded)
    guarded.protected(by=guarded.maria)

    assert waits(guarded, NoticeKind.PROTECTION_SET) == 1
    assert client_for(guarded, guarded.maria).get(reverse("child", args=[guarded.noel.pk])).status_code == 200
    assert client_for(guarded, guarded.colleague).get(reverse("child", args=[guarded.noel.pk])).status_code == 404
    assert closed_to(guarded.maria, guarded.noel.pk, guarded.later(days=7)) == Refused(Reason.NOT_ON_LIST)
    row = Listed.objects.get()
    made(confirm_listing(child=guarded.noel.pk, listed=row.pk, by=guarded.officer, at=guarded.later()))
    assert closed_to(guarded.maria, guarded.noel.pk, guarded.later()) == Refused(Reason.REASON_NEEDED)
    assert waits(guarded, NoticeKind.PROTECTION_SET) == 0


def test_prot_06_where_only_the_place_is_hidden_the_list_is_not_asked(guarded: ProtectedWorld) -> None:
    concern_sent(guarded)
    guarded.protected(Protection.PLACE)

    for who in (guarded.maria, guarded.colleague):
        page = client_for(guarded, who).get(reverse("child", args=[guarded.noel.pk]))
        assert page.status_code == 200
        assert "platsen är dold" in page.content.decode()


def test_prot_03_the_database_refuses_a_second_person_who_is_the_first(sent: ProtectedWorld) -> None:
    row = sent.listed(sent.maria)
    for second in (row.asked_by_id, row.person_id):
        with pytest.raises(IntegrityError), transaction.atomic():
            Listed.objects.filter(pk=row.pk).update(second=second)


def test_prot_02_who_is_listed_works_in_the_unit_without_a_place(sent: ProtectedWorld) -> None:
    nowhere = placeless_unit(sent.bvc)
    involve(unit=nowhere.pk, child=sent.noel.pk, reason=InvolvementReason.NOTICED, at=sent.later())
    sent.listed(sent.colleague)

    works = Assignment.objects.get(unit=nowhere)
    own = Assignment.objects.get(pk=made(sent.colleague.assignment))
    assert (works.person_id, works.role) == (sent.colleague.person, "bvc_nurse")
    assert last_day_before(works.valid_until) == last_day_before(own.valid_until)
    assert not Assignment.objects.filter(unit=nowhere).exclude(person=sent.colleague.person).exists()
