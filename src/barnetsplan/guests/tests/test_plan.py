"""A guest is invited to a plan: reads its map on the page, reports the own action, and takes nothing along."""

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.audit.queries import reads_about_child
from barnetsplan.consent.queries import find_request
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.protection import BY_NAME, Protection
from barnetsplan.domain.vocabulary import ActionStatus, Answer, PlanReply
from barnetsplan.guests.actions import end, invite
from barnetsplan.guests.tests.company import Invited, invited, new_guest
from barnetsplan.handover.actions import answer_offer, offer_coordination
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.meetings.models import Meeting
from barnetsplan.people.models import Child, Person
from barnetsplan.plans.actions import answer_version, publish, report_action
from barnetsplan.plans.facts import find_action, find_version, taking_part
from barnetsplan.policy.facts import NOBODY
from barnetsplan.records.kinds import Action, Invitation
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.cast import World, made
from tests.sign_in import client_for
from tests.world import say


@pytest.fixture
def one(story: World) -> Invited:
    """Karin is invited to Noel's plan, and both guardians have said yes."""
    one = invited(story, to_plan=True, days=170)
    one.agree()
    return one


def page(one: Invited) -> str:
    return reverse("plan", args=[one.world.plan.pk])


def promise(one: Invited) -> None:
    one.client.post(reverse("promise", args=[one.world.noel.pk]))


def test_before_the_yes_the_plan_is_not_there(story: World) -> None:
    one = invited(story, to_plan=True, days=170)
    say(story, made(find_request(one.guest.request)), story.sara, Answer.YES)

    assert one.client.get(page(one)).status_code == 404
    assert "Det finns inget att läsa just nu" in one.client.get(reverse("guest_home")).content.decode()
    assert not taking_part(one.guest.unit_id, at=story.later()).exists()


def test_law_06_after_the_yes_and_the_promise_the_map_is_read_at_once(one: Invited) -> None:
    assert reverse("promise", args=[one.world.noel.pk]) in one.client.get(page(one)).headers["Location"]
    promise(one)
    said = one.client.get(page(one)).content.decode()

    assert "Bildschema vid lämning" in said
    assert reverse("plan", args=[one.world.plan.pk]) in one.client.get(reverse("guest_home")).content.decode()


def test_a_guest_reads_the_map_and_no_background(one: Invited) -> None:
    promise(one)
    kinds = set(visible_to(one.guest.unit_id, at=one.world.later()).values_list("kind", flat=True))
    said = one.client.get(page(one)).content.decode()

    assert not kinds & {"contribution", "analysis", "concern", "meeting_note", "plan_answer", "question"}
    for words in ("Bygger länge.", "Flera ser samma sak.", "Samtalet var lugnt.", "Följer sin kurva."):
        assert words not in said


def test_every_link_on_the_guests_plan_leads_where_a_guest_may_go(one: Invited) -> None:
    promise(one)
    client = one.client
    found = set(re.findall(r'href="(/[^"#]*)"', client.get(page(one)).content.decode()))
    refused = {way for way in found if "/static/" not in way and client.get(way).status_code >= 400}

    assert refused == set()
    assert client.get(reverse("plan_pdf", args=[one.world.plan.pk])).status_code in {403, 404}


def test_each_opening_is_told_the_family_with_name_and_organisation(one: Invited) -> None:
    promise(one)
    one.client.get(page(one))
    [read] = [
        read
        for read in reads_about_child(one.world.noel.pk, acts=("plan:open",), first=50, not_by=one.world.sara.pk)
        if read.party == one.guest.unit_id
    ]
    log = client_for(one.world, one.world.as_guardian(one.world.sara)).get(
        reverse("family_log", args=[one.world.noel.pk])
    )

    assert read.person == one.actor.person
    assert "Karin Ek" in log.content.decode()
    assert "gäst, Talmottagningen Ek" in log.content.decode()


def test_what_others_report_reaches_the_guest_and_nobody_else_anew(one: Invited) -> None:
    report_action(
        action=made(find_action(one.world.bildschema)),
        status=ActionStatus.GOING_ON,
        text="Lugnare nu.",
        entry_id=uuid4(),
        by=one.world.linda,
        at=one.world.later(),
    )

    reports = Entry.objects.filter(kind="action_report", owner=one.world.preschool.pk)
    seen = visible_to(one.guest.unit_id, at=one.world.later())
    assert set(reports.values_list("pk", flat=True)) <= set(seen.values_list("pk", flat=True))


def test_a_guest_reports_the_own_action_and_no_other(one: Invited) -> None:
    action = _agreed_with_the_guest(one)
    promise(one)
    client = one.client

    assert client.get(reverse("action_report", args=[one.world.bildschema])).status_code in {403, 404}
    form = client.get(reverse("action_report", args=[action]))
    assert form.status_code == 200
    sent = client.post(
        reverse("action_report", args=[action]),
        {"token": str(uuid4()), "status": "begun", "text": "Vi har setts två gånger."},
    )
    assert sent.status_code == 302, sent.content.decode()[-3000:]
    [report] = Entry.objects.filter(owner=one.guest.unit_id, kind="action_report")
    assert visible_to(one.world.sara.pk, at=one.world.later()).filter(pk=report.pk).exists()
    assert visible_to(one.world.bvc.pk, at=one.world.later()).filter(pk=report.pk).exists()


def _agreed_with_the_guest(one: Invited) -> object:
    """A follow-up agrees on something that the guest does; the new version is published."""
    world, action = one.world, uuid4()
    call = Call(
        case=world.case,
        meeting_id=uuid4(),
        payload=Invitation(when="15 december", question="Hur går det?"),
        starts_at=world.at + timedelta(days=10),
        units=[world.preschool.pk],
        by=world.maria,
        at=world.later(),
    )
    meeting = made(call_meeting(call))
    line = NewLine(
        id=action,
        payload=Action(text="Talträning", when="varje vecka", support="child", follow_up="i januari"),
        area="utveckling",
        responsible=one.guest.unit_id,
        due_on=date(2026, 12, 20),
    )
    write_line(meeting=meeting, line=line, by=world.maria, at=world.later())
    _published(world, meeting)
    return action


def _published(world: World, meeting: Meeting) -> None:
    """The meeting ends, the family says yes to the version, and it goes out."""
    finish = Finish(
        meeting=meeting,
        version_id=uuid4(),
        came={},
        follow_up_on=date(2027, 1, 15),
        note="",
        by=world.maria,
        at=world.later(),
    )
    version = made(finish_meeting(finish))
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(version.pk)),
                reply=PlanReply.AGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            )
        )
    made(publish(version=made(find_version(version.pk)), by=world.maria, at=world.later()))


def test_con_06_a_yes_that_is_taken_back_closes_the_plan_at_the_next_click(one: Invited) -> None:
    promise(one)
    client = one.client
    assert client.get(page(one)).status_code == 200
    say(one.world, made(find_request(one.guest.request)), one.world.sara, Answer.WITHDRAWN)

    assert client.get(page(one)).status_code == 403
    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()


def test_an_ended_invitation_leaves_nothing_open(one: Invited) -> None:
    promise(one)
    client = one.client
    end(guest=one.guest, by=one.world.maria, at=one.world.later())

    assert client.get(page(one)).headers["Location"].startswith(reverse("sign_in"))
    assert one.actor is NOBODY
    assert not visible_to(one.guest.unit_id, at=one.world.later()).exists()
    assert not taking_part(one.guest.unit_id, at=one.world.later()).exists()


@pytest.mark.parametrize("protection", sorted(BY_NAME))
def test_a_child_with_a_list_has_no_guests(story: World, protection: Protection) -> None:
    Child.objects.filter(pk=story.noel.pk).update(protection=protection)
    story.case.child.refresh_from_db()

    assert invite(new_guest(story, to_plan=True)) == Refused(Reason.NO_GUESTS)


def test_the_childs_page_leads_to_its_guests_for_who_holds_it_together_and_only_there(one: Invited) -> None:
    """The BBA invites and ends; the coordinator sees who else has the plan, and asks nobody in."""
    world = one.world
    way = f'href="{reverse("guests", args=[world.case.pk])}"'
    children_page = reverse("child", args=[world.noel.pk])

    assert way in client_for(world, world.maria).get(children_page).content.decode()
    assert way not in client_for(world, world.leila).get(children_page).content.decode()
    assert client_for(world, world.leila).get(reverse("guests", args=[world.case.pk])).status_code == 404

    take_over(world)
    coordinator = client_for(world, world.leila)
    assert way in coordinator.get(children_page).content.decode()
    shown = coordinator.get(reverse("guests", args=[world.case.pk])).content.decode()
    assert "Karin" in shown
    assert "Bjud in en gäst" not in shown
    assert reverse("guest_end", args=[one.guest.pk]) not in shown
    assert coordinator.get(reverse("guest_invite", args=[world.case.pk])).status_code == 404
    assert coordinator.post(reverse("guest_end", args=[one.guest.pk])).status_code == 404


def test_a_guest_sees_and_ends_the_own_sessions_of_this_invitation_and_no_other(one: Invited) -> None:
    """Karin is signed in as a guest twice, and as herself once; the capacities do not see each other (law.md IDN-02)."""
    here, there = one.client, one.client
    herself = client_for(one.world, one.world.as_guardian(Person.objects.get(pk=one.actor.person_id)))
    page = here.get(reverse("sessions")).content.decode()

    assert page.count('name="val"') == 1, "The other one can be ended."
    assert one.guest.unit.name not in herself.get(reverse("sessions")).content.decode()

    here.post(reverse("session_end"))
    assert here.get(reverse("guest_home")).status_code == 200
    assert there.get(reverse("guest_home")).status_code == 302
    assert herself.get(reverse("sessions")).status_code == 200


def take_over(world: World) -> None:
    """The social services hold the plan together from now on."""
    offer = made(
        offer_coordination(plan=world.plan, offer_id=uuid4(), to=world.social.pk, by=world.maria, at=world.later())
    )
    made(answer_offer(offer=offer, accept=True, by=world.leila, at=world.later()))
