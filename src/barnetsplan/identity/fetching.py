"""Asking a provider: short, without following anybody elsewhere, and never more than what an answer can need."""

import json
import socket
import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from typing import Final
from urllib.parse import urlencode, urlsplit

from barnetsplan.identity.checks import is_loopback
from barnetsplan.identity.faults import Fault, NotProven

#: Each step of the network, and all of it together: somebody waits on a page.
_STEP_SECONDS: Final = 3.0
_WHOLE_SECONDS: Final = 6.0
_MOST_BYTES: Final = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back."""

    status: int
    kind: str
    body: bytes

    def table(self, detail: str) -> Mapping[str, object]:
        """The body as a JSON object. *Raises:* ``NotProven`` when it is none."""
        try:
            table = json.loads(self.body)
        except (ValueError, RecursionError):
            table = None
        if not isinstance(table, dict):
            raise NotProven(Fault.LIES, detail)
        return table


def get(address: str, *, accept: str = "application/json", bearer: str = "") -> Answer:
    """Ask for a document. *Raises:* ``NotProven`` when nobody answers in time."""
    headers = {"Accept": accept}
    if bearer:
        headers["Authorization"] = f"Bearer {bearer}"
    return _ask("GET", address, headers, None)


def post(address: str, fields: Mapping[str, str]) -> Answer:
    """Send a form; raises as ``get`` does."""
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    return _ask("POST", address, headers, urlencode(fields))


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


def _connection(address: str) -> HTTPConnection:
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return HTTPSConnection(parts.hostname, parts.port, timeout=_STEP_SECONDS, context=_trust())
    if parts.scheme == "http" and parts.hostname and is_loopback(address):
        return HTTPConnection(parts.hostname, parts.port, timeout=_STEP_SECONDS)
    raise NotProven(Fault.LIES, "an address without TLS")


def _ask(method: str, address: str, headers: Mapping[str, str], body: str | None) -> Answer:
    connection = _connection(address)
    parts = urlsplit(address)
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    try:
        connection.connect()
        with _cut_after(_WHOLE_SECONDS, connection.sock):
            connection.request(method, path, body=body, headers=dict(headers))
            response = connection.getresponse()
            content = response.read(_MOST_BYTES + 1)
            answer = Answer(response.status, response.headers.get_content_type(), content)
    except (OSError, HTTPException, ValueError) as error:
        raise NotProven(Fault.DOWN, f"no answer: {type(error).__name__}") from None
    finally:
        connection.close()
    if len(answer.body) > _MOST_BYTES:
        raise NotProven(Fault.LIES, "an answer without end")
    return answer


@contextmanager
def _cut_after(seconds: float, line: socket.socket) -> Iterator[None]:
    """One who answers a byte at a time keeps within every step: after the whole time the line is cut."""
    cut_at = Event()

    def cut() -> None:
        cut_at.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = Timer(seconds, cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if cut_at.is_set():
        raise TimeoutError
