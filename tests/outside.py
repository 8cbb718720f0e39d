"""Rows of those who prove themselves here and of those who come from outside, for tests that look at every table."""

from datetime import date, timedelta
from uuid import uuid4

from barnetsplan.accounts.models import Assignment
from barnetsplan.cases.child_view import NewChildView
from barnetsplan.credentials import actions as credentials
from barnetsplan.credentials.attempts import may_try, trying
from barnetsplan.credentials.passkeys import Made
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.guests.actions import NewGuest, invite
from barnetsplan.guests.models import Guest
from tests.cast import World, made


def has_a_local_account(world: World) -> None:
    """Linda has an account from her own organisation, with a passkey; somebody has tried to get in."""
    assignment = Assignment.objects.select_related("unit__domain").get(pk=made(world.linda.assignment))
    day, by = local_date(world.at), world.maria.person_id
    asked = made(
        credentials.invite(assignment=assignment, last_day=day, invitation_id=uuid4(), by=by, at=world.at),
    )
    chosen = credentials.Chosen("fyra ord som ingen vet", passkey=Made(b"credential", b"public", 1), device="Chrome")
    made(credentials.set_up(invitation=asked.invitation.pk, chosen=chosen, at=world.at))
    may_try(trying("somebody", "192.0.2.1"), at=world.at)


def has_a_guest(world: World) -> Guest:
    """Somebody outside the system is invited to one question."""
    return made(
        invite(
            NewGuest(
                case=world.case,
                token=uuid4(),
                organisation="Talmottagningen Ek",
                sector="habilitation",
                name="Karin Ek",
                number=make_invented(date(1980, 4, 12), 11),
                last_day=local_date(world.at) + timedelta(days=60),
                areas=("utveckling",),
                text="Hur går det?",
                child_view=NewChildView(ChildHeard.SAID, "Gärna."),
                by=world.maria,
                at=world.later(),
            ),
        ),
    )
