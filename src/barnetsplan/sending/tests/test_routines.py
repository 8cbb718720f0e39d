"""What the program does by itself: each round once, again after a failure, and every command really exists."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import get_commands

from barnetsplan.domain.periods import STOCKHOLM
from barnetsplan.sending import routines
from barnetsplan.sending.models import Routine
from barnetsplan.sending.routines import TURNS, named

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


def take(at: datetime) -> set[str]:
    return {name for name, _ in routines.take_due(at=at)}


def test_every_routine_is_a_command_of_the_program() -> None:
    assert {turn.command[0] for turn in TURNS} <= set(get_commands())
    assert len({turn.name for turn in TURNS}) == len(TURNS)


def test_what_recurs_begins_at_once_and_what_belongs_to_the_night_waits_for_it() -> None:
    assert take(NOW) == {"messages", "log-review", "sessions-purge"}
    assert take(NOW) == set(), "each round is given out once"
    assert take(datetime(2026, 11, 11, 8, tzinfo=UTC)) >= {"custody-recheck", "late-actions", "drafts-purge"}


def test_a_round_is_begun_once_and_ended() -> None:
    rounds = dict(routines.take_due(at=NOW))
    run = rounds["messages"]

    assert routines.begin("messages", run, at=NOW)
    assert not routines.begin("messages", run, at=NOW)
    assert take(NOW + timedelta(minutes=2)) == set(), "it is under way"
    routines.end("messages", run, failed=False, at=NOW)
    assert "messages" in take(NOW + timedelta(minutes=1))


def test_a_round_whose_worker_died_is_begun_again() -> None:
    run = dict(routines.take_due(at=NOW))["messages"]
    routines.begin("messages", run, at=NOW)
    again = dict(routines.take_due(at=NOW + timedelta(minutes=5)))

    assert "messages" in again
    routines.end("messages", run, failed=False, at=NOW)
    assert Routine.objects.get(pk="messages").ended_at is None, "the one that was given up ends nothing"


def test_a_failed_round_is_tried_three_times_and_then_when_it_is_due() -> None:
    night = datetime(2026, 11, 11, 3, tzinfo=STOCKHOLM)
    take(night - timedelta(hours=1))
    tried = []
    for minutes in range(0, 60, 5):
        at = night + timedelta(minutes=minutes)
        run = dict(routines.take_due(at=at)).get("custody-recheck")
        if run is not None:
            routines.begin("custody-recheck", run, at=at)
            routines.end("custody-recheck", run, failed=True, at=at)
            tried.append(minutes)

    assert tried == [0, 5, 10]
    assert Routine.objects.get(pk="custody-recheck").failed
    assert Routine.objects.get(pk="custody-recheck").due_at > night + timedelta(hours=20)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-10-24T12:00", "2026-10-25T03:00"),
        ("2026-10-25T02:59", "2026-10-25T03:00"),
        ("2027-03-27T12:00", "2027-03-28T03:00"),
        ("2026-10-25T03:00", "2026-10-26T03:00"),
    ],
)
def test_a_night_routine_runs_once_in_every_night_also_when_the_clock_is_changed(now: str, due: str) -> None:
    moment, wanted = (datetime.fromisoformat(text).replace(tzinfo=STOCKHOLM) for text in (now, due))

    assert named("custody-recheck").next_after(moment).astimezone(UTC) == wanted.astimezone(UTC)


def test_a_weekly_routine_runs_on_its_day() -> None:
    due = named("consents-verify").next_after(NOW)

    assert due.astimezone(STOCKHOLM).weekday() == 0
    assert due - NOW < timedelta(days=7)
