"""The key file: what it must hold, what stops the start, and that no key is ever shown."""

import base64
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from barnetsplan.vault import masters as vault
from barnetsplan.vault.masters import KEY_BYTES, WrongKeyFile, add_master, keyed_hash, make_key_file, masters


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    path = tmp_path / "master.keys"
    make_key_file(path, name="master-1")
    settings.MASTER_KEY_FILE = path
    return path


def line(name: str, length: int = KEY_BYTES) -> str:
    return f"{name}:{base64.b64encode(b'k' * length).decode()}"


def test_a_new_key_file_is_its_owners_alone(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_an_existing_key_file_is_left_as_it_is(key_file: Path) -> None:
    before = key_file.read_bytes()

    make_key_file(key_file, name="master-2")

    assert key_file.read_bytes() == before


def test_the_last_line_names_the_key_that_wraps(key_file: Path) -> None:
    add_master(key_file, name="master-2")

    assert masters().newest == "master-2"
    assert set(masters().by_name) == {"master-1", "master-2"}


def test_a_key_added_by_another_process_is_read(key_file: Path) -> None:
    assert masters().newest == "master-1"

    with key_file.open("a", encoding="ascii") as file:
        file.write(line("master-2") + "\n")
    os.utime(key_file, ns=(1, 1))

    assert masters().newest == "master-2"


@pytest.mark.parametrize("name", ["master-1", "index", "", "a:b"])
def test_a_master_key_needs_a_name_of_its_own(key_file: Path, name: str) -> None:
    with pytest.raises(WrongKeyFile):
        add_master(key_file, name=name)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "needs the line 'index'"),
        (line("index"), "at least one master key"),
        (line("master-1"), "needs the line 'index'"),
        (f"{line('index')}\n{line('master-1', 16)}", "'master-1' is not 32 bytes long"),
        (f"{line('index')}\nmaster-1:åäö", "cannot be read"),
        (f"{line('index')}\nmaster-1:***", "'master-1' is not written in base64"),
        (f"{line('index')}\nmaster-1", "'master-1' is not 32 bytes long"),
        (f"{line('index')}\n{line('master-1')}\n{line('master-1')}", "names a key twice"),
    ],
)
def test_a_wrong_key_file_says_what_is_wrong(key_file: Path, content: str, sentence: str) -> None:
    key_file.write_text(content, encoding="utf-8")

    with pytest.raises(WrongKeyFile, match=sentence):
        masters()


def test_a_missing_key_file_is_named_without_its_folder(key_file: Path) -> None:
    key_file.unlink()

    with pytest.raises(WrongKeyFile, match=r"cannot be read: master\.keys\.$"):
        masters()


def test_no_repr_and_no_sentence_shows_a_key(key_file: Path) -> None:
    secret = base64.b64encode(masters().named("master-1")).decode()

    shown = repr(masters())

    assert shown == "Masters(master-1)"
    assert secret not in shown


def test_one_value_has_one_hash_for_each_purpose_and_key_file(key_file: Path, tmp_path: Path, settings: Any) -> None:
    first = keyed_hash("201203149806", purpose="identity-number")

    assert keyed_hash("201203149806", purpose="identity-number") == first
    assert keyed_hash("201203149806", purpose="another") != first
    settings.MASTER_KEY_FILE = tmp_path / "other.keys"
    make_key_file(settings.MASTER_KEY_FILE, name="master-1")
    assert keyed_hash("201203149806", purpose="identity-number") != first


def test_a_lacking_key_is_named(key_file: Path) -> None:
    with pytest.raises(WrongKeyFile, match="lacks the key 'master-7'"):
        vault.masters().named("master-7")
