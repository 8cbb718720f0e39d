"""The stage on which a story is played: the actors, the clock, and the one door through which everything is done."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from barnetsplan.access import gate
from barnetsplan.access.gate import Opened, Thing, Written
from barnetsplan.access.request import ActorRequest
from barnetsplan.access.sessions import SessionStore
from barnetsplan.cases.disclosing import promise
from barnetsplan.cases.facts import PROMISE
from barnetsplan.demo.entering import signed_in
from barnetsplan.demo.script import SAME_DAY, Step
from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.domain.identity import IdentityNumber
from barnetsplan.domain.periods import STOCKHOLM, local_date
from barnetsplan.organisations.models import Unit
from barnetsplan.people.models import Child
from barnetsplan.policy.acts import Act
from barnetsplan.policy.decide import decide
from barnetsplan.policy.facts import Actor
from barnetsplan.records.models import Entry

T = TypeVar("T")
R = TypeVar("R")
_PAUSE = timedelta(minutes=6)
_MORNING = time(9, 10)


class NotPlayed(Exception):
    """The product refused a step of a story: the story, or the product, is wrong."""


def weekday(day: date) -> date:
    """The day itself, or the Friday before a weekend: professionals write on working days."""
    return day - timedelta(days=max(0, day.weekday() - 4))


@dataclass
class Stage:
    """What a story has made so far, by the ids that its steps need."""

    name: str
    number: IdentityNumber | None
    now: datetime
    units: dict[str, Unit]
    actors: dict[str, Actor]
    clock: datetime
    child: Child | None = None
    concern: UUID | None = None
    case: UUID | None = None
    meeting: UUID | None = None
    plan: UUID | None = None
    version: UUID | None = None
    offer: UUID | None = None
    questions: dict[str, UUID] = field(default_factory=dict)
    requests: dict[str, UUID] = field(default_factory=dict)
    lines: dict[str, UUID] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on which the county is made."""
        return local_date(self.now)

    @property
    def born(self) -> Child:
        """The child, once somebody has had a basis to admit it."""
        return known(self.child)

    def unit(self, code: str) -> UUID:
        """The unit with this code."""
        return self.units[code].party_id

    def actor(self, name: str) -> Actor:
        """Who acts: a professional for the unit, or a family member for themselves, who has just signed in."""
        actor = self.actors[name]
        if actor.proved_at is None or actor.proved_at < self.clock:
            actor = self.actors[name] = signed_in(actor, at=self.clock)
        return actor

    def party(self, name: str) -> UUID:
        """A unit by its code, or a person by name, or the child of the story."""
        if name in self.units:
            return self.unit(name)
        return self.born.pk if name == self.name else self.actors[name].person_id

    def move_to(self, step: Step) -> datetime:
        """Let time pass until the step; never backwards, and never into what has not happened yet."""
        earliest = self.clock + _PAUSE
        if step.days != SAME_DAY:
            day = weekday(self.today - timedelta(days=step.days))
            hour = time.fromisoformat(step.at) if step.at else _MORNING
            earliest = max(earliest, datetime.combine(day, hour, tzinfo=STOCKHOLM))
        elif step.at:
            hour = time.fromisoformat(step.at)
            earliest = max(earliest, datetime.combine(local_date(self.clock), hour, tzinfo=STOCKHOLM))
        if earliest >= self.now:
            raise NotPlayed(f"{self.name}, {step.do}: {earliest} has not come yet.")
        self.clock = earliest
        return earliest

    def write(self, step: Step, act: Act, thing: Thing[T], key: UUID | None, do: Callable[[T], R | Refused]) -> R:
        """Do something through the gate, which locks, decides and records as for any page."""
        self._ask(step, act, thing, known(key))
        done = gate.write(self._request(step, "POST"), act, thing, known(key), do=do)
        if not isinstance(done, Written):
            raise self._not_played(step, done.status_code)
        return self._given(step, done.result)

    def read(
        self,
        step: Step,
        act: Act,
        thing: Thing[T],
        key: UUID | None,
        card: Callable[[Actor, T, datetime], Any],
    ) -> None:
        """Open a page through the gate, which records what was shown."""
        self._ask(step, act, thing, known(key))
        opened = gate.open_page(self._request(step, "GET"), act, thing, known(key), card=card)
        if not isinstance(opened, Opened):
            raise self._not_played(step, opened.status_code)

    def _ask(self, step: Step, act: Act, thing: Thing[T], key: UUID) -> None:
        """Ask the policy before the gate does, whose refusal is a page: here it is an error that names the step."""
        found = known(thing.find(key))
        decision = decide(act, thing.facts(self.actor(step.by), found, self.clock))
        if decision == Refused(Reason.MUST_PROMISE):
            self._promise(step, known(thing.child(found)))
            return
        if isinstance(decision, Refused):
            raise self._not_played(step, decision.reason.value)

    def _promise(self, step: Step, child: UUID) -> None:
        """Somebody outside the secrecy acts promises what the reservation asks before reading (law.md LAW-06)."""

        def do(found: Child) -> object:
            return promise(child=found, by=self.actor(step.by), at=self.clock)

        if not isinstance(gate.write(self._request(step, "POST"), Act.PROMISE_GIVE, PROMISE, child, do=do), Written):
            raise self._not_played(step, "not promised")

    def _not_played(self, step: Step, why: object) -> NotPlayed:
        return NotPlayed(f"{self.name}, {step.do} by {step.by} on {self.clock:%Y-%m-%d %H:%M}: {why}")

    def begin(self, step: Step, act: Act, do: Callable[[], Entry | Refused]) -> Entry:
        """Begin what is about no thing yet: the gate lets the actor in, and the log tells what was begun."""
        request = self._request(step, "POST")
        if gate.enter(request, act) is not None:
            raise self._not_played(step, "not let in")
        entry = self._given(step, do())
        gate.record_write(request, act, child=entry.child_id, thing=entry.pk)
        return entry

    def _given(self, step: Step, made: R | Refused) -> R:
        if isinstance(made, Refused) or made is None:
            raise self._not_played(step, made)
        return made

    def _request(self, step: Step, method: str) -> ActorRequest:
        request = ActorRequest()
        request.method, request.actor, request.at = method, self.actor(step.by), self.clock
        request.session = SessionStore()
        return request


def known(thing: T | None) -> T:
    """The thing that an earlier step made. *Raises:* ``NotPlayed`` when no step has."""
    if thing is None:
        raise NotPlayed("A step needs what no step before it has made.")
    return thing
