"""Noel, protected: the officers of the region, a named list, and words that tell a place where they must not stand."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client

from barnetsplan.accounts.models import Account, Assignment
from barnetsplan.domain.identity import make_invented
from barnetsplan.domain.protection import Protection
from barnetsplan.domain.vocabulary import ActorKind, PartyKind, Regime, Relation, Strength
from barnetsplan.organisations.models import Organisation, Party, Unit
from barnetsplan.people.actions import admit_person
from barnetsplan.people.queries import find_child
from barnetsplan.policy.facts import Actor
from barnetsplan.practice.load import current
from barnetsplan.protection.actions import ask_to_list, confirm_listing, give_reason, protect
from barnetsplan.protection.models import Listed
from barnetsplan.records.kinds import Action, Contact, Invitation
from tests import world as story
from tests.cast import World, made, make_unit

#: A word for each column and each written field that tells a place; none of them is a word of any page.
PLACES = {
    "name": "Kanarieholmen",
    "short_name": "kanarieboet",
    "locality": "Kanarieby",
    "phone": "0999-12345",
    "where": "Kanariegatan",
    "contact": "Kanariella",
    "contact_role": "kanariefogde",
    "contact_phone": "0888-54321",
    "person": "Kanarius",
}


@dataclass
class ProtectedWorld(World):
    """Noel's world, and beside it two security officers of the organisation to which the child health centre belongs."""

    officer_unit: Unit = field(init=False)
    second: Actor = field(init=False)
    colleague: Actor = field(init=False)

    def __post_init__(self) -> None:
        """Add the officers and a colleague of Maria's."""
        super().__post_init__()
        guard = make_unit("guard", "Logg och säkerhet", "vakten", "oversight", "21:1", Strength.STRONG, Regime.OSL)
        guard.domain.organisation = Organisation.objects.get(domains=self.bvc.domain_id)
        guard.domain.save()
        self.officer_unit = guard
        self.officer = self._works("Ebba Vakt", guard, "security_officer", 11)
        self.second = self._works("Bo Vakt", guard, "security_officer", 12)
        self.colleague = self._works("Karin Kollega", self.bvc, "bvc_nurse", 13)

    def _works(self, name: str, unit: Unit, role: str, day: int) -> Actor:
        person = admit_person(name=name, number=make_invented(date(1977, 4, day), 8), at=self.at)
        Account.objects.create(person=person)
        works = Assignment.objects.create(
            person=person, unit=unit, role=role, valid_from=self.at, valid_until=self.at + timedelta(days=365)
        )
        held = current().role(role)
        return Actor(
            kind=ActorKind.STAFF,
            person=person.pk,
            party=unit.pk,
            role=role,
            domain=unit.domain_id,
            assignment=works.pk,
            may_hold_bba=held.may_hold_bba,
            duties=frozenset(Relation(duty) for duty in held.duties),
            name=name,
            unit_name=unit.name,
        )

    def protected(self, protection: Protection = Protection.NAMED, *, by: Actor | None = None) -> None:
        """Somebody protects Noel; a guardian, if nobody else is said."""
        who = by or self.as_guardian(self.sara)
        made(protect(person=self.noel.pk, protection=protection, reason="Hot.", by=who, at=self.later()))
        self.noel = made(find_child(self.noel.pk))

    def listed(self, who: Actor, *, gives_reason: bool = True) -> Listed:
        """The officers put somebody on the list, who then says why."""
        row = made(
            ask_to_list(child=self.noel.pk, person=who.person_id, reason="Är BBA.", by=self.officer, at=self.later())
        )
        made(confirm_listing(child=self.noel.pk, listed=row.pk, by=self.second, at=self.later()))
        if gives_reason:
            made(give_reason(child=self.noel.pk, reason="Ringer mamma.", by=who, at=self.later()))
        return row


def placeless_unit(beside: Unit) -> Unit:
    """The unit without a place beside a unit."""
    return Unit.objects.create(
        # The last of all, whoever asks for the first.
        party=Party.objects.create(pk=UUID(int=2**128 - 1), kind=PartyKind.UNIT),
        domain=beside.domain,
        code=f"nowhere-{beside.code}",
        name="Skyddad kontakt",
        short_name="kontakten",
        sector=beside.sector,
        placeless=True,
    )


def told(world: ProtectedWorld, monkeypatch: pytest.MonkeyPatch) -> ProtectedWorld:
    """The whole story, told with a canary in every field that can tell a place."""
    for number, unit in enumerate((world.bvc, world.preschool, world.social)):
        for column in ("name", "short_name", "locality", "phone"):
            setattr(unit, column, f"{PLACES[column]}{number}")
        unit.save()
    monkeypatch.setattr(story, "Invitation", lambda **said: Invitation(**{**said, "where": PLACES["where"]}))
    monkeypatch.setattr(story, "Action", lambda **said: Action(**{**said, "person": PLACES["person"]}))
    told_by = {"name": PLACES["contact"], "role": PLACES["contact_role"], "phone": PLACES["contact_phone"]}
    monkeypatch.setattr(story, "Contact", lambda **_said: Contact(**told_by))
    story.reported(world)
    return world


def crawl(client: Client, *begin: str) -> Mapping[str, str]:
    """Every page that can be reached by links from where one begins, with its text and its headers."""
    waits, seen = list(begin), {}
    while waits:
        way = waits.pop()
        if way in seen or way.startswith(ELSEWHERE):
            continue
        page = client.get(way)
        seen[way] = f"{page.content.decode(errors='replace')} {dict(page.headers)}"
        waits += re.findall(r'(?:href|action)="(/[^"#]*)', seen[way])
        if page.status_code in {301, 302}:
            waits.append(page["Location"])
    return seen


#: Where nothing about a child is, or where one would become somebody else.
ELSEWHERE = ("/static/", "/demo", "/logga", "/lamna", "/far-ett-barn-illa", "/arbete/att-gora", "/arbete/utkast")
