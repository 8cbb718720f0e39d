"""The ways out of the program: mail by SMTP, text messages by HTTP, and a file for the demonstration (ADR 0024).

Whatever the other machine answers is reduced to one of three words here: an answer may quote the address, and so may an
exception; neither is kept, logged or raised on.
"""

import base64
import http.client
import json
import os
import smtplib
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import formataddr
from http import HTTPStatus
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlencode, urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage

from barnetsplan.sending.kinds import Channel, Failure
from barnetsplan.sending.texts import Rendered

#: So long an answer is waited for; well below the time that a worker has a message to itself.
TIMEOUT_SECONDS: Final = 20
FILE: Final = "file"
_FROM_MOST_CHARACTERS: Final = 11


@dataclass(frozen=True, slots=True)
class Letter:
    """What goes to whom; ``id`` is the same for every try."""

    channel: Channel
    to: str
    said: Rendered
    id: UUID


class Undelivered(Exception):
    """It did not go, for one of three reasons."""

    def __init__(self, failure: Failure) -> None:
        """Keep the word and nothing else."""
        super().__init__(failure.value)
        self.failure = failure


def available() -> tuple[Channel, ...]:
    """The channels that this installation has."""
    ways = {Channel.EMAIL: settings.MAIL, Channel.SMS: settings.SMS}
    return tuple(channel for channel, way in ways.items() if way)


def deliver(letter: Letter, *, at: datetime) -> None:
    """Send it, or raise ``Undelivered``."""
    way = settings.MAIL if letter.channel is Channel.EMAIL else settings.SMS
    if not way:
        raise Undelivered(Failure.UNREACHABLE)
    if way == FILE:
        _to_file(letter, at)
    elif letter.channel is Channel.EMAIL:
        _by_smtp(letter)
    else:
        _by_http(letter)


def message_id(letter: Letter) -> str:
    """The Message-ID of a letter: random, and the same at every try."""
    return f"<{letter.id}@{settings.MAIL_FROM.rpartition('@')[2]}>"


def _by_smtp(letter: Letter) -> None:
    mail = EmailMessage(
        subject=letter.said.subject,
        body=letter.said.text,
        from_email=formataddr((letter.said.subject, settings.MAIL_FROM)),
        to=[letter.to],
        headers={"Message-ID": message_id(letter), "Auto-Submitted": "auto-generated"},
    )
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused as refused:
        failure = _of_recipient(refused)
    except smtplib.SMTPResponseException:
        failure = Failure.REFUSED
    except (OSError, smtplib.SMTPException):
        failure = Failure.UNREACHABLE
    else:
        return
    raise Undelivered(failure)


def _of_recipient(refused: smtplib.SMTPRecipientsRefused) -> Failure:
    codes = [code for code, _words in refused.recipients.values()]
    return Failure.WRONG_ADDRESS if all(code >= 550 for code in codes) else Failure.REFUSED


def _by_http(letter: Letter) -> None:
    """A form posted with a name and a password, as 46elks and others that follow it take it (docs/operations.md)."""
    place = urlsplit(settings.SMS)
    sender = letter.said.subject.replace(" ", "")[:_FROM_MOST_CHARACTERS]
    form = urlencode({"from": sender, "to": letter.to, "message": letter.said.text})
    secret = f"{unquote(place.username or '')}:{unquote(place.password or '')}".encode()
    headers = {
        "Authorization": f"Basic {base64.b64encode(secret).decode()}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    try:
        status = _post(place.scheme, place.hostname or "", place.port, place.path, form, headers)
    except (OSError, http.client.HTTPException):
        status = 0
    if status not in {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.ACCEPTED}:
        raise Undelivered(_of_status(status))


def _post(scheme: str, host: str, port: int | None, path: str, form: str, headers: Mapping[str, str]) -> int:
    """No redirect is followed, and no answer is read: what counts is whether it was taken."""
    connection = (
        http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
        if scheme == "https"
        else http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
    )
    try:
        connection.request("POST", path, body=form, headers=dict(headers))
        return connection.getresponse().status
    finally:
        connection.close()


def _of_status(status: int) -> Failure:
    if status == HTTPStatus.BAD_REQUEST:
        return Failure.WRONG_ADDRESS
    return Failure.REFUSED if status else Failure.UNREACHABLE


def _to_file(letter: Letter, at: datetime) -> None:
    """One line, written at once, so that two workers never mix theirs."""
    line = {
        "at": at.isoformat(),
        "id": str(letter.id),
        "channel": letter.channel.value,
        "to": letter.to,
        "subject": letter.said.subject,
        "text": letter.said.text,
    }
    handle = os.open(settings.OUTGOING_FILE, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    with os.fdopen(handle, "ab", buffering=0) as file:
        file.write(json.dumps(line, ensure_ascii=False).encode() + b"\n")


def read_file(*, most: int) -> tuple[Mapping[str, str], ...]:
    """The newest lines of the file, newest first; for the demonstration, which shows what would have been sent."""
    path = Path(settings.OUTGOING_FILE)
    if not path.exists():
        return ()
    lines = path.read_text(encoding="utf-8").splitlines()[-most:]
    return tuple(json.loads(line) for line in reversed(lines))
