"""The worker itself: everything that is due, a fault, and two workers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.models import DBTaskResult

from barnetsplan.notices.actions import tell
from barnetsplan.notices.kinds import NoticeKind
from barnetsplan.sending import jobs, routines
from barnetsplan.sending.kinds import MessageState
from barnetsplan.sending.models import Line, Message, Routine
from barnetsplan.sending.routines import TURNS, named
from barnetsplan.sending.tests.counterparts import Post
from barnetsplan.sending.tests.reached import reached
from tests.world import World, circle_asked

pytestmark = pytest.mark.slow
NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


def test_everything_that_is_due_in_a_day_runs_without_a_fault(
    transactional_db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = circle_asked(World())
    Routine.objects.bulk_create(Routine(name=turn.name, due_at=world.at - timedelta(days=400)) for turn in TURNS)
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=world.later))
    call_command("jobs", "run", "--once")

    assert {row.name for row in Routine.objects.filter(failed=True)} == set()
    assert {row.name for row in Routine.objects.filter(ended_at__isnull=True)} == set()
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_a_fault_is_told_without_what_it_says(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object, **__: object) -> None:
        raise ValueError("Sara Lind 19900101-9802")

    Routine.objects.create(name="drafts-purge", due_at=NOW - timedelta(days=1))
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: NOW))
    monkeypatch.setattr(jobs, "call_command", breaks)
    monkeypatch.setattr(routines, "TURNS", (named("drafts-purge"),))
    call_command("jobs", "run", "--once")

    (row,) = DBTaskResult.objects.all()
    assert (row.status, row.return_value, row.traceback) == ("SUCCESSFUL", "failed", "")
    assert Routine.objects.get().failed


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time, and nothing races")
def test_two_workers_at_once_send_each_message_once(
    transactional_db: None, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    people = [world.sara, world.daniel]
    for number, person in enumerate(people):
        reached(world, person.pk, f"{number}@post.example")
    monkeypatch.setattr(jobs, "timezone", SimpleNamespace(now=lambda: world.at))
    for _ in range(6):
        world.later(hours=2)
        for person in people:
            tell(party=person.pk, child=world.noel.pk, kind=NoticeKind.CONSENT_NOTED, thing=uuid4(), at=world.at)
        _both_at_once()
        world.later(minutes=1)
        _both_at_once()

    letters = [letter["Message-ID"] for letter in post.letters]
    assert len(letters) == len(set(letters)) == Message.objects.filter(state=MessageState.SENT).count()
    assert len(letters) == Line.objects.count() == 6 * len(people)


def _both_at_once() -> None:
    together = Barrier(2)

    def work() -> None:
        try:
            together.wait(timeout=30)
            jobs.queue_messages()
            call_command("jobs", "run", "--once")
        finally:
            connection.close()

    with ThreadPoolExecutor(max_workers=2) as workers:
        for one in [workers.submit(work), workers.submit(work)]:
            one.result(timeout=60)
