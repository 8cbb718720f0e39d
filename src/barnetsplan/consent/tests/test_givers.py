"""Who must answer: by age, by maturity, and because something is written about them; and what follows when it changes."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from barnetsplan.consent.actions import NewRequest, NewRow, ask
from barnetsplan.consent.disclose import disclose
from barnetsplan.consent.family import disclose_to_family
from barnetsplan.consent.givers import Needs, needs_at
from barnetsplan.consent.models import ConsentShown
from barnetsplan.consent.queries import givers_of, row_states
from barnetsplan.consent.renewing import tell_all_to_ask_again, tell_to_ask_again
from barnetsplan.consent.tests.asking import (
    AREAS,
    agreed,
    asked,
    child_born,
    disclosure,
    question,
    row_of,
    says,
    shared,
    social_reads,
    states,
)
from barnetsplan.consent.texts import shown_of
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import midnight_of
from barnetsplan.domain.vocabulary import (
    Answer,
    ConsentState,
    GiverRole,
    Ground,
    InvolvementReason,
    Layer,
    MaturityOutcome,
    Regime,
    Strength,
)
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import admit_person, involve
from barnetsplan.people.models import Child, MaturityDecision, Person
from barnetsplan.people.queries import find_child
from barnetsplan.records.actions import NewEntry, write_entry
from barnetsplan.records.kinds import Contribution
from barnetsplan.records.models import Entry, Release
from tests.cast import make_unit
from tests.world import START, World, made

TODAY = START.date()
ADULTS, BOTH, ALONE = Needs(adults=True, child=False), Needs(adults=True, child=True), Needs(adults=False, child=True)


@pytest.mark.parametrize(
    ("age", "outcome", "needs"),
    [
        (None, None, ADULTS),
        (0, None, ADULTS),
        (11, None, ADULTS),
        (12, None, BOTH),
        (14, None, BOTH),
        (15, None, BOTH),
        (17, None, BOTH),
        (18, None, None),
        (11, MaturityOutcome.TOGETHER, BOTH),
        (13, MaturityOutcome.GUARDIANS, ADULTS),
        (13, MaturityOutcome.ALONE, BOTH),
        (15, MaturityOutcome.ALONE, ALONE),
        (17, MaturityOutcome.ALONE, ALONE),
        (17, MaturityOutcome.GUARDIANS, ADULTS),
        (18, MaturityOutcome.ALONE, None),
        (None, MaturityOutcome.ALONE, ADULTS),
    ],
)
def test_con_03_the_age_policy_says_who_and_con_04_a_decision_widens_or_narrows_it(
    age: int | None, outcome: MaturityOutcome | None, needs: Needs | None
) -> None:
    assert needs_at(age, outcome) == needs


def _decide(world: World, child: Child, outcome: MaturityOutcome, *, matter: str, days: int = 90) -> MaturityDecision:
    return MaturityDecision.objects.create(
        child=child,
        domain=world.bvc.domain,
        matter=matter,
        outcome=outcome,
        decided_by_id=world.maria.person,
        sealed_reason=b"x",
        valid_from=world.at,
        valid_until=world.at + timedelta(days=days),
    )


def _teen(world: World, age: int = 16) -> Child:
    return child_born(world, date(TODAY.year - age, 1, 15))


def test_con_04_a_decision_is_about_its_own_area_and_no_other(world: World) -> None:
    child = _teen(world)
    _decide(world, child, MaturityOutcome.ALONE, matter="hemmet")

    request = asked(world, child=child)
    rows = {row.area: row for row in row_states(child, at=world.at)}

    assert rows["hemmet"].givers == {child.pk: GiverRole.CHILD}
    assert rows["relationer"].givers == {child.pk: GiverRole.CHILD, world.sara.pk: GiverRole.GUARDIAN}
    seen = shown_of(request, giver=world.sara.pk, key=child.person.key)
    assert [one.areas for one in seen.questions] == [("relationer",)], (
        "a guardian is not shown what the young one decides"
    )
    mine = shown_of(request, giver=child.pk, key=child.person.key)
    assert [one.areas for one in mine.questions] == [("hemmet", "relationer")]


def test_con_04_what_rests_on_a_decision_ends_with_it_by_date_and_by_act(world: World) -> None:
    child = _teen(world)
    decision = _decide(world, child, MaturityOutcome.ALONE, matter="hemmet", days=30)
    request = asked(world, child=child)
    says(world, request, child.pk, Answer.YES)
    entry = _about(world, child)

    act = made(disclose(disclosure(world, entry, _row(world, child, "hemmet"), child=child)))

    assert Release.objects.get(disclosure=act).valid_until == decision.valid_until
    assert _row(world, child, "hemmet").is_active
    MaturityDecision.objects.filter(pk=decision.pk).update(ended_at=world.later())
    assert _row(world, child, "hemmet").state is ConsentState.INVALIDATED


def test_con_04_a_decision_that_a_child_must_answer_too_invalidates_a_yes_without_it(world: World) -> None:
    request = agreed(world)

    _decide(world, world.noel, MaturityOutcome.TOGETHER, matter="hemmet")

    assert states(world, request) == {"hemmet": ConsentState.INVALIDATED, "relationer": ConsentState.ACTIVE}


def _row(world: World, child: Child, area: str):  # type: ignore[no-untyped-def]
    return next(row for row in row_states(child, at=world.at) if row.area == area)


def _about(world: World, child: Child, *people: UUID, area: str = "hemmet") -> Entry:
    involve(unit=world.bvc.pk, child=child.pk, reason=InvolvementReason.NOTICED, at=world.at)
    return write_entry(
        NewEntry(
            payload=Contribution(works="Bra."),
            child=child.pk,
            owner=world.bvc.pk,
            author=world.maria.person_id,
            voice=world.bvc.pk,
            area=area,
            about=people,
            at=world.later(),
        ),
    )


def _turns_12(world: World, in_days: int = 100) -> Child:
    birthday = TODAY + timedelta(days=in_days)
    return child_born(world, date(birthday.year - 12, birthday.month, birthday.day))


def test_con_03_a_yes_without_the_child_ends_at_the_birthday_from_which_the_child_answers(world: World) -> None:
    child = _turns_12(world)
    request = asked(world, child=child)
    says(world, request, world.sara, Answer.YES)

    act = made(disclose(disclosure(world, _about(world, child), _row(world, child, "hemmet"), child=child)))
    turning = request.valid_until

    assert turning == midnight_of(TODAY + timedelta(days=100))
    assert Release.objects.get(disclosure=act).valid_until == turning
    before, after = turning - timedelta(seconds=1), turning
    assert {row.state for row in row_states(child, at=before)} == {ConsentState.ACTIVE}
    assert {row.state for row in row_states(child, at=after)} == {ConsentState.INVALIDATED}


def test_con_03_a_yes_that_the_child_gave_too_goes_on_past_birthdays_but_never_past_the_18th(world: World) -> None:
    birthday = TODAY + timedelta(days=100)
    fifteen = child_born(world, date(birthday.year - 15, birthday.month, birthday.day))

    assert asked(world, child=fifteen).valid_until > datetime(birthday.year, birthday.month, birthday.day, tzinfo=UTC)


def test_con_03_the_asker_is_told_once_to_ask_again_and_the_question_leaves_the_family(world: World) -> None:
    child = _turns_12(world)
    request = asked(world, child=child)
    Notice.objects.create(
        party=world.sara.party, child=child, kind=NoticeKind.CONSENT_ASKED, thing=request.pk, made_at=world.at
    )
    later = world.at + timedelta(days=101)

    assert tell_all_to_ask_again(at=world.at) == 0
    assert tell_all_to_ask_again(at=later) == 1
    assert tell_all_to_ask_again(at=later) == 0
    Notice.objects.filter(kind=NoticeKind.CONSENT_ASK_AGAIN).update(done_at=later)
    assert tell_all_to_ask_again(at=later) == 0, "who has been told is not told again"
    told = Notice.objects.get(kind=NoticeKind.CONSENT_ASK_AGAIN)
    assert (told.party_id, told.thing) == (world.bvc.pk, request.pk)
    assert not Notice.objects.filter(kind=NoticeKind.CONSENT_ASKED, done_at=None).exists()


def test_the_asker_is_told_a_month_before_a_yes_runs_out_and_nobody_of_a_no(world: World) -> None:
    request = agreed(world)
    near = request.valid_until - timedelta(days=29)

    assert tell_to_ask_again(child=world.noel, at=near - timedelta(days=2)) == 0
    assert tell_to_ask_again(child=world.noel, at=near) == 1
    says(world, request, world.sara, Answer.WITHDRAWN)
    Notice.objects.all().delete()
    assert tell_to_ask_again(child=world.noel, at=near) == 0


def _uncle(world: World) -> Person:
    return admit_person(name="Urban Lindqvist", number=make_invented(date(1985, 3, 3), 13), at=world.at)


def test_con_02_every_adult_whom_it_is_about_must_say_yes_too(world: World) -> None:
    uncle = _uncle(world)
    entry = _about(world, world.noel, uncle.pk)
    request = asked(world)
    for guardian in (world.sara, world.daniel):
        says(world, request, guardian, Answer.YES)

    rows = {row.area: row for row in row_states(world.noel, at=world.at)}
    assert rows["hemmet"].givers[uncle.pk] is GiverRole.SUBJECT
    assert uncle.pk not in rows["relationer"].givers
    assert states(world, request) == {"hemmet": ConsentState.PARTLY_GIVEN, "relationer": ConsentState.ACTIVE}
    says(world, request, uncle, Answer.YES)
    assert states(world, request)["hemmet"] is ConsentState.ACTIVE
    made(disclose(disclosure(world, entry, row_of(world, request))))


def test_con_02_what_was_written_about_an_adult_after_the_asking_is_not_carried_by_it(world: World) -> None:
    request = agreed(world)
    entry = _about(world, world.noel, _uncle(world).pk)

    assert disclose(disclosure(world, entry, row_of(world, request))) == Refused(Reason.CONSENT_DOES_NOT_COVER)
    assert social_reads(world) == set()


def test_con_02_who_is_asked_tells_nothing_of_what_the_asker_does_not_see(world: World) -> None:
    """An entry of another unit about another adult: its being there must not show in the list of givers."""
    uncle = _uncle(world)
    involve(unit=world.preschool.pk, child=world.noel.pk, reason=InvolvementReason.NOTICED, at=world.at)
    write_entry(
        NewEntry(
            payload=Contribution(challenging="Hemligt."),
            child=world.noel.pk,
            owner=world.preschool.pk,
            author=world.linda.person_id,
            voice=world.preschool.pk,
            area="hemmet",
            about=(uncle.pk,),
            at=world.later(),
        ),
    )
    row = NewRow(
        service=world.social.pk,
        discloser=world.preschool.pk,
        recipient=world.social.pk,
        layer=Layer.BACKGROUND,
        area="hemmet",
    )

    request = asked(world, rows=[row])

    assert givers_of(request).keys() == {world.sara.pk, world.daniel.pk}


def test_fam_05_what_is_about_one_guardian_does_not_reach_the_other_without_a_word_of_the_first(world: World) -> None:
    about_sara = _about(world, world.noel, world.sara.pk)
    about_noel = _about(world, world.noel)
    new = disclosure(
        world,
        about_sara,
        None,
        entries=[about_sara, about_noel],
        recipients=[world.sara.pk, world.daniel.pk, world.noel.pk],
        ground=Ground.TO_SUBJECT_12_1,
    )

    assert disclose(new) == Refused(Reason.ABOUT_SOMEBODY_ELSE)
    made(disclose_to_family(new))

    reads = {
        person: set(Release.objects.filter(recipient=person).values_list("entry", flat=True))
        for person in (world.sara.pk, world.daniel.pk, world.noel.pk)
    }
    assert reads[world.sara.pk] == {about_sara.pk, about_noel.pk}
    assert reads[world.daniel.pk] == {about_noel.pk}
    assert reads[world.noel.pk] == {about_sara.pk, about_noel.pk}


def test_con_08_more_services_than_fit_on_one_page_are_not_asked_about(world: World) -> None:
    units = [
        make_unit(f"more{n}", f"Enhet {n}", f"E{n}", "child_psychiatry", "25:1", Strength.STRONG, Regime.OSL)
        for n in range(6)
    ]
    rows = [NewRow(service=unit.pk, discloser=world.bvc.pk, recipient=unit.pk, layer=Layer.MAP) for unit in units]

    assert ask(question(world, rows=rows)) == Refused(Reason.TOO_MANY_QUESTIONS)
    made(ask(question(world, rows=rows[:5])))


def test_a_giver_of_one_row_stands_once(world: World) -> None:
    """Who is asked about everything stands once for the request, and is shown it once."""
    request: NewRequest = question(world)

    stored = made(ask(request))

    assert ConsentShown.objects.filter(request=stored).count() == 2
    assert len(AREAS) == len(row_states(world.noel, at=world.at))
    assert made(find_child(world.noel.pk)).pk == world.noel.pk


def test_what_is_shared_goes_on_where_everybody_whom_it_is_about_was_asked(world: World) -> None:
    shared(world, agreed(world))

    assert social_reads(world) == set(AREAS)
