"""The story of Noel, up to any point of it: a test says how far it has come, and reads on from there.

What has been told is not told again: ``published(case_open(world))`` tells on from the open case.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import wraps
from typing import Any
from uuid import uuid4

from barnetsplan.cases.actions import start_case
from barnetsplan.cases.models import Case
from barnetsplan.cases.sharing import decide_sharing
from barnetsplan.consent.models import ConsentRequest
from barnetsplan.consent.queries import find_request, row_states
from barnetsplan.domain.disclosing import SharingAnswer
from barnetsplan.domain.vocabulary import ActionStatus, Answer, Layer, PlanReply
from barnetsplan.family.actions import answer_consent
from barnetsplan.gathering.actions import (
    Asking,
    answer_as_family,
    answer_as_service,
    ask_family,
    ask_service,
    write_child_words,
    write_own_voice,
)
from barnetsplan.gathering.analysis import write_analysis
from barnetsplan.gathering.models import Question
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.noticing.actions import HeardYes, receive_concern, send_concern, write_concern
from barnetsplan.people.models import Person
from barnetsplan.plans.actions import answer_version, publish, report_action
from barnetsplan.plans.circle import ask_for_circle
from barnetsplan.plans.facts import find_action, find_version
from barnetsplan.plans.models import Plan
from barnetsplan.records.kinds import (
    Action,
    Analysis,
    Concern,
    Contact,
    Contribution,
    Dissent,
    Goal,
    Invitation,
    OwnWords,
)
from barnetsplan.records.queries import find_entry
from tests.cast import AREAS, NOEL_BORN, START, World, made

__all__ = ["AREAS", "BACKGROUND", "NOEL_BORN", "START", "World", "made"]

Stage = Callable[[World], World]
#: The stages by name, in order.
TOLD: dict[str, Stage] = {}


def _after(earlier: Stage | None) -> Callable[[Callable[[World], None]], Stage]:
    """A part of the story, told after another, and once."""

    def stage(tell: Callable[[World], None]) -> Stage:
        @wraps(tell)
        def told(world: World) -> World:
            if tell.__name__ not in world.told and not world.recall(world, tell.__name__):
                if earlier is not None:
                    earlier(world)
                tell(world)
                world.told.add(tell.__name__)
            return world

        TOLD[tell.__name__] = told
        return told

    return stage


@_after(None)
def concern_written(world: World) -> None:
    """Linda at the preschool has written what she sees."""
    world.concern = made(
        write_concern(
            entry_id=uuid4(),
            number=world.noel_number,
            payload=Concern(
                seen="Noel leker ofta ensam och blir ledsen vid lämning.",
                child_says="Jag vill att mamma stannar.",
                works="Han tycker om att bygga.",
                tried="Egen vuxen vid lämning, det hjälpte lite.",
            ),
            by=world.linda,
            at=world.later(),
        ),
    )
    world.concern = made(find_entry(world.concern.pk))


@_after(concern_written)
def concern_sent(world: World) -> None:
    """Both guardians have said yes to Linda, and the concern is with BVC."""
    heard = [HeardYes(person.pk, date(2026, 9, 7)) for person in (world.sara, world.daniel)]
    made(
        send_concern(
            entry=world.concern,
            request_id=uuid4(),
            to=world.bvc.pk,
            heard=heard,
            kept=(),
            by=world.linda,
            at=world.later(),
        ),
    )


@_after(concern_sent)
def case_open(world: World) -> None:
    """Maria has received the concern and opened a case with three areas."""
    made(
        receive_concern(
            entry=world.concern,
            entry_id=uuid4(),
            text="Tack, jag ringer dig.",
            call_on=date(2026, 9, 10),
            by=world.maria,
            at=world.later(),
        ),
    )
    world.case = start_case(case_id=uuid4(), concern=world.concern, areas=AREAS, by=world.maria, at=world.later())
    world.case = Case.objects.select_related("child__person__key", "unit__domain").get(pk=world.case.pk)


def _asking(world: World, areas: tuple[str, ...]) -> Asking:
    return Asking(case=world.case, areas=areas, text="Hur ser ni på det här?", by=world.maria, at=world.later())


@_after(case_open)
def family_asked(world: World) -> None:
    """Maria has asked both guardians what they see."""
    made(ask_family(asking=_asking(world, AREAS), token=uuid4()))


@_after(family_asked)
def service_asked(world: World) -> None:
    """The family, Noel and BVC have spoken; the guardians are asked whether BVC and the preschool may talk."""
    _family_answers(world)
    _bvc_answers(world)
    world.question = made(
        ask_service(
            asking=_asking(world, ("utveckling", "relationer")),
            unit=world.preschool.pk,
            token=uuid4(),
        ),
    )
    world.talk = made(find_request(made(world.question.request)))


def _family_answers(world: World) -> None:
    for person, words in ((world.sara, "Lugna kvällar."), (world.daniel, "Han är nyfiken.")):
        question = Question.objects.select_related("case__child__person__key", "case__unit__domain").get(to=person.pk)
        made(
            answer_as_family(
                question=question,
                answers={"hemmet": Contribution(works=words, challenging="Morgnarna.")},
                readers=(),
                token=uuid4(),
                by=world.as_guardian(person),
                at=world.later(),
            ),
        )
    made(
        write_child_words(
            case=world.case,
            answers={"relationer": Contribution(works="Jag leker med Ali.", challenging="När mamma går.")},
            readers=[world.sara.pk],
            token=uuid4(),
            by=world.maria,
            at=world.later(),
        ),
    )


def _bvc_answers(world: World) -> None:
    made(
        write_own_voice(
            case=world.case,
            answers={"utveckling": Contribution(works="Följer sin kurva.")},
            token=uuid4(),
            by=world.maria,
            at=world.later(),
        ),
    )


@_after(service_asked)
def talk_agreed(world: World) -> None:
    """Both guardians have said yes, and the question is with the preschool."""
    for person in (world.sara, world.daniel):
        say(world, world.talk, person, Answer.YES)
    world.question = Question.objects.select_related("case__child__person__key", "case__unit__domain").get(
        pk=world.question.pk
    )


@_after(talk_agreed)
def gathered(world: World) -> None:
    """The family, Noel, BVC and the preschool have all spoken."""
    made(
        answer_as_service(
            question=world.question,
            answers={
                "utveckling": Contribution(works="Bygger länge.", challenging="Få ord."),
                "relationer": Contribution(challenging="Leker ensam."),
            },
            token=uuid4(),
            by=world.linda,
            at=world.later(),
        ),
    )


def parts(world: World, request: ConsentRequest, said: Answer, *, only: Mapping[str, str] | None = None) -> Any:
    """Every part of a request with one answer, or only the part with this layer and area."""
    rows = row_states(request.child, at=world.at, requests=[request.pk])
    chosen = [row for row in rows if only is None or only.items() <= {"layer": row.layer, "area": row.area}.items()]
    return {(row.service, row.layer.value, row.area): said for row in chosen}


def say(world: World, request: ConsentRequest, person: Person, said: Answer) -> Any:
    """A guardian answers every part of a request."""
    return made(
        answer_consent(
            request=world.fresh(request),
            parts=parts(world, request, said),
            by=world.as_guardian(person),
            at=world.later(),
        ),
    )


@_after(gathered)
def circle_asked(world: World) -> None:
    """The analysis is written, and the family has been asked about preschool and social services."""
    made(
        write_analysis(
            case=world.case,
            entry_id=uuid4(),
            payload=Analysis(summary="Flera ser samma sak.", child_view="Noel vill ha mamma nära."),
            outcome="collaboration",
            by=world.maria,
            at=world.later(),
        ),
    )
    ask = {unit.pk: (SharingAnswer.ASK, "") for unit in (world.preschool, world.social, world.school)}
    decide_sharing(case=world.case, token=uuid4(), answers=ask, by=world.maria, at=world.at)
    world.circle = made(
        ask_for_circle(
            case=world.case,
            token=uuid4(),
            services={world.preschool.pk: ("utveckling",), world.social.pk: AREAS},
            last_day=None,
            by=world.maria,
            at=world.later(),
        ),
    )


@_after(circle_asked)
def meeting_called(world: World) -> None:
    """Both guardians have said yes to everything, and Maria has called a meeting."""
    for person in (world.sara, world.daniel):
        say(world, world.circle, person, Answer.YES)
    world.meeting = made(
        call_meeting(
            Call(
                case=world.case,
                meeting_id=uuid4(),
                payload=Invitation(when="5 oktober kl. 15", question="Hur blir lämningen lugnare?"),
                starts_at=datetime(2026, 10, 5, 13, tzinfo=UTC),
                units=[world.preschool.pk, world.social.pk],
                by=world.maria,
                at=world.later(),
            ),
        ),
    )
    world.plan = Plan.objects.select_related("child__person__key", "case", "custodian__domain").get(
        pk=world.meeting.plan_id
    )


@_after(meeting_called)
def board_written(world: World) -> None:
    """The meeting has written goals, actions and words; it is not over."""
    goal, world.bildschema, world.family_support = uuid4(), uuid4(), uuid4()
    lines = (
        NewLine(id=goal, payload=Goal(text="Noel känner sig trygg vid lämning."), area="relationer"),
        NewLine(
            id=world.bildschema,
            payload=Action(text="Bildschema vid lämning", when="varje dag", support="child", follow_up="varje fredag"),
            area="utveckling",
            responsible=world.preschool.pk,
            about=goal,
            due_on=date(2026, 10, 12),
        ),
        NewLine(
            id=world.family_support,
            payload=Action(
                text="Familjestöd hemma", when="en kväll i veckan", support="family", follow_up="i december"
            ),
            area="hemmet",
            responsible=world.social.pk,
            due_on=date(2026, 10, 19),
        ),
        NewLine(
            id=uuid4(),
            payload=Contact(name="Linda Ahl", role="specialpedagog", phone="0478-000 10"),
            responsible=world.preschool.pk,
        ),
        NewLine(id=uuid4(), payload=OwnWords(text="Jag vill ha min bok med."), voice=world.noel.pk),
        NewLine(
            id=uuid4(), payload=Dissent(text="En kväll är för lite."), voice=world.daniel.pk, about=world.family_support
        ),
    )
    for line in lines:
        write_line(meeting=world.meeting, line=line, by=world.maria, at=world.later())


@_after(board_written)
def version_with_family(world: World) -> None:
    """The meeting is over, and the family is reading version 1."""
    world.version = made(
        finish_meeting(
            Finish(
                meeting=world.meeting,
                version_id=uuid4(),
                came={},
                follow_up_on=date(2026, 12, 15),
                note="Samtalet var lugnt.",
                by=world.maria,
                at=world.later(),
            ),
        ),
    )


@_after(version_with_family)
def published(world: World) -> None:
    """Both guardians have answered, and version 1 is with the circle."""
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
    world.version = made(publish(version=made(find_version(world.version.pk)), by=world.maria, at=world.later()))
    world.plan.refresh_from_db()


@_after(published)
def reported(world: World) -> None:
    """The preschool and social services have each reported their action."""
    for action, by, status in (
        (world.bildschema, world.linda, ActionStatus.GOING_ON),
        (world.family_support, world.leila, ActionStatus.BEGUN),
    ):
        made(
            report_action(
                action=made(find_action(action)),
                status=status,
                text="Det har kommit igång.",
                entry_id=uuid4(),
                by=by,
                at=world.later(),
            ),
        )


#: The layer of background, by name, for tests that withdraw one area.
BACKGROUND = Layer.BACKGROUND.value
