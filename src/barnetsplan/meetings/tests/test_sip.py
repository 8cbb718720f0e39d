"""A plan that is a SIP too comes out of a meeting only with something of both for whom it is written."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from barnetsplan.domain.decisions import Reason, Refused
from barnetsplan.meetings.actions import Finish, finish_meeting
from barnetsplan.meetings.board import NewLine, write_line
from barnetsplan.plans.models import Version
from barnetsplan.records.kinds import Action, Sip
from tests.world import World, board_written, made

pytestmark = pytest.mark.django_db


def finished(world: World, *units: Any) -> Version | Refused:
    """The meeting is over: the plan was a SIP, and each of these units has an action more."""
    board_written(world)
    new = [
        NewLine(id=uuid4(), payload=Action(text="Vi läser ihop.", when="varje dag"), responsible=unit.pk)
        for unit in units
    ]
    for line in (NewLine(id=uuid4(), payload=Sip(overall="Lessebo", others="Inget")), *new):
        write_line(meeting=world.meeting, line=line, by=world.maria, at=world.later())
    return finish_meeting(
        Finish(
            meeting=world.meeting,
            version_id=uuid4(),
            came={},
            follow_up_on=date(2026, 12, 15),
            note="",
            by=world.maria,
            at=world.later(),
        )
    )


def test_sip_01_a_meeting_with_both_in_the_plan_gives_a_sip(world: World) -> None:
    version = made(finished(world, world.bvc))

    assert version.items.filter(entry__kind=Sip.KIND).exists(), "the social services have an action already"


def test_sip_01_a_meeting_in_whose_plan_health_care_does_nothing_gives_no_sip(world: World) -> None:
    assert finished(world) == Refused(Reason.SIP_NEEDS_BOTH)
