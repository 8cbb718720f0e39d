"""A plan of the size that the figures are given for: twelve actions, four services; or so many times more."""

from datetime import UTC, date, datetime
from uuid import uuid4

from barnetsplan.consent.queries import find_request
from barnetsplan.domain.vocabulary import ActionStatus, Answer, PlanReply, Regime, Strength
from barnetsplan.gathering.actions import write_own_voice
from barnetsplan.gathering.analysis import write_analysis
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.organisations.models import Unit
from barnetsplan.plans.actions import answer_version, publish, report_action
from barnetsplan.plans.circle import ask_for_circle
from barnetsplan.plans.facts import find_action, find_version
from barnetsplan.plans.models import Plan
from barnetsplan.policy.facts import Actor
from barnetsplan.records.kinds import Action, Analysis, Contact, Contribution, Goal, Invitation, OwnWords
from tests.cast import AREAS, World, made, make_unit
from tests.world import case_open, say

ACTIONS = 12


def big_plan(world: World, *, times: int = 1) -> Plan:
    """Noel's plan with twelve actions and four services, published and reported on; ``times`` multiplies its entries."""
    case_open(world)
    bup = make_unit("bup", "BUP Växjö", "BUP", "child_psychiatry", "25:1", Strength.STRONG, Regime.OSL)
    services = [world.preschool, world.social, world.school, bup]
    for _ in range(times):
        _voice(world)
    _agree(world, services)
    made(_meeting(world, services, times))
    for person in (world.sara, world.daniel):
        made(
            answer_version(
                version=made(find_version(world.version.pk)),
                reply=PlanReply.AGREE,
                text="",
                entry_id=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            ),
        )
    made(publish(version=made(find_version(world.version.pk)), by=world.maria, at=world.later()))
    _report(world, times)
    return Plan.objects.get(pk=world.meeting.plan_id)


def _voice(world: World) -> None:
    answers = {area: Contribution(works="Det går bra.", challenging="Det tar tid.") for area in AREAS}
    made(write_own_voice(case=world.case, answers=answers, token=uuid4(), by=world.maria, at=world.later()))


def _agree(world: World, services: list[Unit]) -> None:
    made(
        write_analysis(
            case=world.case,
            entry_id=uuid4(),
            payload=Analysis(summary="Flera behövs.", child_view="Noel vill."),
            outcome="collaboration",
            by=world.maria,
            at=world.later(),
        ),
    )
    # Two services at a time, with their background: the family is asked at most five questions at once.
    for asked in (services[:2], services[2:]):
        request = made(
            ask_for_circle(
                case=world.case,
                token=uuid4(),
                services={unit.pk: AREAS for unit in asked},
                last_day=None,
                by=world.maria,
                at=world.later(),
            ),
        )
        world.circle = made(find_request(request.pk))
        for person in (world.sara, world.daniel):
            say(world, world.circle, person, Answer.YES)


def _meeting(world: World, services: list[Unit], times: int) -> object:
    world.meeting = made(
        call_meeting(
            Call(
                case=world.case,
                meeting_id=uuid4(),
                payload=Invitation(when="5 oktober kl. 15", question="Hur blir det bra?"),
                starts_at=datetime(2026, 10, 5, 13, tzinfo=UTC),
                units=[unit.pk for unit in services],
                by=world.maria,
                at=world.later(),
            ),
        ),
    )
    for line in _lines(world, services, times):
        write_line(meeting=world.meeting, line=line, by=world.maria, at=world.later())
    world.version = made(
        finish_meeting(
            Finish(
                meeting=world.meeting,
                version_id=uuid4(),
                came={},
                follow_up_on=date(2026, 12, 15),
                note="",
                by=world.maria,
                at=world.later(),
            ),
        ),
    )
    return world.version


def _lines(world: World, services: list[Unit], times: int) -> list[NewLine]:
    goals = [uuid4() for _ in range(3 * times)]
    return [
        *(NewLine(id=goal, payload=Goal(text="Noel är trygg."), area=AREAS[i % 3]) for i, goal in enumerate(goals)),
        *(
            NewLine(
                id=uuid4(),
                payload=Action(text=f"Det som händer {number}", when="varje vecka", follow_up="i december"),
                area=AREAS[number % 3],
                responsible=services[number % 4].pk,
                about=goals[number % len(goals)],
                due_on=date(2026, 11, 1),
            )
            for number in range(ACTIONS * times)
        ),
        *(NewLine(id=uuid4(), payload=Contact(name="En kontakt"), responsible=unit.pk) for unit in services),
        NewLine(id=uuid4(), payload=OwnWords(text="Jag vill ha min bok."), voice=world.noel.pk),
    ]


def _report(world: World, times: int) -> None:
    people = {world.preschool.pk: world.linda, world.social.pk: world.leila}
    for item in world.version.items.filter(entry__kind=Action.KIND).select_related("entry"):
        by: Actor | None = people.get(item.entry.responsible_id)
        for _ in range(times if by else 0):
            made(
                report_action(
                    action=made(find_action(item.entry_id)),
                    status=ActionStatus.GOING_ON,
                    text="Det går framåt.",
                    entry_id=uuid4(),
                    by=made(by),
                    at=world.later(),
                ),
            )
