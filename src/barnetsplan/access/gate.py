"""The one door: find, decide, record, and only then hand out (architecture.md rule 1; docs/request-to-answer.md).

A refused object and an absent one answer alike. A refusal is a response and never an exception, so that it is
logged whatever transaction surrounds it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotFound, HttpResponseRedirect
from django.template import loader
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.module_loading import import_string

from barnetsplan import context
from barnetsplan.access import proving, typed
from barnetsplan.access.refusals import words
from barnetsplan.access.request import ActorRequest
from barnetsplan.audit.record import Event, record
from barnetsplan.domain.decisions import Decision, Permitted, Reason, Refused, Taken
from barnetsplan.domain.protection import Protection, is_by_name
from barnetsplan.domain.vocabulary import ActorKind
from barnetsplan.policy.acts import Act
from barnetsplan.policy.assurance import OWN, is_of_code, lacks
from barnetsplan.policy.decide import decide, permitted_acts
from barnetsplan.policy.facts import Actor, Facts
from barnetsplan.practice.load import current

_READING = frozenset({"GET", "HEAD"})
#: Refusals whose reason may be said: the actor knows already that the thing exists.
_SAID = frozenset(
    {
        Reason.OWN_FAMILY,
        Reason.TOO_MANY_CHILDREN,
        Reason.NO_LONGER_SHARED,
        Reason.WRONG_STATE,
        Reason.ROLE_MAY_NOT,
        Reason.LEVEL_TOO_LOW,
    }
)
#: Refusals that end when something has been said about the child: the page where it is said.
_FIRST = {Reason.REASON_NEEDED: "protected_reason", Reason.MUST_PROMISE: "promise"}


class Card(Protocol):
    """What a page is given: a frozen value that knows which entries it shows."""

    @property
    def entries(self) -> Sequence[UUID]:
        """The entries that the page shows, for the log."""


T = TypeVar("T")
R = TypeVar("R")
C = TypeVar("C", bound=Card)


@dataclass(frozen=True, slots=True)
class Thing(Generic[T]):
    """A kind of thing that can be opened: how it is found, what is true of it, whose child it is about.

    ``lock`` takes the row of the child before a write decides, so that an end of access and a disclosure
    cannot pass each other (architecture.md rule 5).
    """

    find: Callable[[UUID], T | None]
    facts: Callable[[Actor, T, datetime], Facts]
    child: Callable[[T], UUID | None]
    lock: Callable[[UUID], None]
    protection: Callable[[T], str]


class Guard(Protocol):
    """Who stands before every rule where the child is opened by named persons alone (law.md PROT-03, ADR 0014).

    It lies in a room above and is named in the settings, so that the gate asks and knows nothing of lists.
    """

    def closed(self, actor: Actor, child: UUID, at: datetime) -> Refused | None:
        """Why the actor may not open the child: not on the list, or on it and without a reason given today."""

    def tried(self, actor: Actor, child: UUID, at: datetime) -> None:
        """Raise the alarm: somebody outside the list tried."""


@cache
def _guard() -> Guard:
    guard: Guard = import_string(settings.GUARD)
    return guard


@dataclass(frozen=True, slots=True)
class Opened(Generic[T, C]):
    """What the gate hands out for a page: the thing, its card, and every act that its facts permit."""

    thing: T
    card: C
    may: frozenset[str]


@dataclass(frozen=True, slots=True)
class Written(Generic[R]):
    """What the gate hands out for a write: what the action returned, a thing or a refusal with its reason."""

    result: R


def _is_not_recorded(_card: Card) -> bool:
    return False


def open_page(
    request: ActorRequest,
    act: Act,
    thing: Thing[T],
    key: UUID,
    *,
    card: Callable[[Actor, T, datetime], C],
    recorded: Callable[[C], bool] = _is_not_recorded,
) -> Opened[T, C] | HttpResponse:
    """Open one thing for reading: one decision, one event, one card; or a refusal response.

    The card comes before the event, and the event before anything is handed out. A post has the event of ``write``;
    middleware records the opening when its page is shown again. What is ``recorded`` is open already: no new event.
    """
    actor, at = request.actor, request.at
    lacking = _lacking(request, act, writing=False)
    if lacking is not None:
        return _refuse(request, act, lacking, key)
    found = thing.find(key)
    if found is None:
        return _refuse(request, act, Refused(Reason.NOT_FOUND), key)
    facts = thing.facts(actor, found, at)
    decision = _decide(request, act, thing, found, facts)
    if isinstance(decision, Refused):
        return _refuse(request, act, decision, key, child=thing.child(found))
    made = card(actor, found, at)
    event = Event(
        act=act.value,
        at=at,
        actor=actor,
        code=decision.rule,
        child=thing.child(found),
        thing=key,
        entries=made.entries,
    )
    if request.method not in _READING:
        request.opened_by_post.append(event)
    elif not recorded(made):
        record(event)
    return Opened(found, made, permitted_acts(facts))


def _decide(request: ActorRequest, act: Act, thing: Thing[T], found: T, facts: Facts) -> Decision:
    """The table's answer, and before it the named list where the child has one; without a list it costs nothing.

    *Source:* law.md PROT-03. A missing reason is said only to those whom the table lets in.
    """
    child, protection = thing.child(found), thing.protection(found)
    closed = _guard().closed(request.actor, child, request.at) if child and is_by_name(protection) else None
    if closed is not None and closed.reason is Reason.NOT_ON_LIST:
        return closed
    decision = decide(act, facts)
    if isinstance(decision, Refused):
        return decision
    request.protection = Protection(protection)
    return decision if closed is None else closed


def write(
    request: ActorRequest,
    act: Act,
    thing: Thing[T],
    key: UUID,
    *,
    do: Callable[[T], R],
) -> Written[R | Refused] | HttpResponse:
    """Change one thing: lock its child, decide on fresh facts, act and record in one transaction.

    An action that answers ``Refused`` has its changes rolled back, and the refusal is recorded; so has one that
    finds the id of what it writes taken by something else, which is said of nothing but the page's own form.
    """
    lacking = _lacking(request, act, writing=True)
    if lacking is not None:
        return _refuse(request, act, lacking, key)
    if proving.is_look(request):
        return Written(Refused(Reason.LOOK_FIRST))
    outcome: Written[R | Refused] | _Refusal
    try:
        with transaction.atomic():
            outcome = _write_locked(request, act, thing, key, do)
            if isinstance(outcome, Written) and isinstance(outcome.result, Refused):
                transaction.set_rollback(True)
    except Taken:
        outcome = Written(Refused(Reason.ID_TAKEN))
    if isinstance(outcome, _Refusal):
        return _refuse(request, act, outcome.refused, key, child=outcome.child)
    if isinstance(outcome.result, Refused):
        _keep_what_stands(request, thing, key)
        _record_refusal(request, act, outcome.result, key, child=None)
    else:
        typed.forget(request)
    return outcome


def _keep_what_stands(request: ActorRequest, thing: Thing[T], key: UUID) -> None:
    """What is so whatever was refused is made anew, since it was rolled back with the refusal (law.md FAM-02)."""
    found = thing.find(key)
    child = None if found is None else thing.child(found)
    if child is not None:
        _after_refusal()(child=child, by=request.actor, at=request.at)


@cache
def _after_refusal() -> Callable[..., object]:
    after: Callable[..., object] = import_string(settings.AFTER_REFUSAL)
    return after


@dataclass(frozen=True, slots=True)
class _Refusal:
    refused: Refused
    child: UUID | None = None


def _write_locked(
    request: ActorRequest,
    act: Act,
    thing: Thing[T],
    key: UUID,
    do: Callable[[T], R],
) -> Written[R | Refused] | _Refusal:
    found = thing.find(key)
    if found is None:
        return _Refusal(Refused(Reason.NOT_FOUND))
    child = thing.child(found)
    if child is not None:
        thing.lock(child)
        found = thing.find(key)
        if found is None:
            return _Refusal(Refused(Reason.NOT_FOUND))
    decision = _decide(request, act, thing, found, thing.facts(request.actor, found, request.at))
    if isinstance(decision, Refused):
        return _Refusal(decision, child)
    if child is None:
        result = do(found)
    else:
        with context.about(child, act=act.value):
            result = do(found)
    if not isinstance(result, Refused):
        _record_permitted(request, act, decision, key, child)
    return Written(result)


def enter(request: ActorRequest, act: Act, *, shows_again: bool = False) -> HttpResponse | None:
    """Let the actor in to a page that is about no thing yet; a refusal response otherwise.

    A view that shows its form again, filled in, to one who wants to look at it first, says so (``looks_first``).

    Nothing about a child stands on such a page. What it lists is opened by ``record_list``.
    """
    lacking = _lacking(request, act, writing=request.method not in _READING)
    if lacking is not None:
        return _refuse(request, act, lacking, None)
    if proving.is_look(request) and not shows_again:
        # What else begins something new is not shown again filled in; it is not begun either.
        return HttpResponseRedirect(request.path)
    decision = decide(act, Facts(actor=request.actor, relations=request.actor.duties))
    if isinstance(decision, Permitted):
        return None
    return _refuse(request, act, decision, None)


def _lacking(request: ActorRequest, act: Act, *, writing: bool) -> Refused | None:
    """What the proof of who acts lacks for the act, before anything is looked for (ADR 0017)."""
    return lacks(act, request.actor, at=request.at, writing=writing, agreed=current().signing_in)


def record_list(request: ActorRequest, act: Act, entries: Sequence[UUID] = ()) -> None:
    """Record that a list was opened: one event for the whole list (architecture.md rule 6)."""
    record(Event(act=act.value, at=request.at, actor=request.actor, code="list", entries=entries))


def record_write(request: ActorRequest, act: Act, *, child: UUID | None, thing: UUID | None) -> None:
    """Record a write that began something new; the caller is inside ``atomic`` with the change itself."""
    record(Event(act=act.value, at=request.at, actor=request.actor, code="begun", child=child, thing=thing))
    typed.forget(request)


def record_refusal(request: ActorRequest, act: Act, refused: Refused) -> None:
    """Record that something new could not begin; the caller is outside the transaction that was rolled back."""
    _record_refusal(request, act, refused, None, child=None)


def _record_permitted(request: ActorRequest, act: Act, decision: Permitted, key: UUID, child: UUID | None) -> None:
    record(
        Event(act=act.value, at=request.at, actor=request.actor, code=decision.rule, child=child, thing=key),
    )


def _record_refusal(
    request: ActorRequest,
    act: Act,
    refused: Refused,
    key: UUID | None,
    *,
    child: UUID | None,
) -> None:
    record(
        Event(
            act=act.value,
            at=request.at,
            actor=request.actor,
            permitted=False,
            code=refused.reason.value,
            child=child,
            thing=key,
        ),
    )


def _refuse(
    request: ActorRequest,
    act: Act,
    refused: Refused,
    key: UUID | None,
    *,
    child: UUID | None = None,
) -> HttpResponse:
    _record_refusal(request, act, refused, key, child=child)
    if request.actor.kind is ActorKind.NOBODY:
        return proving.lead_to_sign_in(request, keeps=act not in OWN)
    if refused.reason is Reason.PROVE_AGAIN:
        return proving.lead_to_proof(request)
    if child is not None and refused.reason is Reason.NOT_ON_LIST:
        _guard().tried(request.actor, child, request.at)
    if child is not None and refused.reason in _FIRST:
        way = urlencode({"vidare": request.path}) if request.method in _READING else ""
        return HttpResponseRedirect(f"{reverse(_FIRST[refused.reason], args=[child])}?{way}")
    if refused.reason in _SAID and not is_of_code(request.actor):
        page = loader.render_to_string("access/refused.html", {"words": words(refused)}, request)
        return HttpResponseForbidden(page)
    return HttpResponseNotFound(loader.render_to_string("404.html", request=request))
