"""Real machines on loopback to send to: a mail server and one that takes text messages."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message as Mail
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        port: int = tried.getsockname()[1]
        return port


def words_of(letter: Mail) -> str:
    """What a letter says."""
    payload = letter.get_payload(decode=True)
    assert isinstance(payload, bytes)
    return payload.decode().strip()


@dataclass
class Post:
    """What a mail server has received; ``answers`` are given in place of its own, by the verb of the protocol."""

    port: int
    letters: list[Mail] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)

    async def handle_RCPT(  # noqa: N802  named by the protocol
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.letters.append(message_from_bytes(envelope.content, policy=default))
        self.to += envelope.rcpt_tos
        return "250 OK"


@contextmanager
def post_office(tls: SSLContext | None = None) -> Iterator[Post]:
    """A mail server, with STARTTLS when it is given a certificate."""
    post = Post(free_port())
    more: dict[str, Any] = {"tls_context": tls, "require_starttls": True} if tls else {}

    class Here(Controller):
        def factory(self) -> SMTP:
            return SMTP(self.handler, hostname="post.example", **more)

    office = Here(post, hostname="127.0.0.1", port=post.port)
    office.start()
    try:
        yield post
    finally:
        office.stop()


@dataclass
class Exchange:
    """What the machine for text messages has been asked to send, and with which answer it answers."""

    port: int = 0
    status: int = 200
    asked: list[dict[str, str]] = field(default_factory=list)
    authorized: list[str] = field(default_factory=list)


@contextmanager
def exchange() -> Iterator[Exchange]:
    """A machine that takes text messages as a posted form."""
    taken = Exchange()

    class Here(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            taken.asked.append({name: values[0] for name, values in parse_qs(body).items()})
            taken.authorized.append(self.headers["Authorization"])
            self.send_response(taken.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  its own name for it
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Here)
    taken.port = server.server_address[1]
    thread = Thread(target=server.serve_forever, args=[0.02], daemon=True)
    thread.start()
    try:
        yield taken
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
