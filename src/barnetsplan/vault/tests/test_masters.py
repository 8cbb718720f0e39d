"""The file of master keys: a new name is added, and none that would break the file."""

from pathlib import Path

import pytest

from barnetsplan.vault.masters import WrongKeyFile, add_master, make_key_file


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "master.keys"
    make_key_file(path, name="master-1")
    return path


def test_added_key_stands_last(key_file: Path) -> None:
    add_master(key_file, name="master-2")

    names = [line.partition(":")[0] for line in key_file.read_text().split()]
    assert names == ["index", "master-1", "master-2"]


@pytest.mark.parametrize("name", ["", "index", "a:b", "två ord", "master-1"])
def test_name_that_would_break_the_file_is_refused(key_file: Path, name: str) -> None:
    before = key_file.read_text()

    with pytest.raises(WrongKeyFile):
        add_master(key_file, name=name)

    assert key_file.read_text() == before
