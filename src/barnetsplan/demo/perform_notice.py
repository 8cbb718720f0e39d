"""Playing the first step of the model: noticing, sending, receiving, opening a case."""

from datetime import timedelta
from uuid import uuid4

from barnetsplan.cases.actions import start_case
from barnetsplan.consent.queries import who_must_answer
from barnetsplan.demo import script
from barnetsplan.demo.stage import Stage
from barnetsplan.domain.decisions import Refused
from barnetsplan.domain.periods import local_date
from barnetsplan.noticing.actions import (
    HeardYes,
    receive_concern,
    send_concern,
    write_concern,
    write_concern_about,
)
from barnetsplan.noticing.facts import CONCERN
from barnetsplan.people.queries import find_child
from barnetsplan.policy.acts import Act
from barnetsplan.records.kinds import Concern
from barnetsplan.records.models import Entry


def concern(stage: Stage, step: script.Concern) -> None:
    """Write what was noticed; the child is admitted from the register by its number."""
    payload = Concern(seen=step.seen, child_says=step.child_says, works=step.works, tried=step.tried)

    def do() -> Entry | Refused:
        if stage.number is None:
            return write_concern_about(
                stage.born, entry_id=uuid4(), payload=payload, by=stage.actor(step.by), at=stage.clock
            )
        return write_concern(
            entry_id=uuid4(), number=stage.number, payload=payload, by=stage.actor(step.by), at=stage.clock
        )

    entry = stage.begin(step, Act.CONCERN_WRITE, do)
    stage.concern, stage.child = entry.pk, find_child(entry.child_id)


def send(stage: Stage, step: script.Send) -> None:
    """Send it; everybody whose yes is needed has given it, and the writer heard it the same day."""
    givers = who_must_answer(stage.born, at=stage.clock)
    heard = [HeardYes(giver, local_date(stage.clock)) for giver in givers] if step.heard else []
    stage.write(
        step,
        Act.CONCERN_SEND,
        CONCERN,
        stage.concern,
        lambda entry: send_concern(
            entry=entry,
            request_id=uuid4(),
            to=stage.unit(step.to),
            heard=heard,
            kept=(),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def receive(stage: Stage, step: script.Receive) -> None:
    """Answer the one who noticed."""
    stage.write(
        step,
        Act.CONCERN_RECEIVE,
        CONCERN,
        stage.concern,
        lambda entry: receive_concern(
            entry=entry,
            entry_id=uuid4(),
            text=step.text,
            call_on=local_date(stage.clock) + timedelta(days=step.call_in),
            by=stage.actor(step.by),
            at=stage.clock,
        ),
    )


def open_case(stage: Stage, step: script.OpenCase) -> None:
    """Open a case on the concern."""
    case = stage.write(
        step,
        Act.CASE_START,
        CONCERN,
        stage.concern,
        lambda entry: start_case(
            case_id=uuid4(), concern=entry, areas=step.areas, by=stage.actor(step.by), at=stage.clock
        ),
    )
    stage.case = case.pk
