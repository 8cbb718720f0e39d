"""Making the demonstration county: organisations, people, and every story played through the product's own actions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation

from barnetsplan.accounts.actions import assign, open_account
from barnetsplan.accounts.models import Account
from barnetsplan.accounts.session import family_actor, staff_actor
from barnetsplan.audit.sealer import seal
from barnetsplan.demo import (
    directory,
    perform_desk,
    perform_gather,
    perform_guest,
    perform_notice,
    perform_plan,
    perform_protection,
)
from barnetsplan.demo.cast import (
    FOLDER,
    Numbers,
    UnitStaff,
    give_numbers,
    read_staff,
    read_waiting,
    write_register,
)
from barnetsplan.demo.head import Head
from barnetsplan.demo.reached import reach
from barnetsplan.demo.script import Story, read_story
from barnetsplan.demo.stage import NotPlayed, Stage
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import STOCKHOLM, local_date, months_after
from barnetsplan.duties.actions import review, sample
from barnetsplan.organisations.actions import load_county
from barnetsplan.organisations.models import Unit
from barnetsplan.people.actions import admit_person, admit_unborn
from barnetsplan.people.models import Child, Person
from barnetsplan.people.queries import by_number
from barnetsplan.policy.facts import Actor
from barnetsplan.statements import plan_anew

#: The county has been at work for so long when it is opened.
_MONTHS_AT_WORK = 11
#: The log reviewers begin with the newest of it.
_DAYS_REVIEWED = 60
PERFORM: Mapping[str, Callable[[Stage, Any], None]] = {
    "concern": perform_notice.concern,
    "send": perform_notice.send,
    "receive": perform_notice.receive,
    "open_case": perform_notice.open_case,
    "ask_family": perform_gather.ask_the_family,
    "family_answers": perform_gather.family_answers,
    "child_words": perform_gather.child_words,
    "own_voice": perform_gather.own_voice,
    "ask_service": perform_gather.ask_the_service,
    "invite_guest": perform_guest.invite_guest,
    "consent": perform_gather.consent,
    "service_answers": perform_gather.service_answers,
    "release_voices": perform_gather.show_voices,
    "analysis": perform_gather.analyse,
    "ask_circle": perform_plan.ask_circle,
    "call_meeting": perform_plan.call,
    "reply": perform_plan.reply,
    "board": perform_plan.board,
    "finish_meeting": perform_plan.finish,
    "answer_plan": perform_plan.answer_plan,
    "publish": perform_plan.publish_plan,
    "report": perform_plan.report,
    "offer": perform_plan.offer,
    "answer_offer": perform_plan.answer_the_offer,
    "end_plan": perform_plan.end,
    "read": perform_gather.read,
    "protect": perform_protection.protect_child,
    "list": perform_protection.put_on_list,
}


@dataclass(frozen=True, slots=True)
class Made:
    """How much there is."""

    units: int
    professionals: int
    children: int


@dataclass(frozen=True, slots=True)
class _Beginning:
    """What all stories share: the moment of making, when the county began its work, the numbers, the units."""

    now: datetime
    began: datetime
    numbers: Numbers
    units: dict[str, Unit]


def is_made() -> bool:
    """Whether the county is there already."""
    return Account.objects.exists()


def stories() -> tuple[Story, ...]:
    """Every story, in the order of the files."""
    return tuple(read_story(path) for path in sorted((FOLDER / "stories").glob("*.toml")))


def make_county(*, at: datetime) -> Made:
    """Make the whole county in one transaction, so that there is never half of one, and review and seal its log."""
    with translation.override("sv"), transaction.atomic():
        made = _make(at)
        review(since=at - timedelta(days=_DAYS_REVIEWED), until=at, at=at)
        sample(week_of=at, at=at)
    while seal(at=at):
        pass
    return made


def _make(at: datetime) -> Made:
    played, waiting, staff = stories(), read_waiting(), read_staff()
    heads = [*waiting, *(story.head for story in played)]
    today = local_date(at)
    numbers = give_numbers(staff, heads, today=today)
    write_register(Path(settings.REGISTER_FILE), heads, numbers)
    county = load_county(FOLDER / "county.toml")
    began = datetime.combine(months_after(today, -_MONTHS_AT_WORK), time(8), tzinfo=STOCKHOLM)
    beginning = _Beginning(
        at, began, numbers, {unit.code: unit for unit in Unit.objects.select_related("domain__organisation")}
    )
    plan_anew()
    professionals = _employ(beginning, staff)
    plan_anew()
    _name_in_directories(beginning, staff)
    for head in heads:
        _admit_adults(beginning, head)
    for story in played:
        plan_anew()
        _play(beginning, story, professionals)
    reach(numbers, at=at)
    return Made(county.units, len(professionals), len(played))


def _person(beginning: _Beginning, name: str) -> Person:
    number = beginning.numbers[name]
    return by_number(number) or admit_person(name=name, number=number, at=beginning.began)


def _employ(beginning: _Beginning, staff: tuple[UnitStaff, ...]) -> dict[str, Actor]:
    """Assignments run for twelve months from today; the first of two is the one that stories act by."""
    actors: dict[str, Actor] = {}
    for unit in staff:
        for name, role in unit.staff:
            assignment = assign(
                person=_person(beginning, name).pk,
                unit=beginning.units[unit.key],
                role=role,
                valid_from=beginning.began,
                last_day=months_after(local_date(beginning.now), 12),
                at=beginning.now,
            )
            if isinstance(assignment, Refused):
                raise NotPlayed(f"{name}, {role}, {unit.key}: {assignment}")
            actors.setdefault(name, staff_actor(assignment.pk, at=beginning.now))
    return actors


def _name_in_directories(beginning: _Beginning, staff: tuple[UnitStaff, ...]) -> None:
    """Let identity providers know everybody, and the units; one with two assignments in a directory has one name."""
    for place, unit in enumerate(beginning.units.values()):
        directory.code(unit, place)
    for place, member in enumerate(dict.fromkeys(name for unit in staff for name, _ in unit.staff)):
        for key in {unit.key for unit in staff if member in {name for name, _ in unit.staff}}:
            directory.name(_person(beginning, member), beginning.units[key], place, at=beginning.began)


def _admit_adults(beginning: _Beginning, head: Head) -> None:
    """Guardians can sign in before anybody has written about their child: they find an empty page."""
    for adult in head.adults:
        open_account(_person(beginning, adult.name).pk)


def _play(beginning: _Beginning, story: Story, professionals: dict[str, Actor]) -> None:
    head = story.head
    adults = {adult.name: family_actor(_person(beginning, adult.name).pk) for adult in head.adults}
    stage = Stage(
        name=head.name,
        number=None if head.is_unborn else beginning.numbers[head.name],
        now=beginning.now,
        units=beginning.units,
        actors=professionals | adults,
        clock=beginning.began,
    )
    for step in story.steps:
        stage.move_to(step)
        if head.is_unborn and stage.child is None:
            stage.child = _expected(beginning, head, at=stage.clock)
        perform_desk.read_news(stage, step)
        PERFORM[step.do](stage, step)
        if head.own_account and stage.child is not None and head.name not in stage.actors:
            open_account(stage.child.pk)
            stage.actors[head.name] = family_actor(stage.child.pk)


def _expected(beginning: _Beginning, head: Head, *, at: datetime) -> Child:
    carried_by = _person(beginning, head.adults[0].name)
    expected_on = local_date(beginning.now) + timedelta(days=head.expected_in)
    return admit_unborn(name=head.name, carried_by=carried_by, expected_on=expected_on, at=at)
