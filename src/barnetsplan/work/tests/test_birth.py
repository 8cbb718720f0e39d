"""Unborn and then born: the case goes on, the one who carried stands alone no longer, and consent is asked anew."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.tests.asking import asked, row, says, shared, social_reads, states
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.vocabulary import Answer, ConsentState, InvolvementReason
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child
from barnetsplan.people.queries import by_number, family_of, find_child, name_of, number_of
from barnetsplan.records.models import Entry
from barnetsplan.records.queries import visible_to
from barnetsplan.work.tests.expecting import DANIELS, SARAS, expected_by_sara
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
Register = Callable[..., None]


@pytest.fixture
def born_on(world: World) -> date:
    return (world.at - timedelta(days=1)).date()


@pytest.fixture
def number(born_on: date) -> IdentityNumber:
    return make_invented(born_on, 3)


@pytest.fixture
def register(tmp_path: Path, settings: Any, number: IdentityNumber) -> Register:
    """Writes what the register says: the new child, and those who have custody of it."""
    settings.REGISTER_FILE = str(tmp_path / "register.json")

    def write(*guardians: IdentityNumber, marks: tuple[str, ...] = ()) -> None:
        row = {
            "number": number.digits,
            "name": "Elsa Lindqvist",
            "marks": marks,
            "guardians": [{"number": one.digits, "name": "Sara Lindqvist"} for one in guardians],
        }
        Path(settings.REGISTER_FILE).write_text(json.dumps({"children": [row]}), encoding="utf-8")

    return write


@pytest.fixture
def expected(world: World) -> Child:
    return expected_by_sara(world)


def record(world: World, child: Child, number: IdentityNumber, actor: Any = None) -> Any:
    address = reverse("birth_record", args=[child.pk])
    return client_for(world, actor or world.maria).post(address, {"token": str(uuid4()), "number": number.digits})


def test_fam_02_birth_gives_the_child_number_name_and_the_guardians_of_the_register(
    world: World, expected: Child, register: Register, number: IdentityNumber, born_on: date
) -> None:
    register(SARAS, DANIELS)

    assert record(world, expected, number).status_code == 302

    child = made(find_child(expected.pk))
    assert child.born_on == born_on
    assert name_of(child.person) == "Elsa Lindqvist"
    assert made(number_of(child.person)).digits == number.digits
    assert made(by_number(number)).pk == child.pk
    assert set(family_of(child, at=world.at + timedelta(days=100))) == {world.sara.pk, world.daniel.pk}


def test_the_case_goes_on_and_the_other_guardian_reads_nothing_from_before(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    register(SARAS, DANIELS)
    concern = Entry.objects.get(child=expected)
    record(world, expected, number)

    assert client_for(world, world.maria).get(reverse("concern", args=[concern.pk])).status_code == 200
    assert not visible_to(world.daniel.pk, at=world.at).filter(child=expected).exists()
    daniel = client_for(world, world.as_guardian(world.daniel)).get(reverse("family_plan", args=[expected.pk]))
    assert daniel.status_code == 200
    assert "sover dåligt" not in daniel.content.decode()


def test_con_01_what_the_one_who_carried_said_yes_to_ends_and_is_asked_anew(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    world.noel = expected
    involve(unit=world.social.pk, child=expected.pk, reason=InvolvementReason.NOTICED, at=world.at)
    request = asked(world)
    made(says(world, request, world.sara, Answer.YES))
    shared(world, request)
    assert social_reads(world)
    register(SARAS)

    assert record(world, expected, number).status_code == 302

    world.at += timedelta(days=100)
    world.noel = made(find_child(expected.pk))
    assert set(states(world, request).values()) == {ConsentState.INVALIDATED}
    assert not social_reads(world)
    assert Notice.objects.filter(kind="custody_changed", party=world.bvc.pk, child=expected).exists()
    # And it may be asked anew, of the guardians now.
    asked(world, rows=[row(world)])


@pytest.mark.parametrize(
    ("guardians", "sentence"),
    [((DANIELS,), "inte den som var gravid"), ((), "inte den som var gravid"), (None, "Vi hittar inget barn")],
)
def test_fam_02_a_child_whom_the_register_does_not_give_to_the_one_who_carried_is_another_child(
    world: World, expected: Child, register: Register, number: IdentityNumber, guardians: Any, sentence: str
) -> None:
    register(*(guardians or ()))
    asked = number if guardians is not None else make_invented(number.born_on, 5)

    answer = record(world, expected, asked)

    assert sentence in answer.content.decode()
    assert asked.formatted in answer.content.decode() or asked.digits in answer.content.decode()
    assert made(find_child(expected.pk)).born_on is None


def test_fam_02_a_silent_register_records_no_birth(
    world: World, expected: Child, number: IdentityNumber, settings: Any
) -> None:
    settings.REGISTER_FILE = ""

    assert "Vi når inte folkbokföringen" in record(world, expected, number).content.decode()
    assert made(find_child(expected.pk)).born_on is None


def test_prot_05_a_child_who_is_here_already_is_never_joined(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    register(SARAS)
    fields = {"token": str(uuid4()), "number": number.digits, "seen": "Äter lite.", "child_says": "Är nyfödd."}
    client_for(world, world.linda).post(reverse("notice"), fields)

    assert "läggs aldrig ihop" in record(world, expected, number).content.decode()
    assert made(find_child(expected.pk)).born_on is None


def test_prot_01_marks_of_the_register_come_with_the_birth(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    register(SARAS, marks=("01003",))

    assert record(world, expected, number).status_code == 302
    assert made(find_child(expected.pk)).protection != "none"


def test_the_form_sent_twice_is_one_birth_and_another_number_is_refused_afterwards(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    register(SARAS, DANIELS)

    assert [record(world, expected, number).status_code for _ in range(2)] == [302, 302]
    assert record(world, expected, make_invented(number.born_on, 5)).status_code == 200
    assert made(find_child(expected.pk)).guardianships.count() == 2


@pytest.mark.parametrize("typed", ["", "20260101", "tolv siffror"])
def test_a_wrong_number_is_said_beside_the_field(world: World, expected: Child, typed: str) -> None:
    address = reverse("birth_record", args=[expected.pk])

    answer = client_for(world, world.maria).post(address, {"token": str(uuid4()), "number": typed})

    assert answer.status_code == 200
    assert typed in answer.content.decode()


def test_a_day_to_come_is_no_birthday(world: World, expected: Child) -> None:
    answer = record(world, expected, make_invented(date(2099, 1, 1), 1))

    assert "inte har varit än" in answer.content.decode()


def test_a_unit_elsewhere_and_the_family_may_not_record_a_birth(
    world: World, expected: Child, register: Register, number: IdentityNumber
) -> None:
    register(SARAS)
    for actor in (world.leila, world.as_guardian(world.sara), world.as_guardian(world.daniel)):
        assert record(world, expected, number, actor).status_code == 404
    assert made(find_child(expected.pk)).born_on is None
