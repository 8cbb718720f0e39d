"""Sealed text opens at its own place alone, unchanged, and under whichever master key wraps its data key."""

import uuid
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from barnetsplan.vault.masters import WrongKeyFile, add_master, make_key_file
from barnetsplan.vault.models import Key
from barnetsplan.vault.sealing import Place, SealBroken, make_key, rewrap, seal, unseal

AT = datetime(2026, 9, 7, 8, tzinfo=UTC)
PLACE = Place("records_entry", "sealed", uuid.UUID(int=1))
TEXT = "Noel leker ofta ensam. Åäö 🙂"


@pytest.fixture
def key_file(tmp_path: Path, settings: Any, db: None) -> Path:
    path = tmp_path / "master.keys"
    make_key_file(path, name="master-1")
    settings.MASTER_KEY_FILE = path
    return path


@pytest.fixture
def key(key_file: Path) -> Key:
    return make_key(at=AT)


def test_sealed_text_opens_at_its_place(key: Key) -> None:
    assert unseal(seal(TEXT, key=key, place=PLACE), key=key, place=PLACE) == TEXT


def test_sealed_text_does_not_hold_the_text_and_is_never_the_same_twice(key: Key) -> None:
    first, second = seal(TEXT, key=key, place=PLACE), seal(TEXT, key=key, place=PLACE)

    assert b"Noel" not in first
    assert first != second


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, table="people_person"),
        replace(PLACE, column="sealed_reason"),
        replace(PLACE, row=uuid.UUID(int=2)),
    ],
)
def test_text_moved_to_another_place_is_refused(key: Key, elsewhere: Place) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)

    with pytest.raises(SealBroken):
        unseal(sealed, key=key, place=elsewhere)


def test_text_under_another_key_is_refused(key: Key) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)

    with pytest.raises(SealBroken):
        unseal(sealed, key=make_key(at=AT), place=PLACE)


def test_a_wrapped_key_moved_to_another_row_is_refused(key: Key) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)
    thief = Key(wrapped=key.wrapped, master=key.master, made_at=AT)

    with pytest.raises(SealBroken):
        unseal(sealed, key=thief, place=PLACE)


def test_every_changed_byte_is_refused(key: Key) -> None:
    sealed = seal("Hej", key=key, place=PLACE)

    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises(SealBroken):
            unseal(bytes(changed), key=key, place=PLACE)


@pytest.mark.parametrize("length", [0, 1, 12, 13, 20])
def test_text_that_is_cut_off_is_refused(key: Key, length: int) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)

    with pytest.raises(SealBroken):
        unseal(sealed[:length], key=key, place=PLACE)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_comes_back_as_it_was(key: Key, text: str) -> None:
    assert unseal(seal(text, key=key, place=PLACE), key=key, place=PLACE) == text


def test_after_rotation_old_and_new_text_opens(key_file: Path, key: Key) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)
    add_master(key_file, name="master-2")
    newer = make_key(at=AT)

    changed = rewrap(Key.objects.all())

    assert changed == 1
    assert newer.master == "master-2"
    fresh = Key.objects.get(pk=key.pk)
    assert fresh.master == "master-2"
    assert unseal(sealed, key=fresh, place=PLACE) == TEXT


def test_rewrapping_again_changes_nothing(key_file: Path, key: Key) -> None:
    add_master(key_file, name="master-2")
    rewrap(Key.objects.all())

    assert rewrap(Key.objects.all()) == 0


def test_without_its_master_key_nothing_opens_and_the_key_is_named(key_file: Path, key: Key) -> None:
    sealed = seal(TEXT, key=key, place=PLACE)
    key_file.unlink()
    make_key_file(key_file, name="another")

    with pytest.raises(WrongKeyFile, match="master-1"):
        unseal(sealed, key=key, place=PLACE)


def test_the_operator_rotates_with_two_commands(key_file: Path, key: Key, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("keys", "add", "master-2")
    call_command("keys", "rewrap")

    assert Key.objects.get(pk=key.pk).master == "master-2"
    assert "Rewrapped 1 data keys." in capsys.readouterr().out


def test_making_keys_makes_what_is_missing_and_touches_nothing_else(
    tmp_path: Path, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.STATE_DIR, settings.MASTER_KEY_FILE = tmp_path, tmp_path / "master.keys"

    call_command("make_keys")
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    call_command("make_keys")

    assert set(made) == {"master.keys", "secret.key", "signing.keys"}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == made


def test_a_key_shows_its_id_and_nothing_else(key: Key) -> None:
    assert str(key) == str(key.pk)
    assert repr(key) == f"<Key: {key.pk}>"
