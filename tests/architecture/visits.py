"""Every address asked by everybody in the cast, with what the page was given and what was written down meanwhile."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache
from http import HTTPStatus
from operator import attrgetter
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.template import loader
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from django.urls import resolve, reverse

from barnetsplan.audit.models import AuditEvent
from barnetsplan.policy.facts import NOBODY
from barnetsplan.practice import load
from barnetsplan.statements import Statement, a_moment, plan_anew
from tests.architecture.company import CAST, STRANGERS, Company
from tests.sign_in import session_of
from tests.stages import STAGES, tell
from tests.world import World

Key = Callable[[World], Any]


@dataclass(frozen=True)
class Row:
    """One address at one stage of the story, and what those of the cast get there who get more than nothing."""

    stage: str
    name: str
    key: str | Key | None
    statuses: Mapping[str, int]
    method: str = "get"
    sent: Mapping[str, Any] = field(default_factory=dict)
    #: Where the partners have agreed that the plan lies in the family's own space (law.md 0).
    own_space: bool = False

    def status_for(self, who: str) -> int:
        """What one of the cast gets."""
        return self.statuses.get(who, 302 if who == "nobody" else 404)

    @property
    def is_of_a_thing(self) -> bool:
        """Whether the address names one thing of many."""
        return isinstance(self.key, str)

    @property
    def absent(self) -> "Row":
        """The same address of a thing that does not exist; strangers get there what they get at one that does."""
        return replace(self, key=lambda _world: ABSENT, statuses={})

    def address(self, world: World) -> str:
        """Where it is, in this world."""
        if self.key is None:
            return reverse(self.name)
        key = attrgetter(self.key)(world) if isinstance(self.key, str) else self.key(world)
        return reverse(self.name, args=key if isinstance(key, tuple) else [key])


@dataclass(frozen=True)
class Visit:
    """What happened when one of the cast asked one address."""

    row: Row
    who: str
    status: int
    act: str | None
    events: tuple[tuple[str, bool], ...]
    given: tuple[tuple[str, str, Any], ...]
    asked_while_rendering: tuple[str, ...]
    refusal: str = ""

    def __str__(self) -> str:
        """What a failing test calls it."""
        return f"{self.row.stage}-{self.row.method}-{self.row.name}-{self.who}"


#: A thing that does not exist.
ABSENT = UUID(int=1)


def visit_all(rows: tuple[Row, ...]) -> Iterator[Visit]:
    """Tell the story once, and let everybody ask everything at each stage; nothing of it stays in the database."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world = Company()
        patch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=world.later))
        # What is not there is the same at every stage.
        first = {(row.name, row.method): row for row in reversed(rows) if row.is_of_a_thing}
        for stage in STAGES:
            tell(world, stage)
            plan_anew()
            at_stage = [row for row in rows if row.stage == stage]
            yield from _visit_stage(world, at_stage, absent=[row for row in at_stage if row in first.values()])
        transaction.set_rollback(True)


def _visit_stage(world: Company, rows: list[Row], *, absent: list[Row]) -> Iterator[Visit]:
    """Everybody at the addresses of one stage; one session each, and the time stands still."""
    if not rows:
        return
    sessions = {who: session_of(actor) for who, actor in world.people.items() if actor is not NOBODY}
    client = Client()
    with watched() as seen:
        for row in rows:
            yield from (_visit(world, row, who, client, sessions.get(who), seen) for who in CAST)
        for row in absent:
            yield from (_visit(world, row.absent, who, client, sessions[who], seen) for who in STRANGERS)


_WRITTEN = Statement(
    lambda: AuditEvent.objects.filter(at__gt=a_moment("at")).order_by("at", "pk").values_list("act", "permitted"),
)


def _visit(world: Company, row: Row, who: str, client: Client, session: str | None, seen: "Seen") -> Visit:
    """One of the cast asks one address; what it changes is taken back."""
    address = row.address(world)
    before = world.at
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    seen.begin(reads_refusals=who in STRANGERS)
    with transaction.atomic(), _county_of(row):
        answer = getattr(client, row.method)(address, dict(row.sent))
        events = tuple(_WRITTEN.rows(at=before))
        transaction.set_rollback(True)
    world.at = before
    return Visit(
        row=row,
        who=who,
        status=answer.status_code,
        act=_declared(address),
        events=events,
        given=tuple(seen.given),
        asked_while_rendering=tuple(seen.queries),
        refusal=without_what_is_new(answer) if answer.status_code == HTTPStatus.NOT_FOUND else "",
    )


@contextmanager
def _county_of(row: Row) -> Iterator[None]:
    """The county, with the custody of the plan that the row is about."""
    with pytest.MonkeyPatch.context() as patch:
        if row.own_space:
            chosen = replace(load.current(), plan_custody="own_space")
            patch.setattr(load, "_loaded", lambda _path: chosen)
        yield


#: The nonce of the script, and the masked token of the form for signing out.
_NEW_EACH_TIME = re.compile(r'(?<=nonce=)"[^"]*"|(?<=csrfmiddlewaretoken" value=)"[^"]*"|(?<=X-CSRFToken": )"[^"]*"')


def without_what_is_new(answer: Any) -> str:
    """The text of an answer, without the nonce and the token that differ each time."""
    return _NEW_EACH_TIME.sub("", answer.content.decode())


@cache
def _declared(address: str) -> str | None:
    return getattr(resolve(address).func, "act", None)


@dataclass
class Seen:
    """What templates were given, and what the database was asked while they were rendered."""

    given: list[tuple[str, str, Any]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    depth: int = 0
    reads_refusals: bool = True

    def begin(self, *, reads_refusals: bool) -> None:
        """Begin anew. The page of a 404 is made only for those whose refusals are compared."""
        self.given, self.queries, self.depth = [], [], 0
        self.reads_refusals = reads_refusals


@contextmanager
def watched() -> Iterator[Seen]:
    """Look at every template that is rendered, and at every query that comes from within one."""
    seen = Seen()
    render = Template._render  # type: ignore[attr-defined]
    to_string = loader.render_to_string

    def rendering(self: Template, context: Any) -> Any:
        seen.depth += 1
        try:
            return render(self, context)
        finally:
            seen.depth -= 1

    def refusing(name: Any, *args: Any, **more: Any) -> str:
        if name == "404.html" and not seen.reads_refusals:
            return ""
        return to_string(name, *args, **more)

    def given(template: Template, context: Any, **_: Any) -> None:
        seen.given += [(template.name or "", name, value) for layer in context.dicts for name, value in layer.items()]

    def asked(execute: Any, sql: str, *rest: Any) -> Any:
        if seen.depth:
            seen.queries.append(sql)
        return execute(sql, *rest)

    template_rendered.connect(given)
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(asked):
        patch.setattr(Template, "_render", rendering)
        patch.setattr(loader, "render_to_string", refusing)
        yield seen
    template_rendered.disconnect(given)
