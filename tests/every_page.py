"""Every page of the house, as it answers: the story is told once, and read at each stage by who is in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from tests.pages import WRITES, Page, by_stage, reader
from tests.sign_in import client_for
from tests.stages import tell
from tests.world import World


@dataclass(frozen=True, slots=True)
class Met:
    """A page as it answered; ``refused_form`` when its form was sent empty, and it shows what is missing."""

    page: Page
    path: str
    status: int
    html: str = field(repr=False)
    refused_form: bool = False

    def __str__(self) -> str:
        """What a failing test calls it."""
        return f"{self.page}{' (sent empty)' if self.refused_form else ''} {self.path}"


def meet_every_page(*, language: str = "sv") -> list[Met]:
    """Read every page of the list, in this language; nothing of it stays in the database."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world = World()
        patch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=world.later))
        met = [
            each
            for stage, pages in by_stage()
            for page in pages
            for each in _meet(tell(world, stage), page, HTTP_ACCEPT_LANGUAGE=language)
        ]
        transaction.set_rollback(True)
    return met


def _meet(world: World, page: Page, **headers: str) -> Iterator[Met]:
    if page in WRITES:
        answer = _answer(world, page, "post", follow=True, **headers)
        yield Met(page, page.address(world), answer.status_code, answer.content.decode())
        return
    asked = {"data": page.sent(world)} if page.sent else {}
    answer = _answer(world, page, "post" if page.sent else "get", **asked, **headers)
    yield Met(page, page.address(world), answer.status_code, answer.content.decode())
    if page.has_form:
        # A browser never sends nothing: a form without any value would be taken for a page that is only read.
        answer = _answer(world, page, "post", data={"csrfmiddlewaretoken": "x"}, **headers)
        if answer.status_code == 200:
            yield Met(page, page.address(world), answer.status_code, answer.content.decode(), refused_form=True)


def _answer(world: World, page: Page, method: str, **asked: Any) -> Any:
    # What opening a page leaves behind, or an empty form that was enough, is not part of the story.
    with transaction.atomic():
        client = client_for(world, reader(world, page)) if page.actor else Client()
        answer = getattr(client, method)(page.address(world), **asked)
        transaction.set_rollback(True)
    return answer
