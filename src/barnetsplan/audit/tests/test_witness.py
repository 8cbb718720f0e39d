"""Signed checkpoints: neither a forged tree nor a log that was built anew passes (law.md T7)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from barnetsplan.audit.merkle import Tree, leaf_hash
from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent
from barnetsplan.audit.sealer import seal
from barnetsplan.audit.tests.events import AT, event_at, happened
from barnetsplan.audit.verify import verify
from barnetsplan.audit.witness import newest_to_keep, sign_checkpoint
from barnetsplan.records import append_only
from barnetsplan.vault.signing import make_signing_keys


@pytest.fixture
def log(db: None, tmp_path: Path, settings: Any) -> Iterator[None]:
    """Three events under one signed checkpoint; and the triggers are off."""
    settings.STATE_DIR = tmp_path
    make_signing_keys(name="signing-1")
    for minutes in range(3):
        happened(minutes)
    seal(at=AT)
    append_only.remove()
    yield
    append_only.install()


def forge(position: int) -> None:
    """Change a row with its leaf, and build the tree above it anew, as whoever holds the database could."""
    event = event_at(position)
    forged = bytes(event.canonical).replace(b"bvc_nurse", b"bvc_doctor")
    AuditEvent.objects.filter(pk=event.pk).update(canonical=forged, leaf=leaf_hash(forged))
    tree = Tree()
    tree.grow(bytes(event_at(place.position).leaf) for place in SealedEvent.objects.order_by("position"))
    Checkpoint.objects.update(root=tree.root, frontier=tree.to_bytes())


def kept(tmp_path: Path) -> Path:
    path = tmp_path / "kept.json"
    path.write_text(newest_to_keep() or "", encoding="utf-8")
    return path


def test_each_checkpoint_is_signed(log: None) -> None:
    assert Checkpoint.objects.get().signed_by == "signing-1"
    assert verify().fault == ""


def test_whoever_holds_the_database_cannot_build_the_tree_anew(log: None) -> None:
    forge(1)

    assert verify().fault == "the checkpoint of 3 events: it is not signed by a key of this installation"


def test_nor_by_taking_the_signatures_away(log: None) -> None:
    forge(1)
    Checkpoint.objects.update(signed_by="", signature=b"")

    assert verify().fault == "the checkpoint of 3 events: the newest one is not signed"


def test_what_was_sealed_before_checkpoints_were_signed_is_covered_by_the_first_that_is(log: None) -> None:
    Checkpoint.objects.update(signed_by="", signature=b"")
    happened(4)
    seal(at=AT)

    assert verify().fault == ""
    Checkpoint.objects.filter(size=3).update(root=b"0" * 32)
    assert "differs from its checkpoint" in verify().fault


def test_an_unsigned_checkpoint_after_a_signed_one_is_a_fault(log: None) -> None:
    happened(4)
    seal(at=AT)
    Checkpoint.objects.filter(size=4).update(signed_by="", signature=b"")

    assert verify().fault == "the checkpoint of 4 events: it is not signed by a key of this installation"


def test_whoever_has_the_key_too_is_found_by_what_is_kept_elsewhere(log: None, tmp_path: Path) -> None:
    witness = kept(tmp_path)
    happened(4)
    seal(at=AT)
    call_command("log", "verify", "--kept", witness)

    forge(1)
    for checkpoint in Checkpoint.objects.all():
        signed = sign_checkpoint(checkpoint.size, bytes(checkpoint.root), checkpoint.at)
        Checkpoint.objects.filter(pk=checkpoint.pk).update(signature=signed.signature)

    with pytest.raises(CommandError, match="broken at"):
        call_command("log", "verify", "--kept", witness)


def test_a_log_that_is_shorter_than_what_was_kept_has_lost_something(log: None, tmp_path: Path) -> None:
    happened(4)
    seal(at=AT)
    witness = kept(tmp_path)
    SealedEvent.objects.filter(position=3).delete()
    Checkpoint.objects.filter(size=4).delete()

    with pytest.raises(CommandError, match="the checkpoint of 4 events: it is kept elsewhere and gone from here"):
        call_command("log", "verify", "--kept", witness)


def test_two_who_were_shown_different_logs_find_out_together(log: None, tmp_path: Path) -> None:
    one = kept(tmp_path).rename(tmp_path / "one.json")
    forge(1)
    root = bytes(Checkpoint.objects.get().root)
    Checkpoint.objects.update(signature=sign_checkpoint(3, root, AT).signature)
    other = kept(tmp_path)
    call_command("log", "verify", "--kept", other)

    with pytest.raises(CommandError, match="the checkpoint of 3 events: one that is kept elsewhere says otherwise"):
        call_command("log", "verify", "--kept", other, one)


def test_the_command_writes_out_what_to_keep_and_it_names_nobody(
    log: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("log", "checkpoint")

    assert set(json.loads(capsys.readouterr().out)) == {"size", "root", "at", "key", "public_key", "signature"}


def test_before_anything_is_sealed_there_is_nothing_to_keep(db: None) -> None:
    with pytest.raises(CommandError, match="Nothing is sealed yet"):
        call_command("log", "checkpoint")


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"size": "x"}', "CHANGED"])
def test_a_file_that_is_no_checkpoint_or_was_changed_is_refused(log: None, tmp_path: Path, content: str) -> None:
    path = kept(tmp_path)
    if content == "CHANGED":
        content = json.dumps({**json.loads(path.read_text()), "size": 2})
    path.write_text(content, encoding="utf-8")

    with pytest.raises(CommandError, match=r"kept\.json cannot be used"):
        call_command("log", "verify", "--kept", path)
