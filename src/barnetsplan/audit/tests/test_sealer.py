"""The sealer: every committed event gets one place, however late it commits, and two sealers never disturb each other."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from barnetsplan.audit.models import AuditEvent, Checkpoint, SealedEvent
from barnetsplan.audit.sealer import newest_tree, seal
from barnetsplan.audit.tests.events import AT, event_at, happened
from barnetsplan.audit.verify import verify

on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="SQLite has one writer: nothing commits late beside another"
)


def places() -> list[int]:
    return list(SealedEvent.objects.order_by("position").values_list("position", flat=True))


def test_events_are_placed_by_their_moment_without_gaps(db: None) -> None:
    second, first = happened(2), happened(1)

    assert seal(at=AT) == 2
    assert places() == [0, 1]
    assert [event_at(0).pk, event_at(1).pk] == [first, second]


def test_an_event_that_is_older_than_the_newest_sealed_one_is_found(db: None) -> None:
    happened(10)
    seal(at=AT)
    late = happened(1)

    assert seal(at=AT) == 1
    assert event_at(1).pk == late
    assert verify().fault == ""


def test_sealing_when_nothing_waits_makes_no_checkpoint(db: None) -> None:
    happened(1)
    seal(at=AT)

    assert seal(at=AT) == 0
    assert Checkpoint.objects.count() == 1


def test_a_checkpoint_holds_the_root_and_the_frontier(db: None) -> None:
    for minutes in range(5):
        happened(minutes)
    seal(at=AT)

    checkpoint = Checkpoint.objects.get()

    assert (checkpoint.size, str(checkpoint), str(event_at(0))) == (5, "5", str(event_at(0).pk))
    assert bytes(checkpoint.root) == newest_tree().root
    assert str(SealedEvent.objects.get(position=3)) == "3"


def test_the_command_seals_until_nothing_waits(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    happened(1)

    call_command("log", "seal")

    assert capsys.readouterr().out == "Sealed 1 events.\n"
    assert verify().unsealed == 0


def test_events_written_at_once_are_all_sealed_once(transactional_db: None) -> None:
    together = Barrier(4)

    def write() -> None:
        together.wait()
        try:
            for minutes in range(5):
                happened(minutes)
        finally:
            connection.close()

    def keep_sealing() -> None:
        together.wait()
        try:
            for second in range(10):
                seal(at=AT + timedelta(seconds=second))
        finally:
            connection.close()

    threads = [Thread(target=work) for work in (write, write, keep_sealing, keep_sealing)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seal(at=AT)

    assert AuditEvent.objects.count() == 10
    assert places() == list(range(10))
    assert verify().fault == ""


@on_postgresql
def test_an_event_that_commits_late_is_found(transactional_db: None) -> None:
    written, sealed = Barrier(2), Barrier(2)

    def slow() -> None:
        try:
            with transaction.atomic():
                happened(0, act="slow:write")
                written.wait()
                sealed.wait()
        finally:
            connection.close()

    thread = Thread(target=slow)
    thread.start()
    written.wait()
    happened(1)
    assert seal(at=AT) == 1
    sealed.wait()
    thread.join()

    assert seal(at=AT) == 1
    assert event_at(1).act == "slow:write"
    assert verify().fault == ""


def test_the_command_goes_on_sealing_until_it_is_stopped(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        happened(len(naps))
        if len(naps) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr("barnetsplan.audit.management.commands.log.time.sleep", nap)
    with pytest.raises(KeyboardInterrupt):
        call_command("log", "seal", every=0.5)

    assert naps == [0.5, 0.5, 0.5]
    assert places() == [0, 1], "the third came when it was stopped"
