"""Noticing a child whom only named persons open: written without a place, and read by nobody until somebody is listed."""

import json
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from barnetsplan.consent.custody import recheck
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.protection import Protection
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.notices.models import Notice
from barnetsplan.people.models import Child, Involvement, Person
from barnetsplan.people.queries import by_number, find_child
from barnetsplan.protection.actions import confirm_listing, give_reason
from barnetsplan.protection.models import Listed, Mark
from barnetsplan.records.models import Entry
from tests.protected import ProtectedWorld, placeless_unit
from tests.sign_in import client_for
from tests.world import made

NUMBER = make_invented(date(2020, 2, 3), 5)
TYPED = {"seen": "Hon är rädd.", "child_says": "Jag vill inte hem.", "works": "", "tried": ""}


@pytest.fixture
def guarded(db: None, monkeypatch: pytest.MonkeyPatch) -> ProtectedWorld:
    world = ProtectedWorld()
    monkeypatch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=world.later))
    return world


def register(tmp_path: Path, settings: Any, *, child: list[str], guardian: list[str]) -> None:
    rows = [
        {
            "number": NUMBER.digits,
            "name": "Vide Almgren",
            "marks": child,
            "guardians": [
                {"number": make_invented(date(1990, 1, 9), 5).digits, "name": "Mor Almgren", "marks": guardian}
            ],
        }
    ]
    settings.REGISTER_FILE = str(tmp_path / "register.json")
    Path(settings.REGISTER_FILE).write_text(json.dumps({"children": rows}), encoding="utf-8")


def write(world: ProtectedWorld) -> Any:
    data = {"token": str(uuid4()), "number": NUMBER.digits, **TYPED}
    return client_for(world, world.maria).post(reverse("notice"), data, follow=True)


@pytest.mark.parametrize(("child", "guardian"), [(["01003"], []), ([], ["01020"]), (["01003", "99999"], ["01003"])])
def test_prot_02_a_marked_child_is_written_about_in_a_unit_without_a_place(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any, child: list[str], guardian: list[str]
) -> None:
    register(tmp_path, settings, child=child, guardian=guardian)
    nowhere = placeless_unit(guarded.bvc)

    page = write(guarded).content.decode()

    assert "Barnet har skyddade uppgifter" in page
    entry = Entry.objects.get()
    assert (entry.owner_id, entry.voice_id, entry.author_id) == (nowhere.pk, nowhere.pk, guarded.maria.person)
    assert [row.unit_id for row in Involvement.objects.filter(child=entry.child_id)] == [nowhere.pk]
    assert Child.objects.get(pk=entry.child_id).protection in {Protection.MARKED, Protection.REGISTERED}
    assert guarded.bvc.pk not in _references(entry), "no column tells where the writer works"


def _references(entry: Entry) -> set[Any]:
    return {getattr(entry, field.attname) for field in entry._meta.concrete_fields}


def test_prot_03_the_writer_waits_for_the_list_like_everybody(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any
) -> None:
    register(tmp_path, settings, child=["01003"], guardian=[])
    placeless_unit(guarded.bvc)
    write(guarded)
    entry, row = Entry.objects.get(), Listed.objects.get()

    assert client_for(guarded, guarded.maria).get(reverse("concern", args=[entry.pk])).status_code == 404
    assert Notice.objects.filter(party=guarded.officer.party, kind=NoticeKind.PROTECTION_SET).count() == 1
    made(confirm_listing(child=entry.child_id, listed=row.pk, by=guarded.officer, at=guarded.later()))
    made(give_reason(child=entry.child_id, reason="Jag skrev.", by=guarded.maria, at=guarded.later()))
    works = client_for(guarded, guarded.maria)
    assert works.get(reverse("concern", args=[entry.pk])).status_code == 404, "not for the unit that has a place"
    person = Person.objects.get(pk=guarded.maria.person_id)
    nowhere = person.assignments.get(unit__placeless=True)
    acting = SimpleNamespace(kind=guarded.maria.kind, assignment=nowhere.pk, person_id=person.pk)
    page = client_for(guarded, acting).get(reverse("concern", args=[entry.pk]))  # type: ignore[arg-type]
    assert page.status_code == 200
    assert "BVC Hovmantorp" not in page.content.decode()


def test_a_marked_child_is_not_admitted_where_the_domain_has_no_such_unit(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any
) -> None:
    register(tmp_path, settings, child=["01020"], guardian=[])

    page = write(guarded).content.decode()

    assert "Vänd dig till er säkerhetsansvariga." in page
    assert "Hon är rädd." in page, "nothing typed is lost"
    assert by_number(NUMBER) is None, "and nothing is kept"
    assert not Entry.objects.exists()


def test_prot_06_a_mark_that_has_come_since_is_read_when_somebody_writes(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any
) -> None:
    register(tmp_path, settings, child=[], guardian=[])
    assert write(guarded).status_code == 200
    known = made(by_number(NUMBER))
    assert Child.objects.get(pk=known.pk).protection == Protection.NONE

    register(tmp_path, settings, child=["01003"], guardian=[])
    placeless_unit(guarded.bvc)
    write(guarded)
    assert Child.objects.get(pk=known.pk).protection == Protection.MARKED
    assert Mark.objects.count() == 1


def test_prot_06_without_a_register_the_marks_that_are_known_go_on_holding(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any
) -> None:
    register(tmp_path, settings, child=["01003"], guardian=[])
    placeless_unit(guarded.bvc)
    write(guarded)
    settings.REGISTER_FILE = ""

    assert "Barnet har skyddade uppgifter" in write(guarded).content.decode()


def test_prot_06_the_daily_look_in_the_register_takes_marks_over(
    guarded: ProtectedWorld, tmp_path: Path, settings: Any
) -> None:
    register(tmp_path, settings, child=[], guardian=[])
    write(guarded)
    child = made(find_child(made(by_number(NUMBER)).pk))
    register(tmp_path, settings, child=[], guardian=["01020"])

    recheck(child, by=guarded.maria, at=guarded.later())

    assert Child.objects.get(pk=child.pk).protection == Protection.REGISTERED
