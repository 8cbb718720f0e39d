"""The pause, hidden whereabouts and maturity: at once, lifted by decision, reviewed in time (law.md FAM-06, FAM-07)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.coordination.actions import end_terms
from barnetsplan.coordination.guarding import (
    NewPause,
    begin_pause,
    decide_maturity,
    hide_whereabouts,
    lift_pause,
    review_whereabouts,
    unit_that_decides,
)
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import Ground, MaturityOutcome, PauseSaidAs, WhereaboutsGround
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.maturity import WHOLE_PLAN, alone
from barnetsplan.people.models import Child, Pause, WhereaboutsHidden
from barnetsplan.people.pauses import paused, stops
from barnetsplan.people.queries import family_of
from barnetsplan.people.relating import NewHiding, NewMaturity
from barnetsplan.people.whereabouts import hidden_from, overdue
from barnetsplan.protection.actions import confirm_lowering, protect
from barnetsplan.protection.queries import live_marks
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from tests.sign_in import client_for
from tests.world import World, case_open, concern_written, family_asked, made, reported

pytestmark = pytest.mark.django_db


def said_by_sara(world: World, **otherwise: Any) -> NewPause:
    new = NewPause(
        id=uuid4(),
        child=world.noel,
        about=world.daniel.pk,
        reason="Han blir arg.",
        said_as=PauseSaidAs.GUARDIAN,
        by=world.as_guardian(world.sara),
        at=world.later(),
    )
    return replace(new, **otherwise)


def to(world: World, recipient: Any, entry: Entry) -> Any:
    return disclose(
        Disclose(
            child=world.noel,
            discloser=world.bvc.pk,
            entries=[entry],
            recipients=[recipient],
            ground=Ground.TO_SUBJECT_12_1,
            by=world.maria,
            at=world.later(),
        ),
    )


def test_fam_06_a_guardians_word_stops_every_release_to_either_guardian(world: World) -> None:
    case_open(world)
    entry = made(Entry.objects.filter(child=world.noel, owner=world.bvc.pk).first())

    made(begin_pause(said_by_sara(world)))

    assert to(world, world.daniel.pk, entry) == Refused(Reason.RELEASES_PAUSED)
    assert to(world, world.sara.pk, entry) == Refused(Reason.RELEASES_PAUSED)


def test_fam_06_what_was_released_before_stays_as_it_is(world: World) -> None:
    family_asked(world)
    before = set(visible_to(world.daniel.pk, at=world.at).values_list("pk", flat=True))
    assert before

    made(begin_pause(said_by_sara(world)))

    assert set(visible_to(world.daniel.pk, at=world.later()).values_list("pk", flat=True)) == before


def test_fam_06_a_pause_stops_no_release_to_a_service(world: World) -> None:
    made(begin_pause(said_by_sara(world)))

    assert not stops(world.noel, [world.social.pk], at=world.at)
    assert stops(world.noel, [world.social.pk, world.sara.pk], at=world.at)


def test_fam_06_the_one_who_decides_on_secrecy_is_told_and_nobody_of_the_family(world: World) -> None:
    case_open(world)

    pause = made(begin_pause(said_by_sara(world)))

    told = Notice.objects.filter(kind=NoticeKind.RELEASES_PAUSED, thing=pause.pk)
    assert [notice.party_id for notice in told] == [world.bvc.pk]


def test_fam_06_where_nobody_holds_a_function_the_last_one_who_did_decides_else_the_first_around(world: World) -> None:
    assert unit_that_decides(world.noel.pk, at=world.at) is None
    concern_written(world)
    assert unit_that_decides(world.noel.pk, at=world.later()) == world.preschool.pk
    case_open(world)
    end_terms(child=world.noel.pk, at=world.later())

    assert unit_that_decides(world.noel.pk, at=world.later()) == world.bvc.pk


def test_fam_06_saying_it_twice_is_one_pause(world: World) -> None:
    new = said_by_sara(world)
    made(begin_pause(new))

    assert made(begin_pause(new)).pk == new.id
    assert made(begin_pause(said_by_sara(world))).pk == new.id
    assert Pause.objects.count() == 1


def test_fam_06_nobody_says_it_of_themselves_or_of_a_stranger(world: World) -> None:
    for about in (world.sara.pk, made(world.leila.person)):
        assert begin_pause(said_by_sara(world, about=about)) == Refused(Reason.NO_GUARDIAN_OF_CHILD)


def test_fam_06_a_pause_is_lifted_by_decision_with_a_reason_and_only_then(world: World) -> None:
    case_open(world)
    pause = made(begin_pause(said_by_sara(world)))
    world.later(days=400)
    assert paused(world.noel.pk, at=world.at), "no clock lifts it"
    assert lift_pause(pause=pause, reason=" ", by=world.maria, at=world.later()) == Refused(Reason.NOTHING_WRITTEN)

    made(lift_pause(pause=pause, reason="Samtal med barnet.", by=world.maria, at=world.later()))

    assert not paused(world.noel.pk, at=world.at)
    assert not Notice.objects.filter(kind=NoticeKind.RELEASES_PAUSED, done_at__isnull=True).exists()
    assert lift_pause(pause=pause, reason="x", by=world.maria, at=world.later()) == Refused(Reason.WRONG_STATE)


def test_fam_06_one_of_two_pauses_lifted_leaves_the_other(world: World) -> None:
    case_open(world)
    first = made(begin_pause(said_by_sara(world)))
    made(begin_pause(said_by_sara(world, said_as=PauseSaidAs.STAFF, by=world.maria)))

    made(lift_pause(pause=first, reason="Utrett.", by=world.maria, at=world.later()))

    assert paused(world.noel.pk, at=world.at)


# FAM-07: hidden whereabouts


def hiding(world: World, **otherwise: Any) -> NewHiding:
    new = NewHiding(
        id=uuid4(),
        child=world.noel,
        hidden_from=world.daniel.pk,
        ground=WhereaboutsGround.LVU,
        reason="Hot.",
        by=world.leila,
        at=world.later(),
    )
    return replace(new, **otherwise)


def test_fam_07_whereabouts_are_hidden_at_once_from_the_named_guardian_alone(world: World) -> None:
    made(hide_whereabouts(hiding(world)))

    assert hidden_from(world.noel.pk, world.daniel.pk, at=world.at)
    assert not hidden_from(world.noel.pk, world.sara.pk, at=world.at)


def test_fam_07_without_a_name_they_are_hidden_from_every_guardian(world: World) -> None:
    made(hide_whereabouts(hiding(world, hidden_from=None, ground=WhereaboutsGround.PROTECTED_HOUSING)))

    assert hidden_from(world.noel.pk, world.daniel.pk, at=world.at)
    assert hidden_from(world.noel.pk, world.sara.pk, at=world.at)


@pytest.mark.parametrize(
    ("decided", "review_by"),
    [
        (datetime(2026, 9, 7, 10, tzinfo=UTC), date(2026, 12, 7)),
        # At half past ten in the evening of the last of November it is the last of November in Sweden too.
        (datetime(2026, 11, 30, 22, 30, tzinfo=UTC), date(2027, 2, 28)),
        # Half past eleven by UTC is the first of December in Sweden.
        (datetime(2026, 11, 30, 23, 30, tzinfo=UTC), date(2027, 3, 1)),
        (datetime(2027, 11, 29, 12, tzinfo=UTC), date(2028, 2, 29)),
    ],
)
def test_fam_07_a_decision_is_reconsidered_within_three_months(
    world: World, decided: datetime, review_by: date
) -> None:
    row = made(hide_whereabouts(hiding(world, at=decided)))

    assert row.review_on == review_by
    task = Notice.objects.get(kind=NoticeKind.WHEREABOUTS_REVIEW)
    assert (task.party_id, task.due_on) == (world.social.pk, review_by)


def test_fam_07_a_late_decision_goes_on_hiding_and_is_overdue(world: World) -> None:
    row = made(hide_whereabouts(hiding(world)))
    late = row.decided_at + timedelta(days=95)

    assert hidden_from(world.noel.pk, world.daniel.pk, at=late)
    assert overdue(world.noel.pk, unit=world.social.pk, at=late)
    assert not overdue(world.noel.pk, unit=world.bvc.pk, at=late)
    assert not overdue(world.noel.pk, unit=world.social.pk, at=row.decided_at + timedelta(days=80))


def test_fam_07_a_reconsideration_keeps_for_three_months_more_or_ends_now(world: World) -> None:
    row = made(hide_whereabouts(hiding(world)))
    again = row.decided_at + timedelta(days=80)

    kept = made(review_whereabouts(hidden=row, keep=True, reason="Hotet finns kvar.", by=world.leila, at=again))
    assert kept.review_on == date(2027, 2, 26)
    assert Notice.objects.get(kind=NoticeKind.WHEREABOUTS_REVIEW, done_at__isnull=True).due_on == kept.review_on

    made(review_whereabouts(hidden=row, keep=False, reason="Inget hot.", by=world.leila, at=again + timedelta(days=1)))
    assert not hidden_from(world.noel.pk, world.daniel.pk, at=again + timedelta(days=1))
    assert not Notice.objects.filter(kind=NoticeKind.WHEREABOUTS_REVIEW, done_at__isnull=True).exists()


def test_fam_07_neither_a_decision_nor_a_reconsideration_goes_without_a_reason(world: World) -> None:
    assert hide_whereabouts(hiding(world, reason=" ")) == Refused(Reason.NOTHING_WRITTEN)
    row = made(hide_whereabouts(hiding(world)))

    refused = review_whereabouts(hidden=row, keep=True, reason="", by=world.leila, at=world.later())

    assert refused == Refused(Reason.NOTHING_WRITTEN)
    assert WhereaboutsHidden.objects.get().review_on == row.review_on


def test_fam_07_every_place_is_closed_to_the_family_until_two_show_it_again(world: World) -> None:
    row = made(hide_whereabouts(hiding(world)))
    assert Child.objects.get(pk=world.noel.pk).protection == Protection.PLACE

    made(review_whereabouts(hidden=row, keep=False, reason="Inget hot.", by=world.leila, at=world.later()))

    assert Child.objects.get(pk=world.noel.pk).protection == Protection.PLACE, "one person alone shows no place"
    (mark,) = live_marks(world.noel.pk)
    assert mark.lower_asked_by_id == world.leila.person
    made(confirm_lowering(child=world.noel.pk, mark=mark.pk, by=world.maria, at=world.later()))
    assert Child.objects.get(pk=world.noel.pk).protection == Protection.NONE


def test_fam_07_a_guardian_finds_no_place_on_any_page(world: World) -> None:
    reported(world)
    made(hide_whereabouts(hiding(world)))
    client = client_for(world, world.as_guardian(world.daniel))

    for name in ("family_plan", "family_contacts", "family_access", "family_log"):
        page = client.get(reverse(name, args=[world.noel.pk]))
        assert page.status_code == 200
        for place in ("Hovmantorp", "Gullvivan", "Lessebo"):
            assert place not in page.content.decode(), name


def test_fam_08_a_child_is_marked_without_any_guardians_consent_and_the_family_is_not_told(world: World) -> None:
    """JO 3620-2008: a mark of secrecy can be put on a child though a guardian is against it."""
    case_open(world)
    family = [world.sara.pk, world.daniel.pk]
    before = Notice.objects.filter(party__in=family).count(), ConsentRequest.objects.count()

    made(protect(person=world.noel.pk, protection=Protection.PLACE, reason="Hot.", by=world.linda, at=world.later()))

    assert Child.objects.get(pk=world.noel.pk).protection == Protection.PLACE
    assert (Notice.objects.filter(party__in=family).count(), ConsentRequest.objects.count()) == before
    assert set(family_of(world.noel, at=world.at)) == set(family), "and nobody lost standing by it"


# CON-04: maturity


def young(world: World, years: int) -> Child:
    Child.objects.filter(pk=world.noel.pk).update(born_on=date(2026 - years, 3, 14))
    return Child.objects.select_related("person__key").get(pk=world.noel.pk)


def decision(world: World, child: Child, **otherwise: Any) -> NewMaturity:
    new = NewMaturity(
        id=uuid4(),
        child=child,
        matter="halsa",
        outcome=MaturityOutcome.ALONE,
        reason="Förstår frågan och vad den kan leda till.",
        review_on=date(2026, 12, 1),
        by=world.maria,
        at=world.later(),
    )
    return replace(new, **otherwise)


def test_con_04_a_decision_names_who_why_which_matter_and_until_when(world: World) -> None:
    child = young(world, 16)

    row = made(decide_maturity(decision(world, child)))

    assert (row.decided_by_id, row.domain_id, row.matter) == (world.maria.person, world.maria.domain, "halsa")
    assert "Förstår".encode() not in bytes(row.sealed_reason)
    assert row.valid_until == datetime(2026, 11, 30, 23, tzinfo=UTC)
    assert alone(child.pk, domain=world.bvc.domain_id, matter="halsa", at=world.at)
    assert Notice.objects.get(kind=NoticeKind.MATURITY_REVIEW).due_on == date(2026, 12, 1)


def test_con_04_a_child_too_young_by_the_county_is_not_let_alone_and_may_be_let_answer_too(world: World) -> None:
    child = young(world, 10)

    assert decide_maturity(decision(world, child)) == Refused(Reason.TOO_YOUNG_ALONE)
    made(decide_maturity(decision(world, child, outcome=MaturityOutcome.TOGETHER)))


def test_con_04_a_newer_decision_takes_the_place_of_the_older(world: World) -> None:
    child = young(world, 16)
    made(decide_maturity(decision(world, child)))

    made(decide_maturity(decision(world, child, outcome=MaturityOutcome.GUARDIANS)))

    assert not alone(child.pk, domain=world.bvc.domain_id, matter="halsa", at=world.at)


@pytest.mark.parametrize(
    ("otherwise", "reason"),
    [
        ({"matter": "allt"}, Reason.NOT_FOUND),
        ({"review_on": date(2026, 9, 7)}, Reason.REVIEW_DAY_WRONG),
        ({"review_on": date(2027, 10, 1)}, Reason.REVIEW_DAY_WRONG),
        ({"reason": "  "}, Reason.NOTHING_WRITTEN),
    ],
)
def test_con_04_a_decision_that_says_too_little_is_refused(
    world: World, otherwise: dict[str, Any], reason: Reason
) -> None:
    assert decide_maturity(decision(world, young(world, 16), **otherwise)) == Refused(reason)


def test_con_04_it_is_not_for_the_plan_when_it_is_for_an_area(world: World) -> None:
    child = young(world, 16)
    made(decide_maturity(decision(world, child)))

    assert not alone(child.pk, domain=world.bvc.domain_id, matter=WHOLE_PLAN, at=world.at)
