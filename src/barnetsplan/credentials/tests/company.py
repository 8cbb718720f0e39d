"""A small organisation with its own accounts: an association, its leader, and whoever answers for its accounts."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from barnetsplan.accounts.models import Assignment
from barnetsplan.credentials import actions, totp
from barnetsplan.credentials.models import LocalAccount
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Regime, Strength
from barnetsplan.policy.facts import Actor
from tests.cast import World, made, make_unit
from tests.duties import acting, officer

PASSWORD = "sju sjösjuka sjömän"
SECRET = bytes(range(20))


@dataclass
class Club:
    """The association, and what its leader has for signing in."""

    world: World
    manager: Actor
    leader: Actor
    at: datetime
    name: str = ""
    codes: tuple[str, ...] = ()

    @property
    def account(self) -> LocalAccount:
        """The leader's account as it is now."""
        return LocalAccount.objects.select_related("organisation").get(person=self.leader.person)

    @property
    def assignment(self) -> Assignment:
        """The leader's assignment."""
        return Assignment.objects.select_related("unit__domain").get(pk=made(self.leader.assignment))

    def typed(self, at: datetime | None = None, **other: str) -> dict[str, str]:
        """What the leader types on the sign-in page; each of it can be another."""
        code = totp.code_of(SECRET, totp.step_at(at or self.at))
        return {"name": self.name, "password": PASSWORD, "code": code, **other}


def club(world: World, clock: pytest.MonkeyPatch) -> Club:
    """The association with its two people; nobody has an account, and the clock stands still."""
    at = timezone.now()  # noqa: TID251 - sessions and signed cookies read the real clock
    read(clock, at)
    unit = make_unit("goif", "Hovmantorps GoIF", "fotbollen", "association", "", Strength.STRONG, Regime.CONTRACT)
    manager = officer(world, "account_manager", beside=unit, name="Gun Ask", serial=11)
    person = officer(world, "registrar", beside=world.school, name="Bo Lind", serial=12)
    leader = acting(world, made(person.person), unit, "association_leader", name="Bo Lind")
    return Club(world, manager, leader, at)


def invited(club: Club) -> actions.Invited:
    """An invitation to the leader."""
    at = club.at
    return made(
        actions.invite(
            assignment=club.assignment,
            last_day=local_date(at) + timedelta(days=7),
            invitation_id=uuid4(),
            by=club.manager.person,
            at=at,
        )
    )


def set_up(club: Club) -> Club:
    """The leader has an account with a password and an app."""
    chosen = actions.Chosen(PASSWORD, secret=SECRET)
    done = made(actions.set_up(invitation=invited(club).invitation.pk, chosen=chosen, at=club.at))
    club.name, club.codes = done.name, tuple(done.recovery_codes)
    return club


def read(clock: pytest.MonkeyPatch, at: datetime) -> None:
    """Let every request from now on be made at this moment."""
    clock.setattr("barnetsplan.access.middleware.timezone", SimpleNamespace(now=lambda: at))


def is_in(client: Client, who: Actor) -> bool:
    """Whether the client's session is this person's."""
    return client.session.get("person") == str(who.person)
