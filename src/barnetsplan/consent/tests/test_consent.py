"""Asking, answering, taking back and giving again; and what of it anybody reads."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from barnetsplan.consent.actions import GivenAnswer, answer, ask
from barnetsplan.consent.custody import close_what_nothing_carries, end_custody
from barnetsplan.consent.disclose import disclose
from barnetsplan.consent.models import ConsentAnswer, ConsentGiver, ConsentRequest, ConsentRow
from barnetsplan.consent.queries import givers_of, own_answers
from barnetsplan.consent.tests.asking import (
    AREAS,
    agreed,
    asked,
    child_born,
    disclosure,
    question,
    row,
    row_of,
    says,
    shared,
    social_reads,
    states,
    written,
)
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.periods import months_after
from barnetsplan.domain.vocabulary import Answer, ConsentState, ConsentWay, Ground, GuardianshipSource, Layer
from barnetsplan.people.actions import add_guardianship, admit_person
from barnetsplan.people.models import Guardianship
from barnetsplan.records.models import Disclosure, Release
from tests.world import START, World, made

TODAY = START.date()


def test_both_guardians_are_asked_and_a_small_child_is_not(world: World) -> None:
    assert givers_of(asked(world)).keys() == {world.sara.pk, world.daniel.pk}


@pytest.mark.parametrize(("age", "is_asked"), [(11, False), (12, True), (14, True), (15, True), (17, True)])
def test_a_child_is_asked_from_the_age_that_the_policy_says(world: World, age: int, is_asked: bool) -> None:
    child = child_born(world, date(TODAY.year - age, 1, 15))

    request = asked(world, child=child)

    assert givers_of(request).keys() == {world.sara.pk} | ({child.pk} if is_asked else set())


def test_a_young_person_must_say_yes_too(world: World) -> None:
    child = child_born(world, date(TODAY.year - 15, 1, 15))
    request = asked(world, child=child)

    says(world, request, world.sara, Answer.YES)
    assert set(states(world, request).values()) == {ConsentState.PARTLY_GIVEN}
    says(world, request, child.pk, Answer.YES)

    assert set(states(world, request).values()) == {ConsentState.ACTIVE}


def test_the_no_of_a_young_person_is_a_no(world: World) -> None:
    child = child_born(world, date(TODAY.year - 13, 1, 15))
    request = asked(world, child=child)
    says(world, request, world.sara, Answer.YES)

    says(world, request, child.pk, Answer.NO)

    assert set(states(world, request).values()) == {ConsentState.DECLINED}


def test_a_consent_needs_a_recipient(world: World) -> None:
    assert ask(question(world, rows=[])) == Refused(Reason.CONSENT_WITHOUT_RECIPIENT)
    assert not ConsentRequest.objects.exists()


def test_a_child_without_guardians_has_nobody_to_ask(world: World) -> None:
    Guardianship.objects.all().delete()

    assert ask(question(world)) == Refused(Reason.NO_GIVERS)


def test_one_who_is_of_age_is_not_asked_about_here(world: World) -> None:
    child = child_born(world, date(TODAY.year - 17, 9, 30))

    assert ask(question(world, child=child, at=datetime(TODAY.year + 1, 9, 30, 8, tzinfo=UTC))) == Refused(
        Reason.NO_GIVERS
    )


@pytest.mark.parametrize(
    ("last_day", "reason"),
    [
        (TODAY - timedelta(days=1), Reason.ANSWER_LATER_THAN_END),
        (months_after(TODAY, 12) + timedelta(days=1), Reason.CONSENT_TOO_LONG),
        (date(2040, 1, 1), Reason.CONSENT_TOO_LONG),
    ],
)
def test_a_consent_ends_after_it_begins_and_within_a_year(world: World, last_day: date, reason: Reason) -> None:
    assert ask(question(world, last_day=last_day)) == Refused(reason)


@pytest.mark.parametrize("last_day", [TODAY, months_after(TODAY, 12)])
def test_the_last_day_belongs_to_the_consent(world: World, last_day: date) -> None:
    request = asked(world, last_day=last_day)

    after = datetime.combine(last_day + timedelta(days=1), datetime.min.time(), tzinfo=UTC)
    assert after - timedelta(hours=2) <= request.valid_until <= after, "Swedish midnight"


def test_without_a_day_it_lasts_a_year(world: World) -> None:
    assert asked(world).valid_until == asked(world, last_day=months_after(TODAY, 12)).valid_until


def test_a_consent_is_cut_at_the_eighteenth_birthday(world: World) -> None:
    child = child_born(world, date(TODAY.year - 17, 5, 30))

    request = asked(world, child=child)

    assert request.valid_until == datetime(TODAY.year + 1, 5, 29, 22, tzinfo=UTC), "00:00 on the birthday in Sweden"


def test_the_same_form_sent_twice_asks_once(world: World) -> None:
    new = question(world)

    assert made(ask(new)) == made(ask(new))
    assert ConsentRow.objects.count() == len(AREAS)


def test_one_row_asked_for_twice_is_one_row(world: World) -> None:
    asked(world, rows=[row(world), row(world)])

    assert ConsentRow.objects.count() == 1


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"layer": Layer.MAP, "area": "hemmet"}, "consent_row_area_with_layer"),
        ({"layer": Layer.BACKGROUND, "area": ""}, "consent_row_area_with_layer"),
        ({"layer": Layer.MAP, "area": "", "itself": True}, "consent_row_two_parties"),
    ],
)
def test_the_database_refuses_a_row_that_makes_no_sense(
    world: World, columns: dict[str, str | bool], constraint: str
) -> None:
    request = asked(world)
    recipient = world.bvc if columns.pop("itself", False) else world.social

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        ConsentRow.objects.create(
            request=request, service=world.social, discloser=world.bvc.party, recipient=recipient.party, **columns
        )


def test_the_database_refuses_a_giver_twice_an_end_before_the_beginning_and_an_unheard_oral_answer(
    world: World,
) -> None:
    request = asked(world)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentGiver.objects.create(request=request, person=world.sara)
    request.pk, request.valid_until = uuid4(), request.asked_at
    with pytest.raises(IntegrityError, match="consent_request_period"), transaction.atomic():
        request.save(force_insert=True)
    with pytest.raises(IntegrityError, match="consent_oral_is_heard"), transaction.atomic():
        ConsentAnswer.objects.create(
            row=made(ConsentRow.objects.first()), giver=world.sara, answer="yes", way=ConsentWay.ORAL,
            shown_hash="x", answered_at=START, number=1,
        )  # fmt: skip


@pytest.mark.parametrize("who", ["leila", "maria", "noel"])
def test_somebody_who_is_not_asked_may_not_answer(world: World, who: str) -> None:
    request = asked(world)
    person = {"leila": world.leila.person, "maria": world.maria.person, "noel": world.noel.pk}[who]

    assert says(world, request, made(person), Answer.YES) == Refused(Reason.NOT_A_GIVER)
    assert not ConsentAnswer.objects.exists()


def test_a_giver_sees_the_own_answer_and_no_others(world: World) -> None:
    request = asked(world)
    says(world, request, world.sara, Answer.YES, ["hemmet"])

    assert own_answers(request, world.sara.pk) == {(world.social.pk, Layer.BACKGROUND.value, "hemmet"): Answer.YES}
    assert own_answers(request, world.daniel.pk) == {}


def test_the_newest_answer_counts_and_the_older_stays_written(world: World) -> None:
    request = asked(world)
    for said in (Answer.NO, Answer.YES):
        says(world, request, world.sara, said, ["hemmet"])

    answers = ConsentAnswer.objects.filter(giver=world.sara).order_by("number")
    assert list(answers.values_list("number", "answer")) == [(1, "no"), (2, "yes")]
    assert own_answers(request, world.sara.pk)[world.social.pk, "background", "hemmet"] is Answer.YES


def test_each_answer_keeps_what_was_shown_and_how_it_was_given(world: World) -> None:
    request = asked(world)
    heard = GivenAnswer(
        giver=world.sara.pk,
        parts={(world.social.pk, "background", "hemmet"): Answer.YES},
        way=ConsentWay.ORAL,
        heard_by=world.maria.person,
        heard_on=TODAY,
    )

    made(answer(world.fresh(request), heard, by=world.maria, at=world.later()))

    stored = ConsentAnswer.objects.get()
    assert stored.shown_hash == request.shown_hash
    assert (stored.way, stored.heard_by_id, stored.heard_on) == ("oral", world.maria.person, TODAY)


def test_a_question_whose_time_is_over_may_not_be_answered(world: World) -> None:
    request = asked(world, last_day=TODAY)
    world.later(days=2)

    assert says(world, request, world.sara, Answer.YES) == Refused(Reason.REQUEST_IS_OVER)


def test_nothing_may_be_disclosed_before_everybody_has_said_yes(world: World) -> None:
    request = asked(world)
    says(world, request, world.sara, Answer.YES)

    refused = disclose(disclosure(world, written(world), row_of(world, request)))

    assert refused == Refused(Reason.CONSENT_NOT_ACTIVE)
    assert social_reads(world) == set()


def test_what_both_agreed_to_may_be_disclosed_to_that_recipient(world: World) -> None:
    request = agreed(world)

    shared(world, request)

    assert social_reads(world) == set(AREAS)
    assert {release.valid_until for release in Release.objects.all()} == {request.valid_until}


def test_a_row_carries_its_own_recipient_and_area_and_nothing_else(world: World) -> None:
    home = row_of(world, agreed(world), "hemmet")
    about_home = written(world, "hemmet")

    assert disclose(disclosure(world, written(world, "relationer"), home)) == Refused(Reason.CONSENT_DOES_NOT_COVER)
    assert disclose(disclosure(world, about_home, home, recipients=[world.preschool.pk])) == Refused(
        Reason.CONSENT_NOT_ACTIVE
    )
    assert disclose(disclosure(world, about_home, None)) == Refused(Reason.CONSENT_NOT_ACTIVE)
    assert isinstance(disclose(disclosure(world, about_home, home)), Disclosure)


def test_nobody_discloses_what_belongs_to_another(world: World) -> None:
    request = agreed(world)
    entry = written(world)

    refused = disclose(
        disclosure(world, entry, row_of(world, request), discloser=world.preschool.pk, ground=Ground.WITHIN_DOMAIN)
    )

    assert refused == Refused(Reason.NOT_HELD)


def test_one_area_taken_back_is_closed_and_the_other_stays_open(world: World) -> None:
    request = agreed(world)
    shared(world, request)

    made(says(world, request, world.daniel, Answer.WITHDRAWN, ["hemmet"]))

    assert social_reads(world) == {"relationer"}
    assert states(world, request) == {"hemmet": ConsentState.WITHDRAWN, "relationer": ConsentState.ACTIVE}
    assert Release.objects.filter(ended_at__isnull=False).count() == 1


def test_a_no_after_a_yes_closes_as_a_withdrawal_does(world: World) -> None:
    request = agreed(world)
    shared(world, request)

    made(says(world, request, world.sara, Answer.NO))

    assert social_reads(world) == set()


def test_taking_back_and_closing_commit_together_or_not_at_all(world: World) -> None:
    request = agreed(world)
    shared(world, request)

    with transaction.atomic():
        made(says(world, request, world.sara, Answer.WITHDRAWN))
        transaction.set_rollback(True)

    assert social_reads(world) == set(AREAS)
    assert set(states(world, request).values()) == {ConsentState.ACTIVE}


def test_what_is_given_back_may_be_disclosed_again_and_what_was_closed_stays_closed(world: World) -> None:
    request = agreed(world)
    shared(world, request)
    made(says(world, request, world.sara, Answer.WITHDRAWN))
    before = Release.objects.filter(ended_at__isnull=False).count()

    made(says(world, request, world.sara, Answer.YES))

    assert social_reads(world) == set(), "the yes opens nothing by itself"
    shared(world, request)
    assert social_reads(world) == set(AREAS)
    assert Release.objects.filter(ended_at__isnull=False).count() == before


def test_lost_custody_closes_what_that_consent_carried_at_once(world: World) -> None:
    request = agreed(world)
    shared(world, request)

    ended = end_custody(guardianship=Guardianship.objects.get(guardian=world.sara), at=world.later())

    assert ended == len(AREAS)
    assert social_reads(world) == set()
    assert set(states(world, request).values()) == {ConsentState.INVALIDATED}
    assert disclose(disclosure(world, written(world), row_of(world, request))) == Refused(Reason.CONSENT_NOT_ACTIVE)


def test_a_new_guardian_who_was_not_asked_closes_it_too(world: World) -> None:
    request = agreed(world)
    shared(world, request)
    alva = admit_person(name="Alva Ny", number=None, at=world.later())

    add_guardianship(child=world.noel, guardian=alva.pk, source=GuardianshipSource.REGISTER, valid_from=world.later())
    close_what_nothing_carries(child=world.noel, at=world.later())

    assert social_reads(world) == set()
    assert says(world, request, alva, Answer.YES) == Refused(Reason.NOT_A_GIVER)
