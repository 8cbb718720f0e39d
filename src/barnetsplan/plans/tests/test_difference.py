"""Two versions of a plan: each keeps its own words, and what differs is told in words."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from barnetsplan.domain.vocabulary import PlanReply
from barnetsplan.meetings.actions import Call, Finish, call_meeting, finish_meeting
from barnetsplan.meetings.board import Line, NewLine, change_line, lines_of, remove_line, write_line
from barnetsplan.meetings.models import Meeting
from barnetsplan.plans.actions import answer_version, publish
from barnetsplan.plans.facts import find_version
from barnetsplan.plans.tests.pages import assert_looks_unknown, opened, text_of
from barnetsplan.records.kinds import Action, Contact, Goal, Invitation
from tests.world import World, made

pytestmark = pytest.mark.django_db
CHANGED = "Bildschema vid lämning och hämtning"


def _follow_up(world: World) -> None:
    """A second version, with the family: an action changed, a goal new, a contact person gone."""
    call = Call(
        case=world.case,
        meeting_id=uuid4(),
        payload=Invitation(when="i december", question="Hur har det gått?"),
        starts_at=world.at + timedelta(days=30),
        units=[world.preschool.pk],
        by=world.maria,
        at=world.later(),
    )
    meeting = made(call_meeting(call))
    action = _line(meeting, lambda line: isinstance(line.payload, Action) and "Bildschema" in line.payload.text)
    to = NewLine(
        id=action.id,
        payload=Action(text=CHANGED, when="varje dag", person="Linda", follow_up="i mars"),
        area=action.area,
        responsible=action.responsible,
        about=action.about,
        due_on=action.due_on,
    )
    made(change_line(meeting=meeting, line=action.id, to=to, seen=action.version, by=world.maria))
    contact = _line(meeting, lambda line: isinstance(line.payload, Contact))
    remove_line(meeting=meeting, line=contact.id)
    goal = NewLine(id=uuid4(), payload=Goal(text="Noel somnar lugnt."))
    write_line(meeting=meeting, line=goal, by=world.maria, at=world.later())
    finish = Finish(
        meeting=meeting,
        version_id=uuid4(),
        came={},
        follow_up_on=world.later(days=1).date() + timedelta(days=60),
        note="",
        by=world.maria,
        at=world.later(),
    )
    world.version = made(finish_meeting(finish))


def _line(meeting: Meeting, which: Callable[[Line], bool]) -> Line:
    return next(line for line in lines_of(meeting) if which(line))


def _published(world: World) -> None:
    _follow_up(world)
    for person in (world.sara, world.daniel):
        answer_version(
            version=made(find_version(world.version.pk)),
            reply=PlanReply.AGREE,
            text="",
            entry_id=uuid4(),
            by=world.as_guardian(person),
            at=world.later(),
        )
    made(publish(version=made(find_version(world.version.pk)), by=world.maria, at=world.later()))


def test_the_version_in_force_keeps_its_words_while_the_family_reads_the_next(story: World) -> None:
    _follow_up(story)

    for who in (story.maria, story.linda, story.leila):
        page = text_of(opened(story, who, "plan", story.plan.pk))
        assert "Bildschema vid lämning" in page
        assert CHANGED not in page


def test_each_version_can_be_read_as_it_was(story: World) -> None:
    _published(story)

    newest, first = (text_of(opened(story, story.leila, "plan", story.plan.pk, q)) for q in ("", "?version=1"))

    assert CHANGED in newest
    assert "Noel somnar lugnt." in newest
    assert "Bildschema vid lämning" in first
    assert CHANGED not in first


def test_what_has_been_reported_goes_on_standing_beside_the_changed_action(story: World) -> None:
    before = text_of(opened(story, story.linda, "plan", story.plan.pk))
    assert "Pågår" in before

    _published(story)

    assert "Pågår" in text_of(opened(story, story.linda, "plan", story.plan.pk))
    family = text_of(opened(story, story.as_guardian(story.sara), "family_plan", story.noel.pk))
    assert CHANGED in family
    assert "Pågår" in family


def test_what_is_new_changed_and_ended_is_told_in_words(story: World) -> None:
    _published(story)

    page = text_of(opened(story, story.leila, "plan_difference", story.plan.pk))

    assert "Från version 1 till version 2." in page
    assert "Nytt Mål Noel somnar lugnt." in page
    assert f"Ändrat Det som görs {CHANGED}" in page
    assert f"Förut: Bildschema vid lämning Nu: {CHANGED}" in page
    assert "Inte med längre Kontaktperson" in page
    assert "saker är som förut" in page


def test_who_may_not_read_the_next_version_is_not_told_what_differs(story: World) -> None:
    _follow_up(story)

    page = text_of(opened(story, story.leila, "plan_difference", story.plan.pk, "?fran=1&till=2"))

    assert "Det finns bara en version att läsa." in page
    assert "Noel somnar lugnt." not in page
    for actor in (story.stranger, story.as_guardian(story.sara)):
        assert_looks_unknown(story, actor, "plan_difference", story.plan.pk)


def test_the_family_reads_what_differs_before_it_answers(story: World) -> None:
    _follow_up(story)

    page = text_of(opened(story, story.as_guardian(story.sara), "family_version", story.version.pk))

    assert "Det här har ändrats sedan förra gången" in page
    assert "Nytt Mål Noel somnar lugnt." in page
