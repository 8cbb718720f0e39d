"""Signing: one key signs, the older ones prove, and nothing is proved for another purpose or another content."""

import base64
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from barnetsplan.vault.masters import WrongKeyFile
from barnetsplan.vault.signing import (
    Signed,
    add_signing_key,
    make_signing_keys,
    public_key,
    sign,
    verify,
    verify_by,
)


@pytest.fixture
def key_file(tmp_path: Path, settings: Any) -> Path:
    settings.STATE_DIR = tmp_path
    make_signing_keys(name="signing-1")
    return tmp_path / "signing.keys"


def rewrite(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")
    os.utime(path, ns=(1, len(content)))


def test_a_new_key_file_is_its_owners_alone_and_is_not_made_twice(key_file: Path) -> None:
    before = key_file.read_bytes()

    make_signing_keys(name="signing-2")

    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert key_file.read_bytes() == before


def test_what_was_signed_is_proved_and_nothing_else_is(key_file: Path) -> None:
    signed = sign("log", b"content")

    assert signed.key_id == "signing-1"
    assert verify("log", b"content", signed)
    assert not verify("log", b"another", signed)
    assert not verify("paper", b"content", signed)
    assert not verify("log", b"content", Signed("signing-1", bytes(64)))
    assert not verify("log", b"content", Signed("unknown", signed.signature))


def test_whoever_has_the_public_key_can_prove(key_file: Path) -> None:
    signed = sign("log", b"content")

    assert verify_by(public_key("signing-1"), "log", b"content", signed.signature)
    assert not verify_by(public_key("signing-1"), "log", b"another", signed.signature)
    assert not verify_by(b"short", "log", b"content", signed.signature)


def test_a_newer_key_signs_and_the_older_still_proves(key_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = sign("log", b"content")

    call_command("keys", "sign", "signing-2")

    assert sign("log", b"content").key_id == "signing-2"
    assert verify("log", b"content", old)
    assert "signing-2" in capsys.readouterr().out


def test_the_public_half_of_a_destroyed_key_still_proves_and_signs_nothing(key_file: Path) -> None:
    old = sign("log", b"content")
    rewrite(key_file, f"signing-1:public:{base64.b64encode(public_key('signing-1')).decode()}\n")

    assert verify("log", b"content", old)
    with pytest.raises(WrongKeyFile, match="cannot sign"):
        sign("log", b"content")


@pytest.mark.parametrize("name", ["signing-1", "", "a:b"])
def test_a_signing_key_needs_a_name_of_its_own(key_file: Path, name: str) -> None:
    with pytest.raises(WrongKeyFile):
        add_signing_key(name=name)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [("", "holds no key"), ("a:AAAA", "32 bytes"), ("a:å", "cannot be read"), ("TWICE", "names a key twice")],
)
def test_a_wrong_key_file_says_what_is_wrong(key_file: Path, content: str, sentence: str) -> None:
    rewrite(key_file, key_file.read_text() * 2 if content == "TWICE" else content)

    with pytest.raises(WrongKeyFile, match=sentence):
        sign("log", b"content")


def test_a_missing_key_file_says_how_it_is_made_and_an_unknown_key_is_named(key_file: Path) -> None:
    with pytest.raises(WrongKeyFile, match="lacks the key 'other'"):
        public_key("other")
    key_file.unlink()
    with pytest.raises(WrongKeyFile, match="make_keys"):
        sign("log", b"content")
