"""Two hundred meetings at once, three screens in each: how soon what one writes is seen by the others (ADR 0025).

python -m tests.bench.meetings prepare        make them, once, in an empty database
python -m tests.bench.meetings poll|events    measure one of the two ways
"""

import asyncio
import os
import random  # only spreads the screens over the second
import statistics
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import django
from asgiref.sync import sync_to_async

django.setup()

from django.conf import settings  # noqa: E402  # models can be imported only after the set-up
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402

from barnetsplan.accounts.models import Account, Assignment  # noqa: E402
from barnetsplan.accounts.session import family_actor, staff_actor  # noqa: E402
from barnetsplan.cases.actions import start_case  # noqa: E402
from barnetsplan.cases.models import Case  # noqa: E402
from barnetsplan.domain.identity import make_invented  # noqa: E402
from barnetsplan.domain.vocabulary import GuardianshipSource  # noqa: E402
from barnetsplan.meetings.actions import Call, call_meeting  # noqa: E402
from barnetsplan.meetings.board import NewLine, write_line  # noqa: E402
from barnetsplan.meetings.facts import find_meeting  # noqa: E402
from barnetsplan.meetings.models import Meeting, Pulse  # noqa: E402
from barnetsplan.meetings.pulse import pass_for  # noqa: E402
from barnetsplan.noticing.actions import write_concern  # noqa: E402
from barnetsplan.people.actions import add_guardianship, admit_person  # noqa: E402
from barnetsplan.people.models import Child, Person  # noqa: E402
from barnetsplan.policy.facts import Actor  # noqa: E402
from barnetsplan.records.kinds import Concern, Goal, Invitation  # noqa: E402
from barnetsplan.records.models import Entry  # noqa: E402
from barnetsplan.records.queries import find_entry  # noqa: E402
from tests.bench.load import served  # noqa: E402
from tests.cast import World, made  # noqa: E402
from tests.sign_in import session_of  # noqa: E402

MEETINGS = int(os.environ.get("MEETINGS", "200"))
SCREENS = 3
#: As the page itself asks (``live.js``), and how often somebody writes in each meeting.
EVERY, WRITES_EVERY = 0.7, 60.0
SETTLE, SECONDS = 5, 25
OK, CHANGED, SAME = 200, 204, 304
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
#: One nurse opens no more children than this in an hour (``[reading]`` of the county's file).
EACH_NURSE = 25


def prepare() -> None:
    """Families, cases and called meetings; every meeting with the family and the unit that leads it."""
    call_command("migrate", verbosity=0)
    world = World()
    # The servers read the clock: what begins in this story has begun.
    world.at = timezone.now() - timedelta(hours=2)
    nurses = [
        world._professional(f"Maria {number}", world.bvc, "bvc_nurse", 12 + number)
        for number in range(-(-MEETINGS // EACH_NURSE))
    ]
    for number in range(MEETINGS):
        _meeting(world, nurses[number // EACH_NURSE], number)


def _meeting(world: World, nurse: Actor, number: int) -> None:
    born, digits = (
        date(2021, 1, 1) + timedelta(days=number),
        make_invented(date(2021, 1, 1) + timedelta(days=number), 1),
    )
    row = Child.objects.create(person=admit_person(name=f"Barn {number}", number=digits, at=world.at), born_on=born)
    of_guardian = make_invented(date(1985, 1, 1) + timedelta(days=number), 2)
    guardian = admit_person(name=f"Vårdnad {number}", number=of_guardian, at=world.at)
    Account.objects.create(person=guardian)
    add_guardianship(child=row, guardian=guardian.pk, source=GuardianshipSource.REGISTER, valid_from=world.at)
    seen = Concern(seen="Ensam.", child_says="Nej.")
    concern = made(write_concern(entry_id=uuid4(), number=digits, payload=seen, by=nurse, at=world.later(seconds=5)))
    told = made(find_entry(concern.pk))
    case = start_case(case_id=uuid4(), concern=told, areas=("hemmet",), by=nurse, at=world.later(seconds=5))
    case = Case.objects.select_related("child__person__key", "unit__domain").get(pk=case.pk)
    call = Call(
        case=case,
        meeting_id=uuid4(),
        payload=Invitation(when="nu", question="Hur blir det lugnare?"),
        starts_at=world.at + timedelta(days=1),
        units=[],
        by=nurse,
        at=world.later(seconds=1),
    )
    made(call_meeting(call))


@dataclass(frozen=True, slots=True)
class Screen:
    """Somebody who has the page of a meeting open."""

    meeting: UUID
    path: str
    cookie: str


@dataclass
class Measured:
    """What was seen, and how long after it was written."""

    written: dict[str, float] = field(default_factory=dict)
    seen: list[float] = field(default_factory=list)
    heard: set[tuple[str, "Screen"]] = field(default_factory=set)
    asked: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def fails(self, how: str) -> None:
        """Something else than an answer."""
        self.failures[how] += 1


def screens() -> tuple[list[Screen], dict[UUID, Actor]]:
    """Three for each meeting, the one who leads, a colleague's room, the guardian's telephone; and who leads it."""
    found, actors = [], {}
    staff: dict[UUID, str] = {}
    for meeting in Meeting.objects.select_related("case__child"):
        nurse = actors[meeting.pk] = _nurse_of(meeting)
        if nurse.person_id not in staff:
            staff[nurse.person_id] = session_of(nurse)
        guardian = Person.objects.get(
            pk=meeting.invitees.exclude(party__in=[meeting.chair_id, meeting.case.child_id]).get().party_id
        )
        own = session_of(family_actor(guardian.pk))
        name = settings.SESSION_COOKIE_NAME
        for path, key in (
            ("meeting_lead", staff[nurse.person_id]),
            ("meeting_room", staff[nurse.person_id]),
            ("family_meeting_room", own),
        ):
            found.append(Screen(meeting.pk, reverse(path, args=[meeting.pk]), f"{name}={key}"))
    return found, actors


def _nurse_of(meeting: Meeting) -> Actor:
    author = Entry.objects.get(pk=meeting.invitation).author_id
    return staff_actor(Assignment.objects.get(person=author).pk, at=timezone.now())


async def _get(streams: "Streams", screen: Screen, headers: str) -> tuple[int, bytes]:
    reader, writer = streams
    writer.write(f"GET {screen.path} HTTP/1.1\r\nHost: localhost\r\n{headers}\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = head.partition("content-length: ")[2].partition("\r\n")[0]
    return int(head[9:12]), await reader.readexactly(int(length)) if length else b""


def _told(page: bytes, name: str) -> str:
    return page.decode().partition(f'data-{name}="')[2].partition('"')[0]


async def _opens(streams: "Streams", screen: Screen, measured: Measured) -> str:
    """Open the page anew, as a screen does that has heard that something is new; returns its number."""
    status, page = await _get(streams, screen, f"Cookie: {screen.cookie}\r\n")
    if status != OK:
        measured.fails(f"page {status}")
        return ""
    now = time.perf_counter()
    for text, since in list(measured.written.items()):
        if text.encode() in page and (text, screen) not in measured.heard:
            measured.heard.add((text, screen))
            measured.seen.append(now - since)
    return _told(page, "number")


async def poll(screen: Screen, port: int, measured: Measured, token: str, number: str) -> None:
    """A screen that asks again and again, with the number that it has seen."""
    asks = await asyncio.open_connection("127.0.0.1", port)
    pages = None
    await asyncio.sleep(random.uniform(0, EVERY))  # noqa: S311
    pulse = Screen(screen.meeting, reverse("meeting_pulse"), "")
    while True:
        status, _nothing = await _get(asks, pulse, f'X-Pass: {token}\r\nIf-None-Match: "{number}"\r\n')
        measured.asked += 1
        if status == CHANGED:
            pages = pages or await asyncio.open_connection("127.0.0.1", port)
            number = await _opens(pages, screen, measured)
        elif status != SAME:
            measured.fails(f"pulse {status}")
        await asyncio.sleep(EVERY)


async def listen(screen: Screen, port: int, measured: Measured, token: str, bell: int) -> None:
    """A screen that is told."""
    await asyncio.sleep(random.uniform(0, 3))  # noqa: S311
    reader, writer = await asyncio.open_connection("127.0.0.1", bell)
    writer.write(f"GET /?{token} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    pages = None
    while True:
        line = await reader.readline()
        if line.startswith(b"data: "):
            measured.asked += 1
            pages = pages or await asyncio.open_connection("127.0.0.1", port)
            await _opens(pages, screen, measured)


def _write(meeting: UUID, actor: Actor, text: str) -> None:
    found = made(find_meeting(meeting))
    with transaction.atomic():
        line = NewLine(id=uuid4(), payload=Goal(text=text))
        made(write_line(meeting=found, line=line, by=actor, at=timezone.now()))


async def write(meeting: UUID, actor: Actor, measured: Measured) -> None:
    """Somebody in one meeting, who writes a line now and then."""
    save = sync_to_async(_write)
    await asyncio.sleep(random.uniform(SETTLE, SETTLE + WRITES_EVERY))  # noqa: S311
    while True:
        text = uuid4().hex
        # From before it is saved: a screen may have it before this program hears that the save is over.
        measured.written[text] = time.perf_counter()
        await save(meeting, actor, text)
        await asyncio.sleep(WRITES_EVERY)


def _numbers() -> dict[UUID, int]:
    return dict(Pulse.objects.values_list("meeting", "number"))


async def _all(way: str, port: int, bell: int, found: Sequence[Screen], actors: Mapping[UUID, Actor]) -> Measured:
    measured = Measured()
    numbers = await sync_to_async(_numbers)()
    tasks = [asyncio.create_task(write(meeting, actor, measured)) for meeting, actor in actors.items()]
    for screen in found:
        token = pass_for(screen.meeting, ())
        watching = (
            poll(screen, port, measured, token, str(numbers[screen.meeting]))
            if way == "poll"
            else listen(screen, port, measured, token, bell)
        )
        tasks.append(asyncio.create_task(watching))
    await asyncio.sleep(SETTLE + SECONDS)
    for task in tasks:
        task.cancel()
    for each in await asyncio.gather(*tasks, return_exceptions=True):
        if not isinstance(each, asyncio.CancelledError):
            measured.fails(type(each).__name__)
    return measured


def measure(way: str) -> None:
    """One way, with the servers as in production; prints a row of the table."""
    found, actors = screens()
    with ExitStack() as servers:
        port = servers.enter_context(served("barnetsplan.config.wsgi:application", {}))
        bell = servers.enter_context(served("tests.bench.bell:application", {}, "asgi")) if way == "events" else 0
        before = _processor_seconds()
        measured = asyncio.run(_all(way, port, bell, found, actors))
        busy = (_processor_seconds() - before) / (SETTLE + SECONDS)
    seen = sorted(measured.seen)
    expected = len(measured.written) * SCREENS
    p95 = seen[int(len(seen) * 0.95)] if seen else 0.0
    sys.stdout.write(
        "| way | meetings | screens | asked a second | lines written | seen by | p50 s | p95 s | max s | processors | failed |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|\n"
        f"| {way} | {len(actors)} | {len(found)} | {measured.asked / (SETTLE + SECONDS):.0f} | {len(measured.written)} "
        f"| {len(seen)} of {expected} | {statistics.median(seen or [0]):.2f} | {p95:.2f} | {max(seen, default=0):.2f} "
        f"| {busy:.2f} | {dict(measured.failures) or 0} |\n"
    )


def _processor_seconds() -> float:
    """What the servers and the database have used of the machine's processors, all but this program."""
    with Path("/proc/stat").open() as stat:
        user, nice, system, _idle, _wait, *rest = map(int, stat.readline().split()[1:8])
    own = os.times()
    return (user + nice + system + sum(rest)) / os.sysconf("SC_CLK_TCK") - own.user - own.system


if __name__ == "__main__":
    prepare() if sys.argv[1] == "prepare" else measure(sys.argv[1])
