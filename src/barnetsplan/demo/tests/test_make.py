"""The county holds what it promises, and everything in it has gone through the product's own doors."""

import json
from collections import Counter
from datetime import date
from io import StringIO
from uuid import UUID

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.accounts.session import staff_actor
from barnetsplan.audit.verify import verify
from barnetsplan.cases.models import Case
from barnetsplan.consent.queries import row_states
from barnetsplan.coordination.queries import holders
from barnetsplan.demo.cast import read_staff, read_waiting
from barnetsplan.demo.make import is_made, stories
from barnetsplan.demo.tests.conftest import MadeCounty
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.vocabulary import (
    ActionStatus,
    ActorKind,
    ConsentState,
    Layer,
    MeetingState,
    PlanState,
    QuestionState,
    TermKind,
    VersionState,
)
from barnetsplan.duties.models import Raised
from barnetsplan.gathering.models import Question
from barnetsplan.guests.models import Guest
from barnetsplan.guests.queries import home_card
from barnetsplan.identity.models import StaffIdentifier, UnitCode
from barnetsplan.meetings.models import Meeting
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import admit_child
from barnetsplan.people.models import Child, Guardianship, Person
from barnetsplan.people.queries import age_of, by_number, family_of, find_child, name_of, number_place
from barnetsplan.people.register import look_up
from barnetsplan.plans.models import Plan, Version
from barnetsplan.practice.load import current
from barnetsplan.records.kinds import Action, ActionReport, Concern
from barnetsplan.records.models import Disclosure, Entry
from barnetsplan.records.queries import open_visible, visible_to
from barnetsplan.vault.sealing import unseal

MUNICIPALITIES = {"0760", "0761", "0763", "0764", "0765", "0767", "0780", "0781"}
pytestmark = pytest.mark.usefixtures("county")


def child_named(name: str) -> Child:
    return next(child for child in Child.objects.select_related("person__key") if name_of(child.person) == name)


def test_there_are_the_units_the_professionals_and_the_children_it_promises(county: MadeCounty) -> None:
    assert (county.made.units, county.made.professionals, county.made.children) == (82, 149, 13)
    assert Unit.objects.filter(guest=False).count() == 82
    assert Assignment.objects.filter(unit__guest=False).values("person").distinct().count() == 149
    assert Child.objects.count() == 13


def test_every_unit_of_every_municipality_has_somebody_with_a_fitting_role() -> None:
    roles = {role.key: role for role in current().roles}
    rows = Assignment.objects.filter(unit__guest=False).select_related("unit")
    units = Unit.objects.filter(placeless=False, guest=False)

    assert {row.unit_id for row in rows} == set(units.values_list("party", flat=True))
    assert {row.unit.municipality_code for row in rows} == MUNICIPALITIES
    assert all(row.unit.sector in roles[row.role].sectors for row in rows)
    assert all((row.valid_until - row.valid_from).days < 2 * 366 for row in rows)


def test_every_municipality_has_a_child_with_a_story() -> None:
    assert {story.head.municipality_code for story in stories()} - {""} == MUNICIPALITIES


def test_the_children_are_of_every_age_from_unborn_to_seventeen(county: MadeCounty) -> None:
    ages = {name_of(c.person): age_of(c, at=county.at) for c in Child.objects.select_related("person__key")}

    assert ages == {story.head.name: story.head.age.years if story.head.age else None for story in stories()}
    assert {None, 1, 13, 15, 17} <= set(ages.values())


def test_all_numbers_are_invented_and_nobody_shares_one() -> None:
    people = Person.objects.select_related("key").exclude(sealed_number=None)
    numbers = [IdentityNumber(unseal(p.sealed_number or b"", key=p.key, place=number_place(p.pk))) for p in people]

    assert all(number.is_invented for number in numbers)
    assert len({number.digits for number in numbers}) == len(numbers) > 140


def test_the_register_holds_every_born_child_by_an_invented_number(county: MadeCounty) -> None:
    children = json.loads(county.register.read_text(encoding="utf-8"))["children"]
    numbers = [row["number"] for row in children] + [g["number"] for row in children for g in row["guardians"]]

    assert len(children) == 12 + len(read_waiting())
    assert all(IdentityNumber(number).is_invented for number in numbers)


def test_noel_is_in_the_register_and_not_admitted(county: MadeCounty) -> None:
    row = json.loads(county.register.read_text(encoding="utf-8"))["children"][0]

    assert row["name"] == "Noel Lindqvist"
    assert by_number(IdentityNumber(row["number"])) is None
    assert look_up(IdentityNumber(row["number"])) is not None


def test_noels_guardians_can_sign_in_and_become_his_guardians_when_he_is_admitted(county: MadeCounty) -> None:
    row = json.loads(county.register.read_text(encoding="utf-8"))["children"][0]
    guardians = [by_number(IdentityNumber(guardian["number"])) for guardian in row["guardians"]]
    people = [guardian.pk for guardian in guardians if guardian is not None]
    found = look_up(IdentityNumber(row["number"]))
    assert found is not None

    assert Account.objects.filter(person__in=people).count() == 2
    assert not Guardianship.objects.filter(guardian__in=people).exists()

    noel = admit_child(found, at=county.at)

    assert set(family_of(noel, at=county.at)) == set(people)
    assert age_of(noel, at=county.at) == 4


def test_the_log_is_sealed_and_verifies() -> None:
    verdict = verify()

    assert verdict.fault == ""
    assert verdict.unsealed == 0
    assert verdict.sealed > 400


def test_every_disclosure_rests_on_a_ground_and_is_in_the_log() -> None:
    grounds = Counter(Disclosure.objects.values_list("ground", flat=True))

    assert set(grounds) == {"consent_12_2", "to_subject_12_1", "within_domain", "own_giving"}
    assert verify().sealed > sum(grounds.values())


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Vilgot Sandell", None),
        ("Leo Nyström", None),
        ("Ida Månsson", None),
        ("Wilmas barn", "gathering"),
        ("Samuel Girmay", "gathering"),
        ("Alice Berntsson", "analysed"),
        ("Vera Winblad", "analysed"),
        ("Elias Sandberg", "analysed"),
        ("Elin Sjögren", "collaborating"),
        ("Amir Haidari", "collaborating"),
        ("Tindra Åberg", "collaborating"),
        ("Astrid Norén", "closed"),
    ],
)
def test_each_story_has_come_as_far_as_it_should(name: str, state: str | None) -> None:
    case = Case.objects.filter(child=child_named(name)).first()

    assert (case.state if case else None) == state
    assert Entry.objects.filter(child=child_named(name), kind=Concern.KIND).count() == 1


def test_a_concern_that_was_kept_is_read_by_nobody_else() -> None:
    assert not Disclosure.objects.filter(child=child_named("Vilgot Sandell")).exists()


def test_the_unborn_child_has_no_number_and_one_person_with_standing(county: MadeCounty) -> None:
    child = child_named("Wilmas barn")

    assert child.person.number_hash is None
    assert family_of(child, at=county.at) == (child.carried_by_id,)
    assert Question.objects.filter(case__child=child, state=QuestionState.WAITING).count() == 1


def test_one_child_has_a_single_guardian_and_one_has_two_who_live_apart(county: MadeCounty) -> None:
    assert len(family_of(child_named("Ida Månsson"), at=county.at)) == 1
    assert len(family_of(child_named("Alice Berntsson"), at=county.at)) == 2


@pytest.mark.parametrize("name", ["Elias Sandberg", "Amir Haidari", "Tindra Åberg"])
def test_a_young_person_has_an_own_account(name: str) -> None:
    assert Account.objects.filter(person=child_named(name).pk).exists()


def test_one_answer_is_missing_for_alice(county: MadeCounty) -> None:
    rows = [row for row in row_states(child_named("Alice Berntsson"), at=county.at) if row.layer is Layer.MAP]

    assert {row.state for row in rows} == {ConsentState.PARTLY_GIVEN}


def test_a_meeting_lies_ahead_for_vera(county: MadeCounty) -> None:
    meeting = Meeting.objects.get(case__child=child_named("Vera Winblad"))

    assert meeting.state == MeetingState.CALLED
    assert meeting.starts_at > county.at


def test_elias_family_is_reading_and_the_circle_is_not() -> None:
    version = Version.objects.get(plan__child=child_named("Elias Sandberg"))

    assert (version.number, version.state) == (1, VersionState.WITH_FAMILY)


def test_elins_plan_has_reports_and_one_action_that_is_late(county: MadeCounty) -> None:
    child = find_child(child_named("Elin Sjögren").pk)
    assert child is not None
    plan = Plan.objects.get(child=child)
    shown = open_visible(plan.custodian_id, child=child, at=county.at)
    reported = {entry.container for entry in shown if entry.kind == ActionReport.KIND}
    late = [
        e for e in shown if e.kind == Action.KIND and e.id not in reported and (e.due_on or date.max) < county.at.date()
    ]

    assert plan.state == PlanState.LIVE
    assert {entry.status for entry in shown if entry.kind == ActionReport.KIND} >= {
        ActionStatus.BEGUN,
        ActionStatus.GOING_ON,
    }
    assert [entry.responsible for entry in late] == [Unit.objects.get(code="vaxjo_barn_och_familj").pk]


def test_amir_has_taken_back_one_area_of_background(county: MadeCounty) -> None:
    child = child_named("Amir Haidari")
    withdrawn = [row for row in row_states(child, at=county.at) if row.state is ConsentState.WITHDRAWN]

    assert {(row.layer, row.area) for row in withdrawn} == {(Layer.BACKGROUND, "relationer")}
    assert {row.recipient for row in withdrawn} == {Unit.objects.get(code="lessebo_barn_och_familj").pk}


def test_social_services_hold_tindras_plan_together_and_the_school_keeps_following(county: MadeCounty) -> None:
    child = child_named("Tindra Åberg")
    held = holders(child.pk, at=county.at)

    assert held[TermKind.COORDINATOR] == Unit.objects.get(code="vaxjo_barn_och_familj").pk
    assert held[TermKind.BBA] == Unit.objects.get(code="vaxjo_fyrklovern").pk
    assert Version.objects.filter(plan__child=child, state=VersionState.PUBLISHED).count() == 2


def test_astrids_plan_has_ended() -> None:
    assert Plan.objects.get(child=child_named("Astrid Norén")).state == PlanState.ENDED


def test_somebody_works_in_two_units_and_somebody_is_a_guardian_too() -> None:
    works = Counter(Assignment.objects.values_list("person", flat=True))
    guards = set(Guardianship.objects.values_list("guardian", flat=True))
    staff: set[UUID] = set(works)

    assert max(works.values()) == 2
    assert len(staff & guards) == 1


def test_nothing_has_happened_in_the_future(county: MadeCounty) -> None:
    assert not Entry.objects.filter(written_at__gte=county.at).exists()
    assert not Disclosure.objects.filter(made_at__gte=county.at).exists()


def test_a_county_that_is_there_is_left_as_it_is() -> None:
    told = StringIO()

    with CaptureQueriesContext(connection) as queries:
        call_command("demo", stdout=told)

    assert is_made()
    assert told.getvalue() == "The demonstration county is there already.\n"
    assert len(queries) == 1
    assert Child.objects.count() == 13


def test_no_name_stands_for_two_people() -> None:
    staff = [name for unit in read_staff() for name, _ in unit.staff]
    heads = [*read_waiting(), *(story.head for story in stories())]
    named_alone = {adult.name for head in heads for adult in head.adults if adult.born is None}
    private = [name for head in heads for name in (head.name, *(a.name for a in head.adults if a.born is not None))]

    assert len(set(private)) == len(private)
    assert not set(private) & set(staff)
    assert named_alone <= set(staff)
    assert settings.DEMO


def test_the_log_reviewers_have_something_to_look_at(county: MadeCounty) -> None:
    reviewers = Assignment.objects.filter(role="log_reviewer").values("unit__domain__organisation")

    # Of which organisations, depends on which of the last days was a Sunday: the lot is drawn from whole weeks.
    assert Raised.objects.filter(organisation__in=reviewers).exists()


def test_every_professional_is_known_by_a_name_of_their_directory(county: MadeCounty) -> None:
    staff = set(Assignment.objects.filter(unit__guest=False).values_list("person", flat=True))
    named = set(StaffIdentifier.objects.filter(ended_at__isnull=True).values_list("person", flat=True))

    assert staff <= named
    assert UnitCode.objects.filter(scheme="hsa").exists()
    assert UnitCode.objects.filter(scheme="school_unit").exists()


def test_elins_guest_may_open_the_plan_and_nothing_else(county: MadeCounty) -> None:
    [guest] = Guest.objects.select_related("unit")
    actor = staff_actor(guest.assignment_id, at=county.at)
    home = home_card(actor, at=county.at)

    assert actor.kind is ActorKind.GUEST
    assert home is not None
    assert home.to_plan
    assert home.key is not None
    assert not visible_to(guest.unit_id, at=county.at).filter(kind="contribution").exists()
