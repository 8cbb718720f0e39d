"""Signing in with providers that we did not write (npm oidc-provider, certified), from the first link to the last page."""

from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from barnetsplan.accounts.models import Assignment, Session, SignIn
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import SignInKind
from barnetsplan.identity import discovery
from barnetsplan.identity.actions import end_names
from barnetsplan.identity.faults import Fault
from barnetsplan.identity.models import Commission
from barnetsplan.identity.provider import Provider
from barnetsplan.identity.words import WORDS
from barnetsplan.people.models import Person
from tests.cast import made
from tests.oidc.foreign import ACRS, LOA, SAMBI, Foreign, sign_in_there
from tests.oidc.signing_in import (
    AFFILIATION,
    NUMBER,
    citizen,
    commission,
    connected,
    employee,
    named,
    sign_in,
    start,
)
from tests.world import World

pytestmark = [pytest.mark.slow]


@pytest.fixture
def citizens(foreign: Foreign, tmp_path: Path) -> Provider:
    return foreign.connect("citizen", tmp_path)


@pytest.fixture
def employees(foreign: Foreign, tmp_path: Path) -> Provider:
    return foreign.connect("employee", tmp_path)


@pytest.fixture
def inera(foreign: Foreign, tmp_path: Path) -> Provider:
    return foreign.connect("inera", tmp_path)


def test_idn_01_a_guardian_signs_in_with_a_foreign_provider(citizens: Provider, today: World) -> None:
    client = Client()

    with connected([citizens]):
        answer = sign_in(client, citizens, citizen(today.sara))

        assert (answer.status_code, answer["Location"]) == (302, reverse("family_home")), answer.content.decode()
        assert "Noel" in client.get(answer["Location"], follow=True).content.decode()
    proof = SignIn.objects.get()
    assert (proof.person_id, proof.kind, proof.way, proof.level) == (today.sara.pk, "citizen", "citizen", 3)
    assert (proof.issuer, proof.acr, proof.transaction) == (citizens.issuer, f"{LOA}3", "txn-medborgare")


def test_idn_02_an_employee_gets_the_desk_and_a_citizen_never_does(
    citizens: Provider, employees: Provider, today: World
) -> None:
    """Maria is one person: by her employer she is at work, by her own e-identity she is herself."""
    named(today)
    maria = Person.objects.get(pk=today.maria.person_id)
    with connected([citizens, employees]):
        at_work, at_home = Client(), Client()

        assert sign_in(at_work, employees, employee())["Location"] == reverse("desk")
        assert sign_in(at_home, citizens, citizen(maria))["Location"] == reverse("family_home")

        assert at_work.get(reverse("desk")).status_code == 200
        assert at_home.get(reverse("desk")).status_code != 200
        assert at_work.get(reverse("family_home")).status_code != 200
    assert Session.objects.filter(assignment=today.maria.assignment).count() == 1


def test_idn_02_every_issuer_and_level_lets_in_only_whom_it_is_for(
    foreign: Foreign, today: World, tmp_path: Path
) -> None:
    """Providers that do not look at the level that was asked for, and that say everything of everybody."""
    named(today)
    everything = {**citizen(today.sara), **employee(), **commission()}
    careless = [foreign.connect(f"careless-{kind}", tmp_path) for kind in ("citizen", "employee", "inera", "school")]
    with connected(careless):
        for provider, acr in product(careless, ACRS):
            allowed = {each.acr: each.level for each in provider.row.levels}
            said = {**everything, "eduPersonPrincipalName": "linda@skola.example"}
            before = SignIn.objects.count()

            answer = sign_in(Client(), provider, said, acr=acr)

            what = f"{provider.key}, {acr}"
            if acr in allowed:
                assert answer.status_code == 302, f"{what}: {answer.content.decode()}"
                proof = made(SignIn.objects.order_by("-at").first())
                assert (proof.kind, proof.level) == (provider.profile.kind, allowed[acr]), what
            else:
                assert answer.status_code == 403, what
                assert escape(str(WORDS[Fault.LEVEL])) in answer.content.decode(), what
                assert SignIn.objects.count() == before, what
            for kind in ("citizen", "employee"):
                level = provider.level_of(issuer=provider.issuer, acr=acr, kind=kind)
                assert (level is not None) is (acr in allowed and kind == provider.profile.kind), what
            assert provider.level_of(issuer="https://another.example", acr=acr, kind=provider.profile.kind) is None


def test_idn_10_a_commission_opens_only_its_unit_and_only_for_an_agreed_purpose(inera: Provider, today: World) -> None:
    named(today)
    elsewhere = Assignment.objects.create(
        person_id=today.maria.person_id,
        unit=today.school,
        role="school_nurse",
        valid_from=today.at,
        valid_until=made(Assignment.objects.first()).valid_until,
    )
    with connected([inera]):
        client = Client()
        answer = sign_in(client, inera, commission())

        assert answer["Location"] == reverse("desk"), "One unit, so there is nothing to choose."
        assert Session.objects.get(person=today.maria.person_id).assignment_id == today.maria.assignment
        kept = Commission.objects.get()
        assert (kept.commission, kept.unit_code) == ("SE5560000000-U1", "SE5560000000-BVC")
        assert b"SE5560000000-0001" not in bytes(kept.employee_hash)

        for changes, fault in (
            ({"commissionPurpose": "Forskning"}, Fault.PURPOSE),
            ({"commissionPurpose": ""}, Fault.PURPOSE),
            ({"commissionHsaId": ""}, Fault.NO_COMMISSION),
            ({"healthCareUnitHsaId": ""}, Fault.NO_COMMISSION),
            ({"employeeHsaId": ""}, Fault.NO_STAFF_ID),
        ):
            answer = sign_in(Client(), inera, commission(**changes))
            assert answer.status_code == 403, changes
            assert escape(str(WORDS[fault])) in answer.content.decode(), changes
        # A commission at a unit where she has no assignment, and at one that nobody knows here.
        for code in ("12345678", "SE5560000000-ANNAN"):
            answer = sign_in(Client(), inera, commission(healthCareUnitHsaId=code))
            assert answer.status_code == 403, code
            assert "inget uppdrag" in answer.content.decode()
    assert not Session.objects.filter(assignment=elsewhere).exists()


def test_one_with_two_assignments_chooses_and_a_stranger_to_us_is_told_what_to_do(
    citizens: Provider, employees: Provider, today: World
) -> None:
    named(today)
    maria = Person.objects.get(pk=today.maria.person_id)
    second = Assignment.objects.create(
        person_id=today.maria.person_id,
        unit=today.school,
        role="school_nurse",
        valid_from=today.at,
        valid_until=made(Assignment.objects.first()).valid_until,
    )
    with connected([citizens, employees]):
        client = Client()
        answer = sign_in(client, employees, employee())
        assert answer["Location"] == reverse("sign_in_choose")
        page = client.get(answer["Location"]).content.decode()
        assert today.school.name in page
        assert today.bvc.name in page
        assert client.post(answer["Location"], {"val": str(second.pk)})["Location"] == reverse("desk")
        assert Session.objects.get(person=today.maria.person_id).assignment_id == second.pk

        # Nobody here has this name; her assignment has ended; she may use her name no longer.
        answer = sign_in(Client(), employees, employee("ingen"))
        assert answer.status_code == 403
        assert "Be din chef om det" in answer.content.decode()
        ended = {"valid_from": today.at - timedelta(days=9), "valid_until": today.at}
        Assignment.objects.filter(person=today.leila.person_id).update(**ended)
        assert "inget uppdrag" in sign_in(Client(), employees, employee("leila")).content.decode()
        end_names(maria.pk, at=today.at)
        assert sign_in(Client(), employees, employee()).status_code == 403
        # A private person whom nobody has admitted.
        answer = sign_in(Client(), citizens, {NUMBER: make_invented(date(1980, 1, 1), 19).digits})
        assert answer.status_code == 403
        assert "Vi hittar ingenting här som hör till dig" in answer.content.decode()


def test_asvs_6_8_1_a_directory_names_only_its_own_people(
    employees: Provider, foreign: Foreign, today: World, tmp_path: Path
) -> None:
    named(today)
    school = foreign.connect("school", tmp_path)
    with connected([employees, school]):
        assert sign_in(Client(), employees, employee("maria", "2120000001")).status_code == 403
        assert sign_in(Client(), school, {"eduPersonPrincipalName": "linda@annan.example"}).status_code == 403

        answer = sign_in(Client(), school, {"eduPersonPrincipalName": "Linda@Skola.example"})
        assert answer["Location"] == reverse("notice"), "A school sign-in of level 2 notices and reads a receipt."
        # With a unit in it, the session is for that unit; Linda works at the preschool.
        answer = sign_in(
            Client(), school, {"eduPersonPrincipalName": "linda@skola.example", "sisSchoolUnitCode": "12345678"}
        )
        assert answer.status_code == 403
    assert {proof.level for proof in SignIn.objects.all()} == {2}


def test_idn_01_a_code_is_used_once_and_keys_may_rotate(citizens: Provider, foreign: Foreign, today: World) -> None:
    with connected([citizens]):
        client, thief = Client(), Client()
        back = sign_in_there(start(client, "citizen"), citizen(today.sara))
        # The thief has the code, and a state of their own: the code answers another challenge.
        start(thief, "citizen")
        state = thief.session["attempts"][-1]["state"]
        code, issuer = (back.split(f"{name}=")[1].split("&")[0] for name in ("code", "iss"))
        stolen = f"/logga-in/med/citizen/svar/?code={code}&state={state}&iss={issuer}"
        assert thief.get(stolen).status_code == 403
        assert client.get(back).status_code == 302
        # The code once more, by one who signs in anew.
        start(client, "citizen")
        state = client.session["attempts"][-1]["state"]
        answer = client.get(f"/logga-in/med/citizen/svar/?code={code}&state={state}&iss={issuer}")
        assert escape(str(WORDS[Fault.STALE])) in answer.content.decode()

        assert sign_in(Client(), citizens, citizen(today.sara)).status_code == 302
        foreign.do("rotate", "citizen")
        # Half a minute passes before keys are asked for again.
        discovery.forget()
        assert sign_in(Client(), citizens, citizen(today.sara)).status_code == 302
    assert {proof.person_id for proof in SignIn.objects.all()} == {today.sara.pk}


def test_one_who_cancels_is_met_kindly_and_an_old_sign_in_is_not_enough(citizens: Provider, today: World) -> None:
    with connected([citizens]):
        answer = sign_in(Client(), citizens, {}, do="cancel")
        assert answer.status_code == 403
        assert escape(str(WORDS[Fault.CANCELLED])) in answer.content.decode()
        # The provider remembers somebody from ten minutes ago, and does not ask them again.
        answer = sign_in(Client(), citizens, citizen(today.sara), ago=600)
        assert escape(str(WORDS[Fault.CLOCK])) in answer.content.decode()
    assert not SignIn.objects.exists()


def test_idn_01_a_fresh_proof_comes_from_the_same_provider_and_of_the_same_person(
    citizens: Provider, employees: Provider, today: World
) -> None:
    named(today)
    maria = Person.objects.get(pk=today.maria.person_id)
    with connected([citizens, employees]):
        client = Client()
        sign_in(client, citizens, citizen(today.sara))
        page = client.get(reverse("prove_again"), {"vidare": "/min/"}).content.decode()
        assert "/logga-in/med/citizen/" in page
        assert "/logga-in/med/employee/" not in page

        assert sign_in(client, citizens, citizen(today.daniel)).status_code == 403
        assert sign_in(client, employees, employee()).status_code == 403
        assert sign_in(client, citizens, citizen(maria)).status_code == 403
        answer = sign_in(client, citizens, citizen(today.sara))
        assert answer["Location"] == "/min/"
        session = Session.objects.get(person=today.sara.pk)
    newest = made(SignIn.objects.order_by("-at").first())
    assert session.sign_in_id == newest.pk
    assert newest.kind == SignInKind.CITIZEN


def test_our_keys_are_shown_to_the_provider_and_nothing_more(citizens: Provider, today: World) -> None:
    with connected([citizens]):
        shown = Client().get("/logga-in/med/citizen/nycklar/").json()["keys"]
        assert Client().get("/logga-in/med/nobody/nycklar/").status_code == 404
        assert Client().get("/logga-in/med/nobody/").status_code == 404
    assert [sorted(key) for key in shown] == [["alg", "crv", "kid", "kty", "use", "x", "y"]]
    assert AFFILIATION not in str(shown)
    assert SAMBI not in str(shown)
