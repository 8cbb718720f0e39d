"""Playing an invitation: somebody outside the county's units is asked into one plan, until a day."""

from datetime import timedelta
from uuid import uuid4

from barnetsplan.cases.child_view import NewChildView
from barnetsplan.cases.facts import CASE
from barnetsplan.demo import script
from barnetsplan.demo.stage import Stage
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.guests.actions import NewGuest, invite
from barnetsplan.policy.acts import Act


def invite_guest(stage: Stage, step: script.InviteGuest) -> None:
    """Invite a guest to the plan, and ask the family."""
    guest = stage.write(
        step,
        Act.GUEST_INVITE,
        CASE,
        stage.case,
        lambda case: invite(
            NewGuest(
                case=case,
                token=uuid4(),
                organisation=step.organisation,
                sector=step.sector,
                name=step.guest,
                number=make_invented(step.born, step.serial),
                last_day=local_date(stage.clock) + timedelta(days=step.for_days),
                areas=(),
                text="",
                child_view=NewChildView(ChildHeard.SAID, step.child_view),
                by=stage.actor(step.by),
                at=stage.clock,
            )
        ),
    )
    stage.requests["guest"] = guest.request
