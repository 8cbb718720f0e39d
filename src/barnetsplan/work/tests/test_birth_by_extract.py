"""A birth that no register tells: one person writes what an extract shows, and a colleague has seen the same."""

import json
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.birth import answer_birth
from barnetsplan.consent.tests.asking import asked, row, says, shared, social_reads, states
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.vocabulary import Answer, ConsentState, GuardianshipSource, InvolvementReason
from barnetsplan.notices.models import Notice
from barnetsplan.people.actions import involve
from barnetsplan.people.models import Child, Guardianship, Person, ProposedGuardian
from barnetsplan.people.queries import by_number, family_of, find_child, name_of, number_of
from barnetsplan.policy.facts import Actor
from barnetsplan.records.queries import visible_to
from barnetsplan.work.tests.expecting import SARAS, expected_by_sara
from tests.sign_in import client_for
from tests.world import World, made

pytestmark = pytest.mark.django_db
KIMS = make_invented(date(1990, 2, 3), 4)


@pytest.fixture(autouse=True)
def no_register(settings: Any) -> None:
    settings.REGISTER_FILE = ""


@pytest.fixture
def expected(world: World) -> Child:
    return expected_by_sara(world)


@pytest.fixture
def number(world: World) -> IdentityNumber:
    return make_invented((world.at - timedelta(days=1)).date(), 3)


@pytest.fixture
def colleague(world: World) -> Actor:
    """Another nurse at the same child health centre."""
    return world._professional("Rut Colleague", world.bvc, "bvc_nurse", 12)


def extract(world: World, child: IdentityNumber, **otherwise: str) -> dict[str, str]:
    return {
        "token": str(uuid4()),
        "number": child.digits,
        "name": "Elsa Lindqvist",
        "other_name": "Kim Ek",
        "other_number": KIMS.digits,
        "seen_on": world.at.date().isoformat(),
        "evidence": "Dnr 7-26",
        **otherwise,
    }


def propose(world: World, child: Child, fields: dict[str, str], actor: Actor | None = None) -> Any:
    return client_for(world, actor or world.maria).post(reverse("birth_propose", args=[child.pk]), fields)


def confirm(world: World, actor: Actor, answer: str = "yes") -> Any:
    address = reverse("guardian_confirm", args=[ProposedGuardian.objects.get().pk])
    return client_for(world, actor).post(address, {"answer": answer})


def born(child: Child) -> bool:
    return made(find_child(child.pk)).born_on is not None


def test_fam_02_one_person_alone_tells_no_birth(world: World, expected: Child, number: IdentityNumber) -> None:
    fields = extract(world, number)

    assert [propose(world, expected, fields).status_code for _ in range(2)] == [302, 302]

    assert ProposedGuardian.objects.count() == 1, "the form sent twice is one proposal"
    assert not born(expected)
    assert by_number(number) is None
    assert by_number(KIMS) is None, "whom the extract names is nobody here before two have seen it"
    assert not Guardianship.objects.filter(child=expected).exists()
    own = confirm(world, world.maria)
    assert "Någon annan än den som skrev det" in own.content.decode()
    assert not born(expected)


def test_fam_02_two_persons_who_see_the_same_extract_tell_a_birth(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor
) -> None:
    propose(world, expected, extract(world, number))
    proposal = ProposedGuardian.objects.get()
    page = client_for(world, colleague).get(reverse("guardian_confirm", args=[proposal.pk])).content.decode()
    assert all(word in page for word in ("Elsa Lindqvist", number.formatted, "Kim Ek", "Sara Lindqvist", "Dnr 7-26"))

    assert confirm(world, colleague).status_code == 302

    child = made(find_child(expected.pk))
    assert child.born_on == number.born_on
    assert name_of(child.person) == "Elsa Lindqvist"
    assert made(number_of(child.person)).digits == number.digits
    assert set(family_of(child, at=world.at + timedelta(days=1))) == {
        made(by_number(SARAS)).pk,
        made(by_number(KIMS)).pk,
    }
    rows = Guardianship.objects.filter(child=child)
    assert {row.source for row in rows} == {GuardianshipSource.SEEN_EXTRACT}
    assert {(row.seen_by_id, row.seen_by_second_id) for row in rows} == {(world.maria.person, colleague.person)}
    assert not Notice.objects.filter(kind="guardian_proposed", done_at__isnull=True).exists()


def test_fam_02_a_second_person_who_says_no_gives_the_child_no_birth(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor
) -> None:
    propose(world, expected, extract(world, number))

    assert confirm(world, colleague, "no").status_code == 302

    assert not born(expected)
    assert ProposedGuardian.objects.get().confirmed is False
    assert not Notice.objects.filter(kind="guardian_proposed", done_at__isnull=True).exists()


def test_fam_02_only_a_colleague_of_the_unit_confirms_a_birth(
    world: World, expected: Child, number: IdentityNumber
) -> None:
    propose(world, expected, extract(world, number))

    for actor in (world.leila, world.linda, world.as_guardian(world.sara)):
        assert confirm(world, actor).status_code == 404
    assert not born(expected)


def test_a_unit_elsewhere_and_the_family_may_not_tell_a_birth(
    world: World, expected: Child, number: IdentityNumber
) -> None:
    for actor in (world.leila, world.as_guardian(world.sara), world.as_guardian(world.daniel)):
        assert propose(world, expected, extract(world, number), actor).status_code == 404
    assert not ProposedGuardian.objects.exists()


def test_con_01_what_was_said_yes_to_before_an_extract_told_the_birth_ends(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor
) -> None:
    world.noel = expected
    involve(unit=world.social.pk, child=expected.pk, reason=InvolvementReason.NOTICED, at=world.at)
    request = asked(world)
    made(says(world, request, world.sara, Answer.YES))
    shared(world, request)
    assert social_reads(world)
    propose(world, expected, extract(world, number))
    assert social_reads(world), "what one person has seen changes nothing"

    assert confirm(world, colleague).status_code == 302

    world.at += timedelta(days=1)
    world.noel = made(find_child(expected.pk))
    assert set(states(world, request).values()) == {ConsentState.INVALIDATED}
    assert not social_reads(world)
    assert not visible_to(made(by_number(KIMS)).pk, at=world.at).filter(child=expected).exists()
    # And it may be asked anew, of the guardians now.
    asked(world, rows=[row(world)])


def days(at: datetime, before: int) -> str:
    return (at.date() - timedelta(days=before)).isoformat()


@pytest.mark.parametrize(
    ("otherwise", "sentence"),
    [
        ({"number": "20260101"}, "Numret stämmer inte"),
        ({"number": make_invented(date(2099, 1, 1), 1).digits}, "inte har varit än"),
        ({"name": ""}, "Skriv något här"),
        ({"seen_on": "2"}, "äldre än barnet"),
        ({"seen_on": "31"}, "för gammalt"),
        ({"seen_on": "-1"}, "inte varit än"),
        ({"evidence": ""}, "Skriv något här"),
        ({"other_number": ""}, "Skriv numret också"),
        ({"other_name": ""}, "Skriv namnet också"),
        ({"other_number": "198908200000"}, "Numret stämmer inte"),
        ({"other_number": SARAS.digits}, "den som var gravid"),
        ({"other_number": make_invented(date(2015, 3, 3), 1).digits}, "hör till ett barn"),
    ],
)
def test_fam_02_what_no_extract_can_show_is_said_and_nothing_is_lost(
    world: World, expected: Child, number: IdentityNumber, otherwise: dict[str, str], sentence: str
) -> None:
    if "seen_on" in otherwise:
        otherwise = {"seen_on": days(world.at, int(otherwise["seen_on"]))}

    answer = propose(world, expected, extract(world, number, **otherwise))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence in page
    assert "Elsa Lindqvist" in page or "Dnr 7-26" in page
    assert not ProposedGuardian.objects.exists()


def test_nobody_tells_a_birth_by_which_they_are_guardian_themselves(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor
) -> None:
    refused = propose(world, expected, extract(world, number, other_number=digits_of(world.maria)))
    assert "Någon annan än den som skrev det" in refused.content.decode()

    propose(world, expected, extract(world, number, other_number=digits_of(colleague)))
    proposal = ProposedGuardian.objects.get()
    answer = answer_birth(proposal=proposal, confirm=True, by=colleague, at=world.at)
    assert answer == Refused(Reason.SAME_PERSON)
    assert not born(expected)


def digits_of(actor: Actor) -> str:
    return made(number_of(Person.objects.select_related("key").get(pk=actor.person_id))).digits


def test_fam_02_the_register_goes_before_an_extract(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor, settings: Any, tmp_path: Path
) -> None:
    propose(world, expected, extract(world, number))
    settings.REGISTER_FILE = str(tmp_path / "register.json")
    rows = [{"number": number.digits, "name": "Elsa Ek", "guardians": [{"number": SARAS.digits, "name": "Sara"}]}]
    Path(settings.REGISTER_FILE).write_text(json.dumps({"children": rows}), encoding="utf-8")

    assert "Folkbokföringen känner barnet" in confirm(world, colleague).content.decode()
    assert not born(expected)
    ProposedGuardian.objects.get()
    again = propose(world, expected, extract(world, number))
    assert "Folkbokföringen känner barnet" in again.content.decode()
    # The one that waits is answered no, and the number alone is enough.
    assert confirm(world, colleague, "no").status_code == 302
    address = reverse("birth_record", args=[expected.pk])
    client_for(world, world.maria).post(address, {"token": str(uuid4()), "number": number.digits})
    assert born(expected)


def test_fam_02_a_register_that_does_not_know_the_child_yet_stands_in_no_extracts_way(
    world: World, expected: Child, number: IdentityNumber, colleague: Actor, settings: Any, tmp_path: Path
) -> None:
    settings.REGISTER_FILE = str(tmp_path / "register.json")
    Path(settings.REGISTER_FILE).write_text('{"children": []}', encoding="utf-8")

    propose(world, expected, extract(world, number, other_name="", other_number=""))

    assert confirm(world, colleague).status_code == 302
    assert born(expected)
    assert set(family_of(made(find_child(expected.pk)), at=world.at + timedelta(days=1))) == {world.sara.pk}


def test_prot_05_an_extract_about_a_child_who_is_here_already_joins_nobody(
    world: World, expected: Child, colleague: Actor
) -> None:
    noels = made(number_of(made(find_child(world.noel.pk)).person))

    answer = propose(world, expected, extract(world, noels))

    assert "läggs aldrig ihop" in answer.content.decode()
    assert not ProposedGuardian.objects.exists()


def test_an_ordinary_proposal_is_still_for_a_child_who_is_born(world: World, expected: Child) -> None:
    fields = {
        "token": str(uuid4()),
        "name": "Kim Ek",
        "number": KIMS.digits,
        "kind": "guardian",
        "source": "seen_extract",
        "seen_on": world.at.date().isoformat(),
        "evidence": "Dnr 7-26",
    }

    client_for(world, world.maria).post(reverse("guardian_propose", args=[expected.pk]), fields)

    assert not ProposedGuardian.objects.exists()


def test_the_page_of_the_family_leads_to_the_way_that_there_is(
    world: World, expected: Child, settings: Any, tmp_path: Path
) -> None:
    def family() -> str:
        return client_for(world, world.maria).get(reverse("relations", args=[expected.pk])).content.decode()

    seen, asked_for = (reverse(name, args=[expected.pk]) for name in ("birth_propose", "birth_record"))
    assert f'"{seen}"' in family()
    settings.REGISTER_FILE = str(tmp_path / "register.json")
    assert f'"{asked_for}"' in family()
    born_page = client_for(world, world.maria).get(asked_for).content.decode()
    assert f'"{seen}"' in born_page
