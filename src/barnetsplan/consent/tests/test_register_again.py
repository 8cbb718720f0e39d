"""The register is read again: who is no guardian any longer loses standing, and no restriction falls (law.md FAM-02)."""

import json
import os
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from barnetsplan.accounts.models import Account
from barnetsplan.accounts.session import sign_in_as_family
from barnetsplan.consent.custody import answer_proposal, recheck, restrict
from barnetsplan.consent.disclose import Disclose, disclose
from barnetsplan.consent.tests.proving import ALVA, DANIELS, SARAS, colleague, seen
from barnetsplan.coordination.guarding import propose
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.vocabulary import (
    Ground,
    GuardianshipKind,
    SignInKind,
)
from barnetsplan.people.models import Restriction
from barnetsplan.people.queries import children_of_family, family_of
from barnetsplan.people.register import RegisteredPerson
from barnetsplan.policy.facts import NOBODY
from barnetsplan.records.models import Entry
from tests.sign_in import proof_of
from tests.world import World, family_asked, made

pytestmark = pytest.mark.django_db
Write = Callable[..., None]


@pytest.fixture
def register(tmp_path: Path, settings: Any) -> Write:
    """Writes the register's file anew, with these guardians of Noel."""
    path = tmp_path / "register.json"
    settings.REGISTER_FILE = str(path)
    written = iter(range(1, 100))

    def write(*guardians: tuple[IdentityNumber, str], number: IdentityNumber | None = None) -> None:
        people = [{"number": who.digits, "name": name} for who, name in guardians]
        child = {"number": (number or NOEL).digits, "name": "Noel Lindqvist", "guardians": people}
        path.write_text(json.dumps({"children": [child]}), encoding="utf-8")
        os.utime(path, ns=(next(written), next(written)))

    return write


NOEL = make_invented(date(2022, 3, 14), 0)
BOTH = ((SARAS, "Sara Lindqvist"), (DANIELS, "Daniel Lindqvist"))


def test_fam_02_what_the_register_says_already_changes_nothing(world: World, register: Write) -> None:
    register(*BOTH)

    assert not made(recheck(world.noel, by=NOBODY, at=world.later())).changed
    assert set(family_of(world.noel, at=world.at)) == {world.sara.pk, world.daniel.pk}


def test_fam_02_a_guardian_whom_the_register_no_longer_names_loses_standing(world: World, register: Write) -> None:
    register(BOTH[1])

    changed = made(recheck(world.noel, by=NOBODY, at=world.later()))

    assert (changed.ended, changed.begun) == (1, 0)
    assert family_of(world.noel, at=world.at) == (world.daniel.pk,)


def test_fam_02_a_guardian_whom_the_register_names_gets_standing(world: World, register: Write) -> None:
    register(*BOTH, (ALVA, "Alva Ek"))

    assert made(recheck(world.noel, by=NOBODY, at=world.later())).begun == 1
    assert len(family_of(world.noel, at=world.at)) == 3


def test_fam_02_the_register_lifts_no_restriction_that_staff_have_made(world: World, register: Write) -> None:
    made(restrict(child=world.noel, person=world.sara.pk, evidence="Dom T 1-26", by=world.maria, at=world.later()))
    register(*BOTH)

    recheck(world.noel, by=NOBODY, at=world.later())

    assert family_of(world.noel, at=world.at) == (world.daniel.pk,)


def test_fam_02_two_persons_lift_a_restriction(world: World) -> None:
    made(restrict(child=world.noel, person=world.sara.pk, evidence="Dom T 1-26", by=world.maria, at=world.later()))
    row = made(
        propose(seen(world, adult=RegisteredPerson(SARAS, "Sara Lindqvist"), kind=GuardianshipKind.GUARDIAN)),
    )
    assert Restriction.objects.filter(ended_at__isnull=True).exists(), "one person has lifted nothing"

    made(answer_proposal(proposal=row, confirm=True, by=colleague(world), at=world.later()))

    assert set(family_of(world.noel, at=world.at)) == {world.daniel.pk, world.sara.pk}
    assert not Restriction.objects.filter(ended_at__isnull=True).exists()


def test_fam_02_a_silent_register_gives_nobody_standing_and_takes_none(world: World, settings: Any) -> None:
    for broken in ("", "/nowhere/at/all.json"):
        settings.REGISTER_FILE = broken
        assert recheck(world.noel, by=NOBODY, at=world.later()) is None
    assert set(family_of(world.noel, at=world.at)) == {world.sara.pk, world.daniel.pk}


def test_fam_02_a_broken_register_is_a_silent_one(world: World, tmp_path: Path, settings: Any) -> None:
    path = tmp_path / "register.json"
    settings.REGISTER_FILE = str(path)
    for text in ("{", '{"children": [{"number": "x"}]}', '{"children": 3}'):
        path.write_text(text, encoding="utf-8")
        os.utime(path, ns=(hash(text) % 1000, hash(text) % 1000))
        assert recheck(world.noel, by=NOBODY, at=world.later()) is None


def test_fam_02_a_child_whom_the_register_does_not_know_keeps_its_guardians(world: World, register: Write) -> None:
    register(number=make_invented(date(2022, 3, 14), 5))

    assert not made(recheck(world.noel, by=NOBODY, at=world.later())).changed


def test_fam_02_a_courts_decision_that_two_have_seen_outlives_a_slow_register(world: World, register: Write) -> None:
    row = made(propose(seen(world)))
    made(answer_proposal(proposal=row, confirm=True, by=colleague(world), at=world.later()))
    register(*BOTH)

    recheck(world.noel, by=NOBODY, at=world.later())

    assert row.guardian_id in family_of(world.noel, at=world.at)


def test_fam_02_the_register_is_read_again_before_each_disclosure(world: World, register: Write) -> None:
    family_asked(world)
    entry = Entry.objects.filter(child=world.noel, owner=world.bvc.pk).first()
    register(BOTH[1])

    refused = disclose(
        Disclose(
            child=world.noel,
            discloser=world.bvc.pk,
            entries=[made(entry)],
            recipients=[world.sara.pk],
            ground=Ground.TO_SUBJECT_12_1,
            by=world.maria,
            at=world.later(),
        ),
    )

    assert refused == Refused(Reason.NOT_GUARDIAN)


def test_fam_02_the_register_is_read_again_when_a_guardian_signs_in(world: World, register: Write) -> None:
    register(BOTH[1])
    session = import_module(django_settings.SESSION_ENGINE).SessionStore()

    sign_in = proof_of(world.sara.pk, SignInKind.CITIZEN, at=world.later())
    sign_in_as_family(session, Account.objects.get(person=world.sara), sign_in=sign_in, at=world.later())

    assert not children_of_family(world.sara.pk, at=world.at).exists()


def test_fam_02_the_register_is_read_again_every_day_by_a_command(
    world: World, register: Write, capsys: pytest.CaptureFixture[str]
) -> None:
    register(BOTH[1])

    call_command("custody", "recheck")

    assert "1 children: 1 guardianships ended, 0 began" in capsys.readouterr().out
    call_command("custody", "recheck")
    assert ": 0 guardianships ended" in capsys.readouterr().out


def test_fam_02_no_way_of_signing_in_goes_round_the_register() -> None:
    source = Path(django_settings.PACKAGE)
    beginning = {
        str(path.relative_to(source))
        for path in source.rglob("*.py")
        if "tests" not in path.parts and "begin_as_family" in path.read_text(encoding="utf-8")
    }

    assert beginning == {"accounts/session.py"}
