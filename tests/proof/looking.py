"""Looking at the house as one person: every byte that an address gives, and every address that leads on from it."""

import os
import random
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.db import transaction
from django.test import Client

from barnetsplan.policy.facts import NOBODY, Actor
from tests.sign_in import client_for
from tests.world import World

#: What is new in every answer, whoever asks: the nonce of the script, and the token against forged forms.
#: Of the pass of a meeting (ADR 0025) only when it was signed and the signature, which are new each second and follow
#: from the clock: the meeting, the digest of the entries that are shown and the number beside it are looked at.
_NEW_EACH_TIME = re.compile(
    r'(?<=nonce=)"[^"]*"|(?<=csrfmiddlewaretoken" value=)"[^"]*"|(?<=X-CSRFToken": )"[^"]*"|nonce-[\w+/=-]+'
    r'|(?<= data-pass=")(?P<seen>[0-9a-f]{32}\.[0-9a-f]{32}):[\w-]+:[\w-]+(?=")'
)
#: Leading out of the house, or out of the session.
_NOT_FOLLOWED = ("/ut/", "/demo/", "/static/")


@dataclass(frozen=True, slots=True)
class Given:
    """Every byte of one answer that does not change from one asking to the next."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode(errors="replace")


def _without_what_is_new(text: str) -> str:
    return _NEW_EACH_TIME.sub(lambda found: found["seen"] or "", text)


def given(answer: Any) -> Given:
    """An answer without what is new each time."""
    body = b"".join(answer) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.items() if name not in {"Content-Length", "Set-Cookie"}}
    same = {name: _without_what_is_new(value) for name, value in headers.items()}
    if answer.headers.get("Content-Type", "").startswith("text/"):
        body = _without_what_is_new(body.decode()).encode()
    return Given(answer.status_code, same | {"size": str(len(body))}, body)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag in {"a", "link"} and said.get("href"):
            self.found.append(str(said["href"]))
        if tag == "form":
            self.found.append(said.get("action") or "")
        if said.get("formaction"):
            self.found.append(str(said["formaction"]))


def links_of(page: str, *, at: str) -> Iterator[str]:
    """Every address of this site on a page: links, and where its forms are sent."""
    reader = _Links()
    reader.feed(page)
    for one in reader.found:
        parts = urlsplit(urljoin(at, one))
        if not parts.netloc and parts.scheme in {"", "http", "https"} and not parts.path.startswith(_NOT_FOLLOWED):
            yield parts.path + (f"?{parts.query}" if parts.query else "")


def crawl(world: World, actor: Actor, *, begin: tuple[str, ...], now: datetime) -> dict[str, Given]:
    """Everything that one person gets by asking these addresses and every address that leads on from them.

    Nothing that is asked changes anything: each answer is taken back.
    """
    seen: dict[str, Given] = {}
    waiting = [address for address in begin if not address.startswith(_NOT_FOLLOWED)]
    with pytest.MonkeyPatch.context() as patch:
        for clock in ("barnetsplan.access.middleware", "barnetsplan.access.sessions", "tests.sign_in"):
            # The sign-in too: the page of the own sign-ins tells its minute, and two looks may fall on either side.
            patch.setattr(f"{clock}.timezone", SimpleNamespace(now=lambda: now))
        client = Client() if actor is NOBODY else client_for(world, actor)
        while waiting:
            address = waiting.pop(0)
            if address in seen:
                continue
            with transaction.atomic(), the_same_lots(address):
                answer = client.get(address)
                transaction.set_rollback(True)
            seen[address] = given(answer)
            if answer.has_header("Location"):
                waiting += [one for one in [urljoin(address, answer["Location"])] if not one.startswith(_NOT_FOLLOWED)]
            elif answer.headers.get("Content-Type", "").startswith("text/html"):
                waiting += links_of(seen[address].text, at=address)
    return seen


@contextmanager
def the_same_lots(seed: str) -> Iterator[None]:
    """Ids as they are drawn from this seed: the same deed at the same moment gives the same ids in two worlds."""
    lots = random.Random(seed)  # noqa: S311  the point is that it can be foreseen
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "urandom", lots.randbytes)
        yield
