"""Every address asked by everybody in the cast, with what the page was given and what was written down meanwhile."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from http import HTTPStatus
from operator import attrgetter
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.template.base import Template
from django.test import Client
from django.test.signals import template_rendered
from django.urls import resolve, reverse

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.audit.models import AuditEvent
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.people.actions import admit_person
from barnetsplan.policy.facts import NOBODY, Actor
from tests.pages import STAGES, tell
from tests.sign_in import client_for
from tests.world import World

Key = Callable[[World], Any]


@dataclass(frozen=True)
class Row:
    """One address at one stage of the story, and what each of the cast gets there, in the order of ``CAST``."""

    stage: str
    name: str
    key: str | Key | None
    statuses: tuple[int, ...]
    method: str = "get"
    sent: Mapping[str, Any] = field(default_factory=dict)

    @property
    def is_of_a_thing(self) -> bool:
        """Whether the address names one thing of many."""
        return isinstance(self.key, str)

    @property
    def absent(self) -> "Row":
        """The same address of a thing that does not exist; strangers get there what they get at one that does."""
        return replace(self, key=lambda _world: ABSENT)

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
#: Who have nothing to do with Noel: a professional, and a parent.
STRANGERS = ("stranger", "parent")
#: The order of the columns. The clerk works beside Maria in a role that may not hold the BBA function; the parent has
#: nothing to do with Noel.
CAST = ("linda", "maria", "clerk", "leila", "stranger", "sara", "daniel", "noel", "parent", "nobody")


def cast_of(world: World) -> dict[str, Actor]:
    """Everybody, as actors; those whom the story does not need get their accounts here."""
    people: dict[str, Actor] = {name: getattr(world, name) for name in ("linda", "maria", "leila", "stranger")}
    people |= {name: world.as_guardian(getattr(world, name)) for name in ("sara", "daniel")}
    people["noel"] = Actor(kind=ActorKind.FAMILY, person=world.noel.pk, party=world.noel.pk)
    Account.objects.create(person=world.noel.person)
    parent = admit_person(name="Någon Annan", number=make_invented(date(1988, 3, 4), 8), at=world.at)
    Account.objects.create(person=parent)
    people["parent"] = world.as_guardian(parent)
    people["clerk"] = _clerk(world)
    people["nobody"] = NOBODY
    return people


def _clerk(world: World) -> Actor:
    person = admit_person(name="Karin Kontor", number=make_invented(date(1979, 3, 4), 8), at=world.at)
    Account.objects.create(person=person)
    works = Assignment.objects.create(
        person=person, unit=world.bvc, role="teacher", valid_from=world.at, valid_until=world.at + timedelta(days=365)
    )
    return Actor(kind=ActorKind.STAFF, person=person.pk, party=world.bvc.pk, role="teacher", assignment=works.pk)


def visit_all(rows: tuple[Row, ...]) -> Iterator[Visit]:
    """Tell the story once, and let everybody ask everything at each stage; nothing of it stays in the database."""
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world = World()
        patch.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=world.later))
        people = cast_of(world)
        for stage in STAGES:
            tell(world, stage)
            for row in rows:
                if row.stage == stage:
                    yield from (visit(world, row, who, people[who]) for who in CAST)
                    yield from (visit(world, row.absent, who, people[who]) for who in STRANGERS if row.is_of_a_thing)
        transaction.set_rollback(True)


def visit(world: World, row: Row, who: str, actor: Actor) -> Visit:
    """One of the cast asks one address; what it changes is taken back."""
    address = row.address(world)
    before = world.at
    with transaction.atomic():
        client = Client() if actor is NOBODY else client_for(world, actor)
        with watched() as seen:
            answer = getattr(client, row.method)(address, dict(row.sent))
        written = AuditEvent.objects.filter(at__gt=before).order_by("at", "pk")
        events = tuple(written.values_list("act", "permitted"))
        transaction.set_rollback(True)
    return Visit(
        row=row,
        who=who,
        status=answer.status_code,
        act=_declared(address),
        events=events,
        given=tuple(seen.given),
        asked_while_rendering=tuple(seen.queries),
        refusal=_NEW_EACH_TIME.sub("", answer.content.decode()) if answer.status_code == HTTPStatus.NOT_FOUND else "",
    )


#: The nonce of the script, and the masked token of the form for signing out.
_NEW_EACH_TIME = re.compile(r'(?<=nonce=)"[^"]*"|(?<=csrfmiddlewaretoken" value=)"[^"]*"|(?<=X-CSRFToken": )"[^"]*"')


@cache
def _declared(address: str) -> str | None:
    return getattr(resolve(address).func, "act", None)


@dataclass
class Seen:
    """What templates were given, and what the database was asked while they were rendered."""

    given: list[tuple[str, str, Any]] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)
    depth: int = 0


@contextmanager
def watched() -> Iterator[Seen]:
    """Look at every template that is rendered, and at every query that comes from within one."""
    seen = Seen()
    render = Template._render  # type: ignore[attr-defined]

    def rendering(self: Template, context: Any) -> Any:
        seen.depth += 1
        try:
            return render(self, context)
        finally:
            seen.depth -= 1

    def given(template: Template, context: Any, **_: Any) -> None:
        seen.given += [(template.name or "", name, value) for layer in context.dicts for name, value in layer.items()]

    def asked(execute: Any, sql: str, *rest: Any) -> Any:
        if seen.depth:
            seen.queries.append(sql)
        return execute(sql, *rest)

    template_rendered.connect(given)
    with pytest.MonkeyPatch.context() as patch, connection.execute_wrapper(asked):
        patch.setattr(Template, "_render", rendering)
        yield seen
    template_rendered.disconnect(given)
