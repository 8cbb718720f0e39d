"""Who may sign in, for which unit and until when; and that a session acts as exactly one party."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.conf import LazySettings
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from barnetsplan.access.sessions import SessionStore
from barnetsplan.accounts.actions import assign, open_account
from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.accounts.session import actor_of, begin_as_family, begin_as_staff, family_actor, staff_actor
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.vocabulary import ActorKind, SignInKind
from barnetsplan.people.actions import admit_person
from barnetsplan.policy.facts import NOBODY
from tests.sign_in import client_for, proof_of
from tests.world import World

MONDAY = date(2026, 9, 7)


def assign_maria(world: World, role: str = "bvc_nurse", last_day: date = MONDAY) -> Assignment | Refused:
    return assign(
        person=world.maria.person_id,
        unit=world.bvc,
        role=role,
        valid_from=world.at - timedelta(days=1),
        last_day=last_day,
        at=world.at,
    )


def marias_assignment(world: World) -> Assignment:
    return Assignment.objects.get(person=world.maria.person_id)


def as_maria(session: SessionStore, world: World) -> None:
    sign_in = proof_of(world.maria.person_id, SignInKind.EMPLOYEE, at=world.at)
    begin_as_staff(session, marias_assignment(world), sign_in=sign_in, at=world.at)


def as_family(session: SessionStore, person: UUID, world: World) -> None:
    sign_in = proof_of(person, SignInKind.CITIZEN, at=world.at)
    begin_as_family(session, Account.objects.get(person=person), sign_in=sign_in, at=world.at)


def test_an_account_is_opened_once(world: World) -> None:
    person = admit_person(name="Ny Person", number=None, at=world.at)

    assert open_account(person.pk) == open_account(person.pk)
    assert Account.objects.filter(person=person).count() == 1


def test_an_assignment_holds_through_its_last_day(world: World) -> None:
    assignment = assign_maria(world)

    assert isinstance(assignment, Assignment)
    late = datetime.fromisoformat("2026-09-07T23:59:00+02:00")
    assert staff_actor(assignment.pk, at=late).party == world.bvc.pk
    assert staff_actor(assignment.pk, at=late + timedelta(minutes=1)) == NOBODY


def test_an_assignment_lasts_at_most_twelve_months(world: World) -> None:
    assert isinstance(assign_maria(world, last_day=date(2027, 9, 7)), Assignment)
    assert assign_maria(world, last_day=date(2027, 9, 8)) == Refused(Reason.ASSIGNMENT_TOO_LONG)


def test_an_assignment_does_not_end_before_it_begins(world: World) -> None:
    assert assign_maria(world, last_day=MONDAY - timedelta(days=3)) == Refused(Reason.ENDS_BEFORE_BEGINNING)


def test_a_role_of_another_sector_is_refused(world: World) -> None:
    assert assign_maria(world, role="principal") == Refused(Reason.ROLE_OF_ANOTHER_SECTOR)


def test_the_database_refuses_an_assignment_that_ends_before_it_begins(world: World) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            person_id=world.maria.person_id,
            unit=world.bvc,
            role="bvc_nurse",
            valid_from=world.at,
            valid_until=world.at - timedelta(days=1),
        )


def test_a_session_that_nobody_began_is_nobodys(world: World) -> None:
    assert actor_of(SessionStore(), at=world.at) == NOBODY


def test_a_professional_acts_for_the_unit(world: World) -> None:
    session = SessionStore()
    as_maria(session, world)

    assert actor_of(session, at=world.at) == world.maria


def test_a_guardian_acts_as_themselves(world: World) -> None:
    session = SessionStore()
    as_family(session, world.sara.pk, world)

    assert actor_of(session, at=world.at) == world.as_guardian(world.sara)


def test_an_ended_assignment_is_nobody_at_the_next_request(world: World) -> None:
    session = SessionStore()
    as_maria(session, world)

    Assignment.objects.filter(person=world.maria.person_id).update(valid_until=world.at + timedelta(hours=1))

    assert actor_of(session, at=world.at).kind is ActorKind.STAFF
    assert actor_of(session, at=world.at + timedelta(hours=1)) == NOBODY


def test_a_removed_account_is_nobody_in_either_capacity(world: World) -> None:
    Account.objects.filter(person__in=[world.maria.person_id, world.sara.pk]).delete()

    assert world.maria.assignment is not None
    assert staff_actor(world.maria.assignment, at=world.at) == NOBODY
    assert family_actor(world.sara.pk) == NOBODY


def test_the_two_capacities_of_one_person_never_mix(world: World) -> None:
    session = SessionStore()
    as_maria(session, world)
    as_family(session, world.maria.person_id, world)

    actor = actor_of(session, at=world.at)

    assert (actor.kind, actor.party, actor.assignment, actor.may_hold_bba) == (
        ActorKind.FAMILY,
        world.maria.person,
        None,
        False,
    )


def test_a_new_session_keeps_nothing_of_the_old_one(world: World) -> None:
    session = SessionStore()
    as_family(session, world.sara.pk, world)
    session["typed"] = "something"

    as_family(session, world.daniel.pk, world)

    assert "typed" not in session


def test_signing_in_is_choosing_a_person_in_the_demonstration(client: Client) -> None:
    assert client.get(reverse("sign_in")).headers["Location"] == reverse("demo_choose")


@pytest.mark.django_db
def test_signing_in_says_that_there_is_no_way_when_there_is_none(client: Client, settings: LazySettings) -> None:
    # Found before the setting changes: the addresses are put together once, for all tests.
    address = reverse("sign_in")
    settings.DEMO = False
    settings.SIGN_IN_WAYS = ()

    assert "Det finns inget sätt att logga in här ännu." in client.get(address).content.decode()


def test_signing_out_ends_the_session_and_empties_the_browser(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))

    answer = client.post(reverse("sign_out"))

    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer.headers["Location"] == reverse("start")
    assert "person" not in client.session


def test_a_link_signs_nobody_out(world: World) -> None:
    client = client_for(world, world.as_guardian(world.sara))

    assert client.get(reverse("sign_out")).status_code == 405
    assert client.session["person"] == str(world.sara.pk)
