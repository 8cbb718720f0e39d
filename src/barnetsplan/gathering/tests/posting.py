"""How the tests of the room post its forms, and compare a refusal with an unknown address."""

import re
from typing import Any
from uuid import uuid4

from django.test import Client
from django.urls import reverse

from tests.world import World

#: What every page that puts a question about the child asks first (law.md CRC-01).
CHILD_VIEW = {"child_heard": "said", "child_view": "Fröken får gärna veta."}


def post(client: Client, name: str, key: object, **fields: object) -> Any:
    fields.setdefault("token", str(uuid4()))
    return client.post(reverse(name, args=[key]), fields)


def without_secrets(page: Any) -> str:
    """The page without the values that are new at every visit."""
    return re.sub(r'[A-Za-z0-9_-]{20,}={0,2}(?=")', "", page.content.decode())


def same_as_unknown(client: Client, name: str, key: object) -> None:
    hidden = client.get(reverse(name, args=[key]))
    unknown = client.get(reverse(name, args=[uuid4()]))
    assert hidden.status_code == unknown.status_code == 404
    assert without_secrets(hidden) == without_secrets(unknown)


def ask_preschool(world: World, client: Client, **fields: object) -> Any:
    content = {
        "unit": str(world.preschool.pk),
        "areas": ["utveckling", "relationer"],
        "text": "Hur leker Noel?",
    } | CHILD_VIEW
    return post(client, "ask_service", world.case.pk, **{**content, **fields})
