"""Addresses for the tests of the gate: the house's own, and views that open letters in drawers."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import path

from barnetsplan.access import gate
from barnetsplan.access.declare import declare
from barnetsplan.access.gate import Thing
from barnetsplan.access.request import ActorRequest
from barnetsplan.config.urls import urlpatterns as house
from barnetsplan.domain.decisions import Reason, Refused, Taken
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, Relation
from barnetsplan.people.queries import find_child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.vault.models import Key

CHILD, ENTRY = UUID(int=40), UUID(int=50)
THERE, ABSENT, CLOSED, ONCE, ROLE, REFUSING, TAKEN, NO_CHILDS = (UUID(int=number) for number in range(1, 9))


@dataclass
class Letter:
    """A thing to open; what the reader is to it lies in it."""

    key: UUID
    relations: frozenset[Relation]
    state: str = "open"


INVOLVED = frozenset({Relation.INVOLVED, Relation.READS})
BBA = frozenset({Relation.READS, Relation.INVOLVED, Relation.BBA, Relation.MAY_HOLD_BBA})
LETTERS = {
    THERE: Letter(THERE, BBA, "gathering"),
    CLOSED: Letter(CLOSED, BBA, "closed"),
    ONCE: Letter(ONCE, frozenset({Relation.ONCE_READ})),
    ROLE: Letter(ROLE, BBA - {Relation.MAY_HOLD_BBA}, "gathering"),
    REFUSING: Letter(REFUSING, BBA, "gathering"),
    TAKEN: Letter(TAKEN, BBA, "gathering"),
    NO_CHILDS: Letter(NO_CHILDS, BBA, "gathering"),
}
#: What the gate asked for, in order; a test empties it first.
ASKED: list[str] = []


@dataclass(frozen=True)
class LetterCard:
    """What the page shows of a letter."""

    text: str
    entries: tuple[UUID, ...] = (ENTRY,)


def _find(key: UUID) -> Letter | None:
    ASKED.append("find")
    return LETTERS.get(key)


def _facts(actor: Actor, letter: Letter, _at: datetime) -> Facts:
    ASKED.append("facts")
    mine = letter.relations if actor.kind is ActorKind.STAFF and actor.role == "bvc_nurse" else frozenset()
    return Facts(actor, mine, letter.state)


def _lock(_child: UUID) -> None:
    ASKED.append("lock")


LETTER: Thing[Letter] = Thing(
    find=_find,
    facts=_facts,
    child=lambda letter: None if letter.key == NO_CHILDS else CHILD,
    lock=_lock,
    protection=lambda _letter: Protection.NONE,
)


def _card(_actor: Actor, letter: Letter, _at: datetime) -> LetterCard:
    ASKED.append("card")
    return LetterCard(f"Brevet {letter.key}")


@declare(Act.ANALYSIS_WRITE)
def letter(request: ActorRequest, key: UUID) -> HttpResponse:
    """Open a letter; posted, write on it, or show it again when nothing was written."""
    opened = gate.open_page(request, Act.ANALYSIS_WRITE, LETTER, key, card=_card)
    if isinstance(opened, HttpResponse):
        return opened
    if request.POST.get("text"):
        written = gate.write(request, Act.ANALYSIS_WRITE, LETTER, key, do=_write)
        if isinstance(written, HttpResponse):
            return written
        if not isinstance(written.result, Refused):
            return redirect("start")
    return render(request, "access/refused.html", {"words": f"{opened.card.text} {sorted(opened.may)[:1]}"})


def _write(letter: Letter) -> Key | Refused:
    ASKED.append("write")
    made = Key.objects.create(wrapped=b"", master="of-a-test", made_at=datetime.fromisoformat("2026-09-07T08:00Z"))
    if letter.key == TAKEN:
        raise Taken
    return Refused(Reason.NOTHING_WRITTEN) if letter.key == REFUSING else made


@declare(Act.ANALYSIS_WRITE)
def letter_within(request: ActorRequest, key: UUID) -> HttpResponse:
    """The same, inside a transaction of the view's own."""
    with transaction.atomic():
        return letter(request, key)


@declare(Act.DESK_OPEN)
def desk_like(request: ActorRequest) -> HttpResponse:
    """A page about no thing."""
    refused = gate.enter(request, Act.DESK_OPEN)
    if refused is not None:
        return refused
    gate.record_list(request, Act.DESK_OPEN, [ENTRY])
    return render(request, "access/refused.html", {"words": "Att göra"})


@declare(Act.CONCERN_WRITE)
def begin(request: ActorRequest) -> HttpResponse:
    """Begin something new; the second thing cannot begin."""
    with transaction.atomic():
        gate.record_write(request, Act.CONCERN_WRITE, child=CHILD, thing=THERE)
    gate.record_refusal(request, Act.CONCERN_WRITE, Refused(Reason.UNKNOWN_CHILD))
    return redirect("start")


def undeclared(_request: ActorRequest) -> HttpResponse:
    """A view that forgot to say what it does; it must never run."""
    find_child(CHILD)
    raise AssertionError("It ran.")


urlpatterns = [
    path("brev/<uuid:key>/", letter, name="letter"),
    path("brev-inne/<uuid:key>/", letter_within, name="letter_within"),
    path("skrivbord/", desk_like, name="desk_like"),
    path("nytt/", begin, name="begin"),
    path("glomd/", undeclared, name="undeclared"),
    *house,
]
