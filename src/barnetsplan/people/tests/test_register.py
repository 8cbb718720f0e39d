"""The register in its file form: one child by exact number, and no guess when it is silent."""

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.protection import Protection
from barnetsplan.people.register import NoRegister, look_up
from tests.world import made

NOEL, OTHER = make_invented(date(2022, 3, 14), 0), make_invented(date(2022, 3, 14), 1)
SARA = make_invented(date(1991, 5, 2), 1)


@pytest.fixture
def register(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "register.json"
    settings.REGISTER_FILE = str(path)
    write(path, name="Noel Lindqvist")
    return path


def write(path: Path, *, name: str, guardian: str = SARA.formatted, **more: Any) -> None:
    guardians = [{"number": guardian, "name": "Sara Lindqvist"}]
    children = [{"number": NOEL.digits, "name": name, "guardians": guardians} | more]
    path.write_text(json.dumps({"children": children}), encoding="utf-8")


def test_a_child_is_found_with_guardians(register: Path) -> None:
    found = made(look_up(NOEL))

    assert (found.number, found.name, found.protected) == (NOEL, "Noel Lindqvist", False)
    assert [(guardian.number, guardian.name) for guardian in found.guardians] == [(SARA, "Sara Lindqvist")]


def test_another_number_finds_nobody(register: Path) -> None:
    assert look_up(OTHER) is None


@pytest.mark.parametrize(
    ("codes", "marks"),
    [
        (["01003"], {Protection.MARKED}),
        (["01020"], {Protection.REGISTERED}),
        (["01003", "01020"], {Protection.MARKED, Protection.REGISTERED}),
        (["01001", "01051", ""], set()),
        ([], set()),
    ],
)
def test_prot_01_the_registers_own_codes_are_read_and_no_others(
    register: Path, codes: list[str], marks: set[Protection]
) -> None:
    write(register, name="Noel", marks=codes)
    os.utime(register, ns=(1, 1))
    found = made(look_up(NOEL))

    assert found.marks == marks
    assert found.protected is bool(marks)


def test_a_changed_register_is_read_anew(register: Path) -> None:
    look_up(NOEL)
    write(register, name="Noel Ahl")
    os.utime(register, ns=(2, 2))

    assert made(look_up(NOEL)).name == "Noel Ahl"


def test_no_register_is_never_taken_for_no_child(register: Path, settings: Any) -> None:
    register.unlink()
    with pytest.raises(NoRegister):
        look_up(NOEL)

    settings.REGISTER_FILE = ""
    with pytest.raises(NoRegister):
        look_up(NOEL)


def test_a_number_in_the_register_that_is_no_number_is_not_repeated_in_the_fault(register: Path) -> None:
    write(register, name="Noel", guardian="19910502-0000")
    os.utime(register, ns=(3, 3))

    with pytest.raises(NoRegister, match=r"\(wrong_check_digit\)") as refused:
        look_up(NOEL)
    assert "19910502" not in str(refused.value)
