"""The worker dies at every point between decided and sent: nothing is lost, and nothing stands twice in the outbox.

A process of its own is really killed, with SIGKILL: before each statement of the database, and by the mail server at
each point of the protocol. On PostgreSQL it signs in as in production, behind the second wall.
"""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP
from django.conf import settings
from django.db import connection

from barnetsplan.context import APPLICATION_ROLE
from barnetsplan.notices.models import Notice
from barnetsplan.sending.kinds import MessageState
from barnetsplan.sending.models import Line, Message
from barnetsplan.sending.tests.counterparts import Post, free_port
from barnetsplan.sending.tests.reached import SARA, reached
from tests.profiles import by_night
from tests.world import World

pytestmark = [pytest.mark.slow]
#: By day every so many statements, another beginning on each database; by night every single one.
STRIDE = by_night(3, 1)


@dataclass
class Worker:
    """The process, and what it has been told."""

    process: "subprocess.Popen[str]"
    at: datetime
    pid: int = 0
    told: list[datetime] = field(default_factory=list)

    def something_new(self) -> None:
        """Something new waits, two hours after the last, so that a message may go at once."""
        self.at += timedelta(hours=2)
        self.told.append(self.at)
        assert self._ask(f"tell {self.at.isoformat()}") == "ended 0", self.process.stderr

    def begin(self, *, last: int = 0, later: timedelta = timedelta()) -> None:
        self._write(f"run {(self.at + later).isoformat()} {last}")
        self.pid = int(self._read().split()[1])

    def end(self) -> str:
        return self._read()

    def run(self, *, last: int = 0, later: timedelta = timedelta()) -> str:
        self.begin(last=last, later=later)
        return self.end()

    def recovers(self) -> None:
        """Half an hour later another worker goes on."""
        assert self.run(later=timedelta(minutes=30)) == "ended 0"

    def _ask(self, line: str) -> str:
        self._write(line)
        return self._read()

    def _write(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _read(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()


class Deadly(SMTP):
    """A mail server that kills whoever it talks with at one point of the protocol, before or after it has answered."""

    point: str = ""
    known: int = 0
    victim: Worker | None = None

    def connection_made(self, transport: Any) -> None:
        self.known = len(self.event_handler.letters)
        super().connection_made(transport)

    async def push(self, status: Any) -> None:
        said = status if isinstance(status, str) else status.decode()
        where = f"{self._state(said)} "
        if self.point == f"before {where}":
            self._kill()
        await super().push(status)
        if self.point == f"after {where}":
            self._kill()
        self.known = len(self.event_handler.letters)

    def _state(self, said: str) -> str:
        envelope = self.envelope
        if said.startswith("354"):
            return "DATA"
        if said.startswith("221"):
            return "QUIT"
        if said.startswith("220"):
            return "greeting"
        if len(self.event_handler.letters) > self.known:
            return "letter"
        if envelope is not None and envelope.rcpt_tos:
            return "RCPT"
        return "MAIL" if envelope is not None and envelope.mail_from else "EHLO"

    @classmethod
    def _kill(cls) -> None:
        assert cls.victim is not None
        cls.point = ""
        os.kill(cls.victim.pid, signal.SIGKILL)


@pytest.fixture
def office() -> Iterator[Post]:
    """The deadly mail server."""
    from aiosmtpd.controller import Controller  # noqa: PLC0415

    post = Post(free_port())

    class Here(Controller):
        def factory(self) -> SMTP:
            return Deadly(self.handler, hostname="post.example")

    here = Here(post, hostname="127.0.0.1", port=post.port)
    here.start()
    try:
        yield post
    finally:
        here.stop()


@pytest.fixture
def worker(transactional_db: None, office: Post) -> Iterator[Worker]:
    """Sara wants letters; a worker stands ready."""
    world = World()
    reached(world, world.sara.pk, SARA)
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "barnetsplan.sending.tests.killed", str(world.sara.pk), str(world.noel.pk)],
        env={**os.environ, "BARNETSPLAN_DATABASE": same_database(), "BARNETSPLAN_MAIL": mail(office)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Worker(process, world.at)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()


def mail(office: Post) -> str:
    return f"smtp+plain://127.0.0.1:{office.port}"


def same_database() -> str:
    """The database of this test, as a process of the program reaches it."""
    name, host = connection.settings_dict["NAME"], connection.settings_dict["HOST"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return f"postgresql://{APPLICATION_ROLE}@/{name}?host={host}"


def everything_went(office: Post, worker: Worker) -> None:
    """Every notice stands once in the outbox and has been sent, every letter under the id of its message."""
    assert Notice.objects.count() == len(worker.told)
    assert Line.objects.count() == len(worker.told)
    assert Counter(Line.objects.values_list("message", flat=True)).most_common(1)[0][1] == 1
    messages = list(Message.objects.all())
    assert {message.state for message in messages} == {MessageState.SENT}
    sent = Counter(letter["Message-ID"] for letter in office.letters)
    domain = settings.MAIL_FROM.rpartition("@")[2]
    assert set(sent) == {f"<{message.message_id}@{domain}>" for message in messages}
    assert max(sent.values()) <= 2, "once, and once more where nobody can know whether it had gone"


def test_a_worker_that_is_killed_before_any_statement_loses_nothing_and_sends_nothing_under_a_new_id(
    worker: Worker, office: Post
) -> None:
    number, killed = 1 + len(connection.vendor) % STRIDE, 0
    while True:
        worker.something_new()
        went = worker.run(last=number)
        if went == "ended 0":
            break
        assert went == f"killed {signal.SIGKILL}"
        worker.recovers()
        number += STRIDE
        killed += 1

    everything_went(office, worker)
    assert killed * STRIDE > 25, "so many statements there are from deciding to having sent"
    assert worker.run(later=timedelta(hours=1)) == "ended 0"
    everything_went(office, worker)


POINTS = (
    *("before greeting ", "after greeting ", "before EHLO ", "before MAIL ", "after MAIL ", "before RCPT "),
    *("before DATA ", "after DATA ", "before letter ", "after letter "),
)


def test_a_worker_that_is_killed_at_any_point_of_the_protocol_loses_nothing(worker: Worker, office: Post) -> None:
    went = {}
    for point in POINTS:
        worker.something_new()
        Deadly.point, Deadly.victim = "", worker
        # The point is set before the worker begins; its id is known before it can have reached the server.
        Deadly.point = point
        worker.begin()
        went[point] = worker.end()
        worker.recovers()

    assert {point for point, how in went.items() if how.startswith("killed")} >= set(POINTS) - {"after letter "}
    everything_went(office, worker)
    twice = Counter(letter["Message-ID"] for letter in office.letters)
    assert max(twice.values()) == 2, "killed between the letter and its receipt: the same letter comes again"
