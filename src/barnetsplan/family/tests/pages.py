"""Small things that the tests of the family's pages share."""

import re
from html import unescape
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from barnetsplan.people.models import Person
from tests.cast import World
from tests.sign_in import client_for

#: What is new at every visit: the nonce, the token against forged posts, and the token of each form.
_SECRETS = re.compile(
    r'nonce="[^"]*"|X-CSRFToken": "[^"]*"|(?:csrfmiddlewaretoken|token)" value="[^"]*"',
)
CHILD_PAGES = ("family_plan", "family_words", "family_access", "family_log", "family_contacts")


def client_of(world: World, person: Person) -> Client:
    """A guardian's own session."""
    return client_for(world, world.as_guardian(person))


def opened(world: World, person: Person, name: str, key: object, query: str = "") -> Any:
    """The page as this guardian opens it."""
    return client_of(world, person).get(reverse(name, args=[key]) + query)


def plain(page: Any) -> str:
    """The words of a page, without tags, each run of blanks as one."""
    body = page.content.decode().partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def without_secrets(page: Any) -> str:
    """The page without the values that are new at every visit."""
    return _SECRETS.sub("", page.content.decode())


def posted(client: Client, name: str, key: object, **fields: object) -> Any:
    """A form sent from a page, with a token unless one is given."""
    return client.post(reverse(name, args=[key]), {"token": str(uuid4()), **fields})


def assert_looks_unknown(client: Client, name: str, key: object) -> None:
    """The page answers exactly as it does for an id that does not exist."""
    hidden, unknown = (client.get(reverse(name, args=[each])) for each in (key, uuid4()))
    assert (hidden.status_code, unknown.status_code) == (404, 404)
    assert without_secrets(hidden) == without_secrets(unknown)
