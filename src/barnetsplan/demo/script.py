"""The grammar of the demonstration's stories: what a file under ``stories/`` may hold.

A story is a list of steps; each says who does what, so many days before the day on which the county is made. Every
step is an act of the product, and its fields are what the person would write on the page.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

from barnetsplan.demo.head import Head
from barnetsplan.practice.build import Fault, build
from barnetsplan.practice.places import line_of

#: A step without a day follows the one before it by a few minutes.
SAME_DAY = -1


class WrongStory(Exception):
    """A file of the demonstration that cannot be played: names file and line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One act: by whom, how many days ago, at what time of the day."""

    do: str
    by: str = ""
    days: int = SAME_DAY
    at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One voice on one area."""

    area: str
    works: str = ""
    challenging: str = ""
    would_help: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern(Step):
    """Somebody writes what they have noticed."""

    seen: str
    child_says: str
    works: str = ""
    tried: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Send(Step):
    """It is sent to the BBA, on the yes that was heard, or inside the own domain without."""

    to: str
    heard: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Receive(Step):
    """The BBA answers that it has come, and when somebody calls."""

    text: str
    call_in: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase(Step):
    """The BBA opens a case with the areas that matter."""

    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskFamily(Step):
    """The BBA asks the family."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers(Step):
    """A voice speaks: the family, the BBA's own service, or the service that was asked."""

    answers: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildWords(Step):
    """The child speaks with an adult beside, and says who may read."""

    answers: tuple[Said, ...]
    readers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskService(Step):
    """The BBA asks another service, which waits for the family's yes."""

    unit: str
    areas: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InviteGuest(Step):
    """The BBA invites somebody outside the county's units to the plan."""

    organisation: str
    sector: str
    guest: str
    born: date
    serial: int
    for_days: int
    child_view: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of a request: a service, and for background an area."""

    unit: str
    layer: Literal["map", "background", "talk"]
    area: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent(Step):
    """Somebody in the family answers a request, all of it or some parts."""

    about: Literal["talk", "map", "guest"]
    answer: Literal["yes", "no", "withdrawn"] = "yes"
    only: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Release(Step):
    """The BBA shows the family what the services have said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Analysis(Step):
    """The BBA answers the model's three questions."""

    summary: str
    child_view: str
    outcome: str
    own_service: str = ""
    other_service: str = ""
    together: str = ""
    best_for_child: str = ""
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """A service in the circle, and which background it asks for."""

    unit: str
    areas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCircle(Step):
    """The BBA asks the family who may take part."""

    services: tuple[Invited, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Call(Step):
    """A meeting is called."""

    question: str
    starts_in: int
    clock: str
    units: tuple[str, ...]
    where: str = ""
    child_takes_part: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply(Step):
    """One of the invited answers."""

    coming: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalLine:
    """A goal on the board; ``key`` is how actions of the story refer to it."""

    key: str
    text: str
    area: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionLine:
    """An action on the board."""

    key: str
    unit: str
    text: str
    when: str
    due_in: int
    area: str
    goal: str = ""
    support: Literal["child", "family"] = "child"
    person: str = ""
    follow_up: str = ""
    to_family: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactLine:
    """Whom to call in a service; the telephone is the unit's."""

    unit: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WordsLine:
    """What the child or a guardian says in the plan."""

    voice: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentLine:
    """Somebody does not agree about an action."""

    voice: str
    text: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Board(Step):
    """The plan is written in the meeting; at a follow-up, actions of the earlier version may be taken off."""

    remove: tuple[str, ...] = ()
    goals: tuple[GoalLine, ...] = ()
    actions: tuple[ActionLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    words: tuple[WordsLine, ...] = ()
    dissents: tuple[DissentLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish(Step):
    """The meeting ends with a version that goes to the family first."""

    follow_up_in: int
    note: str = ""
    absent: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPlan(Step):
    """Somebody in the family says what they think of the version."""

    reply: Literal["agree", "in_part", "disagree"] = "agree"
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publish(Step):
    """The version goes to the circle."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Step):
    """A service reports its action."""

    action: str
    status: Literal["begun", "going_on", "done", "could_not"]
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer(Step):
    """Another service is asked to hold the plan together."""

    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerOffer(Step):
    """It answers."""

    accept: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How it went with a goal."""

    goal: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class End(Step):
    """The plan ends with what it gave."""

    outcomes: tuple[Outcome, ...]
    words: tuple[WordsLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Read(Step):
    """Somebody opens a page; the log shows it."""

    page: Literal["concern", "plan", "wheel"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Protect(Step):
    """Somebody says that the child needs protection, from now on."""

    protection: Literal["place", "named"]
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Step):
    """A security officer puts somebody on the list of those who may open the child, and a second confirms it."""

    person: str
    reason: str
    second: str


@dataclass(frozen=True, slots=True)
class Story:
    """One file: whom it is about, and the steps."""

    head: Head
    steps: tuple[Step, ...]


STEPS: dict[str, type[Step]] = {
    "concern": Concern,
    "send": Send,
    "receive": Receive,
    "open_case": OpenCase,
    "ask_family": AskFamily,
    "family_answers": Answers,
    "child_words": ChildWords,
    "own_voice": Answers,
    "ask_service": AskService,
    "invite_guest": InviteGuest,
    "consent": Consent,
    "service_answers": Answers,
    "release_voices": Release,
    "analysis": Analysis,
    "ask_circle": AskCircle,
    "call_meeting": Call,
    "reply": Reply,
    "board": Board,
    "finish_meeting": Finish,
    "answer_plan": AnswerPlan,
    "publish": Publish,
    "report": Report,
    "offer": Offer,
    "answer_offer": AnswerOffer,
    "end_plan": End,
    "read": Read,
    "protect": Protect,
    "list": Listing,
}


def read_story(path: Path) -> Story:
    """Read one story. *Raises:* ``WrongStory``."""
    source = path.read_text(encoding="utf-8")
    try:
        table = tomllib.loads(source)
        steps = tuple(_step(row, place) for place, row in enumerate(table.pop("steps", [])))
        return Story(head=build(Head, table), steps=steps)
    except tomllib.TOMLDecodeError as error:
        raise WrongStory(f"{path.name}: {error}") from None
    except Fault as fault:
        raise WrongStory(f"{path.name}, line {line_of(source, fault.path)}: {fault.sentence}") from None


def _step(row: dict[str, object], place: int) -> Step:
    wanted = STEPS.get(str(row.get("do")))
    if wanted is None:
        raise Fault(("steps", place), f"There is no step «{row.get('do')}».")
    return build(wanted, row, ("steps", place))
