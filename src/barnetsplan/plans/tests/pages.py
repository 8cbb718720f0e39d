"""Small things that the page tests of the room share."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from barnetsplan.policy.facts import Actor
from tests.sign_in import client_for
from tests.world import World

_SECRETS = re.compile(r'[A-Za-z0-9_-]{20,}={0,2}(?=")')


def opened(world: World, actor: Actor, name: str, key: object, query: str = "") -> Any:
    """The page as this actor opens it."""
    return client_for(world, actor).get(reverse(name, args=[key]) + query)


def text_of(page: Any) -> str:
    """The words of a page, without its tags, each run of blanks as one."""
    body = page.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def posted(client: Client, name: str, key: object, **fields: object) -> Any:
    """A form sent from a page, with a token unless one is given."""
    return client.post(reverse(name, args=[key]), {"token": str(uuid4()), **fields})


def assert_looks_unknown(world: World, actor: Actor, name: str, key: object) -> None:
    """The page answers exactly as it does for an id that does not exist."""
    hidden, unknown = (opened(world, actor, name, each) for each in (key, uuid4()))
    assert hidden.status_code == unknown.status_code == 404
    assert _SECRETS.sub("", hidden.content.decode()) == _SECRETS.sub("", unknown.content.decode())
