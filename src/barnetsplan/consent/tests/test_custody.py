"""Custody that ends, begins and is proved: what rested on it ends in the same transaction (law.md FAM-02, FAM-03)."""

import re
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings as django_settings
from django.utils.module_loading import import_string

from barnetsplan.accounts.models import Account, Session
from barnetsplan.accounts.session import begin_as_staff
from barnetsplan.consent.custody import answer_proposal, end_custody, restrict
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import row_states
from barnetsplan.consent.tests.proving import SARAS, colleague, seen
from barnetsplan.coordination.guarding import propose
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.vocabulary import (
    ConsentState,
    GuardianshipKind,
    GuardianshipSource,
    QuestionState,
    SignInKind,
)
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.models import Invitee
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import add_guardianship
from barnetsplan.people.models import Child, Guardianship, ProposedGuardian
from barnetsplan.people.queries import children_of_family, family_of, number_of
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.records.models import Release
from barnetsplan.records.queries import open_visible, visible_to
from tests.sign_in import client_for, proof_of
from tests.world import World, family_asked, made, meeting_called

pytestmark = pytest.mark.django_db
#: What is new in every answer: the nonce of the script, and the masked token of the forms.
SAME = re.compile(rb'(?<=nonce=)"[^"]*"|(?<=csrfmiddlewaretoken" value=)"[^"]*"|(?<=X-CSRFToken": )"[^"]*"')


def custody_of(world: World, person: Any) -> Guardianship:
    return Guardianship.objects.select_related("child").get(child=world.noel, guardian=person)


# FAM-03: loss of custody


def test_fam_03_lost_custody_ends_sessions_notices_questions_invitations_and_yeses_at_once(world: World) -> None:
    meeting_called(world)
    sara = world.as_guardian(world.sara)
    client = client_for(world, sara)
    assert client.get(f"/min/barn/{world.noel.pk}/").status_code == 200
    active = [row for row in row_states(world.noel, at=world.at) if row.state is ConsentState.ACTIVE]
    assert active

    end_custody(guardianship=custody_of(world, world.sara), at=world.later())

    assert not Session.objects.filter(person=world.sara).exists()
    assert client.get(f"/min/barn/{world.noel.pk}/").status_code == 302, "signed out"
    assert not Notice.objects.filter(party=world.sara.pk, child=world.noel).exists()
    assert not Invitee.objects.filter(party=world.sara.pk, meeting__state="called").exists()
    assert not visible_to(world.sara.pk, at=world.at).exists()
    assert {row.state for row in row_states(world.noel, at=world.at)} == {ConsentState.INVALIDATED}
    assert not Release.objects.filter(basis__in=[row.id for row in active], ended_at__isnull=True).exists()


def test_fam_03_an_unanswered_question_to_the_one_who_lost_custody_is_taken_back(world: World) -> None:
    family_asked(world)
    to_sara = Question.objects.get(to=world.sara.pk)

    end_custody(guardianship=custody_of(world, world.sara), at=world.later())

    to_sara.refresh_from_db()
    assert to_sara.state == QuestionState.TAKEN_BACK
    assert Question.objects.get(to=world.daniel.pk).state == QuestionState.SENT, "the other guardian's stands"


def test_fam_03_whoever_lost_custody_gets_the_same_404_as_anybody(world: World) -> None:
    family_asked(world)
    key = Question.objects.get(to=world.sara.pk).pk
    end_custody(guardianship=custody_of(world, world.sara), at=world.later())
    client = client_for(world, world.as_guardian(world.sara))

    for path in (f"/min/barn/{world.noel.pk}/", f"/min/fraga/{key}/", f"/min/barn/{world.noel.pk}/vem-far-se/"):
        there = client.get(path)
        elsewhere = client.get(path.replace(str(world.noel.pk), str(uuid4())).replace(str(key), str(uuid4())))
        assert there.status_code == elsewhere.status_code == 404
        assert SAME.sub(b"", there.content) == SAME.sub(b"", elsewhere.content)


def test_fam_03_a_yes_from_before_does_not_come_alive_when_custody_is_given_back(world: World) -> None:
    meeting_called(world)
    end_custody(guardianship=custody_of(world, world.sara), at=world.later())
    add_guardianship(
        child=world.noel, guardian=world.sara.pk, source=GuardianshipSource.REGISTER, valid_from=world.later()
    )

    assert ConsentState.ACTIVE not in {row.state for row in row_states(world.noel, at=world.later())}
    assert not visible_to(world.sara.pk, at=world.at).exclude(owner=world.sara.pk).exists()


def test_fam_03_the_unit_that_asked_is_told_to_ask_anew_and_the_other_guardian_goes_on(world: World) -> None:
    meeting_called(world)

    end_custody(guardianship=custody_of(world, world.sara), at=world.later())

    told = Notice.objects.filter(party=world.bvc.pk, kind=NoticeKind.CUSTODY_CHANGED, done_at__isnull=True)
    assert told.count() == 1
    assert client_for(world, world.as_guardian(world.daniel)).get(f"/min/barn/{world.noel.pk}/").status_code == 200
    assert Invitee.objects.filter(party=world.daniel.pk).exists()


def test_fam_03_a_professional_session_of_the_same_person_goes_on(world: World) -> None:
    session = import_module(django_settings.SESSION_ENGINE).SessionStore()
    assignment = Account.objects.get(person=world.maria.person_id).person.assignments.get()
    sign_in = proof_of(world.maria.person_id, SignInKind.EMPLOYEE, at=world.at)
    begin_as_staff(session, assignment, sign_in=sign_in, at=world.at)
    session.save()
    add_guardianship(
        child=world.noel,
        guardian=made(world.maria.person),
        source=GuardianshipSource.REGISTER,
        valid_from=world.later(),
    )

    end_custody(guardianship=custody_of(world, world.maria.person), at=world.later())

    assert session.exists(session.session_key)


def test_fam_03_every_room_that_voids_something_is_named_and_exists() -> None:
    for path in (*django_settings.WHEN_STANDING_ENDS, django_settings.BEFORE_FAMILY_SIGN_IN):
        assert callable(import_string(path))


# FAM-02: restrictions at once, rights never alone


def test_fam_02_staff_may_restrict_at_once_and_with_evidence_alone(world: World) -> None:
    refused = restrict(child=world.noel, person=world.sara.pk, evidence=" ", by=world.maria, at=world.later())
    assert refused == Refused(Reason.EVIDENCE_MISSING)

    made(restrict(child=world.noel, person=world.sara.pk, evidence="Dom T 1-26", by=world.maria, at=world.later()))

    assert family_of(world.noel, at=world.at) == (world.daniel.pk,)


def test_fam_02_nobody_is_restricted_who_is_no_guardian(world: World) -> None:
    refused = restrict(
        child=world.noel, person=made(world.leila.person), evidence="x", by=world.maria, at=world.later()
    )

    assert refused == Refused(Reason.NO_GUARDIAN_OF_CHILD)


def test_fam_02_one_person_alone_adds_no_guardian(world: World) -> None:
    row = made(propose(seen(world)))

    assert not Guardianship.objects.filter(guardian=row.guardian_id).exists()
    own = answer_proposal(proposal=row, confirm=True, by=world.maria, at=world.later())
    assert own == Refused(Reason.SAME_PERSON)
    assert not Guardianship.objects.filter(guardian=row.guardian_id).exists()


def test_fam_02_the_second_person_gives_standing_on_an_own_sign_in(world: World) -> None:
    row = made(propose(seen(world)))
    other = colleague(world)

    made(answer_proposal(proposal=row, confirm=True, by=other, at=world.later()))

    found = Guardianship.objects.get(guardian=row.guardian_id)
    assert (found.seen_by_id, found.seen_by_second_id) == (world.maria.person, other.person)
    assert found.kind == GuardianshipKind.APPOINTED_GUARDIAN
    assert row.guardian_id in family_of(world.noel, at=world.at)
    again = answer_proposal(proposal=row, confirm=False, by=other, at=world.later())
    assert again == Refused(Reason.ALREADY_ANSWERED)


def test_fam_02_a_second_person_who_says_no_gives_nobody_anything(world: World) -> None:
    row = made(propose(seen(world)))

    made(answer_proposal(proposal=row, confirm=False, by=colleague(world), at=world.later()))

    assert not Guardianship.objects.filter(guardian=row.guardian_id).exists()


def test_fam_02_nobody_confirms_themselves_as_guardian(world: World) -> None:
    other = colleague(world)
    number = IdentityNumber(made(number_of(Account.objects.get(person=other.person_id).person)).digits)
    row = made(propose(seen(world, adult=RegisteredPerson(number, "Karin Lund"))))

    assert answer_proposal(proposal=row, confirm=True, by=other, at=world.later()) == Refused(Reason.SAME_PERSON)


def test_fam_02_a_new_guardian_by_extract_makes_old_yeses_invalid(world: World) -> None:
    meeting_called(world)
    row = made(propose(seen(world)))

    made(answer_proposal(proposal=row, confirm=True, by=colleague(world), at=world.later()))

    assert {each.state for each in row_states(world.noel, at=world.at)} == {ConsentState.INVALIDATED}
    assert not Release.objects.filter(basis__isnull=False, ended_at__isnull=True, recipient=world.social.pk).exists()


@pytest.mark.parametrize(
    ("otherwise", "reason"),
    [
        ({"seen_on": date(2026, 10, 1)}, Reason.DAY_TO_COME),
        ({"seen_on": date(2026, 7, 1), "source": GuardianshipSource.SEEN_EXTRACT}, Reason.EXTRACT_TOO_OLD),
        ({"evidence": " "}, Reason.EVIDENCE_MISSING),
        ({"adult": RegisteredPerson(make_invented(date(2020, 1, 1), 5), "Ett Barn")}, Reason.NOT_OF_AGE),
        ({"adult": RegisteredPerson(SARAS, "Sara Lindqvist")}, Reason.IS_GUARDIAN_ALREADY),
    ],
)
def test_fam_02_what_proves_nothing_is_refused(world: World, otherwise: dict[str, Any], reason: Reason) -> None:
    assert propose(seen(world, **otherwise)) == Refused(reason)


def test_fam_02_the_same_form_twice_proposes_once(world: World) -> None:
    new = seen(world)

    assert made(propose(new)).pk == made(propose(new)).pk
    assert ProposedGuardian.objects.count() == 1
    assert Notice.objects.filter(kind=NoticeKind.GUARDIAN_PROPOSED, done_at__isnull=True).count() == 1


# CON-03 and T10: turning 18 at midnight in Sweden


def born(world: World, day: date) -> Child:
    Child.objects.filter(pk=world.noel.pk).update(born_on=day)
    Guardianship.objects.filter(child=world.noel).delete()
    child = Child.objects.select_related("person__key").get(pk=world.noel.pk)
    add_guardianship(
        child=child,
        guardian=world.sara.pk,
        source=GuardianshipSource.REGISTER,
        valid_from=datetime(2020, 1, 1, tzinfo=UTC),
    )
    return child


@pytest.mark.parametrize(
    ("born_on", "midnight"),
    [
        (date(2008, 12, 5), datetime(2026, 12, 4, 23, tzinfo=UTC)),
        (date(2008, 7, 5), datetime(2026, 7, 4, 22, tzinfo=UTC)),
        # Born on a leap day: of age on 28 February, so that guardianship never outlasts majority by a day.
        (date(2008, 2, 29), datetime(2026, 2, 27, 23, tzinfo=UTC)),
        # The clock changes at 01.00 UTC on both days: midnight itself is before the change.
        (date(2009, 3, 28), datetime(2027, 3, 27, 23, tzinfo=UTC)),
        (date(2009, 10, 31), datetime(2027, 10, 30, 22, tzinfo=UTC)),
    ],
)
def test_fam_03_con_03_all_that_rests_on_custody_ends_at_midnight_of_the_18th_birthday(
    world: World, born_on: date, midnight: datetime
) -> None:
    child = born(world, born_on)
    before = midnight - timedelta(microseconds=1)

    assert family_of(child, at=before) == (world.sara.pk,)
    assert family_of(child, at=midnight) == ()
    assert [one.pk for one in children_of_family(world.sara.pk, at=before)] == [child.pk]
    assert not children_of_family(world.sara.pk, at=midnight).exists()
    assert open_visible(world.sara.pk, child=child, at=midnight) == ()


def test_con_03_a_consent_does_not_outlive_the_18th_birthday(world: World) -> None:
    meeting_called(world)
    ends = ConsentRequest.objects.get(pk=world.circle.pk).valid_until
    turning = date(2009, 9, 6)
    Child.objects.filter(pk=world.noel.pk).update(born_on=turning)
    Guardianship.objects.filter(child=world.noel).update(valid_until=datetime(2027, 9, 5, 22, tzinfo=UTC))
    child = Child.objects.select_related("person__key").get(pk=world.noel.pk)

    states = {row.state for row in row_states(child, at=min(ends, datetime(2027, 9, 5, 22, tzinfo=UTC)))}

    assert ConsentState.ACTIVE not in states
