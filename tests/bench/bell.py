"""The other way that ADR 0025 weighed: server-sent events from a process of its own, which says when to read anew.

It holds the connections, asks the database four times a second for the numbers of the meetings that somebody listens
to, and sends a number when it has changed. Like the pulse it knows no session and sends no content.
"""

import asyncio
import contextlib
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

import django
from asgiref.sync import sync_to_async

django.setup()

from barnetsplan.meetings.models import Pulse  # noqa: E402  # models can be imported only after the set-up
from barnetsplan.meetings.pulse import read_pass  # noqa: E402

EVERY = 0.25
_listeners: dict[UUID, set["asyncio.Queue[int]"]] = defaultdict(set)
_numbers: dict[UUID, int] = {}
_asking: list["asyncio.Task[None]"] = []

Send = Callable[[Mapping[str, Any]], Awaitable[None]]


def _read(meetings: list[UUID]) -> dict[UUID, int]:
    return dict(Pulse.objects.filter(meeting__in=meetings).values_list("meeting", "number"))


async def _ask() -> None:
    read = sync_to_async(_read)
    while True:
        for meeting, number in (await read(list(_listeners))).items():
            if _numbers.get(meeting) != number:
                _numbers[meeting] = number
                for listener in _listeners[meeting]:
                    listener.put_nowait(number)
        await asyncio.sleep(EVERY)


async def application(scope: Mapping[str, Any], _receive: object, send: Send) -> None:
    """One listener, until it goes away."""
    if scope["type"] != "http":
        return
    if not _asking:
        _asking.append(asyncio.create_task(_ask()))
    given = read_pass(scope["query_string"].decode())
    if given is None:
        await send({"type": "http.response.start", "status": 410, "headers": []})
        await send({"type": "http.response.body", "body": b""})
        return
    queue: asyncio.Queue[int] = asyncio.Queue()
    _listeners[given[0]].add(queue)
    try:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/event-stream")]})
        while True:
            number = await queue.get()
            await send({"type": "http.response.body", "body": f"data: {number}\n\n".encode(), "more_body": True})
    finally:
        with contextlib.suppress(KeyError):
            _listeners[given[0]].remove(queue)
