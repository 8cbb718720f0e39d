"""A small organisation with its own accounts: an association, its leader, and whoever answers for its accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.test import Client

from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials import actions, totp
from barnetsplan.credentials.models import LocalAccount
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Regime, Strength
from barnetsplan.policy.facts import Actor
from tests.cast import World, made, make_unit
from tests.duties import acting, officer

PASSWORD = "sju sjösjuka sjömän"  # noqa: S105 - of nobody
SECRET = bytes(range(20))


@dataclass
class Club:
    """The association, and what its leader has for signing in."""

    world: World
    manager: Actor
    leader: Actor
    name: str = ""
    codes: tuple[str, ...] = ()

    @property
    def account(self) -> LocalAccount:
        """The leader's account as it is now."""
        return LocalAccount.objects.select_related("organisation").get(person=self.leader.person)

    @property
    def assignment(self) -> Assignment:
        """The leader's assignment."""
        return Assignment.objects.select_related("unit__domain").get(pk=self.leader.assignment)

    def typed(self, at: datetime, **other: str) -> dict[str, str]:
        """What the leader types on the sign-in page; each of it can be another."""
        code = totp.code_of(SECRET, totp.step_at(at))
        return {"name": self.name, "password": PASSWORD, "code": code, **other}


def club(world: World) -> Club:
    """The association with its two people; nobody has an account."""
    unit = make_unit("goif", "Hovmantorps GoIF", "fotbollen", "association", "", Strength.STRONG, Regime.CONTRACT)
    manager = officer(world, "account_manager", beside=unit, name="Gun Ask", serial=11)
    person = officer(world, "registrar", beside=world.school, name="Bo Lind", serial=12)
    return Club(world, manager, acting(world, made(person.person), unit, "association_leader", name="Bo Lind"))


def invited(club: Club, at: datetime) -> actions.Invited:
    """An invitation to the leader."""
    return made(
        actions.invite(
            assignment=club.assignment,
            last_day=local_date(at) + timedelta(days=7),
            invitation_id=uuid4(),
            by=club.manager.person,
            at=at,
        )
    )


def set_up(club: Club, at: datetime) -> Club:
    """The leader has an account with a password and an app."""
    chosen = actions.Chosen(PASSWORD, secret=SECRET)
    done = made(actions.set_up(invitation=invited(club, at).invitation.pk, chosen=chosen, at=at))
    club.name, club.codes = done.name, tuple(done.recovery_codes)
    return club


def is_in(client: Client, who: Actor) -> bool:
    """Whether the client's session is this person's."""
    return client.session.get("person") == str(who.person)
