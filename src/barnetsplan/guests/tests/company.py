"""Karin at a private clinic, invited to one question about Noel or to his plan."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from barnetsplan.accounts.models import Assignment
from barnetsplan.accounts.session import staff_actor
from barnetsplan.cases.child_view import NewChildView
from barnetsplan.consent.queries import find_request
from barnetsplan.domain.disclosing import ChildHeard
from barnetsplan.domain.identity import IdentityNumber, make_invented
from barnetsplan.domain.periods import local_date
from barnetsplan.domain.vocabulary import Answer
from barnetsplan.guests.actions import NewGuest, invite
from barnetsplan.guests.models import Guest
from barnetsplan.policy.facts import Actor
from tests.cast import World, made
from tests.sign_in import client_for
from tests.world import say

NUMBER = make_invented(date(1980, 4, 12), 11)


@dataclass
class Invited:
    """The guest, and the world it is invited to."""

    world: World
    guest: Guest

    @property
    def actor(self) -> Actor:
        """Who the guest acts as now; nobody when the invitation is over."""
        return staff_actor(self.guest.assignment_id, at=self.world.at)

    @property
    def client(self) -> Client:
        """A client signed in as the guest."""
        return client_for(self.world, self.actor)

    def agree(self, said: Answer = Answer.YES) -> None:
        """Both guardians answer what they are asked about the guest."""
        for person in (self.world.sara, self.world.daniel):
            say(self.world, made(find_request(self.guest.request)), person, said)


def invited(world: World, *, to_plan: bool = False, days: int = 100, **other: Any) -> Invited:
    """Karin is invited, and the family has been asked."""
    new = new_guest(world, to_plan=to_plan, days=days, **other)
    return Invited(world, made(invite(new)))


def new_guest(world: World, *, to_plan: bool = False, days: int = 100, **other: Any) -> NewGuest:
    """What Maria fills in."""
    at = world.later()
    said: dict[str, Any] = {
        "case": world.case,
        "token": uuid4(),
        "organisation": "Talmottagningen Ek",
        "sector": "habilitation",
        "name": "Karin Ek",
        "number": NUMBER,
        "last_day": local_date(at) + timedelta(days=days),
        "areas": () if to_plan else ("utveckling",),
        "text": "" if to_plan else "Hur går det med talet?",
        "child_view": NewChildView(ChildHeard.SAID, "Noel tycker om Karin."),
        "by": world.maria,
        "at": at,
        **other,
    }
    return NewGuest(**said)


def number_of(serial: int) -> IdentityNumber:
    """Somebody else's number."""
    return make_invented(date(1981, 5, 13), serial)


def assignment_of(guest: Guest) -> Assignment:
    """The guest's assignment, as it is now."""
    return Assignment.objects.select_related("unit__domain").get(pk=guest.assignment_id)
